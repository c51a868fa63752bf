import { NexusError } from '#lib/errors.ts';

/** What a file in `bin/commands/` exports. */
export type Command = {
  /** One line for the list of commands. */
  summary: string;
  /** What follows `nexus`, and a line for each option. */
  usage: string;
  /** Takes the arguments after the command's name; returns the exit code. Throws NexusErrors and parseArgs' errors. */
  run(args: string[]): Promise<number>;
};

export type CommandTable = Readonly<Record<string, () => Promise<Command>>>;

/** Where the command line's words go: standard output and standard error. */
export type Terminal = { out(text: string): void; error(text: string): void };

/**
 * Runs the command whose name (one word or two) the arguments begin with. Exit codes: 0 done, 1 refused or failed,
 * 2 not understood. An error that is no NexusError is thrown on.
 */
export async function dispatch(table: CommandTable, args: string[], terminal: Terminal): Promise<number> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((words) => Object.hasOwn(table, words));
  if (name === undefined) {
    const asked = args.length === 0 || args[0] === 'help' || args[0] === '--help' || args[0] === '-h';
    if (!asked) terminal.error(`There is no command "${args.slice(0, 2).join(' ')}".\n`);
    (asked ? terminal.out : terminal.error)(await overview(table));
    return asked ? 0 : 2;
  }
  const command = await table[name]?.();
  if (!command) return 2;
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.summary}\n\nUsage: nexus ${command.usage}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    return explain(error, command, terminal);
  }
}

async function overview(table: CommandTable): Promise<string> {
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  const lines = Object.entries(table).map(
    async ([name, load]) => `  ${name.padEnd(width)}  ${(await load()).summary}`,
  );
  return [
    'Usage: nexus <command> [options]',
    '',
    ...(await Promise.all(lines)),
    '',
    'nexus <command> --help says more.',
  ].join('\n');
}

function explain(error: unknown, command: Command, terminal: Terminal): number {
  if (error instanceof NexusError) {
    terminal.error(error.message);
    for (const { pointer, message } of error.problems) terminal.error(`  ${pointer || '/'}: ${message}`);
    return 1;
  }
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    terminal.error(`${error.message}\n\nUsage: nexus ${command.usage}`);
    return 2;
  }
  throw error;
}
