import { z } from 'zod';

export const personName = z.string().trim().min(1, 'Give a name.').max(200);

/** An address as people write it, in lower case: two spellings are one person. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email('Give an e-mail address, such as ada@example.com.'));
