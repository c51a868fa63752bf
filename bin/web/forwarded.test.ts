import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { settleForwarded, trustList } from './forwarded.ts';

const isTrusted = trustList(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);

function settle(headers: IncomingHttpHeaders, peer: string): IncomingHttpHeaders {
  const settled = { host: 'inside:3000', ...headers };
  settleForwarded(settled, peer, isTrusted);
  return settled;
}

describe('forwarded headers', () => {
  test('what a stranger claims is overwritten', () => {
    const claimed = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-port': '443',
      'x-real-ip': '1.2.3.4',
      forwarded: 'for=1.2.3.4',
    };
    expect(settle(claimed, '203.0.113.9')).toEqual({
      host: 'inside:3000',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'inside:3000',
    });
  });

  test('a trusted proxy is believed', () => {
    const said = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'treasury.example.com',
    };
    for (const proxy of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', 'fd00::1']) {
      expect(settle(said, proxy)).toEqual({ host: 'inside:3000', ...said });
    }
  });

  test('of a chain, the last address that is no trusted proxy is the client', () => {
    const chain = (header: string) => settle({ 'x-forwarded-for': header }, '10.0.0.1')['x-forwarded-for'];
    expect(chain('6.6.6.6, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
    expect(chain('nonsense, 203.0.113.9')).toBe('203.0.113.9');
    expect(chain('10.9.9.9, 10.0.0.2')).toBe('10.9.9.9');
    expect(chain('')).toBe('10.0.0.1');
  });

  test('a proxy that is not named is a stranger', () => {
    expect(settle({ 'x-forwarded-for': '1.2.3.4' }, '192.0.2.8')['x-forwarded-for']).toBe('192.0.2.8');
    expect(trustList([])('127.0.0.1')).toBe(false);
  });
});
