import type { QueryName } from '#domains/identity/permissions.ts';

/** The pages of the settings, and the query that each one is. */
export const settingsPages: readonly { href: string; label: string; query: QueryName }[] = [
  { href: '/settings/passkeys', label: 'Passkeys', query: 'viewProfile' },
  { href: '/settings/sessions', label: 'Sessions', query: 'viewProfile' },
  { href: '/settings/people', label: 'People', query: 'viewPeople' },
  { href: '/settings/entities', label: 'Company and entities', query: 'viewSettings' },
  { href: '/settings/accounts', label: 'Bank accounts', query: 'viewSettings' },
  { href: '/settings/tables', label: 'Table columns', query: 'viewSettings' },
  { href: '/settings/rates', label: 'Exchange rates', query: 'viewSettings' },
  { href: '/settings/integrations', label: 'Integrations', query: 'viewIntegrations' },
  { href: '/settings/api-keys', label: 'API keys', query: 'viewIntegrations' },
];
