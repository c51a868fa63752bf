import { describe, expect, test } from 'vitest';
import { mayReadMetrics } from './metrics.ts';

const TOKEN = 'a-token-of-some-length';
const local = { url: 'http://localhost:3000', metricsToken: undefined };
const open = { url: 'https://treasury.example.com', metricsToken: TOKEN };
const straight = { host: 'localhost:3000' };

describe('metrics are read', () => {
  test('from the machine itself, where Nexus serves it alone', () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(mayReadMetrics(peer, straight, local)).toBe(true);
      expect(mayReadMetrics(peer, { host: '127.0.0.1:3000' }, local)).toBe(true);
    }
    for (const peer of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '']) {
      expect(mayReadMetrics(peer, straight, local)).toBe(false);
    }
  });

  test('not by a page whose name leads to this machine, nor through a proxy', () => {
    expect(mayReadMetrics('127.0.0.1', { host: 'evil.example:3000' }, local)).toBe(false);
    expect(mayReadMetrics('127.0.0.1', { ...straight, 'x-forwarded-for': '203.0.113.9' }, local)).toBe(false);
    expect(mayReadMetrics('127.0.0.1', straight, { ...open, metricsToken: undefined })).toBe(false);
  });

  test('from anywhere with the token, and never with a wrong one', () => {
    const bearing = (token: string) => ({ host: 'treasury.example.com', authorization: `Bearer ${token}` });
    expect(mayReadMetrics('203.0.113.9', bearing(TOKEN), open)).toBe(true);
    expect(mayReadMetrics('203.0.113.9', bearing(`${TOKEN}x`), open)).toBe(false);
    expect(mayReadMetrics('127.0.0.1', { ...straight, ...bearing('undefined') }, local)).toBe(false);
    expect(mayReadMetrics('127.0.0.1', straight, open)).toBe(false);
  });
});
