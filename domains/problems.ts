import type { z } from 'zod';
import type { Problem } from '#lib/errors.ts';

/** Zod's issues as problems with JSON pointers (RFC 6901). */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({
    pointer: issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: issue.code ?? 'invalid',
    message: issue.message,
  }));
}
