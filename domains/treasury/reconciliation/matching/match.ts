import { normaliseAccount } from './accounts.ts';
import type { Context } from './context.ts';
import { decideCertain, needsNoAnswer, suggest } from './decide-rows.ts';
import { unmatchedDecision } from './decision.ts';
import { buildIndex, type ItemIndex } from './item-index.ts';
import { openLedger } from './ledger.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { citesItems, type PreparedRow, prepareRow } from './prepare-row.ts';
import { findReversals } from './reversals.ts';
import type { NameCache } from './row-partners.ts';
import { findTransfers } from './transfers.ts';
import type { Decision, MatchInput, Row } from './types.ts';

/**
 * Decides every row that is not history: each is in exactly one decision. The same input in any order gives the same decisions,
 * in the order of booking date and id. All decisions together never take more off an item than is open.
 *
 * What is certain goes first: transfers, reversals, then by booking date the rows that cite documents, then the others. What needs
 * a person is suggested from what is left, best first. Throws a RangeError on an amount or a date that is none.
 */
export function match(input: MatchInput, policy: Policy = defaultPolicy): Decision[] {
  const index = buildIndex(input.items, learnedAccounts(input));
  const rows = rowsToDecide(input, index);
  const context = contextOf(input, policy, index);
  const decided = new Map<string, Decision>();
  const left = () => rows.filter(({ row }) => !decided.has(row.id));
  const accept = (decisions: readonly Decision[]) => {
    for (const decision of decisions) for (const row of decision.rows) decided.set(row, decision);
  };

  accept(rows.filter(needsNoAnswer).map((row) => unmatchedDecision(row, [])));
  accept(findTransfers(left(), input.ownAccounts, context));
  accept(findReversals(left(), policy, true));
  const citing = Map.groupBy(left().filter(citesItems), ({ row }) => row.bookingDate);
  for (const day of citing.values()) accept(decideCertain(day, context).decisions);
  const { decisions, open } = decideCertain(left(), context);
  accept(decisions);
  accept(findReversals(left(), policy, false));
  accept(
    suggest(
      open.filter(({ row }) => !decided.has(row.row.id)),
      context,
    ),
  );
  return [...new Set(rows.map(({ row }) => decided.get(row.id) as Decision))];
}

/** Accounts that people's confirmations proved to be a partner's. */
function learnedAccounts({ rows, confirmed }: MatchInput): [account: string, item: string][] {
  const accounts = new Map(rows.map((row) => [row.id, row.counterparty?.account ?? null]));
  return confirmed.flatMap(({ row, allocations }) => {
    const account = accounts.get(row);
    return account ? allocations.map(({ invoice }): [string, string] => [account, invoice]) : [];
  });
}

function rowsToDecide({ rows, confirmed }: MatchInput, index: ItemIndex): PreparedRow[] {
  const history = new Set(confirmed.map(({ row }) => row));
  const names: NameCache = new Map();
  return rows
    .filter(({ id }) => !history.has(id))
    .sort(byDateAndId)
    .map((row, position) => prepareRow(row, position, index, names));
}

function contextOf({ ownAccounts, rows, today }: MatchInput, policy: Policy, index: ItemIndex): Context {
  const entities = new Map<string, string>();
  for (const { account, entity } of ownAccounts) {
    const normal = normaliseAccount(account);
    if (normal && entity) entities.set(normal, entity);
  }
  const latest =
    rows
      .map(({ bookingDate }) => bookingDate)
      .sort()
      .at(-1) ?? '';
  return { index, ledger: openLedger(index), policy, entities, today: today ?? latest };
}

function byDateAndId(a: Row, b: Row): number {
  if (a.bookingDate !== b.bookingDate) return a.bookingDate < b.bookingDate ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
