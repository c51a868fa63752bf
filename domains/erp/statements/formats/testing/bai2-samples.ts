/** Small BAI2 files for tests. Control totals and counts are right unless a test breaks them. */

export type SampleAccount = {
  /** What follows "03,", without the slash. */
  header: string;
  /** Its other records: "16,…" and "88,…", each with the slash that it should have. */
  records?: readonly string[];
  /** In the smallest unit; the builder does not read amounts. */
  control: string | number;
};

/** A group around accounts, with its trailers. `header` is what follows "02,". */
export function groupOf(
  accounts: readonly SampleAccount[],
  header = 'RECEIVER,121000248,1,260302,2359,USD,2',
): string[] {
  const lines = accounts.flatMap(({ header: account, records = [], control }) => [
    `03,${account}/`,
    ...records,
    `49,${control},${records.length + 2}/`,
  ]);
  const total = accounts.reduce((sum, { control }) => sum + BigInt(control), 0n);
  return [`02,${header}/`, ...lines, `98,${total},${accounts.length},${lines.length + 2}/`];
}

/** A file around groups, its records as lines. */
export function fileOf(groups: readonly (readonly string[])[], header = '260303,0600,1,,,2'): string[] {
  const lines = groups.flat();
  const total = lines
    .filter((line) => line.startsWith('98,'))
    .reduce((sum, line) => sum + BigInt(line.split(',')[1] ?? 0), 0n);
  return [`01,121000248,RECEIVER,${header}/`, ...lines, `99,${total},${groups.length},${lines.length + 2}/`];
}

/** One account in one group, as text. */
export function accountOf(account: SampleAccount, header?: string): string {
  return `${fileOf([groupOf([account], header)]).join('\n')}\n`;
}

export const SAMPLES: Readonly<Record<string, string>> = {
  previousDay: accountOf({
    header: '0975312468,USD,010,100000,,,015,148050,,,045,148050,,,100,50050,2,,400,2000,1,',
    records: [
      '16,165,50000,0,BR-1,CR-1,ORIG CO NAME:ACME CORP   ORIG ID:9001  CO ENTRY DESCR:PAYMENT/',
      '16,475,2000,Z,8812,1234/',
      '16,354,50,V,260304,,BR-3,,INTEREST, FEBRUARY 2/',
    ],
    control: 100000 + 148050 + 148050 + 50050 + 2000 + 50000 + 2000 + 50,
  }),
  continued: fileOf([
    groupOf([
      {
        header: '11,USD,010,0,,,015',
        records: [
          '88,1500000,,/',
          '16,115,1000000,S,500000/',
          '88,400000,100000,AX13612,B096132,AMALGAMATED CORP./DEPT. 4',
          '88,DEPOSIT, MISC. RECEIVABLES/',
          '16,195,500000,D,2,0,200000/',
          '88,2,300000,GI22,RT 6/B,INCOMING WIRE/',
        ],
        control: 3000000,
      },
      { header: '22,JPY,060,7500,,', control: 7500 },
    ]),
    groupOf(
      [{ header: '33,KWD,010,-1500,,,015,-2750,,', records: ['16,699,1250,1,,,FEE Ü/'], control: -3000 }],
      'R,NBOKKWKW,1,260302,1430,,3',
    ),
  ]).join('\r\n'),
};
