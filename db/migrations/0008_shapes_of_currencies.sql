ALTER TABLE "account_balances" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_source" CHECK ("invoices"."source" IN ('sap', 'oracle', 'netsuite', 'businesscentral', 'generic', 'einvoice'));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_company_currency" CHECK ("invoices"."company_currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "open_items" ADD CONSTRAINT "open_items_currency" CHECK ("open_items"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_base" CHECK ("exchange_rates"."base" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_quote" CHECK ("exchange_rates"."quote" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_currency" CHECK ("account_balances"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "statement_balances" ADD CONSTRAINT "statement_balances_currency" CHECK ("statement_balances"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_currency" CHECK ("statement_rows"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_currency" CHECK ("statements"."currency" ~ '^[A-Z]{3}$');