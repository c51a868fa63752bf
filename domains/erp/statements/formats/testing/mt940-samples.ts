import { expect } from 'vitest';
import { type ParsedFile, type ParsedRow, parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';

/** Small MT940 files for tests, each with a trap that banks set. Balances close unless the name says otherwise. */

/** A statement in EUR around these rows; opening 1000,00. */
export function statementOf(rows: string, closing: string, header = ''): string {
  return [
    ':20:STARTUMS',
    ':25:50070010/0123456789EUR',
    ':28C:00004/00001',
    ...(header === '' ? [] : [header]),
    ':60F:C260301EUR1000,00',
    rows,
    `:62F:${closing}`,
    '-',
    '',
  ].join('\r\n');
}

/** An interim report without an envelope, around these fields. */
export function interimOf(
  fields: string,
  { floor = ':34F:EUR0,', asOf = ':13D:2603021130+0100' } = {},
): string {
  const lines = [':20:I', ':25:1', ':28C:3/1', floor, asOf, fields, '-'];
  return `${lines.filter((line) => line !== '').join('\r\n')}\r\n`;
}

export const SAMPLES: Readonly<Record<string, string>> = {
  structured: statementOf(
    [
      ':61:2603020302CR50,05NTRFNONREF//0724710333343453',
      ':86:166?00GUTSCHRIFT?100399?20EREF+EndToEndId TFNR 22 004?21 00001?22',
      'SVWZ+Verw CTSc-01 BC-PPP TF?23Nr 22 004?30DRESDEFF508?31DE8937040',
      '0440532013000?32KARL?33        KAUFMANN?70Empfaenger Marta Metzge',
      'r',
      ':61:2603020302DR20,00NDDTKREF+//BD7CFA74485E7E69',
      ':86:105?00BASISLASTSCHRIFT?109310?20EREF+R-1?21KREF+K-7?22MREF+M-9',
      '?23CRED+DE98ZZZ09999999999?24SVWZ+Abschlag Maerz?30COBADEFFXXX?31D',
      'E02120300000000202051?32Stadtwerke?34992',
    ].join('\r\n'),
    'C260302EUR1030,05',
  ),
  envelope: `{1:F01DEUTDEFFAXXX0000000000}{2:I940COBADEFFXXXXN}{4:\r\n${statementOf(
    ':61:2603020302C500,NTRFNONREF//B4E07XM00J000023\r\n:86:INVOICE 4711',
    'C260302EUR1500,',
  ).replace(/-\r\n$/, '-}{5:{MAC:ABCDEFG}}\r\n')}`,
  slashCodes: statementOf(
    [
      ':61:2603020302C335,53NTRFEREF//31102000055044',
      '/TRCD/00100/',
      ':86:/EREF/SCT-1-BO230019-R1//CNTP/NL91ABNA0417164300/RABONL2U/Lambrix',
      ' Elektrotechniek///REMI/USTD//110130590/',
      ':61:2603020302D35,53NTRFNONREF',
      ':86:/TRTP/SEPA OVERBOEKING/IBAN/NL02ABNA0123456789/BIC/ABNANL2A/NAME',
      '/JANSEN BV/REMI/FACTUUR 12/EREF/NOTPROVIDED',
    ].join('\r\n'),
    'C260302EUR1300,00',
  ),
  plainAndPages: [
    ':20:PAGE',
    ':25:NL91ABNA0417164300',
    ':28C:17/1',
    ':60F:C260301EUR100,00',
    ':61:260302C10,NMSCNONREF',
    ':86:FIRST PAGE',
    ':62M:C260302EUR110,00',
    '-',
    ':20:PAGE',
    ':25:NL91ABNA0417164300',
    ':28C:17/2',
    ':60M:C260302EUR110,00',
    ':61:260302D30,NMSCNONREF',
    ':86:SECOND PAGE',
    ':62F:C260302EUR80,00',
    '-',
    '',
  ].join('\n'),
  interim: [
    '{1:F01DEUTDEFFAXXX0000000000}{2:O9421200260302COBADEFFAXXX00000000002603021201N}{4:',
    ':20:INTERIM',
    ':25:50070010/0123456789EUR',
    ':28C:00017/00001',
    ':34F:EURD0,',
    ':34F:EURC0,',
    ':13D:2603021130+0100',
    ':61:2603020302D30,50NTRFNONREF//B-1',
    ':86:116?00UEBERWEISUNG?20RENT?32LANDLORD',
    ':61:2603020302C100,NTRFE-2',
    ':86:166?00GUTSCHRIFT?20INVOICE 4711?32CUSTOMER',
    ':61:2603030303EC7,25NTRFE-3',
    ':86:EXPECTED',
    ':90D:1EUR30,50',
    ':90C:1EUR100,',
    ':86:FOR YOUR INFORMATION ONLY',
    '-}',
    '',
  ].join('\r\n'),
  umlauts: statementOf(
    ':61:2603020302C1,00NMSCNONREF\r\n:86:Müller, Köln, Straße 5, Ärger',
    'C260302EUR1001,00',
  ),
};

/** The file as read; what is read always has the form that is promised. */
export function parse(content: string | Uint8Array): ParsedFile {
  const file = parseStatementBytes('test.sta', typeof content === 'string' ? Buffer.from(content) : content);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

export const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
export const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

/** The one row of a statement around this :61: (and :86:). */
export function rowOf(fields: string): ParsedRow {
  const [row, ...others] = rowsOf(parse(statementOf(fields, 'C260302EUR1,')));
  expect(others).toEqual([]);
  if (!row) throw new Error('No row was read.');
  return row;
}
