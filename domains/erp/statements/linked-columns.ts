import { statements } from '#db/schema/statements.ts';

/** A statement as far as its place among those of its account goes, as `continuity.ts` and `calendar.ts` take it. */
export const linkedColumns = {
  id: statements.id,
  number: statements.statementNumber,
  sequence: statements.sequenceNumber,
  fromDate: statements.fromDate,
  toDate: statements.toDate,
  opening: statements.openingBalance,
  closing: statements.closingBalance,
};
