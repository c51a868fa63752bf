ALTER TABLE "invoices" ADD COLUMN "next_due_date" date;--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("tenant_id","actor_kind","actor_id","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_resource_kind" ON "audit_log" USING btree ("tenant_id","resource","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "invoices_next_due_date" ON "invoices" USING btree ("tenant_id","next_due_date","id");--> statement-breakpoint
CREATE INDEX "statements_number" ON "statements" USING btree ("tenant_id","statement_number" text_pattern_ops);