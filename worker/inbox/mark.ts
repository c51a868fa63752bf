import type { Stats } from 'node:fs';

/** Which file a name stands for, and in which state: while it is written, or when another takes its name, the mark changes. */
export type Mark = {
  readonly device: number;
  readonly inode: number;
  readonly sizeBytes: number;
  readonly changedAt_ms: number;
};

export const markOf = ({ dev, ino, size, mtimeMs }: Stats): Mark => ({
  device: dev,
  inode: ino,
  sizeBytes: size,
  changedAt_ms: mtimeMs,
});

/** Whether both are of one file in one state. */
export function isSame(a: Mark | undefined, b: Mark): boolean {
  return (
    a?.device === b.device &&
    a.inode === b.inode &&
    a.sizeBytes === b.sizeBytes &&
    a.changedAt_ms === b.changedAt_ms
  );
}
