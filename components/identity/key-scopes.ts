/** What an API key can be made for, in words. */
export const KEY_SCOPES = [
  { value: 'uploadStatement', label: 'Upload statements' },
  { value: 'viewOverview', label: 'Read the overview' },
  { value: 'viewDocuments', label: 'Read documents' },
  { value: 'viewStatements', label: 'Read statements' },
  { value: 'viewReconciliation', label: 'Read reconciliation' },
  { value: 'viewPartners', label: 'Read partners' },
] as const;

export type KeyScope = (typeof KEY_SCOPES)[number]['value'];

/** "Upload statements" for `uploadStatement`. */
export function keyScopeLabel(scope: string): string {
  return KEY_SCOPES.find((one) => one.value === scope)?.label ?? scope;
}
