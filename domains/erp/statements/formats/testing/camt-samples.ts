/** Small camt files for tests, each with a trap that banks set. Balances close unless the name says otherwise. */

const MESSAGES = {
  '052': ['BkToCstmrAcctRpt', 'Rpt'],
  '053': ['BkToCstmrStmt', 'Stmt'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const;

export type CamtOptions = {
  message?: keyof typeof MESSAGES;
  /** "001.08" */
  version?: string;
  declaration?: string;
};

/** A document around these statements. */
export function camtOf(statements: string, options: CamtOptions = {}): string {
  const {
    message = '053',
    version = '001.08',
    declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  } = options;
  const root = `${MESSAGES[message][0]}${version === '001.01' ? 'V01' : ''}`;
  return [
    declaration,
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.${version}">`,
    `<${root}>`,
    '<GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-03-03T05:30:00+01:00</CreDtTm></GrpHdr>',
    statements,
    `</${root}>`,
    '</Document>',
    '',
  ].join('\n');
}

export const ACCOUNT =
  '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Muster GmbH</Nm></Ownr>' +
  '<Svcr><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></Svcr></Acct>';

/** A balance; a negative amount is a debit. */
export function balance(code: string, amount: string, date = '2026-03-02', currency = 'EUR'): string {
  const unsigned = amount.replace('-', '');
  const indicator = amount.startsWith('-') ? 'DBIT' : 'CRDT';
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${unsigned}</Amt>` +
    `<CdtDbtInd>${indicator}</CdtDbtInd><Dt><Dt>${date}</Dt></Dt></Bal>`
  );
}

/** An entry of 2 March 2026 in EUR: a credit, or of a negative amount a debit. */
export function entry(amount: string, rest = '', status = '<Sts><Cd>BOOK</Cd></Sts>'): string {
  const indicator = amount.startsWith('-') ? 'DBIT' : 'CRDT';
  return (
    `<Ntry><Amt Ccy="EUR">${amount.replace('-', '')}</Amt><CdtDbtInd>${indicator}</CdtDbtInd>${status}` +
    `<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>${rest}</Ntry>`
  );
}

/** One transaction of an entry. */
export function transaction(content: string): string {
  return `<NtryDtls><TxDtls>${content}</TxDtls></NtryDtls>`;
}

/** The statement of a message, opening 1000.00. */
export function statement(
  entries: string,
  closing: string,
  { message = '053', head = '', account = ACCOUNT } = {} as {
    message?: keyof typeof MESSAGES;
    head?: string;
    account?: string;
  },
): string {
  const [, element] = MESSAGES[message];
  const balances = `${balance('OPBD', '1000.00', '2026-03-01')}\n${balance('CLBD', closing)}`;
  const top = '<Id>STMT-1</Id><ElctrncSeqNb>42</ElctrncSeqNb><CreDtTm>2026-03-03T05:30:00+01:00</CreDtTm>';
  return `<${element}>${top}${head}\n${account}\n${balances}\n${entries}\n</${element}>`;
}

const CREDIT_TRANSFER = entry(
  '50.05',
  '<AcctSvcrRef>BANK-1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>' +
    '<Prtry><Cd>NTRF+166+9310</Cd><Issr>DK</Issr></Prtry></BkTxCd>' +
    transaction(
      '<Refs><InstrId>INSTR-1</InstrId><EndToEndId>E2E-1</EndToEndId><UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR></Refs>' +
        '<Amt Ccy="EUR">50.05</Amt><RltdPties><Dbtr><Pty><Nm>Käufer &amp; Söhne</Nm></Pty></Dbtr>' +
        '<DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct><UltmtDbtr><Pty><Nm>Endkunde</Nm></Pty></UltmtDbtr>' +
        '<Cdtr><Pty><Nm>Muster GmbH</Nm></Pty></Cdtr></RltdPties>' +
        '<RltdAgts><DbtrAgt><FinInstnId><BICFI>BYLADEM1001</BICFI></FinInstnId></DbtrAgt></RltdAgts>' +
        '<RmtInf><Ustrd>RG 4711</Ustrd><Ustrd>vom 02.03.</Ustrd></RmtInf>',
    ) +
    '<AddtlNtryInf>Gutschrift</AddtlNtryInf>',
);

const BATCH = entry(
  '-30.00',
  '<NtryDtls><Btch><PmtInfId>PAY-7</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>' +
    ['10.00', '20.00']
      .map(
        (amount, i) =>
          `<TxDtls><Refs><EndToEndId>PART-${i + 1}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>` +
          `<RltdPties><Cdtr><Nm>Lieferant ${i + 1}</Nm></Cdtr></RltdPties></TxDtls>`,
      )
      .join('') +
    '</NtryDtls>',
);

/** Version 001.01: no `CdOrPrtry`, no `NtryDtls`, `BIC` and `PrtryAcct`. */
const FIRST_VERSION = camtOf(
  `<Stmt><Id>OLD-1</Id><LglSeqNb>7</LglSeqNb>
<Acct><Id><PrtryAcct><Id>0123456789</Id></PrtryAcct></Id><Ccy>CHF</Ccy></Acct>
<Bal><Tp><Cd>PRCD</Cd></Tp><Amt Ccy="CHF">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2010-01-04</Dt></Dt></Bal>
<Bal><Tp><Cd>CLBD</Cd></Tp><Amt Ccy="CHF">15.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2010-01-05</Dt></Dt></Bal>
<Ntry><Amt Ccy="CHF">25.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2010-01-05T23:59:00+01:00</DtTm></BookgDt>
<TxDtls><Refs><EndToEndId>OLD-E2E</EndToEndId></Refs><RltdPties><Dbtr><Nm>Alt AG</Nm></Dbtr></RltdPties>
<RltdAgts><DbtrAgt><FinInstnId><BIC>UBSWCHZH80A</BIC></FinInstnId></DbtrAgt></RltdAgts></TxDtls></Ntry></Stmt>`,
  { version: '001.01' },
);

export const SAMPLES: Readonly<Record<string, string>> = {
  statement: camtOf(statement(`${CREDIT_TRANSFER}\n${BATCH}`, '1020.05')),
  firstVersion: FIRST_VERSION,
  prefixed: camtOf(statement(entry('5.00'), '1005.00'), { version: '001.02' })
    .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1ns2:')
    .replace('xmlns=', 'xmlns:ns2='),
  report: camtOf(
    statement(entry('5.00', '', '<Sts>PDNG</Sts>') + entry('-7.00', '', '<Sts>BOOK</Sts>'), '993.00', {
      message: '052',
      head: '<FrToDt><FrDtTm>2026-03-02T00:00:00+01:00</FrDtTm><ToDtTm>2026-03-02T12:00:00+01:00</ToDtTm></FrToDt>',
    }),
    { message: '052', version: '001.06' },
  ),
  notification: camtOf(
    `<Ntfctn><Id>NTF-1</Id>${ACCOUNT}${entry('-30.00', transaction('<Refs><EndToEndId>E2E-9</EndToEndId></Refs>'))}</Ntfctn>`,
    { message: '054' },
  ),
  pages: camtOf(
    [
      `<Stmt><Id>P</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><ElctrncSeqNb>9</ElctrncSeqNb>${ACCOUNT}`,
      balance('OPBD', '100.00', '2026-03-01') + balance('ITBD', '110.00') + entry('10.00'),
      '</Stmt>',
      `<Stmt><Id>P</Id><StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn><ElctrncSeqNb>9</ElctrncSeqNb>${ACCOUNT}`,
      balance('ITBD', '110.00') + balance('CLBD', '80.00') + entry('-30.00'),
      '</Stmt>',
    ].join('\n'),
  ),
};
