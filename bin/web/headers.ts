/**
 * What every answer tells the browser, given the public origin. A page runs and shows only what comes from this server, is shown in no
 * frame, and tells no other site where it was: links for the first sign-up and for invitations carry their token in the path.
 */
export function securityHeaders(origin: string): Map<string, string> {
  const headers = new Map([
    ['content-security-policy', CONTENT_SECURITY_POLICY],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', PERMISSIONS_POLICY],
  ]);
  if (new URL(origin).protocol === 'https:')
    headers.set('strict-transport-security', `max-age=${TWO_YEARS_S}`);
  return headers;
}

const TWO_YEARS_S = 2 * 365 * 86_400;

// Next writes a page's data as inline scripts, and Mantine its colours as inline styles.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

const PERMISSIONS_POLICY = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'camera=()',
  'geolocation=()',
  'microphone=()',
  'payment=()',
  'usb=()',
].join(', ');

/** What caches are told before the page says so itself: only the build's own files, named by their content, may be kept. */
export function cacheControl(path: string): string | undefined {
  return path.startsWith('/_next/static/') ? undefined : 'private, no-store';
}
