import { expect, test } from 'vitest';
import { labelledParts } from './labels.ts';

/** The parts that a text has. */
const given = (text: string) =>
  Object.fromEntries(Object.entries(labelledParts(text)).filter(([, value]) => value !== null));

test('a part goes up to the next label, known or asked for', () => {
  expect(given('PAID DBNM: ACME, INC., TRACE#:91 ;DACT : 4711')).toEqual({
    DBNM: 'ACME, INC.',
    DACT: '4711',
  });
});

test('a colon without a label is part of a value', () => {
  expect(given('REMI:invoice: 4711, at 12:30 MYSEC:x')).toEqual({ REMI: 'invoice: 4711, at 12:30 MYSEC:x' });
});

test('a label at the very beginning counts, one inside a word does not', () => {
  expect(given('EREF:E-1 XDBNM:ACME')).toEqual({ EREF: 'E-1 XDBNM:ACME' });
  expect(given('ORIG CO NAME:ACME ORIG ID:9')).toEqual({ 'ORIG CO NAME': 'ACME' });
});

test('the first of two parts with the same label counts, unless it is empty', () => {
  expect(given('CHKN: ,CHKN:1,CHKN:2')).toEqual({ CHKN: '1' });
});

test('blanks within a value are one', () => {
  expect(given('CRNM:OTTO   AND\t\tSONS ')).toEqual({ CRNM: 'OTTO AND SONS' });
});

test('a text without a label has no parts', () => {
  expect(given('PAID AT 12:30')).toEqual({});
  expect(given(':')).toEqual({});
});
