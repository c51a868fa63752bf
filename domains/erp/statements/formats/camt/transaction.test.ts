import { describe, expect, test } from 'vitest';
import type { ParsedFile, ParsedRow } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { camtOf, entry, statement, transaction } from '../testing/camt-samples.ts';

function parseEntry(xml: string): ParsedFile {
  const file = parseStatementBytes('test.xml', Buffer.from(camtOf(statement(xml, '1001.00'))));
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

/** The one row of a statement around this entry. */
function rowOf(xml: string): ParsedRow {
  const [row, ...others] = parseEntry(xml).statements.flatMap(({ rows }) => rows);
  expect(others).toEqual([]);
  if (!row) throw new Error('No row was read.');
  return row;
}

const credit = (content: string) => rowOf(entry('1.00', transaction(content)));
const debit = (content: string) => rowOf(entry('-1.00', transaction(content)));

test('references of a transaction; one that says that there is none is none', () => {
  const all =
    '<Refs><MsgId>M</MsgId><AcctSvcrRef>A</AcctSvcrRef><PmtInfId>P</PmtInfId><InstrId>I</InstrId><EndToEndId>E</EndToEndId>' +
    '<UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR><TxId>T</TxId><MndtId>D</MndtId><ChqNb>77</ChqNb><ClrSysRef>C</ClrSysRef></Refs>';
  expect(credit(all)).toMatchObject({
    reference: 'I',
    bankReference: 'A',
    endToEndId: 'E',
    mandateId: 'D',
    uetr: '8a562c67-ca16-48ba-b074-65581be6f001',
    chequeNumber: '77',
  });
  const none =
    '<Refs><InstrId>NOTPROVIDED</InstrId><EndToEndId>NOTPROVIDED</EndToEndId><TxId>T</TxId></Refs>';
  expect(credit(none)).toMatchObject({ reference: 'T', endToEndId: null });
});

test('the bank’s reference of the entry goes before that of its transaction', () => {
  const inner = transaction('<Refs><AcctSvcrRef>INNER</AcctSvcrRef></Refs>');
  expect(rowOf(entry('1.00', `<AcctSvcrRef>OUTER</AcctSvcrRef>${inner}`)).bankReference).toBe('OUTER');
});

describe('transaction codes', () => {
  const code = (content: string) => rowOf(entry('1.00', `<BkTxCd>${content}</BkTxCd>`));
  const domain = '<Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn>';
  const own = (text: string) => `<Prtry><Cd>${text}</Cd><Issr>DK</Issr></Prtry>`;

  test.each([
    [domain, 'PMNT/RDDT/ESDD', null],
    [domain + own('NDDT+105+9310+992'), 'PMNT/RDDT/ESDD', '105'],
    [own('NTRF+166'), 'NTRF+166', '166'],
    [own('CHG'), 'CHG', null],
    ['<Domn><Cd>PMNT</Cd></Domn>', 'PMNT', null],
  ])('%s', (xml, transactionCode, businessCode) => {
    expect(code(xml)).toMatchObject({ transactionCode, businessCode });
  });

  test('of the transaction, where the entry has none', () => {
    expect(credit(`<BkTxCd>${domain}</BkTxCd>`).transactionCode).toBe('PMNT/RDDT/ESDD');
  });
});

describe('parties', () => {
  const parties = (content: string, agents = '') =>
    `<RltdPties>${content}</RltdPties><RltdAgts>${agents}</RltdAgts>`;
  const both = parties(
    '<Dbtr><Nm>Payer</Nm></Dbtr><DbtrAcct><Id><Othr><Id>12-34</Id></Othr></Id></DbtrAcct><UltmtDbtr><Nm>Behind payer</Nm></UltmtDbtr>' +
      '<Cdtr><Nm>Payee</Nm></Cdtr><UltmtCdtr><Nm>Behind payee</Nm></UltmtCdtr>',
    '<CdtrAgt><FinInstnId><BIC>BYLADEM1001</BIC></FinInstnId></CdtrAgt>',
  );

  test('the debtor of a credit, the creditor of a debit', () => {
    expect(credit(both)).toMatchObject({
      counterparty: { name: 'Payer', account: '12-34', bic: null },
      ultimateParty: { name: 'Behind payer' },
    });
    expect(debit(both)).toMatchObject({
      counterparty: { name: 'Payee', account: null, bic: 'BYLADEM1001' },
      ultimateParty: { name: 'Behind payee' },
    });
  });

  test('keep their roles where the payment came back', () => {
    expect(debit(`${both}<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`).counterparty.name).toBe('Payer');
    const reversal = entry('-1.00', transaction(both)).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>');
    expect(rowOf(reversal).counterparty.name).toBe('Payer');
  });

  test('the account’s own owner is never the other side', () => {
    const ownAccount = '<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>';
    const turned = parties(`<Dbtr><Nm>We</Nm></Dbtr>${ownAccount}<Cdtr><Nm>They</Nm></Cdtr>`);
    expect(credit(turned).counterparty.name).toBe('They');
    const byName = parties('<Dbtr><Nm>MUSTER GMBH</Nm></Dbtr><Cdtr><Nm>They</Nm></Cdtr>');
    expect(credit(byName).counterparty.name).toBe('They');
  });

  test('a bank as party', () => {
    const bank =
      '<Dbtr><Agt><FinInstnId><BICFI>COBADEFFXXX</BICFI><Nm>Commerzbank</Nm></FinInstnId></Agt></Dbtr>';
    expect(credit(parties(bank)).counterparty.name).toBe('Commerzbank');
  });
});

describe('remittance', () => {
  test('several Ustrd are joined as the bank cut them', () => {
    const words = credit('<RmtInf><Ustrd>RG 4711</Ustrd><Ustrd>RG 4712</Ustrd></RmtInf>');
    expect(words.remittance.unstructured).toBe('RG 4711 RG 4712');
    const full = 'A'.repeat(34);
    const cut = credit(`<RmtInf><Ustrd>${full}B</Ustrd><Ustrd>BCC</Ustrd></RmtInf>`);
    expect(cut.remittance.unstructured).toBe(`${full}BBCC`);
  });

  test('documents and creditor references', () => {
    const row = credit(
      '<RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>4711</Nb></RfrdDocInf>' +
        '<RfrdDocAmt><DuePyblAmt Ccy="EUR">120.00</DuePyblAmt><RmtdAmt Ccy="EUR">100.00</RmtdAmt></RfrdDocAmt></Strd>' +
        '<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>G-1</Nb></RfrdDocInf></Strd>' +
        '<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>thank you</AddtlRmtInf></Strd></RmtInf>',
    );
    expect(row.remittance.structured).toEqual([
      { type: 'invoice', number: '4711', amount: '100.00' },
      { type: 'creditNote', number: 'G-1', amount: null },
      { type: 'creditorReference', number: 'RF18539007547034', amount: null },
    ]);
    expect(row.description).toBe('4711 G-1 RF18539007547034 thank you');
  });

  test('the description has what a person would read, each text once', () => {
    const xml = `${transaction(
      '<RmtInf><Ustrd>RG 1</Ustrd></RmtInf><Purp><Cd>SALA</Cd></Purp><Tax><TtlTaxAmt Ccy="EUR">0.19</TtlTaxAmt></Tax>' +
        '<AddtlTxInf>Gutschrift</AddtlTxInf>',
    )}<AddtlNtryInf>Gutschrift</AddtlNtryInf>`;
    expect(rowOf(entry('1.00', xml)).description).toBe('Gutschrift RG 1 Purpose SALA Tax 0.19 EUR');
  });
});

describe('conversion', () => {
  const details = (exchange: string, instructed = '1.09') =>
    `<AmtDtls><InstdAmt><Amt Ccy="USD">${instructed}</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">1.00</Amt>` +
    `<CcyXchg>${exchange}</CcyXchg></TxAmt></AmtDtls>`;
  const pair = '<SrcCcy>USD</SrcCcy><TrgtCcy>EUR</TrgtCcy>';

  test('one unit of UnitCcy is the rate in the other currency', () => {
    const row = credit(details(`${pair}<UnitCcy>EUR</UnitCcy><XchgRate>1.0900</XchgRate>`));
    expect(row).toMatchObject({
      amount: '1.00',
      instructedAmount: { amount: '1.09', currency: 'USD' },
      exchangeRate: { base: 'EUR', quote: 'USD', rate: '1.0900' },
    });
  });

  test('the amounts decide where UnitCcy is wrong or missing', () => {
    for (const unit of ['<UnitCcy>USD</UnitCcy>', '']) {
      const row = credit(details(`${pair}${unit}<XchgRate>1.09</XchgRate>`));
      expect(row.exchangeRate).toEqual({ base: 'EUR', quote: 'USD', rate: '1.09' });
    }
  });

  test('a rate whose direction nothing proves is left out', () => {
    expect(credit(details(`${pair}<XchgRate>7</XchgRate>`)).exchangeRate).toBeNull();
  });

  test('an instructed amount that is the booked one says nothing', () => {
    expect(
      credit('<AmtDtls><InstdAmt><Amt Ccy="EUR">1.0</Amt></InstdAmt></AmtDtls>').instructedAmount,
    ).toBeNull();
  });

  test('of a return it is the original amount', () => {
    const row = debit(
      '<AmtDtls><InstdAmt><Amt Ccy="EUR">0.50</Amt></InstdAmt></AmtDtls>' +
        '<RtrInf><Rsn><Cd>MD06</Cd></Rsn><AddtlInf>Refund</AddtlInf><AddtlInf>by debtor</AddtlInf></RtrInf>',
    );
    expect(row).toMatchObject({
      instructedAmount: null,
      originalAmount: { amount: '0.50', currency: 'EUR' },
      returnReason: { code: 'MD06', text: 'Refund by debtor' },
    });
  });
});

describe('charges', () => {
  test('until version 001.03, and from 001.04 as records', () => {
    const charge = { amount: '0.15', currency: 'EUR', bearer: 'SLEV', included: true };
    const plain = '<Amt Ccy="EUR">0.15</Amt><Br>SLEV</Br>';
    expect(rowOf(entry('1.00', `<Chrgs>${plain}</Chrgs>`)).charges).toEqual([charge]);
    const records = `<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.30</TtlChrgsAndTaxAmt><Rcrd>${plain}</Rcrd><Rcrd>${plain}<ChrgInclInd>false</ChrgInclInd></Rcrd></Chrgs>`;
    expect(credit(records).charges).toEqual([charge, { ...charge, included: false }]);
  });

  test('as a total only', () => {
    const xml = '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.30</TtlChrgsAndTaxAmt></Chrgs>';
    expect(rowOf(entry('1.00', xml)).charges).toMatchObject([{ amount: '0.30', bearer: null }]);
  });
});

describe('batches', () => {
  const members = (amounts: readonly string[], batch = '') =>
    `<NtryDtls>${batch}${amounts.map((amount) => `<TxDtls><Amt Ccy="EUR">${amount}</Amt></TxDtls>`).join('')}</NtryDtls>`;
  const codes = (xml: string) => parseEntry(xml).problems.filter(({ code }) => code.startsWith('batch'));

  test('that add up are not spoken of', () => {
    expect(codes(entry('1.00', members(['0.25', '0.75'])))).toEqual([]);
    expect(rowOf(entry('1.00', members(['0.25', '0.75']))).batch).toEqual({ id: null, count: 2 });
  });

  test('that do not are, by how much', () => {
    const [problem, ...others] = codes(entry('1.00', members(['0.25', '0.70'])));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: 'warning', code: 'batch.sum' });
    expect(problem?.message).toContain('-0.05');
  });

  test('a member against the entry’s direction is taken away', () => {
    const back = '<TxDtls><Amt Ccy="EUR">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>';
    expect(codes(entry('1.00', members(['1.50']).replace('</NtryDtls>', back)))).toEqual([]);
  });

  test('members without amounts, or in another currency, prove nothing', () => {
    expect(codes(entry('1.00', '<NtryDtls><TxDtls/><TxDtls/></NtryDtls>'))).toEqual([]);
    expect(codes(entry('1.00', members(['0.25', '0.70']).replace('EUR', 'USD')))).toEqual([]);
  });

  test('before version 001.04 the amount of a member is in AmtDtls', () => {
    const member = (amount: string) =>
      `<TxDtls><AmtDtls><InstdAmt><Amt Ccy="USD">9</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
    const row = rowOf(entry('1.00', `<NtryDtls>${member('0.40')}${member('0.60')}</NtryDtls>`));
    expect(row.details).toMatchObject([
      { amount: '0.40', currency: 'EUR' },
      { amount: '0.60', currency: 'EUR' },
    ]);
  });

  test('with fewer members than announced', () => {
    const batch = '<Btch><MsgId>M-1</MsgId><NbOfTxs>3</NbOfTxs></Btch>';
    expect(codes(entry('1.00', members(['0.25', '0.75'], batch)))).toMatchObject([{ code: 'batch.count' }]);
  });

  test('of very many members, in whole', () => {
    const many = Array.from({ length: 60_000 }, () => '0.01');
    const batch = '<Btch><NbOfTxs>60000</NbOfTxs></Btch>';
    const file = parseStatementBytes(
      'x',
      Buffer.from(camtOf(statement(entry('600.00', members(many, batch)), '1600.00'))),
    );
    expect(file.problems).toEqual([]);
    expect(file.statements[0]?.rows[0]?.details).toHaveLength(60_000);
  });

  test('collapsed to their announcement', () => {
    const row = rowOf(
      entry('1.00', '<NtryDtls><Btch><PmtInfId>P</PmtInfId><NbOfTxs>37</NbOfTxs></Btch></NtryDtls>'),
    );
    expect(row).toMatchObject({ batch: { id: 'P', count: 37 }, details: [], reference: 'P' });
  });
});

test('availability', () => {
  const xml =
    '<Avlbty><Dt><ActlDt>2026-03-04</ActlDt></Dt><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Avlbty>';
  expect(rowOf(entry('1.00', xml)).availability).toEqual([{ date: '2026-03-04', amount: '-1.00' }]);
});

test.each([
  ['<Chrgs><Amt Ccy="EUR">much</Amt></Chrgs>'],
  [transaction('<AmtDtls><InstdAmt><Amt Ccy="JPY">1.50</Amt></InstdAmt></AmtDtls>')],
  [transaction('<RmtInf><Strd><RfrdDocAmt><RmtdAmt>1.00</RmtdAmt></RfrdDocAmt></Strd></RmtInf>')],
  ['<Avlbty><Amt Ccy="EUR">-1</Amt></Avlbty>'],
])('an amount beside the entry’s own that cannot be read is said, and the row stays: %s', (xml) => {
  const file = parseEntry(entry('1.00', xml));
  expect(file.statements[0]).toMatchObject({ balanceCheck: 'verified', rows: [{ amount: '1.00' }] });
  expect(file.problems).toMatchObject([{ severity: 'warning', line: 9 }]);
  expect(file.problems[0]?.message).toContain('left out');
});
