import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt, sourceHash } from '../bin/supervisor/build.ts';

/** Vitest's global setup: one build of the pages, which every installation of the run shares or copies. */
export default async function setup(): Promise<void> {
  const hash = sourceHash();
  if (isBuilt(hash)) return;
  const dir = mkdtempSync(join(tmpdir(), 'nexus-build-'));
  try {
    await build(hash, join(dir, 'build.log'), new AbortController().signal);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
