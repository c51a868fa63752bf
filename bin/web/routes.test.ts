import { expect, test } from 'vitest';
import { isReadable, routeNamer } from './routes.ts';

const nameOf = routeNamer({
  staticRoutes: [{ page: '/invoices', regex: '^/invoices(?:/)?$' }],
  dynamicRoutes: [
    { page: '/api/erp/[integration]/invoices', regex: '^/api/erp/([^/]+?)/invoices(?:/)?$' },
    { page: '/setup/[token]', regex: '^/setup/([^/]+?)(?:/)?$' },
  ],
});

test('a path is named by its route, never by what is in it', () => {
  expect(nameOf('/invoices')).toBe('/invoices');
  expect(nameOf('/setup/0199.s3cret')).toBe('/setup/[token]');
  expect(nameOf('/api/erp/abc/invoices')).toBe('/api/erp/[integration]/invoices');
  expect(nameOf('/_next/static/chunks/1.js')).toBe('/_next');
  expect(nameOf('/setup/0199.s3cret/more')).toBe('(other)');
  expect(nameOf('/wp-login.php')).toBe('(other)');
});

test('a path whose percent signs cannot be read is told apart', () => {
  expect(['/setup/%C3%BC', '/', '/a%2Fb', '/100%25'].every(isReadable)).toBe(true);
  expect(['/setup/%', '/setup/%zz', '/statements/%E0%A4%A', '/%C3'].some(isReadable)).toBe(false);
});
