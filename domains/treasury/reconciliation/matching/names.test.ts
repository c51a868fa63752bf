import { describe, expect, test } from 'vitest';
import { nameSimilarity, nameTokens } from './names.ts';

const alike = (a: string, b: string) => nameSimilarity(nameTokens(a), nameTokens(b));

describe('one name in several spellings', () => {
  test.each([
    ['Müller & Söhne GmbH', 'MUELLER U SOEHNE'],
    ['Müller & Söhne GmbH', 'MULLER UND SOHNE GMBH'],
    ['Ferri S.p.A.', 'FERRI SPA'],
    ['Ferri S.p.A.', 'FERRI S P A'],
    ['Smørrebrød Ærø A/S', 'SMORREBROD AEROE AS'],
    ['Société Générale d’Outillage SARL', 'SOCIETE GENERALE D OUTILLAGE'],
    ['Łódzka Fabryka Łożysk Sp. z o.o.', 'LODZKA FABRYKA LOZYSK SP ZOO'],
    ['株式会社小林精機', '小林精機'],
    ['(株)小林精機', '小林精機'],
    ['Αφοί Παπαδόπουλοι Α.Ε.', 'ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΙ ΑΕ'],
    ['ООО «Ромашка»', 'Ромашка ООО'],
  ])('%j is %j', (a, b) => {
    expect(alike(a, b)).toBeGreaterThanOrEqual(0.9);
  });
});

test('a name that the bank cut or mistyped is nearly the same', () => {
  expect(alike('Northgate Instruments Manufacturing Inc.', 'NORTHGATE INSTRUMENTS MANUFACT')).toBeGreaterThan(
    0.9,
  );
  expect(alike('Northgate Instruments Inc.', 'NORTHGATE INSTRUMNETS')).toBeGreaterThan(0.85);
});

test.each([
  ['Müller & Söhne GmbH', 'Aurora Optik AB'],
  ['Nord Metall GmbH', 'Süd Metall GmbH'],
  ['Schmidt AG', 'Schmitt Logistik AG'],
  ['GmbH', ''],
])('%j is not %j', (a, b) => {
  expect(alike(a, b)).toBeLessThan(0.85);
});
