import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchRow } from './bench-row.ts';

const root = new URL('..', import.meta.url).pathname;
const LIMIT_KB = 260;
const CHARTS_LIMIT_KB = 140;

/**
 * The JavaScript that each page of the last production build names in its first answer: what loads before idle. Gzipped kilobytes of 1000 bytes, against
 * the limit: a ratio of 1 or more is within it.
 */
export async function run(): Promise<BenchRow[]> {
  if (!existsSync(join(root, '.next/BUILD_ID'))) {
    execFileSync(join(root, 'node_modules/.bin/next'), ['build'], { cwd: root, stdio: 'ignore' });
  }
  const server = join(root, '.next/server/app');
  const manifests = (readdirSync(server, { recursive: true }) as string[]).filter((file) =>
    file.endsWith('page_client-reference-manifest.js'),
  );
  const shared = JSON.parse(readFileSync(join(root, '.next/build-manifest.json'), 'utf8'))
    .rootMainFiles as string[];
  const pages = manifests
    .sort()
    .map((file) => pageRow(file, shared, readFileSync(join(server, file), 'utf8')));
  return [...pages, chartsRow(join(server, '(workspace)/page/react-loadable-manifest.json'))];
}

/** What the Overview loads once it is idle: the charts, and the little that comes with them. */
function chartsRow(manifest: string): BenchRow {
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { files: string[] }>;
  const files = new Set(Object.values(chunks).flatMap((chunk) => chunk.files));
  const scripts = [...files].filter((name) => name.endsWith('.js'));
  const ours = scripts.reduce((sum, name) => sum + gzippedSize(name), 0) / 1000;
  return {
    name: 'charts, lazily',
    unit: 'KB',
    ours,
    peer: CHARTS_LIMIT_KB,
    ratio: CHARTS_LIMIT_KB / ours,
    target: 1,
    note: `${scripts.length} files`,
  };
}

function pageRow(file: string, shared: readonly string[], manifest: string): BenchRow {
  const { entryJSFiles } = JSON.parse(manifest.slice(manifest.indexOf('= {') + 2).replace(/;\s*$/, '')) as {
    entryJSFiles: Record<string, string[]>;
  };
  const files = new Set([...shared, ...Object.values(entryJSFiles).flat()]);
  const bytes = [...files].reduce((sum, name) => sum + gzippedSize(name), 0);
  const ours = bytes / 1000;
  const page = `/${file.replace(/\/?page_client-reference-manifest\.js$/, '').replace(/\([^)]*\)\/?/g, '')}`;
  return {
    name: page,
    unit: 'KB',
    ours,
    peer: LIMIT_KB,
    ratio: LIMIT_KB / ours,
    target: 1,
    note: `${files.size} files`,
  };
}

const sizes = new Map<string, number>();

function gzippedSize(name: string): number {
  const known = sizes.get(name);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(join(root, '.next', name))).length;
  sizes.set(name, size);
  return size;
}
