import type { ParsedStatement } from '../../parsed-statement.ts';

/** A message of ISO 20022 Cash Management that reports on accounts. */
export type CamtMessage = {
  format: 'camt052' | 'camt053' | 'camt054';
  kind: ParsedStatement['kind'];
  /** The element under `Document`. Version 001.01 has "V01" behind it. */
  root: string;
  /** The element that each report on an account is. */
  statement: string;
};

export const MESSAGES = {
  camt052: { format: 'camt052', kind: 'intraday', root: 'BkToCstmrAcctRpt', statement: 'Rpt' },
  camt053: { format: 'camt053', kind: 'endOfDay', root: 'BkToCstmrStmt', statement: 'Stmt' },
  camt054: { format: 'camt054', kind: 'advice', root: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
} as const satisfies Record<string, CamtMessage>;

/** The message that an element of this local name is; null when it is none of them. */
export function messageOf(name: string): CamtMessage | null {
  if (!name.startsWith('BkToCstmr')) return null;
  const root = name.replace(/V\d\d$/, '');
  return Object.values(MESSAGES).find((message) => message.root === root) ?? null;
}

/** "camt.053.001.08" out of the namespaces of an element; null when they do not say. */
export function versionOf(attributes: Readonly<Record<string, string>>): string | null {
  for (const value of Object.values(attributes)) {
    const version = /camt\.05[234]\.\d{3}\.\d{2}/.exec(value)?.[0];
    if (version) return version;
  }
  return null;
}
