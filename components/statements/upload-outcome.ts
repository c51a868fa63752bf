import type { ArrivingFile } from '#domains/erp/statements/arriving-files.ts';
import { isOnItsWay } from '#domains/erp/statements/file-status.ts';
import { formatCount } from '../ui/format-amount.ts';
import type { Tone } from '../ui/status.tsx';
import type { Upload } from './upload.ts';
import { counted, formatLabel, periodLabel, sizeLabel } from './words.ts';

/** Whether the server has still to do something for the file; one that it has not told of yet, too. */
export const isRunning = (file: Pick<ArrivingFile, 'status'> | undefined) =>
  file === undefined || isOnItsWay(file.status);

/** How far a file is that the server reads, in words and as a share. */
export type FileProgress = {
  readonly detail: string;
  readonly share: { readonly value: number; readonly max: number } | null;
};

export function progressOf(file: ArrivingFile): FileProgress {
  const { phase, bytesRead, rowsRead, sizeBytes, rowCount } = file;
  if (phase === null) return { detail: 'In line to be read', share: null };
  if (phase === 'reading') {
    const share = { value: bytesRead ?? 0, max: sizeBytes };
    return { detail: `Reading: ${sizeLabel(share.value)} of ${sizeLabel(sizeBytes)}`, share };
  }
  const share = { value: rowsRead ?? 0, max: rowCount };
  return { detail: `Importing: ${formatCount(share.value)} of ${counted(rowCount, 'row')}`, share };
}

/** What of a summary leads somewhere. */
export type Part = { readonly text: string; readonly href?: string };

/** What came of a file that has ended. */
export function outcomeOf(file: ArrivingFile): { readonly tone: Tone; readonly parts: readonly Part[] } {
  const why = [{ text: file.errorMessage ?? 'No reason is given.' }];
  switch (file.status) {
    case 'waiting':
      return { tone: 'warn', parts: why };
    case 'dismissed':
      return { tone: 'neutral', parts: [{ text: `Put aside. ${why[0]?.text}` }] };
    case 'imported':
      return { tone: file.problemCount + file.differing > 0 ? 'warn' : 'ok', parts: summaryOf(file) };
    default:
      return { tone: 'bad', parts: why };
  }
}

function summaryOf(file: ArrivingFile): Part[] {
  const { onlyStatementId, differing, knownRowCount: known, problemCount } = file;
  const page = `/statements/files/${file.id}`;
  const statements = onlyStatementId ? `/statements/${onlyStatementId}` : page;
  return [
    { text: formatLabel(file.format) },
    { text: counted(file.statementCount, 'statement'), href: statements },
    { text: counted(file.rowCount, 'row') },
    ...(file.toDate ? [{ text: periodLabel(file.fromDate, file.toDate) }] : []),
    ...(known > 0 ? [{ text: `${formatCount(known)} here already` }] : []),
    ...(differing > 0
      ? [
          {
            text: `${formatCount(differing)} ${differing === 1 ? 'does' : 'do'} not add up`,
            href: statements,
          },
        ]
      : []),
    ...(problemCount > 0 ? [{ text: counted(problemCount, 'problem'), href: page }] : []),
  ];
}

/** Where all uploads stand together: "18 imported", "3 wait for you". */
export function standing(uploads: readonly Upload[], files: ReadonlyMap<string, ArrivingFile>): string[] {
  const counts = new Map<string, number>();
  for (const upload of uploads) {
    const kind = kindOf(upload, files);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return KINDS.flatMap(([kind, words]) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [`${formatCount(count)} ${count === 1 ? words[0] : words[1]}`] : [];
  });
}

const KINDS = [
  ['running', ['on its way', 'on their way']],
  ['imported', ['imported', 'imported']],
  ['known', ['here already', 'here already']],
  ['waiting', ['waits for you', 'wait for you']],
  ['refused', ['refused', 'refused']],
  ['aside', ['put aside', 'put aside']],
] as const;

function kindOf(upload: Upload, files: ReadonlyMap<string, ArrivingFile>): (typeof KINDS)[number][0] {
  switch (upload.phase) {
    case 'asked':
    case 'queued':
    case 'sending':
      return 'running';
    case 'known':
    case 'refused':
      return upload.phase;
    case 'cancelled':
      return 'aside';
    case 'arrived': {
      const file = files.get(upload.fileId);
      if (isRunning(file)) return 'running';
      if (file?.status === 'imported' || file?.status === 'waiting') return file.status;
      return file?.status === 'dismissed' ? 'aside' : 'refused';
    }
    default:
      return upload satisfies never;
  }
}
