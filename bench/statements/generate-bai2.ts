import { chanceOf, yymmdd } from './random.ts';

/**
 * A BAI2 file of about `sizeBytes`, the same for the same seed: an account with 40 transactions per day, every second text going on in a
 * continuation (88), whose balances close and whose control totals are right.
 */
export function generateBai2(sizeBytes: number, seed: number): Buffer {
  const { random, pick, digits } = chanceOf(seed);
  const lines = ['01,121000248,RECEIVER,260303,0600,1,,,2/'];
  let size = 0;
  let total = 0;
  let groups = 0;
  let balance = 100_000_00;
  for (; size < sizeBytes; groups++) {
    const opening = balance;
    const rows: string[] = [];
    let control = 0;
    for (let row = 0; row < 40; row++) {
      const cents = Math.floor(random() * 500_000) + 1;
      const credit = balance < 50_000_00 || random() < 0.5;
      balance += credit ? cents : -cents;
      control += cents;
      const text = `ORIG CO NAME:${pick(NAMES)} ORIG ID:${digits(9)} INVOICE ${digits(6)}`;
      rows.push(`16,${credit ? 165 : 455},${cents},0,${digits(12)},${digits(8)},${text}/`);
      if (row % 2 === 0) rows.push(`88,CUSTOMER ${digits(5)} THANK YOU/`);
    }
    control += opening + balance;
    const date = yymmdd(groups);
    const account = [
      `03,0975312468,USD,010,${opening},,,015,${balance},,/`,
      ...rows,
      `49,${control},${rows.length + 2}/`,
    ];
    const group = [
      `02,RECEIVER,121000248,1,${date},2359,USD,2/`,
      ...account,
      `98,${control},1,${account.length + 2}/`,
    ];
    total += control;
    lines.push(...group);
    size += group.reduce((sum, line) => sum + line.length + 1, 0);
  }
  lines.push(`99,${total},${groups},${lines.length + 1}/`, '');
  return Buffer.from(lines.join('\n'));
}

const NAMES = ['ALBRECHT SUPPLY', 'BAUMANN TOOLS', 'CASTELLANO INC', 'DUPONT FREIGHT', 'ERIKSSON LABS'];
