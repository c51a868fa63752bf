import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logPath, MAX_LOG_BYTES, openHome, trimLogs } from './home.ts';

test('a log that grew large is put aside and begins anew, while its writer goes on', () => {
  const home = mkdtempSync(join(tmpdir(), 'nexus-home-'));
  try {
    openHome(home);
    const [web, worker] = [logPath(home, 'web'), logPath(home, 'worker')];
    appendFileSync(worker, 'small\n');
    const writer = openSync(web, 'a');
    writeSync(writer, Buffer.alloc(MAX_LOG_BYTES + 1, 'x'));
    trimLogs(home);
    writeSync(writer, 'next\n');
    closeSync(writer);
    trimLogs(home);
    expect(readFileSync(web, 'utf8')).toBe('next\n');
    expect(statSync(`${web}.1`).size).toBe(MAX_LOG_BYTES + 1);
    expect(readFileSync(worker, 'utf8')).toBe('small\n');
  } finally {
    rmSync(home, { recursive: true });
  }
});
