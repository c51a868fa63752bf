import { sql } from 'drizzle-orm';
import { check, customType, numeric, type PgColumn, uuid } from 'drizzle-orm/pg-core';
import type { Instant } from '#lib/clock.ts';

/** `timestamptz(6)`, read and written as an RFC 3339 instant in UTC with six digits. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(6) with time zone',
  fromDriver: instantFromDatabase,
});

/** PostgreSQL's text of a timestamptz in a UTC session ("2026-11-21 08:00:00.5+00") as an instant with six digits. */
export function instantFromDatabase(text: string): Instant {
  const [seconds = '', fraction = ''] = text.slice(0, text.lastIndexOf('+')).split('.');
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z`;
}

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

/** The two columns that every row of a tenant's table begins with. */
export const tenantKey = () => ({ tenantId: uuid('tenant_id').notNull(), id: uuid('id').notNull() });

export const timestamps = () => ({
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** Money: exact, 16 digits before the point and 4 after it, as a decimal string. */
export const amount = (name: string) => numeric(name, { precision: 20, scale: 4 });
/** A sum of amounts, which may have more digits than any of them. */
export const sumOfAmounts = (name: string) => numeric(name, { precision: 28, scale: 4 });
/** An exchange rate or other ratio. */
export const rate = (name: string) => numeric(name, { precision: 20, scale: 8 });

/** A currency has the shape of an ISO 4217 code. `name` is the constraint's. */
export const currencyShape = (name: string, column: PgColumn) => check(name, sql`${column} ~ '^[A-Z]{3}$'`);
