import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { derivedId } from '#lib/ids.ts';
import { testCompany } from '../../treasury/reconciliation/testing.ts';
import type { ImportStep } from './decide.ts';
import type { ExpectedStatement } from './expected-statement.ts';
import { createReader } from './formats/detect.ts';
import type { StatementSink } from './formats/reader.ts';
import { importRows } from './import-rows.ts';
import { noRows, withLastRow } from './last-rows.ts';
import type { AfterBatch } from './reading/reader-thread.ts';

await testDatabase();
let scope: Scope;
beforeAll(async () => {
  scope = (await testCompany()).scope;
});

const ROWS = 1_200;
const text = [
  ':20:A\r\n:25:DE89370400440532013000\r\n:28C:1/1\r\n:60F:C261101EUR0,00',
  ...Array.from({ length: ROWS }, (_, n) => `:61:2611011101C1,00NTRFNONREF\r\n:86:ROW ${n}`),
  `:62F:C261101EUR${ROWS},00\r\n-\r\n`,
].join('\r\n');

const id = (what: string) => derivedId(scope.tenantId, what);

/** The steps of taking in the rows, when those up to `last` are in. */
async function stepsAfter(last: number): Promise<ImportStep[]> {
  const statement: ExpectedStatement = {
    ...{ statementId: id('statement'), bankAccountId: id('account'), kind: 'endOfDay', statementNumber: '1' },
    ...{
      fromDate: '2026-11-01',
      toDate: '2026-11-01',
      indexInFile: 0,
      entityId: 'DE01',
      openingAmount: '0.00',
    },
    format: undefined,
  };
  const file = { id: id('file'), sha256: 'a'.repeat(64), sizeBytes: text.length };
  const read = async (sink: StatementSink, afterBatch: AfterBatch) => {
    const reader = createReader(sink, {});
    reader.write(Buffer.from(text));
    reader.end();
    await afterBatch(text.length);
  };
  const steps: ImportStep[] = [];
  const take = async (more: ImportStep[]) => void steps.push(...more);
  const lastRows = withLastRow(noRows, statement.statementId, last);
  await importRows(scope, file, [statement], lastRows, read, take, new AbortController().signal);
  return steps;
}

const firstRows = (steps: readonly ImportStep[]) =>
  steps.map((step) => (step.kind === 'rows' ? step.rows.rows[0]?.rowNumber : step.kind));

test('rows come in steps of 500, and the end by itself', async () => {
  expect(firstRows(await stepsAfter(0))).toEqual([1, 501, 1_001, 'finish']);
});

test('what an earlier try took in is passed over, and not looked for again', async () => {
  expect(firstRows(await stepsAfter(1_000))).toEqual([1_001, 'finish']);
  expect(firstRows(await stepsAfter(ROWS))).toEqual(['finish']);
});
