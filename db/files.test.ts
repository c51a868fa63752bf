import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { checkFile, listFiles, openFile, storeFile } from './files.ts';

async function* inChunks(...chunks: Uint8Array[]) {
  yield* chunks;
}

describe('stored files', () => {
  test('bytes lie under their SHA-256, however they arrive', async () => {
    const tenant = newId();
    const bytes = randomBytes(200_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const whole = await storeFile(tenant, bytes);
    expect(whole).toEqual({ sha256, sizeBytes: 200_000, storagePath: `${tenant}/${sha256}` });
    expect(await storeFile(tenant, inChunks(bytes.subarray(0, 7), bytes.subarray(7)))).toEqual(whole);
    expect(Buffer.concat(await openFile(tenant, sha256).toArray())).toEqual(bytes);
    expect(await listFiles(tenant)).toEqual([sha256]);
  });

  test('a file that is gone or changed by one bit is found out', async () => {
    const tenant = newId();
    const { sha256, storagePath } = await storeFile(tenant, Buffer.from('opening 10 200.00'));
    expect(await checkFile(tenant, sha256)).toBe('whole');
    writeFileSync(join(config().files, storagePath), 'opening 10 200.01');
    expect(await checkFile(tenant, sha256)).toBe('changed');
    expect(await checkFile(newId(), sha256)).toBe('missing');
  });

  test('too many bytes are refused, and a source that breaks leaves nothing behind', async () => {
    const tenant = newId();
    await expect(storeFile(tenant, Buffer.alloc(11), { maxBytes: 10 })).rejects.toMatchObject({
      code: 'tooLarge',
    });
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('connection lost');
    }
    await expect(storeFile(tenant, broken())).rejects.toThrow('connection lost');
    expect(await listFiles(tenant)).toEqual([]);
    expect(readdirSync(join(config().files, tenant, '.incoming'))).toEqual([]);
  });

  test.each(['../../etc/passwd', 'A'.repeat(64), '', 'a'.repeat(63), `${'a'.repeat(64)}\n`])(
    'the name %j leads nowhere',
    (name) => {
      expect(() => openFile(newId(), name)).toThrow(expect.objectContaining({ code: 'invalid' }));
      expect(() => openFile('../..', 'a'.repeat(64))).toThrow(expect.objectContaining({ code: 'invalid' }));
    },
  );
});
