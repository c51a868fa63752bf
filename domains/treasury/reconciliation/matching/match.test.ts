import { describe, expect, test } from 'vitest';
import { match } from './match.ts';
import { aurora, input, item, line, muller, mullerPays, row } from './testing/inputs.ts';

describe('a document number in the text', () => {
  const texts = [
    'SEPA-GUTSCHRIFT RG 2026/00417 VOM 02.03.',
    'INV-2026-00417',
    'inv 2026 417',
    'INV2026-00417',
    'INVOICE INV-2026-00\n417 THANK YOU',
    'RECHNUNG NR.2026-417, DANKE',
    'KD 10448 RG 2026/00417',
  ];
  test.each(texts)('given %j and the open amount, when matched, then it is automatic', (description) => {
    const decisions = match(
      input(
        [item({ id: 'i1', documentNumber: 'INV-2026-00417' })],
        [row({ id: 'r1', description, counterparty: mullerPays })],
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
    expect(Number(decisions[0]?.confidence)).toBeGreaterThan(99);
  });

  test.each(['INV-2026-004170', 'INV-2026-0041', 'INV-12026-00417', '2026-00417-B'])(
    'given %j, then another number is not found in it',
    (description) => {
      const [decision] = match(
        input([item({ id: 'i1', documentNumber: 'INV-2026-00417' })], [row({ id: 'r1', description })]),
      );
      expect(decision?.decision).not.toBe('automatic');
    },
  );

  test.each([
    [
      'otherNumbers',
      { documentNumber: 'X1', otherNumbers: ['RF18539007547034'] },
      { description: 'RF18539007547034' },
    ],
    ['endToEndId', { documentNumber: 'INV-2026-00417' }, { endToEndId: 'INV-2026-00417' }],
    [
      'structured',
      { documentNumber: '900417' },
      { remittance: { unstructured: null, structured: [{ number: '900417' }] } },
    ],
  ])('given the number as %s, then it is found', (_, changes, text) => {
    const decisions = match(
      input([item({ id: 'i1', ...changes })], [row({ id: 'r1', counterparty: mullerPays, ...text })]),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
  });

  test('given digits of a date, an amount or an IBAN, then they are no number', () => {
    const items = ['2026', '1190', '1203', '202051'].map((documentNumber, position) =>
      item({
        id: `i${position}`,
        documentNumber,
        counterparty: { ...muller, id: `c${position}`, name: null, accounts: [] },
      }),
    );
    const description = 'ZAHLUNG VOM 02.11.2026 1190,00 EUR DE02 1203 0000 0000 2020 51';
    const [decision] = match(input(items, [row({ id: 'r1', description })]));
    expect(decision?.decision).toBe('none');
  });
});

describe('direction and currency', () => {
  const numbered = { id: 'i1', documentNumber: 'INV-2026-00417' };
  const paid = { id: 'r1', description: 'INV-2026-00417', counterparty: mullerPays };

  test('given a debit that cites a receivable, then nothing is matched', () => {
    const [decision] = match(input([item(numbered)], [row({ ...paid, direction: 'debit' })]));
    expect(decision?.kind).toBe('unmatched');
  });

  test('given a debit that cites a payable, then it is matched', () => {
    const decisions = match(
      input([item({ ...numbered, direction: 'payable' })], [row({ ...paid, direction: 'debit' })]),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
  });

  test('given another currency, then a person decides, and the sums hold', () => {
    const [decision] = match(input([item({ ...numbered, currency: 'USD' })], [row(paid)]));
    expect(decision?.decision).not.toBe('automatic');
  });

  test('given a credit note and its invoice in one payment, then the note runs against it', () => {
    const items = [
      item({ ...numbered }),
      item({ id: 'i2', documentNumber: 'CN-2026-00031', documentType: 'creditNote', amount: '90.0000' }),
    ];
    const decisions = match(
      input(items, [row({ ...paid, amount: '1100.00', description: 'INV-2026-00417 ./. CN-2026-00031' })]),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000, i2 90.0000']);
  });

  test('given a credit note that comes as an open item of the other direction, then it runs against it just so', () => {
    const note = {
      id: 'i2',
      documentNumber: 'CN-2026-00031',
      amount: '90.0000',
      direction: 'payable',
    } as const;
    for (const documentType of ['invoice', 'creditNote'] as const) {
      const decisions = match(
        input(
          [item(numbered), item({ ...note, documentType })],
          [row({ ...paid, amount: '1100.00', description: 'INV-2026-00417 ./. CN-2026-00031' })],
        ),
      );
      expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000, i2 90.0000']);
    }
  });
});

describe('amounts that are not the open amount', () => {
  const numbered = item({
    id: 'i1',
    documentNumber: 'INV-2026-00417',
    discounts: [{ percent: '2', until: '2026-03-12' }],
  });
  const pay = (changes: object) =>
    match(
      input(
        [numbered],
        [row({ id: 'r1', description: 'RG 2026/00417', counterparty: mullerPays, ...changes })],
      ),
    ).map(line);

  test('given a cash discount in terms, then the rest of the item is settled without cash', () => {
    expect(pay({ amount: '1166.20', bookingDate: '2026-03-12', valueDate: '2026-03-12' })).toEqual([
      'automatic matched r1: i1 1190.0000 discount 23.80',
    ]);
  });

  test('given a cash discount within the days of grace, then it is accepted', () => {
    expect(pay({ amount: '1166.20', bookingDate: '2026-03-18', valueDate: '2026-03-17' })).toEqual([
      'automatic matched r1: i1 1190.0000 discount 23.80',
    ]);
  });

  test('given a cash discount six days late, then a person decides', () => {
    const decisions = pay({ amount: '1166.20', bookingDate: '2026-03-18', valueDate: '2026-03-18' });
    expect(decisions[0]).toMatch(/^(suggested|none)/);
  });

  test('given three cents less, then it is rounding', () => {
    expect(pay({ amount: '1189.97' })).toEqual(['automatic matched r1: i1 1190.0000 rounding 0.03']);
    expect(pay({ amount: '1190.05' })).toEqual(['automatic matched r1: i1 1190.0000 rounding -0.05']);
  });

  test('given a part of the open amount, then the item stays open', () => {
    expect(pay({ amount: '500.00' })).toEqual(['automatic partial r1: i1 500.0000']);
  });

  test('given a tiny part of the open amount, then a person decides', () => {
    expect(pay({ amount: '5.00' })[0]).not.toMatch(/^automatic/);
  });

  test('given more than the open amount, then the excess stays in the rest, for a person', () => {
    const [decision] = match(
      input(
        [numbered],
        [row({ id: 'r1', amount: '1300.00', description: 'RG 2026/00417', counterparty: mullerPays })],
      ),
    );
    expect(decision && line(decision)).toBe('suggested partial r1: i1 1190.0000');
    expect(decision?.rest).toBe('110.0000');
  });
});

describe('several items', () => {
  const three = ['00417', '00418', '00419'].map((number, position) =>
    item({
      id: `i${position}`,
      documentNumber: `INV-2026-${number}`,
      amount: `${position + 1}01.1${position}00`,
    }),
  );
  test.each([
    'INV-2026-00417 INV-2026-00418 INV-2026-00419',
    'RG 2026/00417, 2026/00418, 2026/00419',
    'INV-2026-00417+00418+00419',
  ])('given one payment for three invoices cited as %j, then each is settled', (description) => {
    const decisions = match(
      input(three, [row({ id: 'r1', amount: '603.33', description, counterparty: mullerPays })]),
    );
    expect(decisions.map((decision) => decision.allocations.map(({ invoice }) => invoice))).toEqual([
      ['i0', 'i1', 'i2'],
    ]);
  });

  test('given no number, a known account and exactly one subset that adds up, then it is found', () => {
    const [decision] = match(input(three, [row({ id: 'r1', amount: '402.22', counterparty: mullerPays })]));
    expect(decision?.allocations.map(({ invoice }) => invoice)).toEqual(['i0', 'i2']);
  });

  test('given two subsets that add up, then a person chooses', () => {
    const items = ['100', '200', '300', '400'].map((amount, position) =>
      item({ id: `i${position}`, amount: `${amount}.0000` }),
    );
    const [decision] = match(input(items, [row({ id: 'r1', amount: '500.00', counterparty: mullerPays })]));
    expect(decision?.decision).toBe('none');
    expect(decision?.alternatives.length).toBeGreaterThan(1);
  });
});

describe('equally good answers', () => {
  test('given two suppliers with the same invoice number, then the partner tells them apart', () => {
    const items = [
      item({ id: 'i1', direction: 'payable', documentNumber: '2026-001', counterparty: muller }),
      item({ id: 'i2', direction: 'payable', documentNumber: '2026-001', counterparty: aurora }),
    ];
    const pay = (counterparty: { name: string | null; account: string | null } | null) =>
      match(
        input(items, [row({ id: 'r1', direction: 'debit', description: 'RE 2026-001', counterparty })]),
      ).map(line);
    expect(pay({ name: 'AURORA OPTIK', account: null })).toEqual(['automatic matched r1: i2 1190.0000']);
    expect(pay(mullerPays)).toEqual(['automatic matched r1: i1 1190.0000']);
    expect(pay(null)).toEqual(['none unmatched r1']);
  });

  test('given two invoices of one amount and no number, then a person chooses', () => {
    const [decision] = match(
      input([item({ id: 'i1' }), item({ id: 'i2' })], [row({ id: 'r1', counterparty: mullerPays })]),
    );
    expect(decision?.decision).toBe('none');
    expect(decision?.alternatives.map(({ allocations }) => allocations[0]?.invoice)).toEqual(['i1', 'i2']);
  });

  test('given two identical card payments on one day and one receipt, then neither is matched by itself', () => {
    const card = {
      direction: 'debit',
      amount: '49.00',
      counterparty: { name: 'STUDIO LINDQVIST', account: null },
    } as const;
    const receipt = item({
      id: 'i1',
      direction: 'payable',
      documentNumber: 'A-7788120',
      amount: '49.0000',
      counterparty: { id: 's1', name: 'Studio Lindqvist', aliases: [], accounts: [] },
    });
    const decisions = match(input([receipt], [row({ id: 'r1', ...card }), row({ id: 'r2', ...card })]));
    expect(decisions.every(({ decision }) => decision !== 'automatic')).toBe(true);
    expect(decisions.filter(({ allocations }) => allocations.length > 0).length).toBeLessThanOrEqual(1);
    const cited = { ...card, description: 'A-7788120' };
    const both = match(input([receipt], [row({ id: 'r1', ...cited }), row({ id: 'r2', ...cited })]));
    expect(both.every(({ decision }) => decision !== 'automatic')).toBe(true);
  });

  test('given a second payment of the same invoice on a later day, then the earlier one settles it', () => {
    const paid = { description: 'INV-2026-00417', counterparty: mullerPays };
    const decisions = match(
      input(
        [
          item({ id: 'i1', documentNumber: 'INV-2026-00417' }),
          item({ id: 'i2', documentNumber: 'INV-2026-00999' }),
        ],
        [
          row({ id: 'r1', bookingDate: '2026-04-02', ...paid }),
          row({ id: 'r2', bookingDate: '2026-04-01', ...paid }),
        ],
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r2: i1 1190.0000', 'none unmatched r1']);
  });
});

describe('without a number', () => {
  test('given the known account and the only item of this amount, then it is automatic', () => {
    const decisions = match(input([item({ id: 'i1' })], [row({ id: 'r1', counterparty: mullerPays })]));
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
  });

  test('given only the name, then it is suggested', () => {
    const counterparty = { name: 'MUELLER U SOEHNE', account: null };
    const decisions = match(input([item({ id: 'i1' })], [row({ id: 'r1', counterparty })]));
    expect(decisions.map(line)).toEqual(['suggested matched r1: i1 1190.0000']);
  });

  test('given the number of a document that we do not have, then the amount alone settles nothing', () => {
    const decisions = match(
      input(
        [item({ id: 'i1', documentNumber: 'INV-2026-00417' })],
        [row({ id: 'r1', description: 'INV-2026-00999', counterparty: mullerPays })],
      ),
    );
    expect(decisions[0]?.decision).not.toBe('automatic');
  });

  test('given an account that a person confirmed before, then it is known', () => {
    const nameless = { ...muller, accounts: [] };
    const history = row({
      id: 'r0',
      bookingDate: '2026-01-31',
      counterparty: { name: null, account: 'FR7630006000011234567890189' },
    });
    const decisions = match(
      input(
        [
          item({ id: 'i0', openAmount: '0.0000', counterparty: nameless }),
          item({ id: 'i1', counterparty: nameless }),
        ],
        [
          history,
          row({
            id: 'r1',
            counterparty: { name: 'MUELLER SOEHNE', account: 'FR76 3000 6000 0112 3456 7890 189' },
          }),
        ],
        { confirmed: [{ row: 'r0', allocations: [{ invoice: 'i0', amount: '1190.0000' }] }] },
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
  });
});

describe('what makes a treasurer look', () => {
  const numbered = { id: 'i1', documentNumber: 'INV-2026-00417' };
  const paid = { id: 'r1', description: 'INV-2026-00417', counterparty: mullerPays };
  test.each([
    ['another entity', { entity: 'US01' }, {}],
    ['an item on hold', { onHold: true }, {}],
    ['a pending row', {}, { status: 'pending' as const }],
    [
      "another partner's account",
      {},
      { counterparty: { name: 'AURORA OPTIK AB', account: 'SE4550000000058398257466' } },
    ],
    ['a second number that is open', {}, { description: 'INV-2026-00417 INV-2026-00555' }],
  ])('given %s, then it is not automatic', (_, changes, rowChanges) => {
    const other = item({
      id: 'i9',
      documentNumber: 'INV-2026-00555',
      amount: '77.0000',
      counterparty: aurora,
    });
    const [decision] = match(
      input([item({ ...numbered, ...changes }), other], [row({ ...paid, ...rowChanges })]),
    );
    expect(decision?.decision).not.toBe('automatic');
  });
});

describe('rows that need no document', () => {
  const legs = [
    row({
      id: 'r1',
      direction: 'debit',
      amount: '5000.00',
      counterparty: { name: null, account: 'DE75 5121 0800 1245 1261 99' },
    }),
    row({ id: 'r2', account: 'DE75512108001245126199', amount: '5000.00', bookingDate: '2026-04-01' }),
  ];

  test('given both legs of an own transfer, then they are one decision', () => {
    const withAccount = {
      ...(legs[1] as (typeof legs)[0]),
      counterparty: { name: null, account: 'DE89370400440532013000' },
    };
    expect(match(input([], [legs[0] as (typeof legs)[0], withAccount])).map(line)).toEqual([
      'automatic transfer r1+r2',
    ]);
  });

  test('given the leg that names the own account alone, then it is a transfer by itself', () => {
    expect(match(input([], legs.slice(0, 1))).map(line)).toEqual(['automatic transfer r1']);
  });

  test('given a nightly pool sweep without accounts, then both legs meet by their words', () => {
    const sweep = { amount: '81234.56', description: 'CASH POOLING SWEEP' };
    const decisions = match(
      input(
        [],
        [
          row({ id: 'r1', direction: 'debit', ...sweep }),
          row({ id: 'r2', account: 'DE75512108001245126199', ...sweep }),
        ],
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic transfer r1+r2']);
  });

  test('given a transfer between own accounts that cites an open item, then each leg is matched by itself', () => {
    const decisions = match(
      input(
        [item({ id: 'i1', documentNumber: 'IC-2026-00017', amount: '5000.0000', direction: 'payable' })],
        [{ ...(legs[0] as (typeof legs)[0]), description: 'IC-2026-00017' }],
      ),
    );
    expect(decisions[0]?.allocations.map(({ invoice }) => invoice)).toEqual(['i1']);
  });

  test('given a reversed debit, then it and its original are one decision and settle nothing', () => {
    const debit = { amount: '230.00', endToEndId: 'E2E-778-1', direction: 'debit' } as const;
    const decisions = match(
      input(
        [],
        [
          row({ id: 'r1', ...debit }),
          row({ id: 'r2', ...debit, endToEndId: 'E2E-778-2' }),
          row({ id: 'r3', ...debit, direction: 'credit', isReversal: true, bookingDate: '2026-04-02' }),
        ],
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic reversal r1+r3', 'none unmatched r2']);
  });

  test.each([
    [{ transactionCode: 'NCHG', amount: '12.50', direction: 'debit' as const }, 'automatic category fee r1'],
    [
      { transactionCode: 'NMSC+808', amount: '12.50', direction: 'debit' as const },
      'automatic category fee r1',
    ],
    [{ transactionCode: 'NINT', amount: '3.11' }, 'automatic category interest r1'],
    [
      { description: 'KONTOFÜHRUNGSGEBÜHR', amount: '9.90', direction: 'debit' as const },
      'suggested category fee r1',
    ],
    [{ description: 'LOHN/GEHALT 03/2026', direction: 'debit' as const }, 'suggested category salary r1'],
    [
      { counterparty: { name: 'FINANZAMT MUENCHEN', account: null }, direction: 'debit' as const },
      'suggested category tax r1',
    ],
    [{ description: 'SCHLUSSRATE' }, 'none unmatched r1'],
  ])('given %j, then %s', (changes, expected) => {
    expect(match(input([], [row({ id: 'r1', ...changes })])).map(line)).toEqual([expected]);
  });
});

describe('instalments of one document', () => {
  const three = ['2026-04-01', '2026-05-01', '2026-06-01'].map((dueDate, position) =>
    item({ id: `i${position}`, documentNumber: 'INV-2026-00417', amount: '400.0000', dueDate }),
  );
  const pay = (description: string, items = three) =>
    match(input(items, [row({ id: 'r1', amount: '400.00', description, counterparty: mullerPays })])).map(
      line,
    );

  test('given the count in the text, then that one is settled', () => {
    expect(pay('INV-2026-00417 2/3')).toEqual(['automatic matched r1: i1 400.0000']);
    expect(pay('INV-2026-00417 1/3')).toEqual(['automatic matched r1: i0 400.0000']);
  });

  test('given no count, then the one that is due first is suggested', () => {
    expect(pay('INV-2026-00417')).toEqual(['suggested matched r1: i0 400.0000']);
  });

  test('given a count of which only another instalment is left, then a person decides', () => {
    expect(pay('INV-2026-00417 1/3', three.slice(2))[0]).not.toMatch(/^automatic/);
  });

  test('given one document that came twice, then they are no instalments', () => {
    const twice = ['i0', 'i1'].map((id) =>
      item({ id, documentNumber: 'INV-2026-00417', amount: '400.0000' }),
    );
    expect(pay('INV-2026-00417', twice)).toEqual(['none unmatched r1']);
  });
});

describe("a bank's charge", () => {
  const numbered = item({ id: 'i1', documentNumber: 'INV-2026-00417', counterparty: aurora });
  const pay = (amount: string, description: string, account: string) =>
    match(
      input(
        [numbered],
        [row({ id: 'r1', amount, description, counterparty: { name: 'AURORA OPTIK', account } })],
      ),
    ).map(line);

  test('given a small shortfall from another country, then it is a charge', () => {
    expect(pay('1175.00', 'INV-2026-00417', 'SE4550000000058398257466')).toEqual([
      'automatic matched r1: i1 1190.0000 bankCharge 15.00',
    ]);
  });

  test('given a small shortfall at home that the text calls a fee, then it is suggested', () => {
    expect(pay('1175.00', 'INV-2026-00417 LESS WIRE FEE', 'DE02120300000000202051')).toEqual([
      expect.stringMatching(/^suggested/),
    ]);
  });

  test('given a larger shortfall, then it stays open', () => {
    expect(pay('1150.00', 'INV-2026-00417', 'SE4550000000058398257466')).toEqual([
      'automatic partial r1: i1 1150.0000',
    ]);
  });
});

describe('numbers that are no invoice number', () => {
  const paid = { id: 'r1', amount: '500.00', counterparty: mullerPays } as const;
  test.each(['ORDER 2026-00417', 'KDNR 202600417', 'AUFTRAG NR 2026/00417'])(
    'given %j and a part of the amount, then it is not automatic',
    (description) => {
      const items = [item({ id: 'i1', documentNumber: 'INV-2026-00417' })];
      expect(match(input(items, [row({ ...paid, description })]))[0]?.decision).not.toBe('automatic');
    },
  );

  test('given a purchase order that one document has, and its amount, then it is matched', () => {
    const items = [item({ id: 'i1', documentNumber: 'INV-2026-00417', purchaseOrder: 'PO-4500012' })];
    const decisions = match(input(items, [row({ ...paid, amount: '1190.00', description: 'PO 4500012' })]));
    expect(decisions.map(line)).toEqual(['automatic matched r1: i1 1190.0000']);
  });

  test('given cents that are most of the amount, then they are no rounding', () => {
    const items = [item({ id: 'i1', documentNumber: 'INV-2026-00417', amount: '0.0500' })];
    const [decision] = match(input(items, [row({ ...paid, amount: '0.01', description: 'INV-2026-00417' })]));
    expect(decision?.allocations.flatMap(({ differences }) => differences)).toEqual([]);
  });
});

describe('more own transfers', () => {
  const words = { amount: '1000.00', description: 'CASH POOLING' };
  const pool = 'DE75512108001245126199';

  test('given two equal sweeps on one day between the same accounts, then each out meets one in', () => {
    const decisions = match(
      input(
        [],
        [
          row({ id: 'r1', direction: 'debit', ...words }),
          row({ id: 'r2', direction: 'debit', ...words }),
          row({ id: 'r3', account: pool, ...words }),
          row({ id: 'r4', account: pool, ...words }),
        ],
      ),
    );
    expect(decisions.map(line)).toEqual(['automatic transfer r1+r3', 'automatic transfer r2+r4']);
  });

  test('given sweeps that could belong to either of two accounts, then a person decides', () => {
    const decisions = match(
      input(
        [],
        [
          row({ id: 'r1', direction: 'debit', ...words }),
          row({ id: 'r2', account: pool, ...words }),
          row({ id: 'r3', account: 'DE11520513735120710131', ...words }),
        ],
      ),
    );
    expect(decisions.every(({ decision }) => decision !== 'automatic')).toBe(true);
  });

  test('given a transfer between two currencies whose legs name each other, then they are one decision', () => {
    const legs = [
      row({ id: 'r1', direction: 'debit', amount: '1000.00', counterparty: { name: null, account: pool } }),
      row({
        id: 'r2',
        account: pool,
        currency: 'USD',
        amount: '1082.10',
        counterparty: { name: null, account: 'DE89370400440532013000' },
      }),
    ];
    expect(match(input([], legs)).map(line)).toEqual(['automatic transfer r1+r2']);
  });

  test('given an own account that is also a partner with an item of this amount, then it is no transfer by itself', () => {
    const sister = { id: 'IC1', name: 'Halden Inc.', aliases: [], accounts: [pool] };
    const items = [item({ id: 'i1', direction: 'payable', amount: '1000.0000', counterparty: sister })];
    const leg = row({
      id: 'r1',
      direction: 'debit',
      amount: '1000.00',
      counterparty: { name: null, account: pool },
    });
    expect(match(input(items, [leg]))[0]?.kind).not.toBe('transfer');
  });
});
