import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { step } from '../bin/step.mjs';

const run = promisify(execFile);

/** Lets the pictures show partners' names in Chinese and Japanese: installs Debian's font when root, else leaves the machine as it is. */
export async function provideChineseGlyphs(): Promise<void> {
  const { stdout } = await run('fc-list', [':lang=ja', 'family']).catch(() => ({ stdout: '' }));
  if (stdout.trim() !== '' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  await step('Installing a font for Chinese and Japanese', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'fonts-noto-cjk'], { env });
  }).catch(() => undefined);
}
