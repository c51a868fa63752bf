import { chanceOf } from './random.ts';

/**
 * An OFX 1.02 file of about `sizeBytes`, the same for the same seed: one account of an American bank in SGML, whose elements are not
 * closed, each transaction with name, memo and id.
 */
export function generateOfx(sizeBytes: number, seed: number): Buffer {
  const { random, pick, digits } = chanceOf(seed);
  const rows: string[] = [];
  let size = 0;
  let balance = 100_000_00;
  while (size < sizeBytes) {
    const cents = Math.floor(random() * 500_000) + 1;
    const credit = random() < 0.5;
    balance += credit ? cents : -cents;
    const text = [
      '<STMTTRN>',
      `<TRNTYPE>${credit ? 'CREDIT' : 'DEBIT'}`,
      '<DTPOSTED>20260302120000.000[-5:EST]',
      `<TRNAMT>${decimal(credit ? cents : -cents)}`,
      `<FITID>${digits(16)}`,
      `<NAME>${pick(NAMES)}`,
      `<MEMO>INVOICE ${digits(6)} CUSTOMER ${digits(5)} THANK YOU`,
      '</STMTTRN>',
    ].join('\r\n');
    rows.push(text);
    size += text.length;
  }
  const tail = `</BANKTRANLIST>\r\n<LEDGERBAL><BALAMT>${decimal(balance)}<DTASOF>20260302</LEDGERBAL>`;
  return Buffer.from([HEAD, ...rows, tail, '</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>', ''].join('\r\n'));
}

const NAMES = ['ALBRECHT SUPPLY', 'BAUMANN TOOLS', 'CASTELLANO INC', 'DUPONT FREIGHT', 'ERIKSSON LABS'];

const HEAD = [
  'OFXHEADER:100',
  'DATA:OFXSGML',
  'VERSION:102',
  'SECURITY:NONE',
  'ENCODING:USASCII',
  'CHARSET:1252',
  'COMPRESSION:NONE',
  'OLDFILEUID:NONE',
  'NEWFILEUID:NONE',
  '',
  '<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260303<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>',
  '<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD',
  '<BANKACCTFROM><BANKID>121000248<ACCTID>4711<ACCTTYPE>CHECKING</BANKACCTFROM>',
  '<BANKTRANLIST><DTSTART>20260201<DTEND>20260302',
].join('\r\n');

function decimal(cents: number): string {
  const unsigned = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(unsigned / 100)}.${String(unsigned % 100).padStart(2, '0')}`;
}
