import { daysBetween } from '#lib/dates.ts';
import { normaliseAccount } from './accounts.ts';
import type { Context } from './context.ts';
import { criterion } from './criterion.ts';
import { plainDecision } from './decision.ts';
import { amountGroup, type ItemIndex } from './item-index.ts';
import { foldText } from './names.ts';
import type { Policy } from './policy.ts';
import { citesItems, inOrder, type PreparedRow } from './prepare-row.ts';
import type { Criterion, Decision, OwnAccount } from './types.ts';

/** What banks write on transfers within a company and on pool sweeps, folded. */
const TRANSFER_WORDS =
  /\b(?:cash ?pool(?:ing)?|pooling|sweep|zero ?balanc\w*|zba|target ?balanc\w*|umbuchung|kontoubertrag|ubertrag|eigenubertrag|liquiditatsausgleich|own account|internal transfer|intercompany transfer|virement interne|nivellement)\b/;

/** What a leg says about the other one. */
type Leg = { readonly row: PreparedRow; readonly names: string | null; readonly hasWords: boolean };

/**
 * Transfers between own accounts. Both legs: same amount and currency, opposite directions, booked within the policy's days, and at
 * least one of them names the other's account, or both say that they are a sweep and no other row would do. A leg that names an
 * own account and finds no mate is a transfer by itself. Rows that cite open items are left to the matcher.
 */
export function findTransfers(
  rows: readonly PreparedRow[],
  ownAccounts: readonly OwnAccount[],
  { index, policy }: Context,
): Decision[] {
  const own = new Map<string, OwnAccount>();
  for (const account of ownAccounts) own.set(normaliseAccount(account.account) ?? '', account);
  const legs = rows.flatMap((row) => legOf(row, own, index));
  const decisions = pairLegs(legs, policy);
  decisions.push(...pairConversions(legs, new Set(decisions.flatMap(({ rows: ids }) => ids)), policy));
  const paired = new Set(decisions.flatMap((decision) => decision.rows));
  for (const { row, names } of legs) {
    if (names === null || paired.has(row.row.id) || row.row.status !== 'booked') continue;
    const sameCurrency = own.get(names)?.currency === row.row.currency;
    const criteria = [criterion('account.own', names, 6)];
    decisions.push(
      plainDecision(
        [row],
        'transfer',
        sameCurrency ? 'automatic' : 'suggested',
        sameCurrency ? 0.98 : 0.9,
        criteria,
      ),
    );
  }
  return decisions;
}

function legOf(row: PreparedRow, own: ReadonlyMap<string, OwnAccount>, index: ItemIndex): Leg[] {
  if (row.account === null || row.row.isReversal || row.row.returnReason !== null || citesItems(row))
    return [];
  if (mayPayItem(row, index)) return [];
  const candidates = [row.otherAccount, ...row.accountsInText];
  const names =
    candidates.find((account) => account !== null && account !== row.account && own.has(account)) ?? null;
  const hasWords = row.texts.some((text) => TRANSFER_WORDS.test(foldText(text)));
  const isElsewhere = row.otherAccount !== null && !own.has(row.otherAccount);
  return !isElsewhere && (names !== null || hasWords) ? [{ row, names, hasWords }] : [];
}

/** Whether the other account is also a partner's of whom an item of this amount is open: then a person knows which it is. */
function mayPayItem(row: PreparedRow, index: ItemIndex): boolean {
  return [...row.partners].some(
    ([partner, hit]) =>
      hit.account &&
      index.partnerAmounts.get(amountGroup(row.row.currency, row.flow, partner))?.has(row.amount),
  );
}

function pairLegs(legs: readonly Leg[], policy: Policy): Decision[] {
  const byAmount = Map.groupBy(legs, ({ row }) => `${row.row.currency}|${row.amount}`);
  return [...byAmount.values()].flatMap((group) => {
    const pairs = pairsOf(group, policy);
    const byLeg = new Map<Leg, Pair[]>();
    for (const pair of pairs) {
      for (const leg of [pair.out, pair.in]) byLeg.set(leg, [...(byLeg.get(leg) ?? []), pair]);
    }
    const taken = new Set<Leg>();
    return pairs.flatMap((pair) => {
      const { out, in: into, named } = pair;
      if (taken.has(out) || taken.has(into) || (!named && hasOtherMate(pair, byLeg, taken))) return [];
      taken.add(out).add(into);
      const isBooked = out.row.row.status === 'booked' && into.row.row.status === 'booked';
      const decision = isBooked ? 'automatic' : 'suggested';
      const both = inOrder(out.row, into.row);
      return [plainDecision(both, 'transfer', decision, named ? 0.995 : 0.98, transferCriteria(out, into))];
    });
  });
}

/** Whether one of the legs could as well belong to a row of another account; twins on the same account are no matter. */
function hasOtherMate(
  { out, in: into, days }: Pair,
  byLeg: ReadonlyMap<Leg, Pair[]>,
  taken: ReadonlySet<Leg>,
): boolean {
  const rivals = [...(byLeg.get(out) ?? []), ...(byLeg.get(into) ?? [])].filter(
    (other) => other.days === days && !taken.has(other.out) && !taken.has(other.in),
  );
  return rivals.some(
    (other) => other.out.row.account !== out.row.account || other.in.row.account !== into.row.account,
  );
}

/** Both legs of a transfer between two currencies: each names the other's account, and no other row names the same two so near. */
function pairConversions(legs: readonly Leg[], paired: ReadonlySet<string>, policy: Policy): Decision[] {
  const open = legs.filter(({ row, names }) => names !== null && !paired.has(row.row.id));
  const between = Map.groupBy(open, ({ row, names }) => [row.account, names].sort().join(' '));
  return [...between.values()].flatMap((group) =>
    group.flatMap((leg) => {
      const near = group.filter(
        ({ row }) =>
          Math.abs(daysBetween(row.row.bookingDate, leg.row.row.bookingDate)) <= policy.transferDays,
      );
      const [first, second] = near;
      if (near.length !== 2 || first !== leg || !second || !areOpposite(first.row, second.row)) return [];
      const criteria = [criterion('account.own', leg.names ?? '', 6)];
      return [plainDecision(inOrder(first.row, second.row), 'transfer', 'automatic', 0.98, criteria)];
    }),
  );
}

function areOpposite(a: PreparedRow, b: PreparedRow): boolean {
  const areBooked = a.row.status === 'booked' && b.row.status === 'booked';
  return areBooked && a.flow !== b.flow && a.account !== b.account && a.row.currency !== b.row.currency;
}

type Pair = { readonly out: Leg; readonly in: Leg; readonly named: boolean; readonly days: number };

/** Every possible pair, the surest first. */
function pairsOf(group: readonly Leg[], policy: Policy): Pair[] {
  const pairs: Pair[] = [];
  let first = 0;
  for (const out of group) {
    if (out.row.flow !== -1) continue;
    for (let other = first; other < group.length; other++) {
      const into = group[other] as Leg;
      const apart = daysBetween(out.row.row.bookingDate, into.row.row.bookingDate);
      if (apart > policy.transferDays) break;
      if (-apart > policy.transferDays) first = other + 1;
      if (-apart > policy.transferDays || into.row.flow !== 1 || into.row.account === out.row.account)
        continue;
      const days = Math.abs(apart);
      const outNames = out.names === into.row.account;
      const intoNames = into.names === out.row.account;
      if ((out.names !== null && !outNames) || (into.names !== null && !intoNames)) continue;
      if (outNames || intoNames || (out.hasWords && into.hasWords && days <= 1)) {
        pairs.push({ out, in: into, named: outNames || intoNames, days });
      }
    }
  }
  return pairs.sort(
    (a, b) =>
      Number(b.named) - Number(a.named) ||
      a.days - b.days ||
      a.out.row.position - b.out.row.position ||
      a.in.row.position - b.in.row.position,
  );
}

function transferCriteria(out: Leg, into: Leg): Criterion[] {
  const criteria = [criterion('amount.mirrored', out.row.row.amount, 4)];
  const named = out.names ?? into.names;
  if (named !== null) criteria.push(criterion('account.own', named, 6));
  if (out.hasWords || into.hasWords) criteria.push(criterion('transfer.text', '', 3));
  return criteria;
}
