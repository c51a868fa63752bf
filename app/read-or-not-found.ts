import { read } from '#domains/run.ts';
import { hasCode } from '#lib/errors.ts';
import { notFound } from '#next/navigation';

/** Asks for what a page is about, as `read` does; where there is no such thing, the page says so. */
export async function readOrNotFound<T>(...question: Parameters<typeof read<T>>): Promise<T> {
  try {
    return await read<T>(...question);
  } catch (error) {
    if (hasCode(error, 'notFound')) notFound();
    throw error;
  }
}
