/** What a row does to its account: "12.50" for a credit, "-12.50" for a debit of 12.50. */
export function signedAmount(row: { readonly amount: string; readonly direction: string }): string {
  return row.direction === 'credit' ? row.amount : `-${row.amount}`;
}
