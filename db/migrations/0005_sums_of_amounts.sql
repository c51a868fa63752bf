DROP INDEX "invoices_sap_document_number";--> statement-breakpoint
ALTER TABLE "document_totals" ALTER COLUMN "amount" SET DATA TYPE numeric(28, 4);--> statement-breakpoint
ALTER TABLE "document_totals" ALTER COLUMN "open_amount" SET DATA TYPE numeric(28, 4);--> statement-breakpoint
ALTER TABLE "open_item_totals" ALTER COLUMN "open_amount" SET DATA TYPE numeric(28, 4);--> statement-breakpoint
ALTER TABLE "row_totals" ALTER COLUMN "amount" SET DATA TYPE numeric(28, 4);--> statement-breakpoint
ALTER TABLE "row_totals" ALTER COLUMN "volume" SET DATA TYPE numeric(28, 4);--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_sap_document_number" ON "invoices" USING btree ("tenant_id","sap_document_number","entity_id","direction","sap_origin","fiscal_year") WHERE source = 'sap';