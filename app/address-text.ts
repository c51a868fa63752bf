import { z } from 'zod';

const MAX_LENGTH = 600;

/**
 * One parameter of an address as text: of several the first. What no filter can be, because it is too long or has control characters in it, is as
 * if it were not there.
 */
export const addressText = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z
    .string()
    .trim()
    .max(MAX_LENGTH)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .catch(undefined),
);
