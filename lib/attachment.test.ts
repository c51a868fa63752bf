import { expect, test } from 'vitest';
import { attachment } from './attachment.ts';

test.each([
  ['jan.sta', 'jan.sta'],
  ['März (neu)*.csv', 'M%C3%A4rz%20%28neu%29%2A.csv'],
  ["it's", 'it%27s'],
  ['half \ud83d', 'half%20%EF%BF%BD'],
])('%j stands in the header as %s', (filename, encoded) => {
  expect(attachment(filename)).toBe(`attachment; filename*=UTF-8''${encoded}`);
});
