'use client';

import '@mantine/dates/styles.layer.css';
import { DateInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import type { CalendarDate } from '#lib/dates.ts';

export type DatePickerProps = {
  readonly label: string;
  readonly value: CalendarDate | '';
  readonly onChoose: (date: CalendarDate | '') => void;
  /** Whether the label stands above the field; otherwise only screen readers have it. */
  readonly labelShown?: boolean;
  readonly error?: ReactNode;
};

/** The calendar behind a `DateField` or `FormDateField`. */
export function DatePicker({ label, value, onChoose, labelShown = false, error }: DatePickerProps) {
  return (
    <DateInput
      size="sm"
      {...(labelShown ? { label } : { 'aria-label': label, placeholder: label })}
      error={error}
      value={value || null}
      onChange={(chosen) => onChoose(chosen ?? '')}
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      hideOutsideDates
      previousLabel="Previous"
      nextLabel="Next"
      weekendDays={[]}
      clearable
      autoFocus
      popoverProps={{ defaultOpened: true }}
    />
  );
}
