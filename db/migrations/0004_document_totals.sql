CREATE TABLE "document_totals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"direction" text NOT NULL,
	"currency" text NOT NULL,
	"settlement" text NOT NULL,
	"document_count" integer NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"open_amount" numeric(20, 4) NOT NULL,
	CONSTRAINT "document_totals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "document_totals_bucket" UNIQUE("tenant_id","entity_id","direction","currency","settlement")
);
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "document_number" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "document_number" DROP DEFAULT;