import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codes, parse, rowOf, rowsOf, SAMPLES, statementOf } from '../testing/mt940-samples.ts';

describe('narratives', () => {
  test.each([
    ['C', 'CUSTOMER ONE'],
    ['D', 'SUPPLIER TWO'],
  ])(
    'Citi names the beneficiary BN and the ordering customer BO: the other side of %s is %s',
    (mark, name) => {
      const text = '/PT/FT/PY/INV 4711/BN/SUPPLIER TWO/BO/CUSTOMER ONE/OB1/JP MORGAN';
      expect(rowOf(`:61:260302${mark}5,NTRFNONREF\r\n:86:${text}`)).toMatchObject({
        counterparty: { name },
        description: text,
      });
    },
  );

  test('lines that begin with a colon or a hyphen stay narrative', () => {
    const row = rowOf(
      ':61:1602290301DR6,00N024NONREF\r\n:86:FIRST\r\n:26:37 FO\r\n:12:11\r\n- AND\r\n-\r\n:20:15 UHR\r\n:25 X\r\n-LAST',
    );
    expect(row.description).toBe('FIRST :26:37 FO :12:11 - AND - :20:15 UHR :25 X -LAST');
  });

  test.each([
    [':86:', ''],
    [':86:\r\n', ''],
    ['', ''],
  ])('a row with %j has no text', (information, description) => {
    expect(rowOf(`:61:260302C5,NTRFNONREF${information === '' ? '' : `\r\n${information}`}`)).toMatchObject({
      description,
      remittance: { unstructured: null },
    });
  });

  test('words that were cut at 65 or 27 characters are whole again, others are parted', () => {
    const long = 'THE INVOICE NUMBER FOUR THOUSAND SEVEN HUNDRED ELEVEN OF THE YEAR TWENTY TWENTY SIX';
    expect(
      rowOf(`:61:260302C5,NTRFNONREF\r\n:86:${long.slice(0, 65)}\r\n${long.slice(65)}`).description,
    ).toBe(long);
    expect(
      rowOf(
        `:61:260302C5,NTRFNONREF\r\n:86:${long.slice(0, 27)}\r\n${long.slice(27, 54)}\r\n${long.slice(54, 79)}`,
      ).description,
    ).toBe(long.slice(0, 79));
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:INVOICE\r\nFOUR').description).toBe('INVOICE FOUR');
  });

  test.each(['?', '>', '~', '<', '^', '&', '@', '|', '+', '#', '\u001d'])(
    'sub-fields may be parted by %j',
    (sign) => {
      const row = rowOf(
        `:61:260302C5,NTRFNONREF\r\n:86:166?00GUTSCHRIFT?20Rechnung 4711?32Karl?33 Kaufmann`.replaceAll(
          '?',
          sign,
        ),
      );
      expect(row).toMatchObject({
        businessCode: '166',
        description: 'GUTSCHRIFT Rechnung 4711',
        counterparty: { name: 'Karl Kaufmann' },
      });
    },
  );

  test.each(['-', ':', '.', '/', '*', '!', '§', '¤', '÷', '\u007f'])(
    'sub-fields may be parted by %j, when they are in order',
    (sign) => {
      const information = '166?00GUTSCHRIFT?109310?20Rechnung 4711?32Karl'.replaceAll('?', sign);
      const row = rowOf(`:61:260302C5,NTRFNONREF\r\n:86:${information}`);
      expect(row).toMatchObject({ businessCode: '166', counterparty: { name: 'Karl' } });
    },
  );

  test('sub-fields without a business code', () => {
    expect(rowOf(':61:170103DN369,00FCHGNONREF\r\n:86:>20Uslugi>3049105019>32BOOKING GROUP')).toMatchObject({
      businessCode: null,
      description: 'Uslugi',
      counterparty: { name: 'BOOKING GROUP' },
    });
  });

  test('blanks before the business code make no difference', () => {
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86: 020?00Wyplata?20Faktura').businessCode).toBe('020');
  });

  test('of a word that comes twice the first counts', () => {
    expect(
      rowOf(':61:260302C5,NTRFNONREF\r\n:86:166?20EREF+E-1 MREF+M-1 SVWZ+Miete EREF: E-1X MREF: M-1X'),
    ).toMatchObject({ endToEndId: 'E-1', mandateId: 'M-1', remittance: { unstructured: 'Miete' } });
  });

  test('a plain text with figures is no sub-field', () => {
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:120,20 EUR').description).toBe('120,20 EUR');
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:120/20/7').description).toBe('120/20/7');
  });

  test('SEPA words without sub-fields', () => {
    expect(
      rowOf(':61:260302C5,NTRFNONREF\r\n:86:EREF+E-1 MREF+M-1 SVWZ+Miete ABWA+Anna Muster'),
    ).toMatchObject({
      endToEndId: 'E-1',
      mandateId: 'M-1',
      remittance: { unstructured: 'Miete' },
      ultimateParty: { name: 'Anna Muster' },
      description: 'EREF+E-1 MREF+M-1 SVWZ+Miete ABWA+Anna Muster',
    });
  });

  test('slash codes', () => {
    const file = parse(SAMPLES.slashCodes as string);
    expect(codes(file)).toEqual([]);
    expect(rowsOf(file)).toMatchObject([
      {
        endToEndId: 'SCT-1-BO230019-R1',
        counterparty: { name: 'Lambrix Elektrotechniek', account: 'NL91ABNA0417164300', bic: 'RABONL2U' },
        remittance: { unstructured: '110130590' },
      },
      {
        endToEndId: null,
        counterparty: { name: 'JANSEN BV', account: 'NL02ABNA0123456789', bic: 'ABNANL2A' },
        remittance: { unstructured: 'FACTUUR 12' },
      },
    ]);
  });

  test('the paying and the receiving party as SWIFT writes them', () => {
    expect(
      rowOf(
        ':61:130101D25,00N102EREF\r\n:86:/EREF/0030000987654321/BENM//NAME/CONTRA ACCOUNT HOLDER/REMI//ISDT/2013-07-11',
      ),
    ).toMatchObject({ counterparty: { name: 'CONTRA ACCOUNT HOLDER' }, remittance: { unstructured: null } });
    expect(
      rowOf(':61:130101C25,00NTRFEREF\r\n:86:/REMI/STRD/CUR/RF18539007547034/RTRN/MS03//'),
    ).toMatchObject({
      remittance: {
        unstructured: null,
        structured: [{ type: 'creditorReference', number: 'RF18539007547034' }],
      },
      returnReason: { code: 'MS03', text: null },
    });
  });

  test('a structured :86: under tag 25, as one bank sends it', () => {
    expect(rowOf(':61:2603020302CR5,NTRFNONREF\r\n:25:166?00GUTSCHRIFT?20Miete').description).toBe(
      'GUTSCHRIFT Miete',
    );
  });

  test('a :86: after the closing balance belongs to no row', () => {
    const file = parse(
      statementOf(':61:260302C5,NTRFNONREF\r\n:86:ROW', 'C260302EUR1005,00\r\n:86:NOT A ROW'),
    );
    expect(rowsOf(file).map(({ description }) => description)).toEqual(['ROW']);
  });
});

describe('a text that a bank cut is whole again', () => {
  const word = fc.stringMatching(/^[A-Z0-9]{1,30}$/);
  const purpose = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
  const cut = (text: string, width: number) =>
    Array.from({ length: Math.ceil(text.length / width) }, (_, i) => text.slice(i * width, (i + 1) * width));

  test('in sub-fields of 27 characters, in lines of 65', () => {
    fc.assert(
      fc.property(
        purpose.filter((text) => text.length <= 270),
        word,
        (text, name) => {
          const pieces = cut(text, 27).map((piece, i) => `?2${i}${piece}`);
          const lines = cut(`166?00GUTSCHRIFT${pieces.join('')}?32${name.slice(0, 27)}`, 65);
          expect(rowOf(`:61:260302C5,NMSC\r\n:86:${lines.join('\r\n')}`)).toMatchObject({
            counterparty: { name: name.slice(0, 27) },
            remittance: { unstructured: text },
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([27, 65])('in lines of %i', (width) => {
    fc.assert(
      fc.property(
        purpose.filter((text) => text.length > width),
        (text) => {
          const lines = cut(text, width).join('\r\n');
          expect(rowOf(`:61:260302C5,NMSC\r\n:86:${lines}`).remittance.unstructured).toBe(text);
        },
      ),
      { numRuns: 200 },
    );
  });
});
