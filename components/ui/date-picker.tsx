'use client';

import '@mantine/dates/styles.layer.css';
import { DateInput } from '@mantine/dates';
import type { CalendarDate } from '#lib/dates.ts';

export type DatePickerProps = {
  readonly label: string;
  readonly value: CalendarDate | '';
  readonly onChoose: (date: CalendarDate | '') => void;
};

/** The calendar behind a `DateField`. */
export function DatePicker({ label, value, onChoose }: DatePickerProps) {
  return (
    <DateInput
      size="sm"
      aria-label={label}
      placeholder={label}
      value={value || null}
      onChange={(chosen) => onChoose(chosen ?? '')}
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      weekendDays={[]}
      clearable
      autoFocus
      popoverProps={{ defaultOpened: true }}
    />
  );
}
