import type { fileStatus } from '#domains/erp/statements/queries.ts';
import { formatInstant } from '../ui/age.ts';
import { Card } from '../ui/card.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { counted, formatLabel, sizeLabel } from './words.ts';

export type FileFactsProps = {
  readonly file: Awaited<ReturnType<typeof fileStatus>>;
  readonly timeZone: string;
};

/** What a file is: format, size, arrival, what is in it, and the hash of its bytes. */
export function FileFacts({ file, timeZone }: FileFactsProps) {
  const rows = counted(file.rowCount, 'row');
  return (
    <Card padded>
      <DefinitionList
        columns={2}
        items={[
          { term: 'Format', value: formatLabel(file.format) },
          { term: 'Size', value: sizeLabel(file.sizeBytes) },
          { term: 'Uploaded', value: formatInstant(file.createdAt, timeZone) },
          ...(file.statementCount > 0
            ? [
                { term: 'Statements', value: String(file.statementCount) },
                {
                  term: 'Rows',
                  value: file.knownRowCount > 0 ? `${rows}, and ${file.knownRowCount} here already` : rows,
                },
              ]
            : []),
          { term: 'SHA-256', value: <code>{file.sha256.match(/.{8}/g)?.join(' ')}</code> },
        ]}
      />
    </Card>
  );
}
