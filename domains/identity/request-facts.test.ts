import { expect, test } from 'vitest';
import { factsOf } from './request-facts.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['<script>', null],
  ['', null],
])('the address in "%s" is %s', (header, ip) => {
  expect(factsOf(new Headers({ 'x-forwarded-for': header })).ip).toBe(ip);
});

test('a request id from outside is kept only in its own shape, and a long browser name is cut', () => {
  expect(factsOf(new Headers({ 'x-request-id': 'abc-1' })).requestId).toBe('abc-1');
  expect(factsOf(new Headers({ 'x-request-id': 'a b\u00e9' })).requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(factsOf(new Headers({ 'user-agent': 'x'.repeat(1_000) })).userAgent).toHaveLength(300);
});
