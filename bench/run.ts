import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { BenchRow } from './bench-row.ts';

// npm run bench [NAME…]: each benchmark in a process session of its own; the table says ratios, the files in results/ everything.

const BENCHES: Readonly<Record<string, () => Promise<{ run: () => Promise<readonly BenchRow[]> }>>> = {
  append: () => import('./append.ts'),
  webhook: () => import('./webhook.ts'),
  mt940: () => import('./statements/mt940.ts'),
  camt: () => import('./statements/camt.ts'),
  bai2: () => import('./statements/bai2.ts'),
  ofx: () => import('./statements/ofx.ts'),
  csv: () => import('./statements/csv.ts'),
  import: () => import('./statements/import.ts'),
  matching: () => import('./matching.ts'),
  pages: () => import('./pages.ts'),
  javascript: () => import('./javascript.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

const results = new URL('./results/', import.meta.url);
mkdirSync(results, { recursive: true });

for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (wanted.length !== 1) {
    // A fresh process each, so that one benchmark's garbage is not another's pause.
    execFileSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' });
    continue;
  }
  const rows = await (await load()).run();
  print(name, rows);
  const document = { bench: name, at: new Date().toISOString(), commit: commit(), machine: machine(), rows };
  writeFileSync(new URL(`${name}.json`, results), `${JSON.stringify(document, null, 2)}\n`);
}
if (wanted.length === 1) process.exit(0);

function print(name: string, rows: readonly BenchRow[]): void {
  console.log(`\n${name}`);
  console.table(
    rows.map((row) => ({
      what: row.name,
      ours: `${figure(row.ours)} ${row.unit}`,
      peer: row.peer === null ? '' : `${figure(row.peer)} ${row.unit}`,
      ratio: row.ratio === null ? '' : row.ratio.toFixed(2),
      target: row.target === null ? '' : `≥ ${row.target}`,
      note: row.note.slice(0, 90),
    })),
  );
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}

function machine() {
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memory_GiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}
