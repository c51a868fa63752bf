import type { fileStatus } from '#domains/erp/statements/queries.ts';
import type { End } from './places.ts';

type Problem = { readonly line: number | null; readonly message: string };

/** Where a file goes, and what is said beside it; null where nothing is to be said. */
export type Verdict = { readonly end: End; readonly reason: string | null };

type File = Pick<Awaited<ReturnType<typeof fileStatus>>, 'status' | 'errorMessage'> & {
  readonly problems: readonly Problem[];
};

/**
 * What becomes of a file in the inbox; null while Nexus still reads it. What waits for a person is `done`: Nexus has it and asks on its pages,
 * and nothing is left to do in the folder.
 */
export function verdictOf(file: File): Verdict | null {
  const why = file.errorMessage ?? 'No reason is given.';
  switch (file.status) {
    case 'uploaded':
    case 'parsing':
    case 'parsed':
      return null;
    case 'imported':
      return { end: 'done', reason: null };
    case 'waiting':
      return {
        end: 'done',
        reason: wordsOf(`This file waits for somebody in Nexus, under Files: ${why}`, file.problems),
      };
    case 'dismissed':
      return { end: 'done', reason: wordsOf(`Somebody put this file aside in Nexus: ${why}`, []) };
    default:
      return { end: 'failed', reason: wordsOf(why, file.problems) };
  }
}

/** A sentence, and beneath it a line for each problem that says more. */
export function wordsOf(sentence: string, problems: readonly Problem[]): string {
  const more = problems.filter(({ message }) => message !== sentence).map(lineOf);
  return `${[sentence, ...(more.length > 0 ? ['', ...more] : [])].join('\n')}\n`;
}

const lineOf = ({ line, message }: Problem) => (line === null ? message : `Line ${line}: ${message}`);
