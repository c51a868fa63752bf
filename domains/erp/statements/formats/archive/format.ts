import type { StatementFormat } from '../../parsed-statement.ts';
import type { FileHead, FormatDefinition, StatementReader } from '../reader.ts';
import type { Budget } from './budget.ts';
import { Contents, type CreateEntryReader } from './contents.ts';
import { GzipReader } from './gzip.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { officeDocument } from './office.ts';
import { ZipReader } from './zip.ts';

type ArchiveKind = {
  format: StatementFormat;
  recognise(head: FileHead): boolean;
  createReader(contents: Contents): StatementReader;
};

const ZIP: ArchiveKind = {
  format: 'zip',
  recognise: ({ text }) =>
    text.startsWith('PK\u0005\u0006') || (text.startsWith('PK\u0003\u0004') && officeDocument(text) === null),
  createReader: (contents) => new ZipReader(contents),
};

const GZIP: ArchiveKind = {
  format: 'gzip',
  recognise: ({ text }) => text.startsWith('\u001f\u008b\u0008'),
  createReader: (contents) => new GzipReader(contents),
};

/** ZIP and gzip, whose entries `createReader` reads: each as the same bytes are read that are a file of their own. */
export function archives(
  createReader: CreateEntryReader,
  budget: Budget | null = null,
  depth = 0,
): readonly FormatDefinition[] {
  const reading = {
    createReader,
    budget,
    archivesWithin: (shared: Budget) => archives(createReader, shared, depth + 1),
  };
  return [ZIP, GZIP].map((kind) => ({
    format: kind.format,
    recognise: kind.recognise,
    createReader: (sink, options) => {
      const contents = new Contents(kind.format, sink, options, reading);
      return depth > ARCHIVE_LIMITS.nesting ? refused(contents) : kind.createReader(contents);
    },
  }));
}

function refused(contents: Contents): StatementReader {
  contents.error(
    'archive.nested',
    'This is an archive in an archive in an archive, which is not read. Unpack it and give what is in it.',
  );
  return { write() {}, end: () => contents.end() };
}
