import { isOnItsWay } from '#domains/erp/statements/file-status.ts';

/** What the server says of a file, of `GET /api/statements/<id>`. */
export type FileAnswer = {
  readonly status: string;
  readonly errorMessage: string | null;
  readonly rowCount: number;
  readonly knownRowCount: number;
  readonly progress: { readonly bytesRead: number; readonly rows: number } | null;
};

/** How a file ended, for a line of its own; `done` unless somebody has to do something about it. */
export type Outcome = { readonly done: boolean; readonly sentence: string };

/** How the file ended; null while it is on its way. `known`: under which name the same bytes were here before. */
export function outcomeOf(file: FileAnswer, known: string | null): Outcome | null {
  if (isOnItsWay(file.status)) return null;
  const why = file.errorMessage ?? 'no reason is given';
  switch (file.status) {
    case 'imported': {
      const rows = [
        count(file.rowCount),
        ...(file.knownRowCount > 0 ? [`${file.knownRowCount} here already`] : []),
      ];
      const before = known === null ? 'imported' : `here already as ${known}:`;
      return { done: true, sentence: `${before} ${rows.join(', ')}` };
    }
    case 'dismissed':
      return { done: true, sentence: `put aside: ${why}` };
    case 'waiting':
      return { done: false, sentence: `waiting because: ${why}` };
    default:
      return { done: false, sentence: `refused because: ${why}` };
  }
}

const count = (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'}`;
