import { expect, test } from 'vitest';
import { formatAccount } from './format-account.ts';

test.each([
  ['DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
  ['NO9386011117947', 'NO93 8601 1117 947'],
  ['50070010/0123456', '50070010/0123456'],
  ['DE89', 'DE89'],
])('%s is written %s', (account, written) => expect(formatAccount(account)).toBe(written));
