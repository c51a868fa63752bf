import { chanceOf } from './random.ts';

/**
 * A camt.053.001.08 file of about `sizeBytes`, the same for the same seed: one statement of entries as SEPA banks give them, each
 * with its transaction, parties, codes and references, whose balances close.
 */
export function generateCamt(sizeBytes: number, seed: number): Buffer {
  const { random, pick, digits } = chanceOf(seed);
  const entries: string[] = [];
  let size = 0;
  let closing = 100_000_00;
  while (size < sizeBytes) {
    const cents = Math.floor(random() * 500_000) + 1;
    const credit = random() < 0.5;
    closing += credit ? cents : -cents;
    const text = entry(decimal(cents), credit, `${pick(FIRST)} ${pick(LAST)} ${pick(KIND)}`, digits);
    entries.push(text);
    size += text.length;
  }
  return Buffer.from(
    [HEAD, balance('OPBD', 100_000_00), balance('CLBD', closing), ...entries, TAIL].join('\n'),
  );
}

const FIRST = ['Anna', 'Bernd', 'Clara', 'David', 'Elena', 'Frank', 'Greta', 'Henrik'];
const LAST = ['Albrecht', 'Baumann', 'Castellano', 'Dupont', 'Eriksson', 'Fischer', 'González', 'Müller'];
const KIND = ['GmbH', 'AG', 'Ltd', 'SARL', 'BV', 'AB', 'SA', 'Oy'];

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-03-03T05:30:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>STMT-1</Id><ElctrncSeqNb>42</ElctrncSeqNb>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
const TAIL = '</Stmt></BkToCstmrStmt></Document>\n';

function entry(amount: string, credit: boolean, name: string, digits: (n: number) => string): string {
  const party = credit ? 'Dbtr' : 'Cdtr';
  return `<Ntry>
  <NtryRef>${digits(8)}</NtryRef>
  <Amt Ccy="EUR">${amount}</Amt>
  <CdtDbtInd>${credit ? 'CRDT' : 'DBIT'}</CdtDbtInd>
  <Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2026-03-02</Dt></BookgDt>
  <ValDt><Dt>2026-03-02</Dt></ValDt>
  <AcctSvcrRef>${digits(16)}</AcctSvcrRef>
  <BkTxCd>
    <Domn><Cd>PMNT</Cd><Fmly><Cd>${credit ? 'RCDT' : 'ICDT'}</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>
    <Prtry><Cd>NTRF+${credit ? '166' : '116'}+9310</Cd><Issr>DK</Issr></Prtry>
  </BkTxCd>
  <NtryDtls>
    <TxDtls>
      <Refs><MsgId>${digits(12)}</MsgId><EndToEndId>E2E-${digits(12)}</EndToEndId></Refs>
      <Amt Ccy="EUR">${amount}</Amt>
      <RltdPties>
        <${party}><Pty><Nm>${name}</Nm></Pty></${party}>
        <${party}Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></${party}Acct>
      </RltdPties>
      <RltdAgts><${party}Agt><FinInstnId><BICFI>BYLADEM1001</BICFI></FinInstnId></${party}Agt></RltdAgts>
      <RmtInf><Ustrd>INVOICE ${digits(6)} CUSTOMER ${digits(5)} &amp; THANK YOU</Ustrd></RmtInf>
    </TxDtls>
  </NtryDtls>
  <AddtlNtryInf>${credit ? 'Gutschrift' : 'Überweisung'}</AddtlNtryInf>
</Ntry>`;
}

function balance(code: string, cents: number): string {
  const indicator = cents < 0 ? 'DBIT' : 'CRDT';
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${decimal(Math.abs(cents))}</Amt>` +
    `<CdtDbtInd>${indicator}</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>`
  );
}

function decimal(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
