import { statementFiles } from '#db/schema/statements.ts';

/** A file as a list and its own page show it. */
export const fileColumns = {
  id: statementFiles.id,
  filename: statementFiles.filename,
  format: statementFiles.format,
  sizeBytes: statementFiles.sizeBytes,
  status: statementFiles.status,
  errorMessage: statementFiles.errorMessage,
  statementCount: statementFiles.statementCount,
  rowCount: statementFiles.rowCount,
  knownRowCount: statementFiles.knownRowCount,
  problemCount: statementFiles.problemCount,
  createdAt: statementFiles.createdAt,
};
