CREATE TABLE "statement_differences" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"date" date NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"leading_amount" numeric(20, 4),
	"currency" text NOT NULL,
	"description" text NOT NULL,
	"row_number" integer,
	"row_id" uuid,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statement_differences_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "statement_differences_currency" CHECK ("statement_differences"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "statement_differences_kind" CHECK ("statement_differences"."kind" IN ('onlyHere', 'onlyLeading', 'balance'))
);
--> statement-breakpoint
CREATE TABLE "table_mappings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"header_hash" text NOT NULL,
	"header" jsonb NOT NULL,
	"bank_account_id" uuid,
	"mapping" jsonb NOT NULL,
	"user_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "table_mappings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "statement_files" DROP CONSTRAINT "statement_files_status";--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD COLUMN "aliases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD COLUMN "leading_format" text;--> statement-breakpoint
ALTER TABLE "statement_rows" ADD COLUMN "announcement" text;--> statement-breakpoint
ALTER TABLE "statement_rows" ADD COLUMN "booked_row_id" uuid;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "compared_with" text;--> statement-breakpoint
ALTER TABLE "statement_differences" ADD CONSTRAINT "statement_differences_tenant_id_statement_id_statements_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_id") REFERENCES "public"."statements"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_differences" ADD CONSTRAINT "statement_differences_tenant_id_row_id_statement_rows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","row_id") REFERENCES "public"."statement_rows"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_mappings" ADD CONSTRAINT "table_mappings_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_mappings" ADD CONSTRAINT "table_mappings_tenant_id_bank_account_id_bank_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bank_account_id") REFERENCES "public"."bank_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statement_differences_statement" ON "statement_differences" USING btree ("tenant_id","statement_id","date");--> statement-breakpoint
CREATE INDEX "table_mappings_header" ON "table_mappings" USING btree ("tenant_id","header_hash");--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_tenant_id_booked_row_id_statement_rows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","booked_row_id") REFERENCES "public"."statement_rows"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statement_rows_announced" ON "statement_rows" USING btree ("tenant_id","bank_account_id","announcement","transaction_date") WHERE announcement IS NOT NULL;--> statement-breakpoint
CREATE INDEX "statement_rows_booked_row" ON "statement_rows" USING btree ("tenant_id","booked_row_id") WHERE booked_row_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_files" ADD CONSTRAINT "statement_files_status" CHECK ("statement_files"."status" IN ('uploaded', 'parsing', 'parsed', 'imported', 'waiting', 'rejected', 'dismissed'));--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_announcement_list" CHECK ("statement_rows"."announcement" IN ('expected', 'booked', 'notBooked'));--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_booked_row" CHECK (("statement_rows"."announcement" IS NOT DISTINCT FROM 'booked') = ("statement_rows"."booked_row_id" IS NOT NULL));