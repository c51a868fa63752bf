import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { sign, TOLERANCE_S, verifySignature } from './webhook-signature.ts';

const secret = randomBytes(24);
const now = 1_795_000_000;
const body = Buffer.from('{"documentNumber":"INV-1"}');

function headersOf(id: string, timestamp: number, mac: Uint8Array, prefix = ''): Headers {
  return new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `${prefix}v1,${Buffer.from(mac).toString('base64')}`,
  });
}

const signed = (timestamp = now, key: Uint8Array = secret) =>
  headersOf('msg_1', timestamp, sign(key, 'msg_1', String(timestamp), body));

describe('a webhook signature', () => {
  test('agrees with the reference implementation on any body', () => {
    const reference = new Webhook(secret.toString('base64'));
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 40 }), (text, id) => {
        const theirs = reference.sign(id, new Date(now * 1000), text);
        const ours = Buffer.from(sign(secret, id, String(now), Buffer.from(text))).toString('base64');
        expect(`v1,${ours}`).toBe(theirs);
      }),
    );
  });

  test('is accepted for either of two live secrets', () => {
    const older = randomBytes(24);
    expect(verifySignature(signed(now, older), body, [secret, older], now)).toEqual({
      id: 'msg_1',
      timestamp: now,
    });
  });

  test('is found among several, whatever stands before it', () => {
    const mac = sign(secret, 'msg_1', String(now), body);
    const headers = headersOf('msg_1', now, mac, 'v2,zzz v1,AAAA ');
    expect(verifySignature(headers, body, [secret], now).id).toBe('msg_1');
  });

  test('holds for five minutes on both sides of our clock, and not a second longer', () => {
    for (const skew of [-TOLERANCE_S, TOLERANCE_S]) {
      expect(verifySignature(signed(now + skew), body, [secret], now).timestamp).toBe(now + skew);
    }
    for (const skew of [-TOLERANCE_S - 1, TOLERANCE_S + 1]) {
      expect(() => verifySignature(signed(now + skew), body, [secret], now)).toThrow(/5 minutes/);
    }
  });

  test.each([
    ['another body', signed(), Buffer.from('{}'), [secret]],
    ['another secret', signed(), body, [randomBytes(24)]],
    ['no live secret', signed(), body, []],
    ['no headers', new Headers(), body, [secret]],
    [
      'a time that is no number',
      headersOf('msg_1', Number.NaN, sign(secret, 'msg_1', 'NaN', body)),
      body,
      [secret],
    ],
    ['an endless id', headersOf('x'.repeat(201), now, new Uint8Array(32)), body, [secret]],
  ])('is refused for %s', (_, headers, bytes, secrets) => {
    expect(() => verifySignature(headers, bytes, secrets, now)).toThrow(
      expect.objectContaining({ code: 'unauthenticated' }),
    );
  });
});
