ALTER TABLE "account_balances" ADD COLUMN "attachment_name" text;--> statement-breakpoint
ALTER TABLE "account_balances" ADD COLUMN "attachment_sha256" text;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD COLUMN "holiday_calendar" text DEFAULT 'TARGET' NOT NULL;