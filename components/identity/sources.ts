/** The systems that documents come from, as people call them. */
export const SOURCES = [
  { value: 'generic', label: 'Any system' },
  { value: 'sap', label: 'SAP' },
  { value: 'oracle', label: 'Oracle' },
  { value: 'netsuite', label: 'NetSuite' },
  { value: 'businesscentral', label: 'Business Central' },
  { value: 'einvoice', label: 'E-invoices' },
] as const;

export type Source = (typeof SOURCES)[number]['value'];

/** "Business Central" for `businesscentral`. */
export function sourceLabel(source: string): string {
  return SOURCES.find((one) => one.value === source)?.label ?? source;
}
