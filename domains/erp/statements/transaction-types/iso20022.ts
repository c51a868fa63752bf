import type { TransactionType } from '../transaction-type.ts';
import { typesByCode } from './codes.ts';

/** ISO 20022 Bank Transaction Codes, External Code Sets 6.7. Sub-families that say the same wherever they stand. */
const SUB_FAMILIES = typesByCode([
  ['Bank fee', 'FEES COMM COME COMI COMT CHRG RIMB'],
  ['Interest', 'INTR'],
  ['Tax', 'TAXE'],
  ['Standing order', 'STDO XBST'],
  ['Salary', 'SALA XBSA'],
  ['Direct debit', 'ADBT APAC BBDD ESDD FIDD OODD PMDD URDD XBDD'],
  ['Foreign payment', 'XBCT'],
  ['Cheque', 'BCHQ CCCH CCHQ CHKD CRCQ NPCC OPCQ ORCQ TCDP TCWD URCQ XBCQ'],
  ['Cash', 'BCDP BCWD CDPT CWDL FCDP FCWD XBCW'],
  ['Card', 'POSC POSD POSP SMCD SMRT XBCP'],
  ['Cash pooling', 'DSBR SWEP TOPG ZABA'],
  ['Return', 'ARET RRTN UDFT UPCQ UPCT UPDD XPCQ XRTN'],
  ['Reversal', 'AREV CQRV PRDD RCDD RPCR XRCQ'],
  ['Dividend', 'DVCA DVOP'],
]);

const FAMILIES = typesByCode([
  ['Transfer', 'PMNT/ICDT PMNT/RCDT'],
  ['Instant transfer', 'PMNT/IRCT PMNT/RRCT'],
  ['Direct debit', 'PMNT/IDDT PMNT/RDDT'],
  ['Cheque', 'PMNT/ICHQ PMNT/LBOX PMNT/RCHQ'],
  ['Card', 'PMNT/CCRD PMNT/MCRD'],
  ['Cash', 'PMNT/CNTR'],
  ['Trade finance', 'PMNT/DRFT'],
  ['Deposit', 'LDAS/FTDP LDAS/NTDP'],
  ['Loan', 'LDAS/CSLN LDAS/FTLN LDAS/MGLN LDAS/NTLN LDAS/SYDN'],
]);

/** Domains whose families do not tell more. */
const DOMAINS = typesByCode([
  ['Cash pooling', 'CAMT'],
  ['Foreign exchange', 'FORX'],
  ['Securities', 'DERV SECU'],
  ['Trade finance', 'TRAD'],
]);

const CODE = /^([A-Z]{4})(?:\/([A-Z]{4}))?(?:\/([A-Z]{4}))?$/;

/** "PMNT/RCDT/ESCT": by its sub-family where that says more than the family, else by family, else by domain. */
export function iso20022Type(code: string): TransactionType | undefined {
  const [, domain, family = '', subFamily = ''] = CODE.exec(code) ?? [];
  if (domain === undefined) return undefined;
  const isCoupon = domain === 'SECU' && subFamily === 'INTR';
  const bySubFamily = isCoupon ? undefined : SUB_FAMILIES.get(subFamily);
  return bySubFamily ?? FAMILIES.get(`${domain}/${family}`) ?? DOMAINS.get(domain);
}
