import { type ErrorCode, NexusError } from '#lib/errors.ts';

/** What is read again in place, while somebody waits for the page. */
const MAX_ROWS = 50_000;
const MAX_BYTES = 50_000_000;

type Imported = {
  readonly status: string;
  readonly sizeBytes: number;
  readonly rowCount: number;
  readonly knownRowCount: number;
};

/** Why a file cannot be read again in place; null where it can. */
function obstacleOf(file: Imported): { readonly code: ErrorCode; readonly message: string } | null {
  if (file.status !== 'imported') {
    return { code: 'conflict', message: 'Only a file that is imported is read again here.' };
  }
  if (file.rowCount + file.knownRowCount > MAX_ROWS) {
    return { code: 'tooLarge', message: `A file of more than ${MAX_ROWS} rows is not read again in place.` };
  }
  if (file.sizeBytes > MAX_BYTES) {
    return {
      code: 'tooLarge',
      message: `A file of more than ${MAX_BYTES / 1_000_000} MB is not read again in place.`,
    };
  }
  return null;
}

/** Whether the file can be read again in place. */
export const canBeReread = (file: Imported): boolean => obstacleOf(file) === null;

/** Throws a NexusError unless it can: `conflict` where it is not imported, `tooLarge` beyond 50,000 rows or 50 MB. */
export function requireRereadable(file: Imported): void {
  const obstacle = obstacleOf(file);
  if (obstacle) throw new NexusError(obstacle.code, obstacle.message);
}
