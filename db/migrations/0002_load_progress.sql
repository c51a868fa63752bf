CREATE TABLE "load_progress" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phase" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "load_progress_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "load_progress_phase" CHECK ("load_progress"."phase" IN ('company', 'documents', 'statements', 'matching', 'decisions', 'done', 'failed'))
);
