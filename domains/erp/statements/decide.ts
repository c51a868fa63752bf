import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import {
  StatementCompared,
  StatementDismissed,
  StatementHeld,
  StatementParsed,
  StatementRejected,
  StatementResolved,
  StatementRowsImported,
  StatementsImported,
  type statementEvents,
} from './events.ts';
import { isLeftOut } from './file-status.ts';
import { type LastRows, lastRowOf, noRows, withLastRow } from './last-rows.ts';
import { answered, mappingOfAccount, NOTHING_SAID, type Said } from './said.ts';

export type StatementEvent = EventOf<(typeof statementEvents)[number]>;

/** Where a file is on its way in. */
export type FileState =
  | { readonly status: 'none'; readonly version: 0 }
  | (Said & {
      readonly status: 'uploaded' | 'waiting' | 'rejected' | 'dismissed' | 'imported';
      readonly version: number;
    })
  | (Said & {
      readonly status: 'parsing' | 'parsed';
      readonly version: number;
      /** Statements told so far, and per statement the last row number that is in. */
      readonly told: number;
      readonly lastRows: LastRows;
      readonly rowCount: number;
      readonly knownRowCount: number;
      /** Statements that were held against another source. */
      readonly compared: ReadonlySet<Id>;
    });

export const initialFile: FileState = { status: 'none', version: 0 };

export function evolveFile(state: FileState, event: StatementEvent): FileState {
  const version = state.version + 1;
  const said = saidOf(state);
  switch (event.type) {
    case 'StatementUploaded': {
      const { account, preview = false } = event.data;
      return { status: 'uploaded', version, mapping: mappingOfAccount(account), preview, accepted: false };
    }
    case 'StatementParsed': {
      const before = progressOf(state);
      const status = event.data.complete ? 'parsed' : 'parsing';
      const told = before.told + event.data.statements.length;
      return { ...before, ...said, mapping: event.data.mapping ?? said.mapping, status, version, told };
    }
    case 'StatementRowsImported': {
      const before = progressOf(state);
      const { statementId, rows, known } = event.data;
      const numbers = [...rows, ...known].map((row) => row.rowNumber);
      const last = Math.max(lastRowOf(before.lastRows, statementId), ...numbers);
      return {
        ...before,
        ...said,
        status: 'parsed',
        version,
        lastRows: withLastRow(before.lastRows, statementId, last),
        rowCount: before.rowCount + rows.length,
        knownRowCount: before.knownRowCount + known.length,
      };
    }
    case 'StatementCompared': {
      const before = progressOf(state);
      const compared = new Set(before.compared).add(event.data.statementId);
      return { ...before, ...said, status: 'parsed', version, compared };
    }
    case 'StatementRowsCorrected':
    case 'StatementReread':
    case 'AnnouncementsSettled':
      return state.status === 'none' ? state : { ...state, version };
    case 'StatementsImported':
      return { ...said, status: 'imported', version };
    case 'StatementHeld':
      return { ...said, status: 'waiting', version };
    case 'StatementRejected':
      return { ...said, status: 'rejected', version };
    case 'StatementDismissed':
      return { ...said, status: 'dismissed', version };
    case 'StatementResolved':
      return { ...answered(said, event.data), status: 'uploaded', version };
    default:
      return event satisfies never;
  }
}

function saidOf(state: FileState): Said {
  if (state.status === 'none') return NOTHING_SAID;
  return { mapping: state.mapping, preview: state.preview, accepted: state.accepted };
}

function progressOf(state: FileState) {
  return state.status === 'parsing' || state.status === 'parsed'
    ? state
    : { told: 0, lastRows: noRows, rowCount: 0, knownRowCount: 0, compared: new Set<Id>() };
}

/** What the worker found out, step by step. */
export type ImportStep =
  | { readonly kind: 'parsed'; readonly parsed: EventOf<typeof StatementParsed>['data'] }
  | { readonly kind: 'rows'; readonly rows: EventOf<typeof StatementRowsImported>['data'] }
  | { readonly kind: 'compared'; readonly compared: EventOf<typeof StatementCompared>['data'] }
  | { readonly kind: 'finish' }
  | { readonly kind: 'hold'; readonly held: EventOf<typeof StatementHeld>['data'] }
  | { readonly kind: 'reject'; readonly rejected: EventOf<typeof StatementRejected>['data'] };

/** The events of steps that follow each other; `settled` are those of announcements, which the end of the file brings along. */
export function decideSteps(
  state: FileState,
  steps: readonly ImportStep[],
  settled: readonly NewEvent[] = [],
): NewEvent[] {
  let reached = state;
  return steps.flatMap((step) => {
    const events = decideStep(reached, step, settled);
    for (const event of events) reached = evolveFile(reached, event as StatementEvent);
    return events;
  });
}

/** The events of a step; none when a resumed job says what is known already. */
function decideStep(state: FileState, step: ImportStep, settled: readonly NewEvent[]): NewEvent[] {
  switch (step.kind) {
    case 'parsed':
      if (state.status !== 'uploaded' && state.status !== 'parsing') return [];
      return [{ type: StatementParsed.type, data: step.parsed }];
    case 'rows': {
      if (state.status !== 'parsed') return [];
      const last = lastRowOf(state.lastRows, step.rows.statementId);
      const rows = step.rows.rows.filter((row) => row.rowNumber > last);
      const known = step.rows.known.filter((row) => row.rowNumber > last);
      if (rows.length + known.length === 0) return [];
      return [{ type: StatementRowsImported.type, data: { ...step.rows, rows, known } }];
    }
    case 'compared':
      if (state.status !== 'parsed' || state.compared.has(step.compared.statementId)) return [];
      return [{ type: StatementCompared.type, data: step.compared }];
    case 'finish':
      if (state.status !== 'parsed') return [];
      return [
        ...settled,
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

/** A file that waits, was refused or put aside is read again, with what a person said of it; `accepted` when it is to be imported as it was shown. */
export function decideResolve(
  state: FileState,
  mapping: Record<string, unknown> | null,
  accepted = false,
): NewEvent[] {
  if (!isLeftOut(state.status)) {
    throw new NexusError('conflict', 'This file does not wait for anybody.');
  }
  return [{ type: StatementResolved.type, data: { mapping, ...(accepted && { accepted }) } }];
}

/** A file that is sent again with the account that its statements lacked is read again; else nothing happens. */
export function decideAccount(state: FileState, account: string | undefined): NewEvent[] {
  if (account === undefined || (state.status !== 'waiting' && state.status !== 'rejected')) return [];
  const said = state.mapping?.otherwise as { account?: string } | undefined;
  return said?.account === account ? [] : decideResolve(state, mappingOfAccount(account));
}

/** Puts a file aside that waits, was refused, or of which nothing was told yet. Throws a NexusError `conflict` for any other. */
export function decideDismiss(state: FileState, reason: string): NewEvent[] {
  if (state.status === 'parsing' || state.status === 'parsed') {
    throw new NexusError('conflict', 'This file is being imported already.');
  }
  if (state.status !== 'waiting' && state.status !== 'rejected' && state.status !== 'uploaded') {
    throw new NexusError('conflict', 'This file does not wait for anybody.');
  }
  return [{ type: StatementDismissed.type, data: { reason } }];
}
