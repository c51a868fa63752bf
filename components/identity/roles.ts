/** What each role may do, in the words of the people who choose one. */
export const ROLES = [
  {
    value: 'owner',
    label: 'Owner',
    does: 'Everything: people, settings, and all that moves or matches money.',
  },
  { value: 'admin', label: 'Admin', does: 'People, integrations and settings. Matches no money.' },
  { value: 'treasurer', label: 'Treasurer', does: 'Everything that moves or matches money.' },
  { value: 'analyst', label: 'Analyst', does: 'Uploads statements and matches rows.' },
  { value: 'auditor', label: 'Auditor', does: 'Reads everything, changes nothing.' },
] as const;

export type PersonRole = (typeof ROLES)[number]['value'];

/** "Treasurer" for `treasurer`. */
export function roleLabel(role: string): string {
  return ROLES.find((one) => one.value === role)?.label ?? role;
}
