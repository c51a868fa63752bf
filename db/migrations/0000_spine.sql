CREATE SCHEMA "event_store";
--> statement-breakpoint
CREATE TABLE "event_store"."events" (
	"tenant_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"stream_type" text NOT NULL,
	"stream_id" uuid NOT NULL,
	"stream_version" integer NOT NULL,
	"type" text NOT NULL,
	"schema_version" integer NOT NULL,
	"data" text NOT NULL,
	"metadata" text NOT NULL,
	"occurred_at" timestamp(6) with time zone NOT NULL,
	"recorded_at" timestamp(6) with time zone NOT NULL,
	"hash" "bytea" NOT NULL,
	"hash_version" smallint NOT NULL,
	CONSTRAINT "events_tenant_id_position_pk" PRIMARY KEY("tenant_id","position"),
	CONSTRAINT "events_stream_version" UNIQUE("tenant_id","stream_type","stream_id","stream_version")
);
--> statement-breakpoint
CREATE TABLE "event_store"."heads" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"recorded_at" timestamp(6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"passkey_id" uuid NOT NULL,
	"client_data" text NOT NULL,
	"authenticator_data" text NOT NULL,
	"signature" text NOT NULL,
	"cose_key" "bytea" NOT NULL,
	"displayed_text" text,
	"command" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "approvals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"resource" text NOT NULL,
	"resource_id" uuid,
	"metadata" jsonb NOT NULL,
	"ip_address" text,
	"session_id" uuid,
	"request_id" text,
	"first_position" bigint NOT NULL,
	"last_position" bigint NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"accepted_at" timestamp(6) with time zone,
	"revoked_at" timestamp(6) with time zone,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" IN ('admin', 'treasurer', 'analyst', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"cose_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"relying_party_id" text NOT NULL,
	"name" text NOT NULL,
	"last_used_at" timestamp(6) with time zone,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "passkeys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "passkeys_credential" UNIQUE("tenant_id","credential_id"),
	CONSTRAINT "passkeys_device_type" CHECK ("passkeys"."device_type" IN ('singleDevice', 'multiDevice'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"passkey_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"step_up_level" text NOT NULL,
	"step_up_until" timestamp(6) with time zone,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"revoked_at" timestamp(6) with time zone,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sessions_step_up_level" CHECK ("sessions"."step_up_level" IN ('standard', 'elevated'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"entities" text[],
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "users_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "users_email" UNIQUE("tenant_id","email"),
	CONSTRAINT "users_role" CHECK ("users"."role" IN ('admin', 'treasurer', 'analyst', 'auditor', 'system')),
	CONSTRAINT "users_status" CHECK ("users"."status" IN ('active', 'suspended', 'system'))
);
--> statement-breakpoint
CREATE TABLE "webauthn_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"challenge" "bytea" NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"approves" text,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"consumed_at" timestamp(6) with time zone,
	CONSTRAINT "webauthn_challenges_purpose" CHECK ("webauthn_challenges"."purpose" IN ('register', 'signIn', 'stepUp'))
);
--> statement-breakpoint
CREATE TABLE "business_partner_accounts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"business_partner_id" uuid NOT NULL,
	"account" text NOT NULL,
	"bic" text,
	"status" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "business_partner_accounts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "business_partner_accounts_account" UNIQUE("tenant_id","business_partner_id","account"),
	CONSTRAINT "business_partner_accounts_status" CHECK ("business_partner_accounts"."status" IN ('proposed', 'approved'))
);
--> statement-breakpoint
CREATE TABLE "business_partners" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_normalised" text NOT NULL,
	"is_customer" boolean NOT NULL,
	"is_supplier" boolean NOT NULL,
	"country" text,
	"vat_ids" text[] NOT NULL,
	"numbers" text[] NOT NULL,
	"aliases" text[] NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "business_partners_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_references" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"normalised" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "document_references_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "document_references_kind" CHECK ("document_references"."kind" IN ('erp', 'supplier', 'billing', 'assignment', 'payment', 'purchaseOrder', 'delivery', 'contract'))
);
--> statement-breakpoint
CREATE TABLE "invoice_line_items" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"line_number" integer NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric(28, 10) NOT NULL,
	"unit_price" numeric(28, 10) NOT NULL,
	"line_total" numeric(20, 4) NOT NULL,
	"tax_rate" numeric(20, 8),
	"gl_account" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "invoice_line_items_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"source" text NOT NULL,
	"document_key" text NOT NULL,
	"sap_document_number" text NOT NULL,
	"sap_origin" text,
	"entity_id" text NOT NULL,
	"direction" text NOT NULL,
	"document_type" text NOT NULL,
	"currency" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"net_amount" numeric(20, 4),
	"tax_amount" numeric(20, 4),
	"open_amount" numeric(20, 4) NOT NULL,
	"settlement" text NOT NULL,
	"status" text NOT NULL,
	"subsidiary" text,
	"vendor_name" text,
	"vendor_id" text,
	"business_partner_id" uuid,
	"document_date" date,
	"posting_date" date,
	"due_date" date,
	"fiscal_year" integer,
	"payment_terms" text,
	"exchange_rate" numeric(20, 8),
	"company_amount" numeric(20, 4),
	"company_currency" text,
	"on_hold" boolean NOT NULL,
	"rejection_reasons" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"inbound_message_id" uuid,
	"metadata" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "invoices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invoices_document_key" UNIQUE("tenant_id","source","document_key"),
	CONSTRAINT "invoices_direction" CHECK ("invoices"."direction" IN ('payable', 'receivable')),
	CONSTRAINT "invoices_document_type" CHECK ("invoices"."document_type" IN ('invoice', 'creditNote', 'downPayment', 'other')),
	CONSTRAINT "invoices_currency_shape" CHECK ("invoices"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "invoices_amount" CHECK ("invoices"."amount" >= 0),
	CONSTRAINT "invoices_open_amount" CHECK ("invoices"."open_amount" >= 0 AND "invoices"."open_amount" <= "invoices"."amount"),
	CONSTRAINT "invoices_settlement_list" CHECK ("invoices"."settlement" IN ('open', 'partlyPaid', 'paid', 'cancelled', 'none')),
	CONSTRAINT "invoices_status_list" CHECK ("invoices"."status" IN ('received', 'enriched', 'matched', 'rejected', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "open_item_totals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"direction" text NOT NULL,
	"currency" text NOT NULL,
	"due_date" date NOT NULL,
	"open_amount" numeric(20, 4) NOT NULL,
	"item_count" integer NOT NULL,
	CONSTRAINT "open_item_totals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "open_item_totals_bucket" UNIQUE("tenant_id","entity_id","direction","currency","due_date")
);
--> statement-breakpoint
CREATE TABLE "open_items" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"instalment" integer NOT NULL,
	"entity_id" text NOT NULL,
	"direction" text NOT NULL,
	"document_type" text NOT NULL,
	"business_partner_id" uuid,
	"currency" text NOT NULL,
	"due_date" date NOT NULL,
	"discounts" jsonb NOT NULL,
	"original_amount" numeric(20, 4) NOT NULL,
	"open_amount" numeric(20, 4) NOT NULL,
	"settlement" text NOT NULL,
	"on_hold" boolean NOT NULL,
	"payment_announced" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "open_items_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "open_items_instalment" UNIQUE("tenant_id","invoice_id","instalment"),
	CONSTRAINT "open_items_direction" CHECK ("open_items"."direction" IN ('payable', 'receivable')),
	CONSTRAINT "open_items_original_amount" CHECK ("open_items"."original_amount" >= 0),
	CONSTRAINT "open_items_open_amount" CHECK ("open_items"."open_amount" >= 0 AND "open_items"."open_amount" <= "open_items"."original_amount"),
	CONSTRAINT "open_items_settlement_list" CHECK ("open_items"."settlement" IN ('open', 'partlyPaid', 'paid', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"last_seen_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "activity_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "activity_kind" CHECK ("activity"."kind" IN ('session', 'integration', 'apiKey'))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"revoked_at" timestamp(6) with time zone,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "api_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_keys_role" CHECK ("api_keys"."role" IN ('admin', 'treasurer', 'analyst', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "entities" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"vat_ids" text[] NOT NULL,
	"base_currency" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "entities_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "entities_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "entities_base_currency" CHECK ("entities"."base_currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"date" date NOT NULL,
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"rate" numeric(20, 8) NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "exchange_rates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "exchange_rates_pair_date" UNIQUE("tenant_id","base","quote","date"),
	CONSTRAINT "exchange_rates_rate" CHECK ("exchange_rates"."rate" > 0),
	CONSTRAINT "exchange_rates_source" CHECK ("exchange_rates"."source" IN ('illustrative', 'entered'))
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"beat_at" timestamp(6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"body_sha256" text NOT NULL,
	"body" "bytea",
	"response_status" integer NOT NULL,
	"response_body" text NOT NULL,
	"received_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "inbound_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "inbound_messages_message" UNIQUE("tenant_id","integration_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"scopes" text[] NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "integrations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "integrations_name" UNIQUE("tenant_id","name"),
	CONSTRAINT "integrations_source" CHECK ("integrations"."source" IN ('sap', 'oracle', 'netsuite', 'businesscentral', 'generic', 'einvoice')),
	CONSTRAINT "integrations_status" CHECK ("integrations"."status" IN ('active', 'paused'))
);
--> statement-breakpoint
CREATE TABLE "parse_progress" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phase" text NOT NULL,
	"bytes_total" bigint NOT NULL,
	"bytes_read" bigint NOT NULL,
	"rows" integer NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "parse_progress_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "projection_versions" (
	"tenant_id" uuid NOT NULL,
	"projector" text NOT NULL,
	"last_position" bigint NOT NULL,
	"code_version" integer NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "projection_versions_tenant_id_projector_pk" PRIMARY KEY("tenant_id","projector")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text NOT NULL,
	"window_start" timestamp(6) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limits_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"retires_at" timestamp(6) with time zone,
	CONSTRAINT "secrets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"consumed_at" timestamp(6) with time zone,
	CONSTRAINT "setup_links_purpose" CHECK ("setup_links"."purpose" IN ('signUp', 'recover'))
);
--> statement-breakpoint
CREATE TABLE "subject_keys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wrapped" "bytea",
	"created_at" timestamp(6) with time zone NOT NULL,
	"destroyed_at" timestamp(6) with time zone,
	CONSTRAINT "subject_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"region" text,
	"default_currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"default_payment_terms_days" integer NOT NULL,
	"status" text NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "tenants_slug" UNIQUE("slug"),
	CONSTRAINT "tenants_status" CHECK ("tenants"."status" IN ('active', 'suspended')),
	CONSTRAINT "tenants_default_currency" CHECK ("tenants"."default_currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"clean" boolean NOT NULL,
	"findings" jsonb NOT NULL,
	"verified_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "verifications_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reconciliation_allocations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"open_item_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"currency" text NOT NULL,
	"row_amount" numeric(20, 4) NOT NULL,
	"rate" numeric(20, 8),
	"differences" jsonb NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "reconciliation_allocations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "reconciliation_allocations_item" UNIQUE("tenant_id","reconciliation_id","open_item_id"),
	CONSTRAINT "reconciliation_allocations_amount" CHECK ("reconciliation_allocations"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"statement_row_id" uuid NOT NULL,
	"invoice_id" uuid,
	"status" text NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"category" text,
	"reason" text,
	"match_confidence" numeric(5, 2),
	"match_criteria" jsonb NOT NULL,
	"matched_amount" numeric(20, 4),
	"variance" numeric(20, 4),
	"proposal" jsonb,
	"resolved_by" uuid,
	"resolved_at" timestamp(6) with time zone,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "reconciliations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "reconciliations_statement_row" UNIQUE("tenant_id","statement_row_id"),
	CONSTRAINT "reconciliations_status_list" CHECK ("reconciliations"."status" IN ('matched', 'partial', 'unmatched', 'manual')),
	CONSTRAINT "reconciliations_origin" CHECK ("reconciliations"."origin" IN ('engine', 'rule', 'person', 'ERP')),
	CONSTRAINT "reconciliations_match_confidence" CHECK ("reconciliations"."match_confidence" BETWEEN 0 AND 100)
);
--> statement-breakpoint
CREATE TABLE "row_totals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"currency" text NOT NULL,
	"queue" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"volume" numeric(20, 4) NOT NULL,
	"row_count" integer NOT NULL,
	CONSTRAINT "row_totals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "row_totals_bucket" UNIQUE("tenant_id","bank_account_id","queue")
);
--> statement-breakpoint
CREATE TABLE "account_balances" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"statement_id" uuid,
	"entity_id" text NOT NULL,
	"date" date NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"currency" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "account_balances_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_balances_day" UNIQUE("tenant_id","bank_account_id","date"),
	CONSTRAINT "account_balances_origin" CHECK ("account_balances"."origin" IN ('statement', 'entered'))
);
--> statement-breakpoint
CREATE TABLE "bank_accounts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"identifier" text NOT NULL,
	"iban" text,
	"other_id" text,
	"bic" text,
	"currency" text NOT NULL,
	"bank" text,
	"short_name" text NOT NULL,
	"type" text NOT NULL,
	"restricted" boolean NOT NULL,
	"opened_on" date,
	"closed_on" date,
	"statement_schedule" text NOT NULL,
	"due_time" text NOT NULL,
	"overdraft_limit" numeric(20, 4),
	"gl_account" text,
	"balance" numeric(20, 4),
	"balance_date" date,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "bank_accounts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bank_accounts_identifier" UNIQUE("tenant_id","identifier","currency"),
	CONSTRAINT "bank_accounts_currency" CHECK ("bank_accounts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "bank_accounts_type" CHECK ("bank_accounts"."type" IN ('current', 'deposit', 'loan', 'card', 'paymentProvider', 'escrow')),
	CONSTRAINT "bank_accounts_statement_schedule" CHECK ("bank_accounts"."statement_schedule" IN ('businessDays', 'calendarDays', 'weekly', 'monthly', 'onMovement', 'none'))
);
--> statement-breakpoint
CREATE TABLE "statement_balances" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"type" text NOT NULL,
	"code" text,
	"amount" numeric(20, 4) NOT NULL,
	"currency" text NOT NULL,
	"date" date,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statement_balances_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "statement_files" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"filename" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"storage_path" text NOT NULL,
	"format" text,
	"status" text NOT NULL,
	"error_message" text,
	"statement_count" integer NOT NULL,
	"row_count" integer NOT NULL,
	"known_row_count" integer NOT NULL,
	"problem_count" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statement_files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "statement_files_sha256" UNIQUE("tenant_id","sha256"),
	CONSTRAINT "statement_files_status" CHECK ("statement_files"."status" IN ('uploaded', 'parsing', 'parsed', 'imported', 'waiting', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "statement_problems" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_file_id" uuid NOT NULL,
	"statement_id" uuid,
	"severity" text NOT NULL,
	"line" integer,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"raw" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statement_problems_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "statement_problems_severity" CHECK ("statement_problems"."severity" IN ('error', 'warning'))
);
--> statement-breakpoint
CREATE TABLE "statement_rows" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"row_number" integer NOT NULL,
	"transaction_date" date NOT NULL,
	"value_date" date,
	"description" text NOT NULL,
	"reference" text,
	"bank_reference" text,
	"end_to_end_id" text,
	"mandate_id" text,
	"uetr" text,
	"cheque_number" text,
	"transaction_code" text,
	"amount" numeric(20, 4) NOT NULL,
	"currency" text NOT NULL,
	"direction" text NOT NULL,
	"is_reversal" boolean NOT NULL,
	"status" text NOT NULL,
	"balance_after" numeric(20, 4),
	"counterparty_name" text,
	"counterparty_account" text,
	"counterparty_bic" text,
	"details" jsonb NOT NULL,
	"line" integer,
	"raw" text,
	"fingerprint" text NOT NULL,
	"occurrence" integer NOT NULL,
	"match_status" text NOT NULL,
	"matched_invoice_id" uuid,
	"queue" text,
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statement_rows_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "statement_rows_row_number" UNIQUE("tenant_id","statement_id","row_number"),
	CONSTRAINT "statement_rows_amount" CHECK ("statement_rows"."amount" >= 0),
	CONSTRAINT "statement_rows_direction" CHECK ("statement_rows"."direction" IN ('credit', 'debit')),
	CONSTRAINT "statement_rows_status" CHECK ("statement_rows"."status" IN ('booked', 'pending', 'information')),
	CONSTRAINT "statement_rows_match_status_list" CHECK ("statement_rows"."match_status" IN ('unmatched', 'matched', 'partial')),
	CONSTRAINT "statement_rows_queue_list" CHECK ("statement_rows"."queue" IN ('waiting', 'ready', 'differs', 'choose', 'nothing'))
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"statement_file_id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"entity_id" text NOT NULL,
	"filename" text NOT NULL,
	"format" text NOT NULL,
	"file_size_bytes" bigint NOT NULL,
	"file_hash" text NOT NULL,
	"storage_path" text NOT NULL,
	"status" text NOT NULL,
	"error_message" text,
	"row_count" integer,
	"index_in_file" integer NOT NULL,
	"kind" text NOT NULL,
	"statement_number" text,
	"sequence_number" text,
	"currency" text NOT NULL,
	"opening_balance" numeric(20, 4),
	"opening_date" date,
	"closing_balance" numeric(20, 4),
	"closing_date" date,
	"from_date" date,
	"to_date" date,
	"credit_total" numeric(20, 4) NOT NULL,
	"credit_count" integer NOT NULL,
	"debit_total" numeric(20, 4) NOT NULL,
	"debit_count" integer NOT NULL,
	"known_row_count" integer NOT NULL,
	"unmatched_count" integer NOT NULL,
	"balance_check" text NOT NULL,
	"balance_difference" numeric(20, 4),
	"version" integer NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "statements_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "statements_index_in_file" UNIQUE("tenant_id","statement_file_id","index_in_file"),
	CONSTRAINT "statements_status_list" CHECK ("statements"."status" IN ('uploaded', 'parsing', 'parsed', 'imported', 'rejected')),
	CONSTRAINT "statements_kind" CHECK ("statements"."kind" IN ('endOfDay', 'intraday', 'advice')),
	CONSTRAINT "statements_balance_check_list" CHECK ("statements"."balance_check" IN ('verified', 'discrepancy', 'unverifiable'))
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_partner_accounts" ADD CONSTRAINT "business_partner_accounts_tenant_id_business_partner_id_business_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","business_partner_id") REFERENCES "public"."business_partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_partners" ADD CONSTRAINT "business_partners_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_references" ADD CONSTRAINT "document_references_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line_items" ADD CONSTRAINT "invoice_line_items_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tenant_id_business_partner_id_business_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","business_partner_id") REFERENCES "public"."business_partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_items" ADD CONSTRAINT "open_items_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entities" ADD CONSTRAINT "entities_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_allocations" ADD CONSTRAINT "reconciliation_allocations_tenant_id_reconciliation_id_reconciliations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reconciliation_id") REFERENCES "public"."reconciliations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_allocations" ADD CONSTRAINT "reconciliation_allocations_tenant_id_open_item_id_open_items_tenant_id_id_fk" FOREIGN KEY ("tenant_id","open_item_id") REFERENCES "public"."open_items"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_allocations" ADD CONSTRAINT "reconciliation_allocations_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_tenant_id_statement_row_id_statement_rows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_row_id") REFERENCES "public"."statement_rows"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_tenant_id_resolved_by_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","resolved_by") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "row_totals" ADD CONSTRAINT "row_totals_tenant_id_bank_account_id_bank_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bank_account_id") REFERENCES "public"."bank_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_tenant_id_bank_account_id_bank_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bank_account_id") REFERENCES "public"."bank_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_balances" ADD CONSTRAINT "statement_balances_tenant_id_statement_id_statements_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_id") REFERENCES "public"."statements"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_files" ADD CONSTRAINT "statement_files_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_problems" ADD CONSTRAINT "statement_problems_tenant_id_statement_file_id_statement_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_file_id") REFERENCES "public"."statement_files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_tenant_id_statement_id_statements_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_id") REFERENCES "public"."statements"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_rows" ADD CONSTRAINT "statement_rows_tenant_id_matched_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","matched_invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_tenant_id_statement_file_id_statement_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","statement_file_id") REFERENCES "public"."statement_files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_tenant_id_bank_account_id_bank_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bank_account_id") REFERENCES "public"."bank_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_user" ON "audit_log" USING btree ("tenant_id","user_id","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "audit_log" USING btree ("tenant_id","action","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_resource" ON "audit_log" USING btree ("tenant_id","resource_id","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_created_at" ON "audit_log" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_log_position" ON "audit_log" USING btree ("tenant_id","last_position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("tenant_id","expires_at");--> statement-breakpoint
CREATE INDEX "webauthn_challenges_expires_at" ON "webauthn_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "business_partners_name" ON "business_partners" USING btree ("tenant_id","name_normalised");--> statement-breakpoint
CREATE INDEX "document_references_invoice" ON "document_references" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "document_references_normalised" ON "document_references" USING btree ("tenant_id","normalised" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "invoice_line_items_invoice" ON "invoice_line_items" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_sap_document_number" ON "invoices" USING btree ("tenant_id","sap_document_number","entity_id","direction","sap_origin","fiscal_year") WHERE source = 'sap';--> statement-breakpoint
CREATE INDEX "invoices_user" ON "invoices" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "invoices_status" ON "invoices" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "invoices_currency" ON "invoices" USING btree ("tenant_id","currency");--> statement-breakpoint
CREATE INDEX "invoices_due_date" ON "invoices" USING btree ("tenant_id","due_date","id");--> statement-breakpoint
CREATE INDEX "invoices_created_at" ON "invoices" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "invoices_document_date" ON "invoices" USING btree ("tenant_id","document_date" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "invoices_settlement" ON "invoices" USING btree ("tenant_id","settlement","due_date","id");--> statement-breakpoint
CREATE INDEX "invoices_partner" ON "invoices" USING btree ("tenant_id","business_partner_id");--> statement-breakpoint
CREATE INDEX "open_items_settlement" ON "open_items" USING btree ("tenant_id","settlement","due_date","id");--> statement-breakpoint
CREATE INDEX "open_items_partner" ON "open_items" USING btree ("tenant_id","business_partner_id");--> statement-breakpoint
CREATE INDEX "inbound_messages_received_at" ON "inbound_messages" USING btree ("tenant_id","received_at");--> statement-breakpoint
CREATE INDEX "secrets_owner" ON "secrets" USING btree ("tenant_id","owner_id");--> statement-breakpoint
CREATE INDEX "verifications_verified_at" ON "verifications" USING btree ("tenant_id","verified_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reconciliation_allocations_open_item" ON "reconciliation_allocations" USING btree ("tenant_id","open_item_id");--> statement-breakpoint
CREATE INDEX "reconciliation_allocations_invoice" ON "reconciliation_allocations" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "reconciliations_invoice" ON "reconciliations" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "reconciliations_status" ON "reconciliations" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "reconciliations_user" ON "reconciliations" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "account_balances_date" ON "account_balances" USING btree ("tenant_id","date");--> statement-breakpoint
CREATE INDEX "statement_balances_statement" ON "statement_balances" USING btree ("tenant_id","statement_id");--> statement-breakpoint
CREATE INDEX "statement_files_created_at" ON "statement_files" USING btree ("tenant_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "statement_problems_file" ON "statement_problems" USING btree ("tenant_id","statement_file_id");--> statement-breakpoint
CREATE INDEX "statement_rows_match_status" ON "statement_rows" USING btree ("tenant_id","match_status");--> statement-breakpoint
CREATE INDEX "statement_rows_reference" ON "statement_rows" USING btree ("tenant_id","reference");--> statement-breakpoint
CREATE INDEX "statement_rows_matched_invoice" ON "statement_rows" USING btree ("tenant_id","matched_invoice_id");--> statement-breakpoint
CREATE INDEX "statement_rows_account_date" ON "statement_rows" USING btree ("tenant_id","bank_account_id","transaction_date");--> statement-breakpoint
CREATE INDEX "statement_rows_fingerprint" ON "statement_rows" USING btree ("tenant_id","bank_account_id","fingerprint");--> statement-breakpoint
CREATE INDEX "statement_rows_queue" ON "statement_rows" USING btree ("tenant_id","queue","transaction_date","id") WHERE queue IS NOT NULL;--> statement-breakpoint
CREATE INDEX "statements_user" ON "statements" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "statements_status" ON "statements" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "statements_account_date" ON "statements" USING btree ("tenant_id","bank_account_id","to_date" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "statements_to_date" ON "statements" USING btree ("tenant_id","to_date" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "statements_balance_check" ON "statements" USING btree ("tenant_id","balance_check");