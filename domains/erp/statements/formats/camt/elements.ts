import type { XmlNode } from '../xml/node.ts';

/** The elements that are read, beside those of a message around its statements. Of others nothing is kept. */
const READ = [
  // Statement, account and balances
  ...[
    'Acct',
    'Bal',
    'CdOrPrtry',
    'CreDtTm',
    'ElctrncSeqNb',
    'FrDt',
    'FrDtTm',
    'FrToDt',
    'GrpHdr',
    'LastPgInd',
  ],
  ...[
    'LglSeqNb',
    'MsgPgntn',
    'NtfctnPgntn',
    'Ownr',
    'PgNb',
    'RptPgntn',
    'StmtPgntn',
    'SubTp',
    'Svcr',
    'ToDt',
  ],
  ...['NbOfNtries', 'Sum', 'ToDtTm', 'TtlCdtNtries', 'TtlDbtNtries', 'TtlNtries', 'TxsSummry'],
  // Entry
  ...[
    'AcctSvcrRef',
    'ActlDt',
    'AddtlNtryInf',
    'Amt',
    'AmtDtls',
    'Avlbty',
    'BkTxCd',
    'BookgDt',
    'Btch',
    'Ccy',
  ],
  ...[
    'Cd',
    'CdtDbtInd',
    'Domn',
    'Dt',
    'DtTm',
    'Fmly',
    'Id',
    'NbOfTxs',
    'Ntry',
    'NtryDtls',
    'NtryRef',
    'Prtry',
  ],
  ...['RvslInd', 'Sts', 'SubFmlyCd', 'Tp', 'TxDtls', 'ValDt'],
  // Transaction
  ...[
    'AddtlTxInf',
    'ChqNb',
    'ClrSysRef',
    'EndToEndId',
    'InstrId',
    'MndtId',
    'MsgId',
    'PmtInfId',
    'Purp',
    'Refs',
  ],
  ...['RltdAgts', 'RltdPties', 'RmtInf', 'Tax', 'TtlTaxAmt', 'TxId', 'UETR'],
  // Parties
  ...['Agt', 'BBAN', 'BIC', 'BICFI', 'Cdtr', 'CdtrAcct', 'CdtrAgt', 'CmbndId', 'Dbtr', 'DbtrAcct', 'DbtrAgt'],
  ...['FinInstnId', 'IBAN', 'Nm', 'Othr', 'PrtryAcct', 'Prxy', 'Pty', 'UltmtCdtr', 'UltmtDbtr', 'UPIC'],
  // Amounts before conversion, charges, returns
  ...[
    'AnncdPstngAmt',
    'CcyXchg',
    'CntrValAmt',
    'InstdAmt',
    'SrcCcy',
    'TrgtCcy',
    'TxAmt',
    'UnitCcy',
    'XchgRate',
  ],
  ...['Br', 'ChrgInclInd', 'Chrgs', 'Rcrd', 'TtlChrgsAndTaxAmt'],
  ...['AddtlInf', 'AddtlRtrRsnInf', 'Rsn', 'RtrInf', 'RtrRsn'],
  // Remittance
  ...[
    'AddtlRmtInf',
    'CdtrRef',
    'CdtrRefInf',
    'DuePyblAmt',
    'Nb',
    'Ref',
    'RfrdDocAmt',
    'RfrdDocInf',
    'RfrdDocNb',
  ],
  ...['RfrdDocTp', 'RmtdAmt', 'Strd', 'Ustrd'],
] as const;

export type CamtElement = (typeof READ)[number];
export type CamtNode = XmlNode<CamtElement>;

export const CAMT_ELEMENTS: ReadonlySet<CamtElement> = new Set(READ);
