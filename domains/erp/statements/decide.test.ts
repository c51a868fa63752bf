import { describe, expect, test } from 'vitest';
import {
  decideDismiss,
  decideResolve,
  evolveFile,
  type FileState,
  initialFile,
  type StatementEvent,
} from './decide.ts';

const uploaded = (data: { preview?: boolean; account?: string } = {}): StatementEvent => ({
  type: 'StatementUploaded',
  data: { filename: 'a.csv', sha256: 'x', sizeBytes: 1, storagePath: 'a', ...data },
});
const held: StatementEvent = {
  type: 'StatementHeld',
  data: { reason: 'Look.', format: 'csv', problems: [] },
};
const resolved = (mapping: Record<string, unknown> | null, accepted?: boolean): StatementEvent => ({
  type: 'StatementResolved',
  data: { mapping, ...(accepted && { accepted }) },
});
const given = (...events: StatementEvent[]) => events.reduce<FileState>(evolveFile, initialFile);

describe('a file that somebody wants to see first', () => {
  test('is to be looked at until a person accepts it, however often it is read', () => {
    expect(given(uploaded({ preview: true }), held)).toMatchObject({ preview: true, accepted: false });
    expect(given(uploaded({ preview: true }), held, resolved(null))).toMatchObject({ accepted: false });
    expect(given(uploaded({ preview: true }), held, resolved({}, true))).toMatchObject({ accepted: true });
  });
});

describe('what is answered', () => {
  test('one thing after the other adds up', () => {
    const state = given(uploaded(), held, resolved({ decimalSign: ',' }), held, resolved({ account: 'A' }));
    expect(state).toMatchObject({ mapping: { decimalSign: ',', account: 'A' } });
  });

  test('an accepted file is read as it was shown, and by nothing that was said before', () => {
    const before = [uploaded({ account: 'DE1' }), held, resolved({ columns: { amount: 1 } }), held];
    expect(given(...before, resolved({ columns: { debit: 2 } }, true))).toMatchObject({
      mapping: { otherwise: { account: 'DE1' }, columns: { debit: 2 } },
    });
  });

  test('what was remembered of another table counts from the reading on', () => {
    const parsed: StatementEvent = {
      type: 'StatementParsed',
      data: {
        ...{ format: 'csv', formatVersion: null, encoding: null, statements: [], problems: [], rowCount: 0 },
        ...{ complete: false, mapping: { dateOrder: 'dayFirst' } },
      },
    };
    expect(given(uploaded(), parsed)).toMatchObject({
      status: 'parsing',
      mapping: { dateOrder: 'dayFirst' },
    });
  });
});

const refused: StatementEvent = {
  type: 'StatementRejected',
  data: { errorMessage: 'An HTML page.', format: null, problems: [] },
};
const aside: StatementEvent = { type: 'StatementDismissed', data: { reason: 'A test' } };

describe('a file that is put aside', () => {
  test('waited, or was refused, and is neither any more', () => {
    for (const before of [held, refused]) {
      expect(decideDismiss(given(uploaded(), before), 'A test')).toEqual([aside]);
      expect(given(uploaded(), before, aside).status).toBe('dismissed');
    }
  });

  test('is not put aside twice, and can be taken back', () => {
    const state = given(uploaded({ preview: true }), held, aside);
    expect(() => decideDismiss(state, 'again')).toThrow('does not wait');
    expect(decideResolve(state, null)).toEqual([resolved(null)]);
    expect(given(uploaded({ preview: true }), held, aside, resolved(null))).toMatchObject({
      ...{ status: 'uploaded', preview: true, accepted: false },
    });
  });
});

test('only a file that waits, or was refused, is read again', () => {
  expect(decideResolve(given(uploaded(), held), null, true)).toEqual([resolved(null, true)]);
  expect(() => decideResolve(given(uploaded()), null)).toThrow('does not wait');
});

test('a file is put aside while it waits or nothing of it is told, and no later', () => {
  const parsed: StatementEvent = {
    type: 'StatementParsed',
    data: {
      ...{ format: 'mt940', formatVersion: null, encoding: null, statements: [], problems: [] },
      ...{ rowCount: 0, complete: true },
    },
  };
  for (const events of [[uploaded()], [uploaded(), held]]) {
    expect(decideDismiss(given(...events), 'A test.')).toMatchObject([{ type: 'StatementDismissed' }]);
  }
  expect(() => decideDismiss(given(uploaded(), parsed), 'A test.')).toThrow('being imported');
  expect(() => decideDismiss(initialFile, 'A test.')).toThrow('does not wait');
});
