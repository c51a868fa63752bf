import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../handover.mjs';
import { provideChromium } from './chromium.ts';
import { findOffences, readSources } from './floors.ts';

type Tally = { passed: number; failed: number };

const scratch = mkdtempSync(join(tmpdir(), 'nexus-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const broken: string[] = [];
const [part = 'all', ...rest] = process.argv.slice(2);

const parts: Record<string, () => Promise<Tally>> = {
  all: async () => sum([await check(), await vitest(['unit', 'db']), await browser()]),
  check,
  unit: () => vitest(['unit']),
  db: () => vitest(['db']),
  e2e: browser,
  long: () => vitest(['long']),
  shots: async () => {
    process.env.NEXUS_CHROMIUM = await provideChromium();
    return tally('shots', await run(process.execPath, ['e2e/shots.ts', ...rest]));
  },
};

async function check(): Promise<Tally> {
  return sum([
    await types(),
    tally('lint', await run('biome', ['ci', '--colors=off'])),
    tally('floors', floors()),
  ]);
}

async function types(): Promise<Tally> {
  if (existsSync(join(root, 'app')) && (await run('next', ['typegen'])) !== 0) return tally('types', 1);
  return tally('types', await run('tsc', ['--noEmit', '--pretty', 'false']));
}

function floors(): number {
  const offences = findOffences(readSources(root));
  for (const { file, line, imports, reason } of offences)
    console.error(`${file}:${line}: ${reason} (${imports})`);
  console.log(
    `Floors: ${offences.length === 0 ? 'every arrow points down' : `${offences.length} wrong arrows`}`,
  );
  return offences.length;
}

async function browser(): Promise<Tally> {
  if (!existsSync(join(root, 'e2e'))) return { passed: 0, failed: 0 };
  try {
    process.env.NEXUS_CHROMIUM = await provideChromium();
  } catch (error) {
    console.error((error as Error).message);
    return tally('e2e', 1);
  }
  return vitest(['e2e']);
}

/** A run in which every test passed but something outside them broke (an unhandled error) counts as one failure. */
async function vitest(projects: string[]): Promise<Tally> {
  const report = join(scratch, `${projects.join('-')}.json`);
  const chosen = projects.map((project) => `--project=${project}`);
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run('vitest', ['run', ...chosen, ...output, ...rest]);
  if (!existsSync(report)) return tally(projects.join(' and '), 1);
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const brokenFiles = result.testResults.filter(
    (file: { status: string; assertionResults: unknown[] }) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = result.numFailedTests + brokenFiles;
  if (code === 0) return { passed: result.numPassedTests, failed: 0 };
  broken.push(...namesOfFailed(result.testResults), projects.join(' and '));
  return { passed: result.numPassedTests, failed: Math.max(failed, 1) };
}

type FileReport = { name: string; assertionResults: { status: string; fullName: string }[] };

/** So that the last lines say which tests failed, however long the output above them is. */
function namesOfFailed(files: readonly FileReport[]): string[] {
  return files.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(root, file.name)}: ${fullName}`),
  );
}

/** Runs an installed tool and resolves to its exit code. */
function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function tally(name: string, code: number): Tally {
  if (code === 0) return { passed: 1, failed: 0 };
  broken.push(name);
  return { passed: 0, failed: 1 };
}

function sum(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

const chosen = parts[part];
if (!chosen) {
  console.error(`There is no part called "${part}": choose one of ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const { passed, failed } = await chosen();
if (broken.length > 0) console.log(`Not in order:\n  ${broken.join('\n  ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
