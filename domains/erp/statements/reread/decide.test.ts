import { expect, test } from 'vitest';
import type { EventOf } from '#db/event-store/event.ts';
import { derivedId } from '#lib/ids.ts';
import type { FileState } from '../decide.ts';
import type { StatementRowsCorrected } from '../events.ts';
import { bookedRow } from '../formats/booked-row.ts';
import { Survey } from '../survey.ts';
import { compareRows } from './compare-rows.ts';
import { decideRereading } from './decide.ts';

const tenantId = '00000000-0000-8000-8000-000000000001';
const said = { mapping: null, preview: false, accepted: false };
const imported: FileState = { ...said, status: 'imported', version: 4 };
const account = { id: tenantId, identifier: 'DE89370400440532013000', currency: 'EUR', entityId: 'DE01' };
const head = {
  kind: 'endOfDay' as const,
  account: { iban: account.identifier, other: null, bic: null, currency: 'EUR', owner: null },
  ...{ statementId: '1', sequenceNumber: null, asOf: null, openingBalance: null },
};

const row = (rowNumber: number, description: string) => ({
  ...bookedRow({
    line: rowNumber,
    ...{ bookingDate: '2026-03-02', amount: '10.00', direction: 'credit' as const, currency: 'EUR' },
    description,
  }),
  rowNumber,
});
const recorded = (rowNumber: number, description: string) => ({
  ...row(rowNumber, description),
  id: derivedId(tenantId, 'row', rowNumber),
});

function reread(
  before: ReturnType<typeof recorded>[],
  read: ReturnType<typeof row>[],
  matched: string[] = [],
) {
  const survey = new Survey([account]);
  survey.statement(head, 0);
  for (const one of read) survey.row(one, 0);
  survey.statementEnd(
    { ...head, closingBalance: null, balances: [], balanceCheck: 'unverifiable', balanceDifference: null },
    0,
  );
  const statement = {
    statementId: derivedId(tenantId, 'statement', 0),
    surveyed: survey.statements[0] as (typeof survey.statements)[0],
    comparison: compareRows(before, read),
    lastRowNumber: before.length,
    matched: new Set(matched),
  };
  return { sha256: 'a', statements: [statement], problems: [], digest: '' };
}

const corrected = ([first]: ReturnType<typeof decideRereading>) => {
  const data = first?.data as EventOf<typeof StatementRowsCorrected>['data'] | undefined;
  return data?.rows.map(({ rowNumber, description, occurrence }) => [rowNumber, description, occurrence]);
};

test('given rows on record, when a twin of one is read that was not, then it is the second of its kind', () => {
  const before = [recorded(1, 'CARD'), recorded(2, 'FEE')];
  const events = decideRereading(
    imported,
    tenantId,
    reread(before, [row(1, 'CARD'), row(2, 'CARD'), row(3, 'FEE')]),
  );
  expect(events.map(({ type }) => type)).toEqual(['StatementRowsCorrected', 'StatementReread']);
  expect(corrected(events)).toEqual([[3, 'CARD', 2]]);
});

test('given a matched row, when it is read otherwise, then nothing is told of it', () => {
  const before = [recorded(1, 'C?RD')];
  const found = reread(before, [row(1, 'CARD')], [before[0]?.id ?? '']);
  expect(decideRereading(imported, tenantId, found)).toEqual([]);
});

test('given a file that is not imported, when it is read again, then that is a conflict', () => {
  const found = reread([], [row(1, 'CARD')]);
  expect(() => decideRereading({ ...imported, status: 'waiting' }, tenantId, found)).toThrow('not imported');
});
