import { type OfficeDocument, officeDocument } from './archive/office.ts';
import type { FileHead } from './reader.ts';

/** A kind of file that people send and that we do not read, by what it is called. */
type Lookalike = {
  name: string;
  test: (head: FileHead) => boolean;
  /** Whether a statement may well be in it. */
  mayHoldStatement?: true;
};

const text =
  (pattern: RegExp) =>
  (head: FileHead): boolean =>
    pattern.test(head.text);

const bytes =
  (...expected: number[]) =>
  (head: FileHead): boolean =>
    expected.every((byte, i) => head.bytes[i] === byte);

const office =
  (kind: OfficeDocument) =>
  (head: FileHead): boolean =>
    officeDocument(head.text) === kind;

/** A compound file (MS-CFB): old Office documents are such, and so is what encrypts new ones (MS-OFFCRYPTO, 2.3). */
const compound =
  (stream = '') =>
  (head: FileHead): boolean =>
    head.text.startsWith('\u00d0\u00cf\u0011\u00e0') && head.text.includes([...stream].join('\u0000'));

const SAVE = 'save it as .xlsx or CSV';

/** What Excel opens though it is no workbook names the office schema in its first tag. */
const namesSchema =
  (begins: RegExp, schema: 'excel' | 'spreadsheet') =>
  (head: FileHead): boolean =>
    begins.test(head.text) && head.text.includes(`urn:schemas-microsoft-com:office:${schema}`);

/** The object identifier 1.2.840.113549.1.7 in DER, which signed and encrypted files begin with (RFC 5652, 4). */
const PKCS_7 = '\u0006\u0009*\u0086H\u0086\u00f7\r\u0001\u0007';

const NOT_READ_YET = 'a statement in a format that is not read yet';
const PAYMENT = 'a payment order, not a statement';

/** Walked in order; the first that fits names the file. */
const LOOKALIKES: readonly Lookalike[] = [
  { name: 'a PDF document: ask the bank for the electronic statement', test: text(/^\s*%PDF-/) },
  {
    name: `a binary Excel workbook (.xlsb); ${SAVE}`,
    test: office('binaryWorkbook'),
    mayHoldStatement: true,
  },
  {
    name: `an OpenDocument file (.ods or the like); ${SAVE}`,
    test: office('openDocument'),
    mayHoldStatement: true,
  },
  {
    name: 'an Apple Numbers spreadsheet; export it as .xlsx or CSV',
    test: office('numbers'),
    mayHoldStatement: true,
  },
  { name: 'a Word document: ask the bank for the electronic statement', test: office('document') },
  { name: 'a PowerPoint presentation, not a statement', test: office('slides') },
  {
    name: 'an Office document that is protected by a password; save it without one',
    test: compound('EncryptedPackage'),
    mayHoldStatement: true,
  },
  {
    name: `an Excel 97–2003 workbook (.xls); ${SAVE}`,
    test: compound('Workbook'),
    mayHoldStatement: true,
  },
  {
    name: 'an old Word document (.doc): ask the bank for the electronic statement',
    test: compound('WordDocument'),
  },
  {
    name: `an old Excel workbook (.xls), or another old or protected Office document; ${SAVE}, without a password`,
    test: compound(),
    mayHoldStatement: true,
  },
  { name: 'a picture (PNG)', test: bytes(0x89, 0x50, 0x4e, 0x47) },
  { name: 'a picture (JPEG)', test: bytes(0xff, 0xd8, 0xff) },
  { name: 'a picture (GIF)', test: text(/^GIF8[79]a/) },
  { name: 'a picture (TIFF)', test: text(/^(?:II\*\0|MM\0\*)/) },
  { name: 'a picture (WebP)', test: text(/^RIFF[\s\S]{4}WEBP/) },
  { name: 'a picture (HEIC), as phones take them', test: text(/^[\s\S]{4}ftyp(?:hei|mif|hev)/) },
  {
    name: 'an encrypted file (PGP): decrypt it first',
    test: (head) =>
      /^\s*-----BEGIN PGP MESSAGE/.test(head.text) || (head.bytes[0] === 0x85 && head.bytes[3] === 3),
  },
  {
    name: 'a signed or encrypted file (PKCS #7, .p7m): take the statement out of it first',
    test: ({ text: content }) => content.startsWith('0') && content.slice(0, 20).includes(PKCS_7),
  },
  { name: 'a bzip2 archive', test: text(/^BZh[1-9]1AY&SY/) },
  { name: 'an XZ archive', test: bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a) },
  { name: 'a Zstandard archive', test: bytes(0x28, 0xb5, 0x2f, 0xfd) },
  { name: 'a 7-Zip archive', test: bytes(0x37, 0x7a, 0xbc, 0xaf) },
  { name: 'a RAR archive', test: text(/^Rar!/) },
  { name: `pain.001, ${PAYMENT}`, test: text(/pain\.001\.\d|<(?:\w+:)?CstmrCdtTrfInitn\b/) },
  {
    name: `pain.008, a direct debit order, not a statement`,
    test: text(/pain\.008\.\d|<(?:\w+:)?CstmrDrctDbtInitn\b/),
  },
  {
    name: 'pain.002, a status report on payments, not a statement',
    test: text(/pain\.002\.\d|<(?:\w+:)?CstmrPmtStsRpt\b/),
  },
  {
    name: `CBI in XML (camt under Italian names), ${NOT_READ_YET}`,
    test: text(/urn:CBI:xsd:CBI(?:BkToCstmr|DlyStmt)|<(?:[\w.-]+:)?CBI(?:BkToCstmr|DlyStmt)\w*[\s/>]/),
  },
  { name: 'an ISO 20022 message that is no statement', test: text(/urn:iso:std:iso:20022:tech:xsd:/) },
  {
    name: `a web page made for Excel, often named .xls; open it in Excel and ${SAVE}`,
    test: namesSchema(/^\s*<html\b/i, 'excel'),
    mayHoldStatement: true,
  },
  {
    name: `an XML spreadsheet of Excel 2003; ${SAVE}`,
    test: namesSchema(/^\s*<\?xml\b|^\s*<Workbook\b/, 'spreadsheet'),
    mayHoldStatement: true,
  },
  {
    name: 'an HTML page: perhaps the bank’s session had expired',
    test: text(
      /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body|script)\b/i,
    ),
  },
  {
    name: `a table of a web page, often named .xls; open it in Excel and ${SAVE}`,
    test: text(/^\s*(?:<(?:style|div|meta|center)\b[^>]{0,500}>\s*)*<table\b/i),
    mayHoldStatement: true,
  },
  { name: 'an EBICS message: perhaps the download failed', test: text(/urn:org:ebics:|www\.ebics\.org/) },
  { name: 'an XML file that is no bank statement', test: text(/^\s*<\?xml\b|^\s*<[A-Za-z][\w:.-]*[\s>]/) },
  { name: 'a JSON file', test: text(/^\s*(?:\{\s*"|\[\s*[{[])/) },
  { name: 'a SWIFT message that is no statement', test: text(/^\s*\{1:F\d\d|\{2:[IO]\d{3}/) },
  {
    name: 'a SWIFT message that is no statement',
    test: text(/^\s*:20:[\s\S]{0,400}?[\r\n]:(?:23B|28D|32A|50[AFHK]|59A?):/),
  },
  {
    name: 'IIF, a journal of QuickBooks, not a statement',
    test: text(/^!(?:HDR|TRNS|ACCNT|CUST|VEND|SPL)\b/),
  },
  { name: `QIF, ${NOT_READ_YET}`, test: text(/^\s*!(?:Type|Account|Option)\b/i), mayHoldStatement: true },
  {
    name: `an EDIFACT statement (FINSTA), ${NOT_READ_YET}`,
    test: text(/^\s*(?:UNA.{6}\s*)?UNB\+[\s\S]*FINSTA/),
    mayHoldStatement: true,
  },
  { name: 'an EDIFACT file that is no statement', test: text(/^\s*(?:UNA.{6}\s*)?UNB\+/) },
  {
    name: `1C (1CClientBankExchange), ${NOT_READ_YET}`,
    test: text(/^1CClientBankExchange/),
    mayHoldStatement: true,
  },
  { name: `CNAB 240, ${NOT_READ_YET}`, test: text(/^\d{3}00000 {9}/), mayHoldStatement: true },
  { name: 'CNAB 400, a file of collections, not a statement', test: text(/^0(?:2RETORNO|1REMESSA)/) },
  { name: 'NACHA, an American payment order, not a statement', test: text(/^101[ \d]\d{9}[ \d]/) },
  { name: `ABO (GPC), ${NOT_READ_YET}`, test: text(/^074\d{16}/), mayHoldStatement: true },
  { name: `CBI, ${NOT_READ_YET}`, test: text(/^ RH[A-Z0-9]{5}/), mayHoldStatement: true },
  { name: 'DTAUS, a German payment order of old, not a statement', test: text(/^0128A(?:GK|LK|GB|LB)/) },
  {
    name: 'an e-mail: save what is attached to it',
    test: text(/^(?:Received|Return-Path|Delivered-To|From|MIME-Version|Message-ID|Subject|Date): .+/i),
  },
  { name: 'an RTF document', test: text(/^\{\\rtf/) },
];

const MAY_HOLD_STATEMENT = new Set(
  LOOKALIKES.flatMap(({ name, mayHoldStatement }) => (mayHoldStatement ? name : [])),
);

/** Whether what `looksLike` names may hold a statement all the same. */
export const isNotReadYet = (name: string) => MAY_HOLD_STATEMENT.has(name);

/** What the file looks like, as the end of the sentence "This is …"; null when it looks like nothing that we know. */
export function looksLike(head: FileHead): string | null {
  for (const { name, test } of LOOKALIKES) if (test(head)) return name;
  if (head.text.trim() === '') return head.bytes.length === 0 ? 'an empty file' : 'a file of blanks only';
  return isBinary(head.bytes) ? 'a binary file, not a statement' : null;
}

function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  let control = 0;
  for (const byte of sample)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 29)) control++;
  return control * 10 > sample.length;
}
