import type { FilePreview } from './preview-file.ts';

/** A workbook too large to be read on a page: what is in it shows once it is imported. */
export function isUnseen({ format, complete }: Pick<FilePreview, 'format' | 'complete'>): boolean {
  return format === 'xlsx' && !complete;
}

/** What has to be said or done before a file can be imported as it is shown, as a sentence; null when nothing has. */
export function obstacleOf(preview: FilePreview): string | null {
  const { table, statements, problems } = preview;
  const [choice] = table?.choices ?? [];
  if (choice) return choice.message;
  if (isUnseen(preview)) return null;
  if (statements.length === 0) return problems[0]?.message ?? 'Nothing of this file could be read.';
  const unknown = statements.find(({ account }) => account === null);
  if (!unknown) return null;
  if (unknown.written !== null)
    return `Nexus does not know ${unknown.written}. Add the account${table ? ', or choose another' : ''}.`;
  return `Choose the account that the ${table ? 'table' : 'file'} is of.`;
}
