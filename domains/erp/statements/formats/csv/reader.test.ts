import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import type { TableMapping } from '../reader.ts';
import { SAMPLES } from '../testing/csv-samples.ts';

function parse(text: string | Uint8Array, csv: TableMapping = {}): ParsedFile {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const file = parseStatementBytes('test.csv', bytes, { table: { account: '4711', ...csv } });
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);
const signedOf = (file: ParsedFile) =>
  rowsOf(file).map(({ amount, direction }) => (direction === 'debit' ? `-${amount}` : amount));
const table = (header: string, ...lines: string[]) => [header, ...lines, ''].join('\n');

describe('exports of banks', () => {
  test('a German one, with preamble, Windows-1252 and the other side’s account', () => {
    const file = parseStatementBytes('x', iconv.encode(SAMPLES.german as string, 'windows-1252'));
    expect(codes(file)).toEqual([]);
    expect(file).toMatchObject({ format: 'csv', encoding: 'windows-1252' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: 'DE89370400440532013000', currency: 'EUR' },
        closingBalance: { amount: '2222.44', currency: 'EUR', date: '2026-03-05' },
        balanceCheck: 'unverifiable',
        rows: [
          {
            rowNumber: 1,
            bookingDate: '2026-03-02',
            valueDate: '2026-03-03',
            amount: '1234.56',
            direction: 'debit',
            currency: 'EUR',
            transactionCode: 'Lastschrift',
            counterparty: { name: 'Müller AG', account: 'DE02120300000000202051', bic: 'BYLADEM1001' },
            description: 'Lastschrift RG 4711',
            remittance: { unstructured: 'RG 4711' },
            mandateId: 'M-1',
            line: 5,
          },
          { amount: '12.00', direction: 'credit', counterparty: { name: 'Ärzte GmbH' }, line: 6 },
        ],
      },
    ]);
  });

  test('a Dutch one: dates without signs, Af and Bij', () => {
    const file = parseStatementBytes('x', Buffer.from(SAMPLES.dutch as string));
    expect(codes(file)).toEqual([]);
    expect(signedOf(file)).toEqual(['-12.50', '100.00']);
    expect(file.statements).toMatchObject([
      {
        account: { iban: 'NL91ABNA0417164300' },
        rows: [{ bookingDate: '2026-03-02' }, { counterparty: { account: 'NL02ABNA0123456789' } }],
      },
    ]);
  });

  test('a British one: paid in, paid out, balance, newest first', () => {
    const file = parse(SAMPLES.british as string, { currency: 'GBP' });
    expect(codes(file)).toEqual([]);
    expect(signedOf(file)).toEqual(['-25.00', '1000.00', '-10.00']);
    expect(file.statements).toMatchObject([
      {
        openingBalance: { amount: '110.00', date: '2026-03-01' },
        closingBalance: { amount: '1075.00', date: '2026-03-31' },
        balanceCheck: 'verified',
      },
    ]);
  });

  test('fees have rows of their own, tied to their payment', () => {
    const file = parse(SAMPLES.fees as string);
    expect(codes(file)).toEqual([]);
    expect(signedOf(file)).toEqual(['-10.00', '-0.50', '100.00', '-5.00']);
    expect(
      rowsOf(file).map(({ parentRow, status, balanceAfter }) => [parentRow, status, balanceAfter]),
    ).toEqual([
      [null, 'booked', null],
      [1, 'booked', '89.50'],
      [null, 'booked', '189.50'],
      [null, 'pending', null],
    ]);
    expect(file.statements).toMatchObject([
      { balanceCheck: 'verified', openingBalance: { amount: '100.00' } },
    ]);
  });

  test('gross, fee and net, a refund among them', () => {
    const file = parse(
      table(
        'Date,Name,Gross,Fee,Net,Currency',
        '2026-03-02,A,100.00,-3.20,96.80,EUR',
        '2026-03-03,A,-100.00,3.20,-96.80,EUR',
        '2026-03-04,B,5.00,-1.00,4.50,EUR',
      ),
    );
    expect(signedOf(file)).toEqual(['100.00', '-3.20', '-100.00', '3.20']);
    expect(codes(file)).toEqual(['fee.mismatch']);
  });

  test('opening and closing balance in lines of their own', () => {
    const file = parse(SAMPLES.balanceLines as string);
    expect(codes(file)).toEqual([]);
    expect(signedOf(file)).toEqual(['-100.00', '50.00']);
    expect(file.statements).toMatchObject([
      {
        openingBalance: { amount: '1000.00', date: '2026-03-02' },
        closingBalance: { amount: '950.00' },
        balanceCheck: 'verified',
      },
    ]);
  });

  test('several accounts and currencies are several statements', () => {
    const file = parse(
      table(
        'Account;Date;Amount;Currency',
        '111;2026-03-02;1,50;EUR',
        '222;2026-03-02;2,50;EUR',
        '111;2026-03-03;3,50;EUR',
        '111;2026-03-03;4,50;USD',
        '222;2026-03-03;9,50;EUR',
        '111;2026-03-03;4,50;EUR',
      ),
    );
    expect(codes(file)).toEqual([]);
    expect(
      file.statements.map(({ account, rows }) => [
        account.other,
        account.currency,
        rows.map(({ rowNumber, amount }) => [rowNumber, amount]),
      ]),
    ).toEqual([
      [
        '111',
        'EUR',
        [
          [1, '1.50'],
          [2, '3.50'],
          [3, '4.50'],
        ],
      ],
      [
        '222',
        'EUR',
        [
          [1, '2.50'],
          [2, '9.50'],
        ],
      ],
      ['111', 'USD', [[1, '4.50']]],
    ]);
  });

  test.each([
    ['Fecha operación;Concepto;Importe;Saldo', ';'],
    ['Date opération\tLibellé\tMontant\tSolde', '\t'],
    ['Data operazione|Descrizione|Importo|Saldo', '|'],
    ['Data księgowania;Opis operacji;Kwota;Saldo po operacji', ';'],
    ['Datum provedení;Zpráva pro příjemce;Částka;Zůstatek', ';'],
    ['Könyvelés dátuma;Közlemény;Összeg;Egyenleg', ';'],
    ['Bokføringsdato;Tekst;Beløp;Saldo', ';'],
    ['Bokföringsdag;Rubrik;Belopp;Saldo', ';'],
    ['Kirjauspäivä;Selite;Määrä;Saldo', ';'],
    ['Дата операции;Назначение платежа;Сумма;Остаток', ';'],
    ['İşlem Tarihi;Açıklama;Tutar;Bakiye', ';'],
    ['Ημερομηνία συναλλαγής;Περιγραφή;Ποσό;Υπόλοιπο', ';'],
    ['Data do movimento;Descrição;Montante;Saldo', ';'],
    ['Data tranzacției;Detalii;Suma;Sold', ';'],
  ])('%s', (header, delimiter) => {
    const line = (...cells: string[]) => cells.join(delimiter);
    const file = parse(
      table(header, line('31.03.2026', 'A', '-1,50', '98,50'), line('31.03.2026', 'B', '2,00', '100,50')),
      { currency: 'EUR' },
    );
    expect(codes(file)).toEqual([]);
    expect(signedOf(file)).toEqual(['-1.50', '2.00']);
    expect(file.statements).toMatchObject([
      { balanceCheck: 'verified', rows: [{ description: 'A' }, { description: 'B' }] },
    ]);
  });
});

describe('dates', () => {
  const file = (dates: readonly string[], csv: TableMapping = {}) =>
    parse(table('Date,Text,Amount,Currency', ...dates.map((date, i) => `"${date}",x,${i}.50,EUR`)), csv);
  const datesOf = (parsed: ParsedFile) => rowsOf(parsed).map(({ bookingDate }) => bookingDate);

  test.each([
    ['by a day above 12', ['01/02/2026', '13/02/2026'], ['2026-02-01', '2026-02-13']],
    ['by a day above 12, month first', ['02/01/2026', '02/13/2026'], ['2026-02-01', '2026-02-13']],
    [
      'by the order of rows',
      ['05/02/2026', '06/02/2026', '01/03/2026'],
      ['2026-02-05', '2026-02-06', '2026-03-01'],
    ],
    [
      'by the order of rows, month first, newest first',
      ['03/01/2026', '02/06/2026', '02/05/2026'],
      ['2026-03-01', '2026-02-06', '2026-02-05'],
    ],
    ['where all readings agree', ['05/05/2026', '06/06/2026'], ['2026-05-05', '2026-06-06']],
    ['ISO, with a time', ['2026-03-02T10:00:00Z', '2026-03-02 23:59'], ['2026-03-02', '2026-03-02']],
    ['points', ['03.04.2026', '4.4.26'], ['2026-04-03', '2026-04-04']],
    ['compact', ['20260304', '20260305'], ['2026-03-04', '2026-03-05']],
    [
      'names of months',
      ['2 Mar 2026', '3. März 2026', 'Apr 5, 2026', '06-mei-26'],
      ['2026-03-02', '2026-03-03', '2026-04-05', '2026-05-06'],
    ],
    ['two-digit years', ['26/02/28', '26/03/01'], ['2026-02-28', '2026-03-01']],
  ])('are decided %s', (_, dates, expected) => {
    const parsed = file(dates);
    expect(codes(parsed)).toEqual([]);
    expect(datesOf(parsed)).toEqual(expected);
  });

  test('that can be read in two ways wait for a person', () => {
    const parsed = file(['03/04/2026', '04/04/2026']);
    expect(parsed.statements).toEqual([]);
    expect(parsed.problems).toMatchObject([{ severity: 'error', code: 'date.ambiguous', line: 2 }]);
    expect(datesOf(file(['03/04/2026', '04/04/2026'], { dateOrder: 'dayFirst' }))).toEqual([
      '2026-04-03',
      '2026-04-04',
    ]);
    expect(datesOf(file(['03/04/2026', '04/04/2026'], { dateOrder: 'monthFirst' }))).toEqual([
      '2026-03-04',
      '2026-04-04',
    ]);
  });

  test('that contradict each other wait for a person', () => {
    const parsed = file(['13/04/2026', '04/13/2026']);
    expect(parsed.statements).toEqual([]);
    expect(codes(parsed)).toEqual(['date.inconsistent']);
  });

  test('a date in the lines above the header tells the order', () => {
    const parsed = parse(
      `From,01/02/2026,to,28/02/2026\n\n${table('Date,Text,Amount,Currency', '03/02/2026,x,1.50,EUR', '02/02/2026,x,1.50,EUR')}`,
    );
    expect(datesOf(parsed)).toEqual(['2026-02-03', '2026-02-02']);
  });

  test('a day that does not exist costs its row only', () => {
    const parsed = file(['30.02.2026', '01.03.2026']);
    expect(datesOf(parsed)).toEqual(['2026-03-01']);
  });
});

describe('amounts', () => {
  const file = (amounts: readonly string[], csv: TableMapping = {}) =>
    parse(table('Datum;Text;Betrag;Währung', ...amounts.map((amount) => `02.03.2026;x;${amount};EUR`)), csv);

  test.each([
    [
      ['1.234,56', '-7,00'],
      ['1234.56', '-7.00'],
    ],
    [
      ['1,234.56', '-7.00'],
      ['1234.56', '-7.00'],
    ],
    [
      ['1 234,56', '1 000'],
      ['1234.56', '1000'],
    ],
    [
      ["1'234.56", '1’000.00'],
      ['1234.56', '1000.00'],
    ],
    [
      ['1\u202f234,56', '1\u00a0000,00'],
      ['1234.56', '1000.00'],
    ],
    [
      ['12,50-', '+3,00'],
      ['-12.50', '3.00'],
    ],
    [
      ['(12.50)', '3.00'],
      ['-12.50', '3.00'],
    ],
    [
      ['−12,50', '– 3,00'],
      ['-12.50', '-3.00'],
    ],
    [
      ['€ 12,50', '3,00 EUR'],
      ['12.50', '3.00'],
    ],
    [
      ['12,50 S', '3,00 H'],
      ['-12.50', '3.00'],
    ],
    [
      ['12.50 DR', '3.00 CR'],
      ['-12.50', '3.00'],
    ],
    [
      ['1.234', '1.234,5'],
      ['1234', '1234.5'],
    ],
    [
      ['1.234.567', '2'],
      ['1234567', '2'],
    ],
    [
      ['12,34,567.89', '1.00'],
      ['1234567.89', '1.00'],
    ],
    [
      [',5', '0'],
      ['0.5', '0'],
    ],
  ])('%j are %j', (amounts, expected) => {
    const parsed = file(amounts);
    expect(codes(parsed)).toEqual([]);
    expect(signedOf(parsed)).toEqual(expected);
  });

  test('that can be read in two ways wait for a person', () => {
    const parsed = file(['1.234', '500']);
    expect(parsed.statements).toEqual([]);
    expect(parsed.problems).toMatchObject([{ severity: 'error', code: 'decimal.ambiguous', line: 2 }]);
    expect(signedOf(file(['1.234', '500'], { decimalSign: ',' }))).toEqual(['1234', '500']);
  });

  test('that contradict each other wait for a person', () => {
    expect(codes(file(['1,50', '1.50']))).toEqual(['decimal.inconsistent']);
  });

  test('without a currency wait for a person', () => {
    const text = table('Date,Text,Amount', '2026-03-02,x,1.50');
    expect(parse(text).statements).toEqual([]);
    expect(codes(parse(text))).toEqual(['currency.missing']);
    expect(rowsOf(parse(text, { currency: 'CHF' }))).toMatchObject([{ amount: '1.50', currency: 'CHF' }]);
  });

  test.each([
    ['x;12,50;', 'mark.missing'],
    ['x;12,50;?', 'mark.invalid'],
    ['x;12,5O;S', 'amount.invalid'],
    ['x;;S', 'amount.missing'],
    ['x;12,505;S', 'amount.decimals'],
    ['x;-12,50;H', 'sign.contradiction'],
  ])('%s is a problem (%s), and the rows around it stay', (cells, code) => {
    const good = (n: number) => `0${n}.03.2026;x;${n},00;S;EUR`;
    const parsed = parse(
      table(
        'Datum;Text;Betrag;Soll/Haben;Währung',
        ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(good),
        `02.03.2026;${cells};EUR`,
        good(3),
      ),
    );
    expect(rowsOf(parsed)).toHaveLength(10);
    expect(parsed.problems).toMatchObject([
      { severity: 'error', line: 11, code, raw: `02.03.2026;${cells};EUR` },
    ]);
  });

  test('that never have a sign are said to be read as credits', () => {
    const amounts = Array.from({ length: 10 }, (_, i) => `${i},50`);
    expect(codes(file(amounts))).toEqual(['sign.unproven']);
    expect(codes(file([...amounts, '-1,00']))).toEqual([]);
  });

  test('a row cannot be debit and credit', () => {
    const parsed = parse(
      table(
        'Date;Text;Debit;Credit;Currency',
        '2026-03-02;x;1,50;;EUR',
        '2026-03-02;x;1,50;2,50;EUR',
        '2026-03-02;x;0,00;2,50;EUR',
        '2026-03-02;x;-1,00;;EUR',
      ),
    );
    expect(signedOf(parsed)).toEqual(['-1.50', '2.50', '-1.00']);
    expect(codes(parsed)).toEqual(['amount.ambiguous']);
  });
});

describe('the running balance', () => {
  const rows = (...lines: string[]) =>
    parse(table('Date;Text;Amount;Balance;Currency', ...lines.map((line) => `2026-03-02;x;${line};EUR`)));

  test('proves newest first on one day', () => {
    const parsed = rows('-5,00;95,00', '-10,00;100,00', '10,00;110,00');
    expect(parsed.statements).toMatchObject([
      { openingBalance: { amount: '100.00' }, closingBalance: { amount: '95.00' }, balanceCheck: 'verified' },
    ]);
  });

  test('proves that signs are the other way round', () => {
    expect(signedOf(rows('5,00;95,00', '-10,00;105,00', '5,00;100,00'))).toEqual(['-5.00', '10.00', '-5.00']);
  });

  test('gives the sign to amounts that have none, and says where it cannot', () => {
    const parsed = rows('100,00;900,00', '50,00;950,00', '150,00;800,00');
    expect(signedOf(parsed)).toEqual(['50.00', '-150.00']);
    expect(parsed.problems).toMatchObject([{ code: 'sign.ambiguous', line: 2 }]);
  });

  test('of equal amounts, which fit up and down the file, goes by the dates and else by the signs', () => {
    const equal = (...days: string[]) =>
      parse(
        table(
          'Date;Text;Amount;Balance;Currency',
          ...days.map((day, i) => `2026-03-0${day};x;5,00;${95 - 5 * i},00;EUR`),
        ),
      );
    const checks = (parsed: ParsedFile) => [signedOf(parsed), codes(parsed)];
    expect(checks(equal('1', '1'))).toEqual([['5.00', '5.00'], []]);
    expect(checks(equal('3', '2', '1'))).toEqual([['5.00', '5.00', '5.00'], []]);
    expect(checks(equal('1', '2', '3'))).toEqual([['-5.00', '-5.00', '-5.00'], []]);
  });

  test('finds a missing row', () => {
    const parsed = rows(
      '10,00;110,00',
      '10,00;120,00',
      '10,00;130,00',
      '10,00;140,00',
      '10,00;150,00',
      '10,00;170,00',
    );
    expect(codes(parsed)).toEqual(['balance.gap', 'balance.discrepancy']);
    expect(parsed.statements).toMatchObject([{ balanceCheck: 'discrepancy', balanceDifference: '-10.00' }]);
  });

  test('may stand on some rows only', () => {
    expect(rows('10,00;110,00', '10,00;', '10,00;130,00', '5,00;135,00', '5,00;').statements).toMatchObject([
      { openingBalance: { amount: '100.00' }, closingBalance: null, balanceCheck: 'unverifiable' },
    ]);
  });

  test('tells amount and balance apart without a header', () => {
    const parsed = parse(
      '2026-03-02,Foo,-10.00,90.00\n2026-03-03,Bar,5.00,95.00\n2026-03-04,Baz,-1.00,94.00\n',
      { currency: 'EUR' },
    );
    expect(codes(parsed)).toEqual([]);
    expect(signedOf(parsed)).toEqual(['-10.00', '5.00', '-1.00']);
    expect(rowsOf(parsed)[0]).toMatchObject({ description: 'Foo', balanceAfter: '90.00', line: 1 });
  });
});

describe('columns', () => {
  test('without a header and with two columns of numbers are asked for', () => {
    const text = '2026-03-02,Foo,10.00,90.00\n2026-03-03,Bar,5.00,91.00\n2026-03-04,Baz,1.00,92.00\n';
    expect(codes(parse(text, { currency: 'EUR' }))).toEqual(['columns.ambiguous']);
    const chosen = parse(text, { currency: 'EUR', columns: { bookingDate: 0, description: [1], amount: 3 } });
    expect(signedOf(chosen)).toEqual(['90.00', '91.00', '92.00']);
  });

  test('may be named by a person', () => {
    const text = table('Wann;Was;Wieviel;Wieviel netto', '02.03.2026;x;1,50;1,20');
    expect(codes(parse(text, { currency: 'EUR' }))).toEqual(['columns.ambiguous']);
    const chosen = parse(text, {
      currency: 'EUR',
      columns: { bookingDate: 'Wann', amount: 'wieviel', description: 'Was' },
    });
    expect(signedOf(chosen)).toEqual(['1.50']);
    expect(codes(parse(text, { columns: { bookingDate: 'Nie', amount: 'Wieviel' } }))).toEqual([
      'columns.notFound',
    ]);
  });
});

describe('lines', () => {
  const header = 'Date,Text,Amount,Currency';

  test('cells may have line breaks, quotes and delimiters', () => {
    const parsed = parse(
      table(header, '2026-03-02,"a ""quoted"", b\nsecond line",1.50,EUR', '2026-03-03,c,2.50,EUR'),
    );
    expect(codes(parsed)).toEqual([]);
    expect(rowsOf(parsed)).toMatchObject([
      { description: 'a "quoted", b second line', line: 2 },
      { description: 'c', line: 4 },
    ]);
  });

  test('a quote that never closes costs its line', () => {
    const parsed = parse(
      table(
        header,
        '2026-03-02,a,1.50,EUR',
        '2026-03-03,"b,2.50,EUR',
        '2026-03-04,c,3.50,EUR',
        '2026-03-05,"d",4.50,EUR',
      ),
    );
    expect(rowsOf(parsed).map(({ line, amount }) => [line, amount])).toEqual([
      [2, '1.50'],
      [4, '3.50'],
      [5, '4.50'],
    ]);
    expect(parsed.problems).toMatchObject([
      { code: 'quote.unclosed', line: 3, raw: '2026-03-03,"b,2.50,EUR' },
    ]);
  });

  test('a line with more columns than the header is a problem', () => {
    const parsed = parse(
      table(header, '2026-03-02,a,1.50,EUR', '2026-03-03,b,c,2.50,EUR', '2026-03-04,d,3.50,EUR,,'),
    );
    expect(rowsOf(parsed).map(({ amount }) => amount)).toEqual(['1.50', '3.50']);
    expect(parsed.problems).toMatchObject([{ code: 'fields.count', line: 3 }]);
  });

  test('totals, remarks and a repeated header are no rows', () => {
    const parsed = parse(
      table(header, '2026-03-02,a,1.50,EUR', header, '', 'Total,,1.50,EUR', 'Printed by your bank'),
    );
    expect(rowsOf(parsed)).toHaveLength(1);
    expect(codes(parsed)).toEqual([]);
  });

  test('a header without rows says so', () => {
    expect(codes(parse(table(header)))).toEqual(['file.empty']);
  });

  test.each([
    ['CR', (text: string) => text.replaceAll('\n', '\r')],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['a separator line of Excel', (text: string) => `sep=,\n${text}`],
    ['a trailing Ctrl-Z', (text: string) => `${text}\u001a`],
    ['no line end at the end', (text: string) => text.trimEnd()],
  ])('%s makes no difference', (_, change) => {
    const parsed = parse(change(table(header, '2026-03-02,a,1.50,EUR', '2026-03-03,"b",-2.50,EUR')));
    expect(codes(parsed)).toEqual([]);
    expect(signedOf(parsed)).toEqual(['1.50', '-2.50']);
  });

  test.each(['utf-16le', 'utf-16be'])('%s', (encoding) => {
    const parsed = parse(iconv.encode(table(header, '2026-03-02,Müller,1.50,EUR'), encoding));
    expect(parsed.encoding).toBe(encoding);
    expect(rowsOf(parsed)).toMatchObject([{ description: 'Müller' }]);
  });

  test.each([
    ['windows-1251', 'Оплата по счету за услуги связи'],
    ['windows-1250', 'Opłata za usługę księgową, Łódź'],
    ['windows-1253', 'Πληρωμή τιμολογίου υπηρεσιών'],
  ])('%s', (encoding, text) => {
    expect(
      rowsOf(parse(iconv.encode(table(header, `2026-03-02,${text.replace(',', ';')},1.50,EUR`), encoding))),
    ).toMatchObject([{ description: text.replace(',', ';') }]);
  });

  test('a line of a megabyte and a record of a thousand columns are bounded', () => {
    const parsed = parse(
      table(
        header,
        '2026-03-02,a,1.50,EUR',
        `2026-03-03,${'x'.repeat(1_000_000)},2.50,EUR`,
        `2026-03-04${',1'.repeat(1000)}`,
        '2026-03-05,b,3.50,EUR',
      ),
    );
    expect(rowsOf(parsed).map(({ amount, line }) => [amount, line])).toEqual([
      ['1.50', 2],
      ['3.50', 5],
    ]);
    expect(codes(parsed)).toEqual(['record.tooLong', 'fields.tooMany']);
  });
});
