ALTER TABLE "statement_differences" DROP CONSTRAINT "statement_differences_kind";--> statement-breakpoint
ALTER TABLE "statement_differences" ADD COLUMN "leading_date" date;--> statement-breakpoint
ALTER TABLE "statement_differences" ADD CONSTRAINT "statement_differences_kind" CHECK ("statement_differences"."kind" IN ('onlyHere', 'onlyLeading', 'otherDay', 'balance'));