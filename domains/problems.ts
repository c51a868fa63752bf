import type { z } from 'zod';
import type { Problem } from '#lib/errors.ts';

const MAX_PROBLEMS = 50;

/** Zod's issues as problems with JSON pointers (RFC 6901): the first of them, and how many more there are. */
export function problemsOf(error: z.ZodError): Problem[] {
  const problems = error.issues.slice(0, MAX_PROBLEMS).map((issue) => ({
    pointer: issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: codeOf(issue),
    message: issue.message,
  }));
  const more = error.issues.length - problems.length;
  if (more > 0) problems.push({ pointer: '', code: 'problems.more', message: `has ${more} more problems` });
  return problems;
}

/** A rule of ours may name itself; "custom" would tell nobody anything. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'custom') return issue.code ?? 'invalid';
  const named: unknown = issue.params?.code;
  return typeof named === 'string' ? named : 'invalid';
}
