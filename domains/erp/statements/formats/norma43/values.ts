import { swiftDate } from '../mt940/dates.ts';
import type { ProblemReporter } from '../problems.ts';

/** AAMMDD as a calendar date. Null, and a problem of this severity, when there is none. */
export function readDate(
  text: string,
  name: string,
  line: number,
  raw: string,
  problems: ProblemReporter,
  severity: 'error' | 'warning' = 'error',
): string | null {
  const date = swiftDate(text);
  if (date === null) {
    const message = `“${text}” is no ${name}.`;
    if (severity === 'error') problems.error(line, 'date.invalid', message, raw);
    else problems.warn(line, 'date.invalid', message, raw);
    return null;
  }
  if (date.adjusted) {
    const message = `The ${name} “${text}” does not exist; the last day of its month stands for it.`;
    problems.warn(line, 'date.adjusted', message, raw);
  }
  return date.date;
}
