import { z } from 'zod';

const position = z.int().positive();

const findingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), position, message: z.string() }),
  z.object({ kind: z.literal('replay'), position, message: z.string() }),
  z.object({ kind: z.literal('head'), message: z.string() }),
  z.object({
    kind: z.literal('row'),
    table: z.string(),
    /** The primary key without the tenant. */
    key: z.string(),
    /** Null where the whole row is missing or should not be there. */
    column: z.string().nullable(),
    live: z.string().nullable(),
    replayed: z.string().nullable(),
    position: position.nullable(),
  }),
  z.object({ kind: z.literal('checkpoint'), projector: z.string(), message: z.string() }),
  z.object({ kind: z.literal('message'), id: z.string(), message: z.string() }),
  z.object({ kind: z.literal('file'), storagePath: z.string(), state: z.enum(['missing', 'changed']) }),
]);

/** One thing that is not as the record says. `position` is the place in the log, where one is known. */
export type Finding = z.infer<typeof findingSchema>;

/** What a stored verification says of its findings. */
export const findingsSchema = z.object({ count: z.int().nonnegative(), first: z.array(findingSchema) });

/** How many findings a report lists; the others are only counted. */
export const MAX_FINDINGS = 100;

/** Findings as they come in: the first hundred, and how many there are. */
export type Findings = { count: number; readonly first: Finding[] };

/** Counts a finding, and keeps it while there is room. */
export function addFinding(findings: Findings, finding: Finding): void {
  findings.count++;
  if (findings.first.length < MAX_FINDINGS) findings.first.push(finding);
}

/** The finding in one sentence. */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'event':
    case 'replay':
      return `Position ${finding.position}: ${finding.message}`;
    case 'head':
      return `Head: ${finding.message}`;
    case 'row':
      return describeRow(finding);
    case 'checkpoint':
      return `Projector ${finding.projector}: ${finding.message}`;
    case 'message':
      return `Inbound message ${finding.id}: ${finding.message}`;
    case 'file':
      return finding.state === 'missing'
        ? `File ${finding.storagePath} is missing.`
        : `File ${finding.storagePath} holds other bytes than those it is named by.`;
    default:
      return finding satisfies never;
  }
}

function describeRow({ table, key, column, live, replayed, position }: Finding & { kind: 'row' }): string {
  const where = position === null ? '' : ` (last event at position ${position})`;
  if (column === null) {
    return live === null
      ? `Table ${table}, row ${key}: the row is missing${where}.`
      : `Table ${table}, row ${key}: no event made this row.`;
  }
  return `Table ${table}, row ${key}, column ${column}: ${quote(live)} is stored, the record says ${quote(replayed)}${where}.`;
}

const quote = (value: string | null) => (value === null ? 'nothing' : `“${value}”`);
