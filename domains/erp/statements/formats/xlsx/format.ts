import type { Budget } from '../archive/budget.ts';
import { officeDocument } from '../archive/office.ts';
import type { FormatDefinition } from '../reader.ts';
import { createXlsxReader } from './reader.ts';

/** Excel workbooks (.xlsx, .xlsm), transitional and strict. `budget`: of the archive that one lies in, else null. */
export const xlsx = (budget: Budget | null): FormatDefinition => ({
  format: 'xlsx',
  recognise: ({ text }) => officeDocument(text) === 'workbook',
  createReader: (sink, options) => createXlsxReader(sink, options, budget),
});
