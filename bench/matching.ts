import { match } from '#domains/treasury/reconciliation/matching/match.ts';
import type { MatchInput, OpenItem, Row } from '#domains/treasury/reconciliation/matching/types.ts';
import type { BenchRow } from './bench-row.ts';

const SIZES = [10_000, 100_000];
const WORDS = [
  'Nord',
  'Alpen',
  'Feinmechanik',
  'Optik',
  'Logistik',
  'Werke',
  'Söhne',
  'Handel',
  'Technik',
  'Metall',
];

/** The matcher on seeded rows and items: as many rows as items, three quarters of them paid by number, name or account. */
export async function run(sizes: readonly number[] = SIZES): Promise<BenchRow[]> {
  match(generate(1_000));
  return sizes.map((size) => {
    const input = generate(size);
    const start = performance.now();
    const decisions = match(input);
    const seconds = (performance.now() - start) / 1000;
    const automatic = decisions.filter(({ decision }) => decision === 'automatic').length;
    const share = Math.round((automatic / decisions.length) * 100);
    return {
      name: `match ${size} rows with ${size} items`,
      unit: 'rows/s',
      ours: size / seconds,
      peer: null,
      ratio: null,
      target: null,
      note: `${seconds.toFixed(2)} s, ${share} % decided automatically`,
    };
  });
}

/** A company's year: partners with fifty items each, payments of one item or three, with and without numbers, and noise. */
export function generate(size: number): MatchInput {
  const next = sequence(20_260_331);
  const pick = <Value>(values: readonly Value[]) => values[next(values.length)] as Value;
  const partners = Array.from({ length: Math.ceil(size / 50) }, (_, number) => ({
    id: String(100_000 + number),
    name: `${pick(WORDS)} ${pick(WORDS)} ${number.toString(36)} GmbH`,
    aliases: [],
    accounts: [`DE${String(10_000_000_000_000_000_000n + BigInt(number))}`],
  }));
  const items = Array.from({ length: size }, (_, number): OpenItem => {
    const amount = `${1 + next(20_000)}.${String(next(100)).padStart(2, '0')}00`;
    return {
      id: `i${number}`,
      entity: 'DE01',
      direction: number % 3 === 0 ? 'payable' : 'receivable',
      documentType: number % 40 === 0 ? 'creditNote' : 'invoice',
      documentNumber: `INV-2026-${String(number).padStart(6, '0')}`,
      otherNumbers: number % 5 === 0 ? [`90${String(number).padStart(8, '0')}`] : [],
      purchaseOrder: number % 7 === 0 ? `PO-${45_000_000 + number}` : null,
      currency: 'EUR',
      amount,
      openAmount: amount,
      documentDate: dateOf(number % 300),
      dueDate: dateOf((number % 300) + 30),
      onHold: false,
      discounts: number % 4 === 0 ? [{ percent: '2', until: dateOf((number % 300) + 14) }] : [],
      counterparty: partners[number % partners.length] ?? null,
    };
  });
  const rows = Array.from({ length: size }, (_, number) => payment(number, items[number] as OpenItem, next));
  return { items, rows, ownAccounts: [], confirmed: [], today: null };
}

function payment(number: number, item: OpenItem, next: (below: number) => number): Row {
  const kind = next(8);
  const isKnown = kind < 6;
  return {
    id: `r${number}`,
    account: 'DE89370400440532013000',
    bookingDate: dateOf((number % 300) + 20),
    valueDate: null,
    direction: (item.direction === 'receivable') === (item.documentType === 'invoice') ? 'credit' : 'debit',
    currency: 'EUR',
    amount: isKnown ? item.openAmount : `${1 + next(20_000)}.00`,
    isReversal: false,
    status: 'booked',
    description:
      kind < 4
        ? `SEPA-GUTSCHRIFT RG ${item.documentNumber?.slice(4).replace('-', '/')} VOM 02.03.2026 KD ${item.counterparty?.id} SAGT DANKE`
        : `ZAHLUNG LAUT AUFSTELLUNG VOM 02.03.2026 BELEG ${900_000 + next(90_000)}`,
    reference: `NONREF`,
    bankReference: null,
    endToEndId: kind === 4 ? item.documentNumber : 'NOTPROVIDED',
    transactionCode: 'NTRF+166',
    counterparty: {
      name: item.counterparty?.name?.toUpperCase().replace('Ö', 'OE') ?? null,
      account: kind % 2 === 0 ? (item.counterparty?.accounts[0] ?? null) : null,
    },
    ultimateParty: null,
    remittance: null,
    returnReason: null,
    details: [],
  };
}

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
}

/** Whole numbers below a bound, the same for the same seed (a linear congruential generator, Numerical Recipes). */
function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
