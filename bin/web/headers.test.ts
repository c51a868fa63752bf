import { describe, expect, test } from 'vitest';
import { cacheControl, securityHeaders } from './headers.ts';

describe('security headers', () => {
  test('are these, and HSTS where the origin is https', () => {
    const headers = Object.fromEntries(securityHeaders('http://localhost:3000'));
    expect(headers).toEqual({
      'content-security-policy':
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; frame-src 'none'; " +
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy':
        'publickey-credentials-get=(self), publickey-credentials-create=(self), ' +
        'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    });
    expect(Object.fromEntries(securityHeaders('https://treasury.example.com'))).toEqual({
      ...headers,
      'strict-transport-security': 'max-age=63072000',
    });
  });

  test('nothing is cached but the files of the build', () => {
    expect(cacheControl('/_next/static/chunks/a1b2.js')).toBeUndefined();
    for (const path of ['/', '/invoices', '/api/statements/1', '/setup/token', '/_next/image']) {
      expect(cacheControl(path)).toBe('private, no-store');
    }
  });
});
