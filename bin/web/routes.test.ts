import { expect, test } from 'vitest';
import { routeNamer } from './routes.ts';

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
