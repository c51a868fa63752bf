DROP INDEX "invoices_sap_document_number";--> statement-breakpoint
CREATE INDEX "invoices_sap_document_number" ON "invoices" USING btree ("tenant_id","sap_document_number","entity_id");