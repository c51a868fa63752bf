import { expect, test } from 'vitest';
import { parseStatementBytes } from '../collect.ts';
import type { TableMapping } from '../reader.ts';
import { readShort } from '../testing/csv-samples.ts';

// What tables leave open, and what tells it. Headers are those of banks, the rest is invented.

const EUR: TableMapping = { currency: 'EUR', account: '1' };

const read = (lines: readonly string[], table: TableMapping = EUR) =>
  parseStatementBytes('x', Buffer.from(lines.join('\n')), { table });
const rowsOf = (lines: readonly string[], table: TableMapping = EUR) =>
  readShort(lines, table).statements.flatMap(({ rows }) => rows);

test('of a name and a name of the counterparty, the former is the owner’s', () => {
  const lines = [
    'Rekeningnummer;Naam;Munt;Datum;Omschrijving;Bedrag;Naam tegenpartij',
    'BE68539007547034;ONS BV;EUR;15/01/2026;OVERSCHRIJVING;-50,00;LEVERANCIER NV',
  ];
  expect(rowsOf(lines)).toEqual(['2026-01-15 | -50.00 | LEVERANCIER NV | OVERSCHRIJVING']);
});

test('senders and receivers that are numbers are no names', () => {
  const lines = [
    'Bogføringsdato;Beløb;Afsender;Modtager;Navn;Beskrivelse',
    '2026/01/15;-100,25;2149123456;;Udlejer;Husleje',
    '2026/01/16;1000,00;;2149123456;Kunde;Faktura',
  ];
  expect(rowsOf(lines)).toEqual([
    '2026-01-15 | -100.25 | Udlejer | Husleje',
    '2026-01-16 | 1000.00 | Kunde | Faktura',
  ]);
});

test('columns without a name behind a description go on with it', () => {
  const lines = [
    '"Data operacji","Typ transakcji","Kwota","Opis transakcji","",""',
    '"2026-01-15","Przelew","-100.25","Rachunek: 12 1234","Nazwa: WYNAJMUJACY","Tytuł: CZYNSZ"',
  ];
  expect(rowsOf(lines)).toEqual([
    '2026-01-15 | -100.25 | – | Rachunek: 12 1234 Nazwa: WYNAJMUJACY Tytuł: CZYNSZ',
  ]);
});

test('where no column is a description by its name, what has words is', () => {
  const lines = ['Date,Blah,Amount,No', '2026-01-15,Rent of January,-100.25,7'];
  expect(rowsOf(lines)).toEqual(['2026-01-15 | -100.25 | – | Rent of January']);
});

test('a header in words that are not known, over amounts without a sign, is asked about', () => {
  const unsigned = ['วันที่,รายการ,จำนวนเงิน', '15/01/2026,ค่าเช่า,100.25', '16/01/2026,ลูกค้า,1000.00'];
  expect(readShort(unsigned, EUR)).toEqual({ problems: ['columns.ambiguous'], statements: [] });
  const signed = ['거래일시,적요,금액', '2026-01-15,임대료,-100250', '2026-01-16,고객,1000000'];
  expect(rowsOf(signed)).toHaveLength(2);
});

test.each([
  ['Kwota;Strona', 'Obciążenie', 'Uznanie'],
  ['Částka;Směr úhrady', 'Odchozí', 'Příchozí'],
  ['Suma;Tip', 'Debitare', 'Creditare'],
])('%s: “%s” is a debit, “%s” a credit', (columns, debit, credit) => {
  const lines = [`Datum;Popis;${columns}`, `16.01.2026;a;1,25;${debit}`, `15.01.2026;b;2,50;${credit}`];
  expect(rowsOf(lines).map((row) => row.slice(0, 18))).toEqual(['2026-01-16 | -1.25', '2026-01-15 | 2.50 ']);
});

test('marks in words that are not known are asked about where no amount has a sign', () => {
  const lines = ['Date;Text;Amount;Direction', '16.01.2026;a;1,25;zig', '15.01.2026;b;2,50;zag'];
  expect(readShort(lines, EUR)).toEqual({ problems: ['columns.ambiguous'], statements: [] });
  expect(rowsOf(lines.map((line) => line.replace('1,25', '-1,25')))).toHaveLength(2);
});

test('the last line of a short file without a header is its balance where it has fewer columns', () => {
  const lines = [
    '31/01/2026;-120,50;Prélèvement;;EDF;0;Divers',
    '15/01/2026;2000,00;Virement;;CLIENT;0;Divers',
    '31/01/2026;1234,56;;01234 567890A',
  ];
  expect(readShort(lines, EUR).problems).toEqual(['fields.count']);
  expect(rowsOf(lines)).toHaveLength(2);
});

test('the order of dates is told by any column of dates', () => {
  const lines = [
    'Transactiedatum;Bedrag;Omschrijving;Boekdatum',
    '31-12-2025;-12,34;x;05-01-2026',
    '06-01-2026;100,00;y;06-01-2026',
  ];
  expect(rowsOf(lines)).toEqual(['2026-01-05 | -12.34 | – | x', '2026-01-06 | 100.00 | – | y']);
});

test('where no column of dates is filled, the one with dates is', () => {
  const lines = [
    'Run on,Action,Amount,Settlement Date',
    '01/16/2026,RENT,-100.25,',
    '01/15/2026,PAY,500.00,',
  ];
  expect(rowsOf(lines)[0]).toBe('2026-01-16 | -100.25 | – | RENT');
});

test('what is asked about dates names the orders that they can have', () => {
  const lines = ['Date,Amount,Text', '25/01/26,1.00,a', '26/01/26,2.00,b'];
  expect(read(lines).problems[0]?.message).toContain('day first or year first');
});

test('an account stands behind its label and a colon of its own, without the mark of a spreadsheet’s text', () => {
  const above = ["Account Number\t:\t'00000030512345678", '', 'Date\tText\tAmount', '15 Jan 2026\tx\t1.00'];
  const { account: _, ...currency } = EUR;
  expect(read(above, currency).statements[0]?.account.other).toBe('00000030512345678');
  const inRows = ['Date,Text,Amount,Account Number', "15 Jan 2026,x,1.00,'600000-12345678"];
  expect(read(inRows, currency).statements[0]?.account.other).toBe('600000-12345678');
});

test.each([
  ['15 janv. 2026', '2026-01-15'],
  ['2. Jänner 2026', '2026-01-02'],
  ['15 stycznia 2026', '2026-01-15'],
  ['15 января 2026', '2026-01-15'],
  ['16 de febrero de 2026', '2026-02-16'],
  ['15/01/2026-10:15:00', '2026-01-15'],
  ['15-01-2026 / 10:15', '2026-01-15'],
])('%s is a date', (text, date) => {
  expect(rowsOf(['Date;Text;Amount', `${text};x;1,00`])).toEqual([`${date} | 1.00 | – | x`]);
});

test('texts that are written as formulas are read as what they are', () => {
  const lines = ['Date,Text,Amount', '="15/01/2026",="007",="-100.25"'];
  expect(rowsOf(lines)).toEqual(['2026-01-15 | -100.25 | – | 007']);
});

test('turnovers are no rows, in whichever column they are named', () => {
  const lines = [
    'Datums;Darījuma veids;Informācija saņēmējam;Summa;Debets/Kredīts',
    '01.01.2026;AS;Sākuma atlikums;500,00;K',
    '15.01.2026;PMT;Īre;100,25;D',
    '31.01.2026;K2;Apgrozījums;100,25;D',
    '31.01.2026;LS;Beigu atlikums;399,75;K',
  ];
  expect(readShort(lines, EUR).statements).toEqual([
    { account: '1 EUR verified', rows: ['2026-01-15 | -100.25 | – | Īre'] },
  ]);
});

test('accounts below each other, each with its header, are statements of their own', () => {
  const lines = [
    'Account: DE89370400440532013000',
    'Date,Text,Amount EUR',
    '15/01/2026,x,-1.00',
    '',
    'Account: DE02120300000000202051',
    'Date,Text,Amount EUR',
    '16/01/2026,y,2.00',
    '17/01/2026,z,3.00',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      { account: 'DE89370400440532013000 EUR unverifiable', rows: ['2026-01-15 | -1.00 | – | x'] },
      {
        account: 'DE02120300000000202051 EUR unverifiable',
        rows: ['2026-01-16 | 2.00 | – | y', '2026-01-17 | 3.00 | – | z'],
      },
    ],
  });
});

test('an account on a line between rows is that of another', () => {
  const lines = [
    'Account: DE89370400440532013000',
    'Date,Text,Amount EUR',
    '15/01/2026,x,-1.00',
    ',IBAN: DE02120300000000202051,',
    '16/01/2026,y,2.00',
  ];
  expect(readShort(lines).statements).toHaveLength(1);
});

test('marks in Russian, and a purpose that thanks is no card payment', () => {
  expect(
    rowsOf(['Дата;Дт/Кт;Сумма;Назначение платежа', '15.01.2026;Дт;100,25;x', '16.01.2026;Кт;5,00;y']),
  ).toEqual(['2026-01-15 | -100.25 | – | x', '2026-01-16 | 5.00 | – | y']);
  const lines = [
    'Date,Description,Amount',
    '15/01/2026,Salary,1.00',
    '17/01/2026,Card payment to Thank You Bakery,-5.00',
  ];
  expect(rowsOf(lines)).toEqual([
    '2026-01-15 | 1.00 | – | Salary',
    '2026-01-17 | -5.00 | – | Card payment to Thank You Bakery',
  ]);
});

test.each([
  ['shift_jis', ['日付,摘要,支払い金額,預かり金額', '2026/1/16,電気,100,'], '2026-01-16 | -100 | – | 電気'],
  ['gb18030', ['交易日期,摘要,收入,支出', '2026-01-16,消费,,100.25'], '2026-01-16 | -100.25 | – | 消费'],
])('%s is told by the words of its header', (encoding, lines, row) => {
  const table = { currency: encoding === 'shift_jis' ? 'JPY' : 'CNY', account: '1' };
  expect(readShort(lines, table, encoding).statements.flatMap(({ rows }) => rows)).toEqual([row]);
});

test('a BIC beside our own account is not the other side’s', () => {
  const theirs = [
    'IBAN/BBAN,Munt,BIC,Datum,Bedrag,Tegenrekening IBAN/BBAN,Naam tegenpartij,BIC tegenpartij,Omschrijving-1',
    'NL91ABNA0417164300,EUR,RABONL2U,2026-01-15,"-1,00",NL02ABNA0123456789,KPN,ABNANL2A,x',
  ];
  expect(read(theirs).statements[0]?.rows[0]?.counterparty.bic).toBe('ABNANL2A');
  const ours = [
    'IBAN;BIC;Gegenkonto;Gegenkonto Inhaber;Betrag;Datum;Verwendungszweck',
    'DE89370400440532013000;COBADEFF;DE02120300000000202051;VERMIETER;-100,25;16.01.2026;MIETE',
  ];
  expect(read(ours).statements[0]).toMatchObject({
    account: { iban: 'DE89370400440532013000' },
    rows: [{ counterparty: { name: 'VERMIETER', account: 'DE02120300000000202051', bic: null } }],
  });
});

test('of a sender and a receiver, the one on the other side is the counterparty', () => {
  const lines = [
    'Data księgowania;Nazwa nadawcy;Nazwa odbiorcy;Szczegóły transakcji;Kwota operacji',
    '16-01-2026;FIRMA;WYNAJMUJACY;CZYNSZ;-100,25',
    '15-01-2026;KLIENT;FIRMA;FV 1;500,00',
  ];
  expect(rowsOf(lines)).toEqual([
    '2026-01-16 | -100.25 | WYNAJMUJACY | CZYNSZ',
    '2026-01-15 | 500.00 | KLIENT | FV 1',
  ]);
});

test('marks of a card beside signs that say the same the other way round', () => {
  const lines = [
    'Transaction date,Description,Card number,Amount,Debit/Credit,Merchant Category',
    '16.01.2026,SHOP,XXXX1234,100.25,Debit,Retail',
    '15.01.2026,PAYMENT,XXXX1234,-1000.00,Credit,',
  ];
  expect(rowsOf(lines)).toEqual(['2026-01-16 | -100.25 | – | SHOP', '2026-01-15 | 1000.00 | – | PAYMENT']);
  const contradiction = [
    'Transaction date,Description,Amount,Debit/Credit',
    '15.01.2026,PAYMENT,-1000.00,Credit',
  ];
  expect(readShort(contradiction, EUR).problems).toContain('sign.contradiction');
});

test('a line that goes on with a description is said to be left out', () => {
  const rows = Array.from({ length: 1_500 }, () => ['16/01/2026,16/01/2026,FAST,-1.00', ',,to LANDLORD,']);
  const { problems } = read(['Date,Value date,Description,Amount', ...rows.flat()]);
  expect(problems).toMatchObject([{ severity: 'warning', line: 3, code: 'line.skipped' }]);
  expect(problems[0]?.message).toContain('1499 like it');
});
