import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { amount, currencyShape, tenantKey, timestamps } from './columns.ts';
import { users } from './identity.ts';
import { invoices } from './invoices.ts';
import { tenants } from './platform.ts';

/** The group's own accounts. `identifier` is the IBAN or other number without spaces, as files name it. */
export const bankAccounts = pgTable(
  'bank_accounts',
  {
    ...tenantKey(),
    entityId: text('entity_id').notNull(),
    identifier: text('identifier').notNull(),
    iban: text('iban'),
    otherId: text('other_id'),
    bic: text('bic'),
    currency: text('currency').notNull(),
    bank: text('bank'),
    shortName: text('short_name').notNull(),
    type: text('type').notNull(),
    restricted: boolean('restricted').notNull(),
    openedOn: date('opened_on'),
    closedOn: date('closed_on'),
    statementSchedule: text('statement_schedule').notNull(),
    dueTime: text('due_time').notNull(),
    /** Whose holidays part business days from others. */
    holidayCalendar: text('holiday_calendar').notNull().default('TARGET'),
    overdraftLimit: amount('overdraft_limit'),
    glAccount: text('gl_account'),
    /** Other ways in which files write the account, as `identifier` is written. */
    aliases: text('aliases').array().notNull().default([]),
    /** The format whose statements hold where another source tells of the same days; that of the first statement unless a person chose. */
    leadingFormat: text('leading_format'),
    /** The bank's closing booked balance of the last end-of-day statement: this is the account's cash. */
    balance: amount('balance'),
    balanceDate: date('balance_date'),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    unique('bank_accounts_identifier').on(t.tenantId, t.identifier, t.currency),
    currencyShape('bank_accounts_currency', t.currency),
    check(
      'bank_accounts_type',
      sql`${t.type} IN ('current', 'deposit', 'loan', 'card', 'paymentProvider', 'escrow')`,
    ),
    check(
      'bank_accounts_statement_schedule',
      sql`${t.statementSchedule} IN ('businessDays', 'calendarDays', 'weekly', 'monthly', 'onMovement', 'none')`,
    ),
  ],
);

export const statementFiles = pgTable(
  'statement_files',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    filename: text('filename').notNull(),
    sha256: text('sha256').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    storagePath: text('storage_path').notNull(),
    format: text('format'),
    status: text('status').notNull(),
    errorMessage: text('error_message'),
    statementCount: integer('statement_count').notNull(),
    rowCount: integer('row_count').notNull(),
    knownRowCount: integer('known_row_count').notNull(),
    problemCount: integer('problem_count').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    unique('statement_files_sha256').on(t.tenantId, t.sha256),
    index('statement_files_created_at').on(t.tenantId, t.createdAt.desc().nullsFirst()),
    check(
      'statement_files_status',
      sql`${t.status} IN ('uploaded', 'parsing', 'parsed', 'imported', 'waiting', 'rejected', 'dismissed')`,
    ),
  ],
);

export const statements = pgTable(
  'statements',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    statementFileId: uuid('statement_file_id').notNull(),
    bankAccountId: uuid('bank_account_id').notNull(),
    entityId: text('entity_id').notNull(),
    filename: text('filename').notNull(),
    format: text('format').notNull(),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }).notNull(),
    fileHash: text('file_hash').notNull(),
    storagePath: text('storage_path').notNull(),
    status: text('status').notNull(),
    errorMessage: text('error_message'),
    rowCount: integer('row_count'),
    indexInFile: integer('index_in_file').notNull(),
    kind: text('kind').notNull(),
    statementNumber: text('statement_number'),
    sequenceNumber: text('sequence_number'),
    currency: text('currency').notNull(),
    openingBalance: amount('opening_balance'),
    openingDate: date('opening_date'),
    closingBalance: amount('closing_balance'),
    closingDate: date('closing_date'),
    fromDate: date('from_date'),
    toDate: date('to_date'),
    creditTotal: amount('credit_total').notNull(),
    creditCount: integer('credit_count').notNull(),
    debitTotal: amount('debit_total').notNull(),
    debitCount: integer('debit_count').notNull(),
    knownRowCount: integer('known_row_count').notNull(),
    unmatchedCount: integer('unmatched_count').notNull(),
    balanceCheck: text('balance_check').notNull(),
    balanceDifference: amount('balance_difference'),
    /** The leading format that tells of the same days: the statement was compared with it, and moves no balance. */
    comparedWith: text('compared_with'),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementFileId],
      foreignColumns: [statementFiles.tenantId, statementFiles.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.bankAccountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
    index('statements_user').on(t.tenantId, t.userId),
    index('statements_status').on(t.tenantId, t.status),
    unique('statements_index_in_file').on(t.tenantId, t.statementFileId, t.indexInFile),
    index('statements_account_date').on(t.tenantId, t.bankAccountId, t.toDate.desc().nullsFirst()),
    index('statements_to_date').on(t.tenantId, t.toDate.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('statements_number').on(t.tenantId, t.statementNumber.op('text_pattern_ops')),
    index('statements_unmatched')
      .on(t.tenantId, t.toDate.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`unmatched_count > 0`),
    index('statements_balance_check').on(t.tenantId, t.balanceCheck),
    check(
      'statements_status_list',
      sql`${t.status} IN ('uploaded', 'parsing', 'parsed', 'imported', 'rejected')`,
    ),
    currencyShape('statements_currency', t.currency),
    check('statements_kind', sql`${t.kind} IN ('endOfDay', 'intraday', 'advice')`),
    check(
      'statements_balance_check_list',
      sql`${t.balanceCheck} IN ('verified', 'discrepancy', 'unverifiable')`,
    ),
  ],
);

/** Every balance that the bank gave with a statement. */
export const statementBalances = pgTable(
  'statement_balances',
  {
    ...tenantKey(),
    statementId: uuid('statement_id').notNull(),
    type: text('type').notNull(),
    code: text('code'),
    amount: amount('amount').notNull(),
    currency: text('currency').notNull(),
    date: date('date'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementId],
      foreignColumns: [statements.tenantId, statements.id],
    }),
    index('statement_balances_statement').on(t.tenantId, t.statementId),
    currencyShape('statement_balances_currency', t.currency),
  ],
);

export const statementRows = pgTable(
  'statement_rows',
  {
    ...tenantKey(),
    statementId: uuid('statement_id').notNull(),
    bankAccountId: uuid('bank_account_id').notNull(),
    entityId: text('entity_id').notNull(),
    rowNumber: integer('row_number').notNull(),
    transactionDate: date('transaction_date').notNull(),
    valueDate: date('value_date'),
    description: text('description').notNull(),
    reference: text('reference'),
    bankReference: text('bank_reference'),
    endToEndId: text('end_to_end_id'),
    mandateId: text('mandate_id'),
    uetr: text('uetr'),
    chequeNumber: text('cheque_number'),
    transactionCode: text('transaction_code'),
    amount: amount('amount').notNull(),
    currency: text('currency').notNull(),
    direction: text('direction').notNull(),
    isReversal: boolean('is_reversal').notNull(),
    status: text('status').notNull(),
    balanceAfter: amount('balance_after'),
    counterpartyName: text('counterparty_name'),
    counterpartyAccount: text('counterparty_account'),
    counterpartyBic: text('counterparty_bic'),
    /** What only some banks give: ultimate party, remittance, instructed amount, rate, charges, batch, details … */
    details: jsonb('details').notNull(),
    line: integer('line'),
    raw: text('raw'),
    fingerprint: text('fingerprint').notNull(),
    occurrence: integer('occurrence').notNull(),
    matchStatus: text('match_status').notNull(),
    matchedInvoiceId: uuid('matched_invoice_id'),
    /** What the row waits for in the workbench; null when it needs nobody. */
    queue: text('queue'),
    /** Of a row that was announced and moves no money by itself: what became of it. */
    announcement: text('announcement'),
    /** The booked row that an announced one became. */
    bookedRowId: uuid('booked_row_id'),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementId],
      foreignColumns: [statements.tenantId, statements.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.matchedInvoiceId],
      foreignColumns: [invoices.tenantId, invoices.id],
    }),
    foreignKey({ columns: [t.tenantId, t.bookedRowId], foreignColumns: [t.tenantId, t.id] }),
    unique('statement_rows_row_number').on(t.tenantId, t.statementId, t.rowNumber),
    index('statement_rows_match_status').on(t.tenantId, t.matchStatus),
    index('statement_rows_reference').on(t.tenantId, t.reference),
    index('statement_rows_matched_invoice').on(t.tenantId, t.matchedInvoiceId),
    index('statement_rows_account_date').on(t.tenantId, t.bankAccountId, t.transactionDate),
    index('statement_rows_fingerprint').on(t.tenantId, t.bankAccountId, t.fingerprint),
    index('statement_rows_bank_reference')
      .on(t.tenantId, t.bankAccountId, t.bankReference)
      .where(sql`bank_reference IS NOT NULL`),
    index('statement_rows_queue')
      .on(t.tenantId, t.queue, t.transactionDate, t.id)
      .where(sql`queue IS NOT NULL`),
    index('statement_rows_entity_queue')
      .on(t.tenantId, t.entityId, t.queue, t.transactionDate, t.id)
      .where(sql`queue IS NOT NULL`),
    index('statement_rows_account_queue')
      .on(t.tenantId, t.bankAccountId, t.queue, t.transactionDate, t.id)
      .where(sql`queue IS NOT NULL`),
    index('statement_rows_announced')
      .on(t.tenantId, t.bankAccountId, t.announcement, t.transactionDate)
      .where(sql`announcement IS NOT NULL`),
    index('statement_rows_booked_row').on(t.tenantId, t.bookedRowId).where(sql`booked_row_id IS NOT NULL`),
    currencyShape('statement_rows_currency', t.currency),
    check('statement_rows_amount', sql`${t.amount} >= 0`),
    check('statement_rows_direction', sql`${t.direction} IN ('credit', 'debit')`),
    check('statement_rows_status', sql`${t.status} IN ('booked', 'pending', 'information')`),
    check('statement_rows_match_status_list', sql`${t.matchStatus} IN ('unmatched', 'matched', 'partial')`),
    check(
      'statement_rows_queue_list',
      sql`${t.queue} IN ('waiting', 'ready', 'differs', 'choose', 'nothing')`,
    ),
    check('statement_rows_announcement_list', sql`${t.announcement} IN ('expected', 'booked', 'notBooked')`),
    check(
      'statement_rows_booked_row',
      sql`(${t.announcement} IS NOT DISTINCT FROM 'booked') = (${t.bookedRowId} IS NOT NULL)`,
    ),
  ],
);

/** What could not be read: where it stands, why, and the text itself. */
export const statementProblems = pgTable(
  'statement_problems',
  {
    ...tenantKey(),
    statementFileId: uuid('statement_file_id').notNull(),
    statementId: uuid('statement_id'),
    severity: text('severity').notNull(),
    line: integer('line'),
    code: text('code').notNull(),
    message: text('message').notNull(),
    raw: text('raw'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementFileId],
      foreignColumns: [statementFiles.tenantId, statementFiles.id],
    }),
    index('statement_problems_file').on(t.tenantId, t.statementFileId),
    check('statement_problems_severity', sql`${t.severity} IN ('error', 'warning')`),
  ],
);

/** Where a second source tells of a day otherwise than the account's leading one. */
export const statementDifferences = pgTable(
  'statement_differences',
  {
    ...tenantKey(),
    /** The statement of the second source. */
    statementId: uuid('statement_id').notNull(),
    /** Who alone has the row, or where both balances stand. */
    kind: text('kind').notNull(),
    date: date('date').notNull(),
    /** Signed: what the row does to the account, or the second source's balance. */
    amount: amount('amount').notNull(),
    /** The leading source's balance, or its row of another day. */
    leadingAmount: amount('leading_amount'),
    /** Its other day. */
    leadingDate: date('leading_date'),
    currency: text('currency').notNull(),
    description: text('description').notNull(),
    /** Of a row that only the second source has: its number there. */
    rowNumber: integer('row_number'),
    /** Of a row that only the leading source has. */
    rowId: uuid('row_id'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementId],
      foreignColumns: [statements.tenantId, statements.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.rowId],
      foreignColumns: [statementRows.tenantId, statementRows.id],
    }),
    index('statement_differences_statement').on(t.tenantId, t.statementId, t.date),
    currencyShape('statement_differences_currency', t.currency),
    check('statement_differences_kind', sql`${t.kind} IN ('onlyHere', 'onlyLeading', 'otherDay', 'balance')`),
  ],
);

/** How people said tables with this header are to be read, per account: applied to the next file of the kind. */
export const tableMappings = pgTable(
  'table_mappings',
  {
    ...tenantKey(),
    /** SHA-256 over the header's cells. */
    headerHash: text('header_hash').notNull(),
    header: jsonb('header').notNull(),
    /** The account that files of this kind are of; null where they say it themselves. */
    bankAccountId: uuid('bank_account_id'),
    mapping: jsonb('mapping').notNull(),
    userId: uuid('user_id').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({
      columns: [t.tenantId, t.bankAccountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
    index('table_mappings_header').on(t.tenantId, t.headerHash),
  ],
);

/** The closing booked balance per account and day, for the curve and for the change since yesterday. */
export const accountBalances = pgTable(
  'account_balances',
  {
    ...tenantKey(),
    bankAccountId: uuid('bank_account_id').notNull(),
    statementId: uuid('statement_id'),
    entityId: text('entity_id').notNull(),
    date: date('date').notNull(),
    amount: amount('amount').notNull(),
    currency: text('currency').notNull(),
    origin: text('origin').notNull(),
    /** Where a balance that was entered by hand comes from, in that person's words. */
    note: text('note').notNull().default(''),
    /** What proves a balance that was entered by hand: the file's name and its SHA-256, by which it is stored. */
    attachmentName: text('attachment_name'),
    attachmentSha256: text('attachment_sha256'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.bankAccountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
    unique('account_balances_day').on(t.tenantId, t.bankAccountId, t.date),
    index('account_balances_date').on(t.tenantId, t.date),
    currencyShape('account_balances_currency', t.currency),
    check('account_balances_origin', sql`${t.origin} IN ('statement', 'entered')`),
  ],
);
