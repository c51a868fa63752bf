import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_PERMISSIONS, QUERY_PERMISSIONS } from '#domains/identity/permissions.ts';

const here = new URL('./', import.meta.url);
const sources = (pattern: string) =>
  globSync(pattern, { cwd: here.pathname })
    .sort()
    .map((file) => ({
      file,
      text: readFileSync(new URL(encodeURI(file).replaceAll('[', '%5B'), here), 'utf8'),
    }));

/** What is open to somebody who is not signed in, each with its reason. */
const OPEN: Readonly<Record<string, string>> = {
  'not-found.tsx': 'says only that nothing is there',
  '(auth)/sign-in/page.tsx': 'the door itself',
  '(auth)/sign-in/actions.ts': 'begins a sign-in; rate-limited',
  '(auth)/sign-out.ts': 'ends the session of whoever calls it',
  '(auth)/setup/[token]/page.tsx': 'the one-time link decides',
  '(auth)/setup/[token]/actions.ts': 'the one-time link decides',
  '(auth)/invite/[token]/page.tsx': 'the invitation decides',
  '(auth)/invite/[token]/actions.ts': 'the invitation decides',
  '(auth)/recover/[token]/page.tsx': 'the recovery link decides',
  '(auth)/recover/[token]/actions.ts': 'the recovery link decides',
  'api/auth/[...nextauth]/route.ts': 'carries the sign-in; an assertion decides',
  '(workspace)/settings/page.tsx': 'only leads on to the first page of the settings',
  'healthz/route.ts': 'says only that the process lives',
  'readyz/route.ts': 'says only whether the parts answer',
};

const names = new Set([...Object.keys(COMMAND_PERMISSIONS), ...Object.keys(QUERY_PERMISSIONS)]);
const DOOR = /\brequire(?:Session|Caller|ApiKey|Integration)\(/;
const NAMED = /\b(?:requireSession|requireCaller|requireApiKey|read)\((?:[^()'"]*,\s*)?'([A-Za-z]+)'/g;

describe('every way in', () => {
  const pages = sources('**/page.tsx');
  const handlers = sources('**/route.ts');
  const actions = sources('**/*.ts').filter(({ text }) => /^'use server'/m.test(text));

  test('there are pages, handlers and actions to look at', () => {
    for (const list of [pages, handlers, actions]) expect(list.length).toBeGreaterThan(1);
  });

  test.each([...pages, ...handlers, ...actions])(
    '$file asks who is there, or is open for a reason',
    ({ file, text }) => {
      expect(DOOR.test(text) || file in OPEN).toBe(true);
    },
  );

  test.each([...pages, ...handlers])('$file names a command or query of the role table', ({ file, text }) => {
    const named = [...text.matchAll(NAMED)].map((match) => match[1] as string);
    for (const name of named) expect(names).toContain(name);
    expect(
      named.length > 0 ||
        /requireIntegration\(/.test(text) ||
        /requireSession\(\)/.test(text) ||
        file in OPEN,
    ).toBe(true);
  });

  test('no reason stands for a file that is gone', () => {
    const all = new Set([...pages, ...handlers, ...actions, ...sources('*.tsx')].map(({ file }) => file));
    expect(Object.keys(OPEN).filter((file) => !all.has(file))).toEqual([]);
  });

  test('no page, handler or action reaches past the doors', () => {
    for (const { file, text } of [...pages, ...handlers, ...actions]) {
      expect(text, file).not.toMatch(/^import (?!type ).*from '#db\/(?:client|tenancy|insert|event-store)/m);
    }
  });

  test('only authentication mints a scope', () => {
    const root = new URL('../', here);
    const files = globSync('{app,bin,components,db,domains,lib,sample,worker}/**/*.{ts,tsx}', {
      cwd: root.pathname,
    });
    const minters = files.filter(
      (file) => !/test/.test(file) && /\bmintScope\(/.test(readFileSync(join(root.pathname, file), 'utf8')),
    );
    expect(minters.sort()).toEqual([
      'db/tenancy.ts',
      'domains/identity/machine-scopes.ts',
      'domains/identity/people-scopes.ts',
    ]);
  });
});
