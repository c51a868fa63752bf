import type { Scope } from '#db/tenancy.ts';
import type { FileState, ImportStep } from './decide.ts';
import type { FileSummary } from './formats/reader.ts';
import type { Mapping } from './reader-options.ts';
import { type Survey, type SurveyedStatement, toldStatement } from './survey.ts';

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
  const left = survey.statements.slice(state.status === 'parsing' ? state.told : 0);
  const rowCount = rowsOf(surveyed);
  const tell = (statement: SurveyedStatement) =>
    toldStatement(tenantId, file.sha256, statement, summary.statementFormats?.[statement.indexInFile]);
  for (const { statements, complete } of portionsOf(left, tell)) {
    const parsed = {
      format: summary.format ?? 'unknown',
      formatVersion: summary.formatVersion,
      encoding: summary.encoding,
      statements,
      problems: complete ? survey.problems : [],
      rowCount,
      ...(mapping && { mapping }),
      complete,
    };
    await take([{ kind: 'parsed', parsed }]);
  }
}

type ToldStatement = ReturnType<typeof toldStatement>;
type Told = { readonly statements: ToldStatement[]; readonly complete: boolean };

/** The statements in portions that each fit an event, made one by one; of `complete`, there are none after it. */
function* portionsOf(
  left: readonly SurveyedStatement[],
  tell: (statement: SurveyedStatement) => ToldStatement,
): Iterable<Told> {
  let statements: ToldStatement[] = [];
  let bytes = 0;
  for (const statement of left) {
    const told = tell(statement);
    const more = Buffer.byteLength(JSON.stringify(told));
    const isFull = statements.length === STATEMENTS_PER_EVENT || bytes + more > STATEMENT_BYTES_PER_EVENT;
    if (statements.length > 0 && isFull) {
      yield { statements, complete: false };
      statements = [];
      bytes = 0;
    }
    statements.push(told);
    bytes += more;
  }
  if (statements.length > 0) yield { statements, complete: true };
}
