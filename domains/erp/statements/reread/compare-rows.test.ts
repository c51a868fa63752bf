import { describe, expect, test } from 'vitest';
import { bookedRow } from '../formats/booked-row.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { compareRows, type RecordedRow } from './compare-rows.ts';

const row = (line: number, fields: Partial<ParsedRow> = {}): ParsedRow => ({
  ...bookedRow({
    line,
    bookingDate: '2026-03-02',
    amount: '10.00',
    direction: 'credit',
    currency: 'EUR',
    description: `row ${line}`,
  }),
  rowNumber: line,
  ...fields,
});
const recorded = (line: number, fields: Partial<ParsedRow> = {}): RecordedRow => ({
  ...row(line, fields),
  id: `id ${line}`,
});

describe('reading again', () => {
  test('finds nothing when the same is read, however an amount is written', () => {
    const before = recorded(1, { amount: '10.0000' });
    const comparison = compareRows([before], [row(1)]);
    expect(comparison).toEqual({ same: [before], changed: [], added: [], gone: [] });
  });

  test('names the fields that changed', () => {
    const after = row(1, { counterparty: { name: 'Müller', account: null, bic: null }, endToEndId: 'E1' });
    const { changed } = compareRows(
      [recorded(1, { counterparty: { name: 'M?ller', account: null, bic: null } })],
      [after],
    );
    expect(changed[0]?.fields).toEqual([
      { field: 'counterparty.name', before: 'M?ller', after: 'Müller' },
      { field: 'endToEndId', before: null, after: 'E1' },
    ]);
  });

  test('finds a row again that stands elsewhere, when one before it was not read', () => {
    const { changed, added, gone } = compareRows(
      [recorded(2, { description: 'B' })],
      [row(1, { description: 'A', amount: '3.00' }), row(5, { description: 'B' })],
    );
    expect({ changed, gone }).toEqual({ changed: [], gone: [] });
    expect(added.map(({ description }) => description)).toEqual(['A']);
  });

  test('a row of the same line is the same row with another amount; twins stay two', () => {
    const { changed } = compareRows([recorded(1, { amount: '100.00' })], [row(1, { amount: '1.00' })]);
    expect(changed[0]?.fields).toEqual([{ field: 'amount', before: '100', after: '1' }]);
    const twins = [row(1, { description: 'twin' }), row(2, { description: 'twin' })];
    expect(
      compareRows(
        twins.map((twin, n) => ({ ...twin, id: String(n) })),
        twins,
      ),
    ).toMatchObject({
      same: [{ id: '0' }, { id: '1' }],
      changed: [],
      added: [],
      gone: [],
    });
  });

  test('what is not read any more is gone', () => {
    expect(compareRows([recorded(1), recorded(2)], [row(1)]).gone.map(({ id }) => id)).toEqual(['id 2']);
  });
});
