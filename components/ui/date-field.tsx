'use client';

import { TextInput } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import { type CalendarDate, formatDate, isCalendarDate } from '#lib/dates.ts';

const DatePicker = lazy(async () => ({ default: (await import('./date-picker.tsx')).DatePicker }));

export type DateFieldProps = {
  readonly name: string;
  readonly label: string;
  /** "YYYY-MM-DD" or '' for none. */
  readonly value: string;
};

/** A date shown as "2 Mar 2026" and sent as "2026-03-02". The calendar is fetched when the field is first entered. */
export function DateField({ name, label, value }: DateFieldProps) {
  const [date, setDate] = useState<CalendarDate | ''>(isCalendarDate(value) ? value : '');
  const [entered, setEntered] = useState(false);
  const hidden = useRef<HTMLInputElement>(null);

  function choose(chosen: CalendarDate | '') {
    setDate(chosen);
    // The form is sent once the hidden field holds the new date.
    requestAnimationFrame(() => hidden.current?.form?.requestSubmit());
  }

  const resting = (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={date ? formatDate(date) : ''}
      readOnly
      onFocus={() => setEntered(true)}
    />
  );
  return (
    <>
      <input ref={hidden} type="hidden" name={name} value={date} />
      {entered ? (
        <Suspense fallback={resting}>
          <DatePicker label={label} value={date} onChoose={choose} />
        </Suspense>
      ) : (
        resting
      )}
    </>
  );
}
