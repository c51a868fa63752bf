import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import that points the wrong way, and why. `line` counts from 1. */
export type Offence = { file: string; line: number; imports: string; reason: string };

type Import = { line: number; target: string; typeOnly: boolean };

const floorOf: Record<string, number> = {
  lib: 0,
  db: 1,
  domains: 2,
  components: 3,
  app: 4,
  worker: 4,
  bin: 4,
  sample: 4,
  e2e: 5,
  bench: 5,
};

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?<clause>(?:type\s)?[^'"`;]*?\sfrom\s+)?['"](?<specifier>[^'"]+)['"]|(?<dynamic>import)\(\s*['"](?<lazy>[^'"]+)['"]/g;

/**
 * Checks the arrows of the house: a file imports from its own floor or one below, `components/` takes from `domains/`
 * only types and code that never reaches `db/`, and capabilities inside `domains/` form no circle by what reaches `db/`
 * (commands, queries, projectors); a pure function may be borrowed from anywhere.
 * Takes each file's text by its path from the root; tests may reach where they need to, but not above their floor.
 */
export function findOffences(files: ReadonlyMap<string, string>): Offence[] {
  const imports = new Map<string, Import[]>();
  for (const [file, text] of files) imports.set(file, importsOf(file, text, files));
  const reachesDatabase = databaseReach(imports);
  const offences: Offence[] = [];
  for (const [file, list] of imports) {
    for (const { line, target, typeOnly } of list) {
      const offend = (reason: string) => offences.push({ file, line, imports: target, reason });
      const [from, to] = [top(file), top(target)];
      if ((floorOf[to] ?? 0) > (floorOf[from] ?? 0))
        offend(`${from}/ may not import from ${to}/, a floor above it`);
      else if (from === 'components' && to === 'db' && !typeOnly) offend('components/ may not reach db/');
      else if (from === 'components' && to === 'domains' && !typeOnly && reachesDatabase.has(target))
        offend('components/ takes only types and pure code from domains/, and this reaches db/');
    }
  }
  return [...offences, ...circles(imports, reachesDatabase)];
}

/** Reads every source file of the house below `root`, by path from there. */
export function readSources(root: string): Map<string, string> {
  const paths = globSync(`{${Object.keys(floorOf).join(',')}}/**/*.{ts,tsx,mjs}`, { cwd: root });
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const top = (path: string) => path.split('/')[0] ?? '';
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /\/testing[./]/.test(path);

function importsOf(file: string, text: string, files: ReadonlyMap<string, string>): Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(importPattern)) {
    const { clause, specifier, lazy } = match.groups ?? {};
    const target = resolve(file, specifier ?? lazy ?? '', files);
    if (!target) continue;
    const line = text.slice(0, match.index + match[0].search(/\S/)).split('\n').length;
    found.push({ line, target, typeOnly: clause?.startsWith('type ') ?? false });
  }
  return found;
}

function resolve(file: string, specifier: string, files: ReadonlyMap<string, string>): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const path = relative('.', join(dirname(file), specifier));
  return [path, `${path}.ts`, `${path}.tsx`].find((candidate) => files.has(candidate)) ?? path;
}

/** Files of `domains/` and `lib/` from which running code of `db/` is reached, directly or through others. */
function databaseReach(imports: ReadonlyMap<string, Import[]>): Set<string> {
  const importedBy = new Map<string, string[]>();
  for (const [file, list] of imports) {
    for (const { target, typeOnly } of list) {
      if (!typeOnly) importedBy.set(target, [...(importedBy.get(target) ?? []), file]);
    }
  }
  const reached = new Set<string>();
  const open = [...importedBy.keys()].filter((path) => top(path) === 'db');
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const user of importedBy.get(path) ?? []) {
      if (reached.has(user)) continue;
      reached.add(user);
      open.push(user);
    }
  }
  return reached;
}

/** Circles between capabilities (`domains/<domain>/<capability>`), each reported once, at one of its imports. */
function circles(imports: ReadonlyMap<string, Import[]>, reachesDatabase: ReadonlySet<string>): Offence[] {
  const edges = new Map<string, Map<string, Offence>>();
  for (const [file, list] of imports) {
    const from = capability(file);
    if (!from || isTest(file)) continue;
    for (const { line, target, typeOnly } of list) {
      const to = capability(target);
      if (!to || to === from || typeOnly || !reachesDatabase.has(target)) continue;
      const edge = { file, line, imports: target, reason: '' };
      edges.set(from, new Map([[to, edge], ...(edges.get(from) ?? [])]));
    }
  }
  const done = new Set<string>();
  const offences: Offence[] = [];
  const walk = (node: string, path: string[]) => {
    const start = path.indexOf(node);
    const last = edges.get(path.at(-1) ?? '')?.get(node);
    if (start >= 0 && last) {
      offences.push({
        ...last,
        reason: `capabilities form a circle: ${[...path.slice(start), node].join(' → ')}`,
      });
    }
    if (done.has(node)) return;
    done.add(node);
    for (const next of edges.get(node)?.keys() ?? []) walk(next, [...path, node]);
  };
  for (const node of edges.keys()) walk(node, []);
  return offences;
}

function capability(path: string): string | undefined {
  const parts = path.split('/');
  return parts[0] === 'domains' && parts.length > 3 ? parts.slice(0, 3).join('/') : undefined;
}
