import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import {
  StatementDismissed,
  StatementHeld,
  StatementParsed,
  StatementRejected,
  StatementResolved,
  StatementRowsImported,
  StatementsImported,
  type StatementUploaded,
} from './events.ts';

export type StatementEvent =
  | EventOf<typeof StatementUploaded>
  | EventOf<typeof StatementParsed>
  | EventOf<typeof StatementRowsImported>
  | EventOf<typeof StatementsImported>
  | EventOf<typeof StatementHeld>
  | EventOf<typeof StatementRejected>
  | EventOf<typeof StatementResolved>
  | EventOf<typeof StatementDismissed>;

/** Where a file is on its way in. */
export type FileState =
  | { readonly status: 'none'; readonly version: 0 }
  | {
      readonly status: 'uploaded' | 'waiting' | 'rejected' | 'imported';
      readonly version: number;
      readonly mapping: Record<string, unknown> | null;
    }
  | {
      readonly status: 'parsing' | 'parsed';
      readonly version: number;
      readonly mapping: Record<string, unknown> | null;
      /** Statements told so far, and per statement the last row number that is in. */
      readonly told: number;
      readonly lastRow: ReadonlyMap<Id, number>;
      readonly rowCount: number;
      readonly knownRowCount: number;
    };

export const initialFile: FileState = { status: 'none', version: 0 };

export function evolveFile(state: FileState, event: StatementEvent): FileState {
  const version = state.version + 1;
  const mapping = state.status === 'none' ? null : state.mapping;
  switch (event.type) {
    case 'StatementUploaded':
      return { status: 'uploaded', version, mapping: mappingOf(event.data.account) };
    case 'StatementParsed': {
      const before = progressOf(state);
      const status = event.data.complete ? 'parsed' : 'parsing';
      return { ...before, status, version, mapping, told: before.told + event.data.statements.length };
    }
    case 'StatementRowsImported': {
      const before = progressOf(state);
      const { statementId, rows, known } = event.data;
      const numbers = [...rows, ...known].map((row) => row.rowNumber);
      const lastRow = new Map(before.lastRow).set(
        statementId,
        Math.max(before.lastRow.get(statementId) ?? 0, ...numbers),
      );
      return {
        ...before,
        status: 'parsed',
        version,
        mapping,
        lastRow,
        rowCount: before.rowCount + rows.length,
        knownRowCount: before.knownRowCount + known.length,
      };
    }
    case 'StatementsImported':
      return { status: 'imported', version, mapping };
    case 'StatementHeld':
      return { status: 'waiting', version, mapping };
    case 'StatementRejected':
    case 'StatementDismissed':
      return { status: 'rejected', version, mapping };
    case 'StatementResolved':
      return { status: 'uploaded', version, mapping: bothOf(mapping, event.data.mapping) };
    default:
      return event satisfies never;
  }
}

type Mapping = Record<string, unknown> | null;

/** What the sender of a file said of it, as a mapping. */
const mappingOf = (account: string | undefined): Mapping =>
  account === undefined ? null : { otherwise: { account } };

/** A file may ask one thing after the other: an answer adds to those given before, and replaces the one to the same question. */
function bothOf(before: Mapping, now: Mapping): Mapping {
  if (!before || !now) return now ?? before;
  const columns = { ...(before.columns as object), ...(now.columns as object) };
  return { ...before, ...now, ...(Object.keys(columns).length > 0 && { columns }) };
}

function progressOf(state: FileState) {
  return state.status === 'parsing' || state.status === 'parsed'
    ? state
    : { told: 0, lastRow: new Map<Id, number>(), rowCount: 0, knownRowCount: 0 };
}

/** What the worker found out, step by step. */
export type ImportStep =
  | { readonly kind: 'parsed'; readonly parsed: EventOf<typeof StatementParsed>['data'] }
  | { readonly kind: 'rows'; readonly rows: EventOf<typeof StatementRowsImported>['data'] }
  | { readonly kind: 'finish' }
  | { readonly kind: 'hold'; readonly held: EventOf<typeof StatementHeld>['data'] }
  | { readonly kind: 'reject'; readonly rejected: EventOf<typeof StatementRejected>['data'] };

/** The events of steps that follow each other. */
export function decideSteps(state: FileState, steps: readonly ImportStep[]): NewEvent[] {
  let reached = state;
  return steps.flatMap((step) => {
    const events = decideStep(reached, step);
    for (const event of events) reached = evolveFile(reached, event as StatementEvent);
    return events;
  });
}

/** The events of a step; none when a resumed job says what is known already. */
function decideStep(state: FileState, step: ImportStep): NewEvent[] {
  switch (step.kind) {
    case 'parsed':
      if (state.status !== 'uploaded' && state.status !== 'parsing') return [];
      return [{ type: StatementParsed.type, data: step.parsed }];
    case 'rows': {
      if (state.status !== 'parsed') return [];
      const last = state.lastRow.get(step.rows.statementId) ?? 0;
      const rows = step.rows.rows.filter((row) => row.rowNumber > last);
      const known = step.rows.known.filter((row) => row.rowNumber > last);
      if (rows.length + known.length === 0) return [];
      return [{ type: StatementRowsImported.type, data: { ...step.rows, rows, known } }];
    }
    case 'finish':
      if (state.status !== 'parsed') return [];
      return [
        {
          type: StatementsImported.type,
          data: { rowCount: state.rowCount, knownRowCount: state.knownRowCount },
        },
      ];
    case 'hold':
      return state.status === 'uploaded' ? [{ type: StatementHeld.type, data: step.held }] : [];
    case 'reject':
      return state.status === 'uploaded' ? [{ type: StatementRejected.type, data: step.rejected }] : [];
    default:
      return step satisfies never;
  }
}

/** A waiting or rejected file is read again, with what a person said of it. */
export function decideResolve(state: FileState, mapping: Record<string, unknown> | null): NewEvent[] {
  if (state.status !== 'waiting' && state.status !== 'rejected') {
    throw new NexusError('conflict', 'This file does not wait for anybody.');
  }
  return [{ type: StatementResolved.type, data: { mapping } }];
}

/** A file that is sent again with the account that its statements lacked is read again; else nothing happens. */
export function decideAccount(state: FileState, account: string | undefined): NewEvent[] {
  if (account === undefined || (state.status !== 'waiting' && state.status !== 'rejected')) return [];
  const said = state.mapping?.otherwise as { account?: string } | undefined;
  return said?.account === account ? [] : decideResolve(state, mappingOf(account));
}

/** Puts a waiting file aside. Throws a NexusError `conflict` when it does not wait. */
export function decideDismiss(state: FileState, reason: string): NewEvent[] {
  if (state.status !== 'waiting') throw new NexusError('conflict', 'This file does not wait for anybody.');
  return [{ type: StatementDismissed.type, data: { reason } }];
}
