import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../parsed-statement.ts';
import { parseStatementBytes, parseStatementFile } from './collect.ts';
import { FORMATS } from './detect.ts';
import { looksLike } from './recognised.ts';
import { SAMPLES as BAI2 } from './testing/bai2-samples.ts';
import { SAMPLES as CAMT } from './testing/camt-samples.ts';
import { SAMPLES as CFONB120 } from './testing/cfonb120-samples.ts';
import { SAMPLES as CODA } from './testing/coda-samples.ts';
import { SAMPLES as CSV } from './testing/csv-samples.ts';
import { SAMPLES as MT940 } from './testing/mt940-samples.ts';
import { SAMPLES as MULTICASH } from './testing/multicash-samples.ts';
import { SAMPLES as NORMA43 } from './testing/norma43-samples.ts';
import { SAMPLES as OFX } from './testing/ofx-samples.ts';
import { SAMPLES as XLSX } from './testing/xlsx-samples.ts';

const parse = (content: string | Uint8Array): ParsedFile =>
  parseStatementBytes('any.txt', typeof content === 'string' ? Buffer.from(content, 'latin1') : content);

const xml = (namespace: string, root: string) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${namespace}"><${root}/></Document>`;

/** The beginning of a ZIP with these entries, which are empty. */
const zipOf = (...names: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array()])))).toString('latin1');
const OLE = `\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1${'\u0000'.repeat(504)}`;
const wide = (text: string) => [...text, ''].join('\u0000');

describe('what is no statement is recognised by name', () => {
  test.each([
    ['pain.001, a payment order', xml('pain.001.001.09', 'CstmrCdtTrfInitn')],
    ['pain.008', xml('pain.008.001.02', 'CstmrDrctDbtInitn')],
    ['pain.002', xml('pain.002.001.10', 'CstmrPmtStsRpt')],
    [
      'CBI in XML',
      '<?xml version="1.0"?><p:CBIBkToCstmrStmtReqLogMsg xmlns:p="urn:CBI:xsd:CBIBkToCstmrStmtReqLogMsg.00.01.02"/>',
    ],
    ['an XML file', '<?xml version="1.0"?><invoice/>'],
    [
      'an HTML page: perhaps the bank’s session had expired',
      '\n<!DOCTYPE html>\n<html><body>Log in</body></html>',
    ],
    ['a PDF document', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['a binary Excel workbook (.xlsb); save it as', zipOf('[Content_Types].xml', 'xl/workbook.bin')],
    ['a Word document', zipOf('[Content_Types].xml', '_rels/.rels', 'word/document.xml')],
    ['a PowerPoint presentation', zipOf('[Content_Types].xml', 'ppt/presentation.xml')],
    ['an OpenDocument file (.ods', zipOf('mimetype', 'content.xml')],
    ['an Apple Numbers spreadsheet', zipOf('Index/Document.iwa', 'preview.jpg')],
    [
      'an Excel 97–2003 workbook (.xls); save it as .xlsx or CSV.',
      `${OLE}${wide('Root Entry')}${wide('Workbook')}`,
    ],
    ['protected by a password', `${OLE}${wide('EncryptionInfo')}${wide('EncryptedPackage')}`],
    ['an old Word document', `${OLE}${wide('WordDocument')}`],
    ['an old Excel workbook (.xls), or another', OLE],
    [
      'a web page made for Excel',
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>',
    ],
    [
      'an XML spreadsheet of Excel 2003',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    ['QIF', '!Type:Bank\nD3/2/2026\nT-12.50\n^\n'],
    [
      'a SWIFT message that is no statement',
      '{1:F01DEUTDEFFAXXX0000000000}{2:I103COBADEFFXXXXN}{4:\n:20:X\n:32A:260302EUR5,\n-}',
    ],
    ['ABO', '0740000001234567890FIRMA               010326\n'],
    ['an EDIFACT statement', "UNA:+.? 'UNB+UNOC:3+A+B+260302:1200+1'UNH+1+FINSTA:D:96A:UN'"],
    ['a SWIFT message that is no statement', ':20:X\r\n:23B:CRED\r\n:32A:260302EUR5,\r\n'],
    ['an HTML page', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>'],
    ['a table of a web page', '<table border=1><tr><td>01/02/2026</td><td>5.00</td></tr></table>'],
    ['an EBICS message', '<?xml version="1.0"?><ebicsResponse xmlns="urn:org:ebics:H004"/>'],
    ['IIF', '!TRNS\tDATE\tACCNT\tAMOUNT\nTRNS\t1/15/2026\tChecking\t-100.25\nSPL\t1/15/2026\tRent\t100.25\n'],
    ['1C', '1CClientBankExchange\r\nFormat=1.03\r\n'],
    ['CNAB 400', '02RETORNO01COBRANCA       12345678901234567890EMPRESA\n'],
    ['NACHA', '101 091000019 1234567892601311200A094101BANK\n'],
    ['an encrypted file (PGP)', '-----BEGIN PGP MESSAGE-----\n\nabc\n'],
    ['an encrypted file (PGP)', '\u0085\u0001\u000c\u0003\u00aa'],
    ['PKCS #7', '0\u0082\u0001\u0002\u0006\u0009*\u0086H\u0086\u00f7\r\u0001\u0007\u0002'],
    ['a picture (HEIC)', '\0\0\0\u0018ftypheic\0\0'],
    ['a JSON file', '{"a": 1}'],
    ['an e-mail', 'Received: from mail.example.com\nSubject: statement\n\nhello'],
    ['a picture (PNG)', '\u0089PNG\r\n\u001a\n'],
    ['an empty file', ''],
    ['a file of blanks', ' \r\n \n'],
    ['a binary file', '\u0001\u0002\u0003\u0004\u0005\u0006'],
  ])('%s', (name, content) => {
    const file = parse(content);
    expect(file).toMatchObject({ format: null, encoding: null, statements: [] });
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]).toMatchObject({ severity: 'error' });
    expect(file.problems[0]?.code).toMatch(/^format\.not(?:Statement|ReadYet)$/);
    expect(file.problems[0]?.message).toContain(name);
  });

  test.each(['Dear customer,\nplease find enclosed 3 items, of 02.03.2026.\n', 'a;b;c\n1;2;3\n'])(
    '%j is unknown',
    (content) => {
      expect(parse(content)).toMatchObject({
        format: null,
        statements: [],
        problems: [{ code: 'format.unknown' }],
      });
    },
  );
});

describe('how a file is cut into chunks', { timeout: 60_000 }, () => {
  const samples = {
    ...MT940,
    ...BAI2,
    ...OFX,
    ...NORMA43,
    ...CFONB120,
    ...CODA,
    ...MULTICASH,
    ...CSV,
    ...CAMT,
    ...XLSX,
    broken: `${MT940.structured?.slice(0, 300)}`,
  };

  test.each(Object.entries(samples))('%s: at every byte the same', async (_, content) => {
    const bytes = Buffer.from(content as string);
    const whole = parseStatementBytes('x', bytes);
    expect(await parseStatementFile('x', inChunks(bytes, 1))).toEqual(whole);
    for (let at = 1; at < bytes.length; at += 7) {
      expect(await parseStatementFile('x', pieces(bytes, at))).toEqual(whole);
    }
  });

  test.each(['utf16le', 'latin1'] as const)('%s: at every byte the same', async (encoding) => {
    const bytes = Buffer.from(MT940.umlauts as string, encoding);
    const whole = parseStatementBytes('x', bytes);
    expect(whole.statements[0]?.rows[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
    expect(await parseStatementFile('x', inChunks(bytes, 1))).toEqual(whole);
    expect(await parseStatementFile('x', inChunks(bytes, 3))).toEqual(whole);
  });

  test('a file beyond the first 64 KB', async () => {
    const text = (MT940.structured as string).repeat(200) + (MT940.umlauts as string);
    const whole = parseStatementBytes('x', Buffer.from(text));
    expect(whole.statements).toHaveLength(201);
    for (const size of [1000, 65_535, 65_536, 65_537]) {
      expect(await parseStatementFile('x', inChunks(Buffer.from(text), size))).toEqual(whole);
    }
  });
});

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* pieces(bytes: Buffer, at: number): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, at);
  yield bytes.subarray(at);
}

test.each([
  ['line ends', '\n'],
  ['line ends after a record', '\n', '01,'],
  ['blanks', ' '],
  ['blanks and line ends', ' \n'],
  ['openings of a comment', '<!--'],
  ['fields', ':20:'],
  ['blanks after UNA', ' ', 'UNA      '],
])(
  '64 KB of %s are no statement, and no pattern goes back over them again and again',
  (_, unit, start = '') => {
    const text = start + unit.repeat(65_000 / unit.length);
    const head = { bytes: Buffer.from(text), text, encoding: null, complete: true };
    expect(FORMATS.filter((format) => format.recognise(head, {}))).toEqual([]);
    looksLike(head);
  },
);
