import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { issueToken, packIds, parseToken, secretMatches, unpackIds } from './tokens.ts';

test('a token carries its tenant and its id, and its secret fits its hash alone', () => {
  const [tenantId, id] = [newId(), newId()];
  const { token, tokenHash } = issueToken(tenantId, id);
  const parsed = parseToken(token);
  expect(parsed).toMatchObject({ tenantId, id });
  expect(secretMatches(parsed?.secret ?? '', tokenHash)).toBe(true);
  expect(secretMatches(issueToken(tenantId, id).token.split('.')[2] ?? '', tokenHash)).toBe(false);
  expect(tokenHash).not.toContain(parsed?.secret);
});

test('what is no token is null, whatever it is', () => {
  fc.assert(fc.property(fc.string(), (text) => parseToken(text) === null));
  const { token } = issueToken(newId(), newId());
  for (const wrong of [token.toUpperCase(), `${token}=`, ` ${token}`, `${token}\n`, token.slice(1)]) {
    expect(parseToken(wrong)).toBeNull();
  }
});

test('two ids fit into 32 bytes and come out again', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (tenantId, id) => {
      const packed = packIds(tenantId, id);
      expect(packed).toHaveLength(32);
      expect(unpackIds(Buffer.from(packed).toString('base64url'))).toEqual({ tenantId, id });
    }),
  );
  for (const wrong of ['', 'AAAA', 'not base64url at all!']) expect(unpackIds(wrong)).toBeNull();
});
