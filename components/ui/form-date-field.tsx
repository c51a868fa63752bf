'use client';

import { TextInput } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type CalendarDate, formatDate } from '#lib/dates.ts';

const DatePicker = lazy(async () => ({ default: (await import('./date-picker.tsx')).DatePicker }));

export type FormDateFieldProps = {
  readonly name: string;
  readonly label: string;
  /** What the field begins with; '' for none. */
  readonly defaultValue: CalendarDate | '';
  readonly error?: ReactNode;
};

/** A date of a form, shown as "2 Mar 2026" and sent as "2026-03-02". The calendar is fetched when the field is first entered. */
export function FormDateField({ name, label, defaultValue, error }: FormDateFieldProps) {
  const [date, setDate] = useState(defaultValue);
  const [entered, setEntered] = useState(false);

  const resting = (
    <TextInput
      label={label}
      error={error}
      value={date ? formatDate(date) : ''}
      readOnly
      onFocus={() => setEntered(true)}
    />
  );
  return (
    <div>
      <input type="hidden" name={name} value={date} />
      {entered ? (
        <Suspense fallback={resting}>
          <DatePicker label={label} labelShown value={date} onChoose={setDate} error={error} />
        </Suspense>
      ) : (
        resting
      )}
    </div>
  );
}
