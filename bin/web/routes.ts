import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../handover.mjs';

type Route = { readonly page: string; readonly regex: string };
export type RoutesManifest = {
  readonly staticRoutes: readonly Route[];
  readonly dynamicRoutes: readonly Route[];
};

/** The routes of the build that is being served. */
export function readRoutes(): RoutesManifest {
  return JSON.parse(readFileSync(join(root, '.next', 'routes-manifest.json'), 'utf8')) as RoutesManifest;
}

/**
 * Names the route behind a path as the build does (`/invite/[token]`), for logs and metrics: neither tokens nor ids, and never more
 * names than routes. What is no page or handler is `/_next` or `(other)`.
 */
export function routeNamer({ staticRoutes, dynamicRoutes }: RoutesManifest): (path: string) => string {
  const routes = [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({
    page,
    regex: new RegExp(regex),
  }));
  return (path) => {
    if (path.startsWith('/_next/')) return '/_next';
    return routes.find(({ regex }) => regex.test(path))?.page ?? '(other)';
  };
}

/** Whether a path's percent signs can be read: Next calls its own fault what is the sender's. */
export function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
