import iconv from 'iconv-lite';
import { parseStatementBytes } from '../collect.ts';
import type { TableMapping } from '../reader.ts';

/** Small CSV files for tests, as banks of several countries write them. */
export const SAMPLES: Readonly<Record<string, string>> = {
  german: [
    'Konto:;DE89 3704 0044 0532 0130 00 Girokonto',
    'Kontostand vom 05.03.2026:;2.222,44 EUR',
    '',
    'Buchungstag;Wertstellung;Buchungstext;Auftraggeber / Begünstigter;Verwendungszweck;Kontonummer;BIC;Betrag (EUR);Mandatsreferenz',
    '02.03.2026;03.03.2026;Lastschrift;Müller AG;RG 4711;DE02120300000000202051;BYLADEM1001;-1.234,56;M-1',
    '05.03.2026;05.03.2026;Gutschrift;Ärzte GmbH;RG 4712;DE02120300000000202051;BYLADEM1001;12,00;',
    '',
  ].join('\r\n'),
  dutch: [
    '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"MutatieSoort";"Mededelingen"',
    '"20260302";"ALBERT";"NL91ABNA0417164300";"";"BA";"Af";"12,50";"Betaalautomaat";"Pas 1"',
    '"20260303";"JANSEN";"NL91ABNA0417164300";"NL02ABNA0123456789";"GT";"Bij";"100,00";"Online";"Factuur 1"',
    '',
  ].join('\n'),
  british: [
    'Date,Type,Description,Paid out,Paid in,Balance',
    '31/03/2026,DD,"COUNCIL TAX, MARCH",£25.00,,"£1,075.00"',
    '15/03/2026,BACS,SALARY,,"£1,000.00","£1,100.00"',
    '01/03/2026,POS,SHOP,£10.00,,£100.00',
    '',
  ].join('\n'),
  fees: [
    'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance',
    'CARD_PAYMENT,Current,2026-03-01 10:00:00,2026-03-02 11:00:00,Shop,-10.00,0.50,EUR,COMPLETED,89.50',
    'TOPUP,Current,2026-03-03 10:00:00,2026-03-03 11:00:00,Top-up,100.00,0.00,EUR,COMPLETED,189.50',
    'CARD_PAYMENT,Current,2026-03-04 10:00:00,,Hotel,-5.00,0.00,EUR,PENDING,',
    '',
  ].join('\n'),
  conversion: [
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Balance","Balance Impact"',
    '"13/03/2026","10:00:00","CET","Anna A","Website Payment","Completed","USD","100.00","-3.20","96.80","T1","96.80","Credit"',
    '"13/03/2026","10:00:01","CET","","General Currency Conversion","Completed","USD","-96.80","0.00","-96.80","T2","0.00","Debit"',
    '"13/03/2026","10:00:01","CET","","General Currency Conversion","Completed","EUR","88.70","0.00","88.70","T3","88.70","Credit"',
    '"14/03/2026","10:00:00","CET","Bernd B","Account Hold","Pending","EUR","-5.00","0.00","-5.00","T4","88.70","Memo"',
    '',
  ].join('\r\n'),
  twoSides: [
    'ID,Status,Direction,"Finished on","Source fee amount","Source fee currency","Source name","Source amount (after fees)","Source currency","Target name","Target amount (after fees)","Target currency","Exchange rate",Reference',
    'T-1,COMPLETED,OUT,2026-03-13 10:01:00,0.42,EUR,Wir GmbH,100.00,EUR,B Ltd,109.00,USD,1.09,RG 2',
    'T-2,COMPLETED,IN,2026-03-14 10:01:00,,,A GmbH,500.00,EUR,Wir GmbH,500.00,EUR,1,RG 1',
    'B-3,COMPLETED,NEUTRAL,2026-03-15 10:00:00,1.20,EUR,Wir GmbH,200.00,EUR,Wir GmbH,218.00,USD,1.09,',
    '',
  ].join('\n'),
  noHeader: [
    '417164300\tEUR\t20260305\t1000,00\t920,00\t20260305\t-80,00\tEneco',
    '417164300\tEUR\t20260306\t920,00\t1420,00\t20260306\t500,00\t"Klant\nFactuur 1"',
    '',
  ].join('\n'),
  serialDates: ['Datum;Text;Betrag;Währung', '46083;a;1.001,50;EUR', '46084,75;b;-2,50;EUR', ''].join('\r'),
  balanceLines: [
    'Buchungstag;Valuta;Empfänger;Verwendungszweck;Währung;Umsatz; ',
    '02.03.2026;02.03.2026;A;x;EUR;100,00;S',
    '03.03.2026;03.03.2026;B;y;EUR;50,00;H',
    '',
    '02.03.2026;;Anfangssaldo;;EUR;1.000,00;H',
    '31.03.2026;;Endsaldo;;EUR;950,00;H',
    '',
  ].join('\n'),
};

/** What a CSV file says, short enough to compare: statements by account and check, each row in one line. */
export function readShort(lines: readonly string[], table: TableMapping = {}, encoding = 'utf8') {
  const bytes = iconv.encode(lines.join('\r\n'), encoding);
  const file = parseStatementBytes('x', bytes, { table });
  return {
    problems: file.problems.filter(({ code }) => code !== 'account.missing').map(({ code }) => code),
    statements: file.statements.map(({ account, balanceCheck, rows }) => ({
      account: `${account.iban ?? account.other ?? '?'} ${account.currency} ${balanceCheck}`,
      rows: rows.map((row) =>
        [
          row.bookingDate,
          `${row.direction === 'debit' ? '-' : ''}${row.amount}`,
          ...(row.status === 'booked' ? [] : [row.status]),
          ...(row.parentRow === null ? [] : [`of ${row.parentRow}`]),
          row.counterparty.name ?? '–',
          row.remittance.unstructured ?? '–',
        ].join(' | '),
      ),
    })),
  };
}
