import type { Scope } from '#db/tenancy.ts';
import type { FileState, ImportStep } from './decide.ts';
import type { FileSummary } from './formats/reader.ts';
import type { Mapping } from './reader-options.ts';
import { type Survey, toldStatement } from './survey.ts';

const STATEMENTS_PER_EVENT = 200;
/** Statements of an event as JSON: together with a file's problems they stay within it. */
const STATEMENT_BYTES_PER_EVENT = 500_000;

/** What the first pass over a file found. */
export type Surveyed = { readonly survey: Survey; readonly summary: FileSummary };
/** Puts steps on record in one command. */
export type Take = (steps: ImportStep[]) => Promise<{ applied: boolean }>;

/** The rows of all statements of a file. */
export const rowsOf = ({ survey }: Surveyed) => survey.statements.reduce((sum, s) => sum + s.rowCount, 0);

/** Tells the statements, in as many events as their number asks for; a resumed job goes on after what was told. */
export async function tellStatements(
  { tenantId }: Scope,
  file: { readonly sha256: string },
  state: FileState,
  surveyed: Surveyed,
  mapping: Mapping | null,
  take: Take,
): Promise<void> {
  const { survey, summary } = surveyed;
  if (state.status === 'parsed') return;
  const told = survey.statements.slice(state.status === 'parsing' ? state.told : 0).map((statement) => {
    const format = summary.statementFormats?.[statement.indexInFile];
    return toldStatement(tenantId, file.sha256, statement, format);
  });
  const portions = portionsOf(told);
  for (const [index, statements] of portions.entries()) {
    const complete = index === portions.length - 1;
    const parsed = {
      format: summary.format ?? 'unknown',
      formatVersion: summary.formatVersion,
      encoding: summary.encoding,
      statements,
      problems: complete ? survey.problems : [],
      rowCount: rowsOf(surveyed),
      ...(mapping && { mapping }),
      complete,
    };
    await take([{ kind: 'parsed', parsed }]);
  }
}

type ToldStatement = ReturnType<typeof toldStatement>;

/** The statements in portions that each fit an event. */
function portionsOf(told: readonly ToldStatement[]): ToldStatement[][] {
  const portions: ToldStatement[][] = [];
  let bytes = 0;
  for (const statement of told) {
    const more = Buffer.byteLength(JSON.stringify(statement));
    const open = portions.at(-1);
    if (open && open.length < STATEMENTS_PER_EVENT && bytes + more <= STATEMENT_BYTES_PER_EVENT) {
      open.push(statement);
      bytes += more;
    } else {
      portions.push([statement]);
      bytes = more;
    }
  }
  return portions;
}
