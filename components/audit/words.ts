/** "uploadStatement" as "Upload statement": a command as people read it. */
export function commandLabel(action: string): string {
  const words = action.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\bapi\b/, 'API');
}

const RESOURCES: Readonly<Record<string, string>> = {
  invoice: 'Document',
  'business-partner': 'Business partner',
  'statement-file': 'Statement file',
  'table-mapping': 'Table mapping',
  reconciliation: 'Bank row',
  'bank-account': 'Bank account',
  'exchange-rates': 'Exchange rates',
  integration: 'Integration',
  'api-key': 'API key',
  user: 'Person',
  passkey: 'Passkey',
  session: 'Session',
  invitation: 'Invitation',
  workspace: 'Company',
  entity: 'Entity',
  export: 'Export',
  refusal: 'Refusal',
};

/** The kinds of things that commands are filed under. */
export const RESOURCE_KINDS: readonly string[] = Object.keys(RESOURCES);

export function resourceLabel(resource: string): string {
  return RESOURCES[resource] ?? commandLabel(resource.replaceAll('-', ' '));
}

/** Where the thing itself is shown; null where it has no page of its own. */
export function resourceHref(resource: string, id: string | null): string | null {
  if (id === null) return null;
  switch (resource) {
    case 'invoice':
      return `/documents/${id}`;
    case 'statement-file':
      return `/statements/files/${id}`;
    case 'bank-account':
      return `/statements?account=${id}`;
    default:
      return null;
  }
}
