import { parseArgs } from 'node:util';
import { describe, expect, test } from 'vitest';
import { NexusError } from '#lib/errors.ts';
import { type CommandTable, dispatch } from './command.ts';

const table: CommandTable = {
  verify: async () => ({
    summary: 'Verify the record',
    usage: 'verify [--tenant ID]',
    run: async (args) => {
      const { values } = parseArgs({ args, options: { tenant: { type: 'string' } } });
      return values.tenant === 'broken' ? 1 : 0;
    },
  }),
  'key create': async () => ({
    summary: 'Create a key',
    usage: 'key create NAME',
    run: async () => {
      const problems = [{ pointer: '/name', code: 'invalid', message: 'Give it a name.' }];
      throw new NexusError('invalid', 'The input breaks a rule.', { problems });
    },
  }),
};

async function type(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    error: (text: string) => void error.push(text),
  };
  const code = await dispatch(table, args, terminal);
  return { code, out: out.join('\n'), error: error.join('\n') };
}

describe('the nexus command', () => {
  test('without a command, or asked for help, lists the commands', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { code, out } = await type(...args);
      expect(code).toBe(0);
      expect(out).toContain('verify      Verify the record');
      expect(out).toContain('key create  Create a key');
    }
  });

  test('an unknown command is named, with the list', async () => {
    const { code, error } = await type('key', 'destroy');
    expect(code).toBe(2);
    expect(error).toContain('There is no command "key destroy".');
    expect(error).toContain('key create');
    for (const name of ['constructor', 'toString', '__proto__']) expect((await type(name)).code).toBe(2);
  });

  test('gives the arguments after the name to the command, and its exit code back', async () => {
    expect((await type('verify', '--tenant', 'sound')).code).toBe(0);
    expect((await type('verify', '--tenant', 'broken')).code).toBe(1);
  });

  test('an option that it does not know brings the usage', async () => {
    const { code, error } = await type('verify', '--all');
    expect(code).toBe(2);
    expect(error).toMatch(/--all[\s\S]*Usage: nexus verify \[--tenant ID\]/);
    expect((await type('verify', '--help')).out).toContain('Usage: nexus verify');
  });

  test('a refusal is told in words, each problem on its line', async () => {
    expect(await type('key', 'create')).toEqual({
      code: 1,
      out: '',
      error: 'The input breaks a rule.\n  /name: Give it a name.',
    });
  });
});
