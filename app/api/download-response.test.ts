import { expect, test } from 'vitest';
import { downloadResponse } from './download-response.ts';
import { filenameOf } from './filename.ts';

test.each(['jan.sta', 'Kontoübersicht (März) *neu*.csv', "it's.xml", 'a;b="c".sta'])(
  'the name %s comes back as it was',
  (name) => {
    const header = downloadResponse('', name).headers.get('content-disposition');
    expect(filenameOf(header)).toBe(name);
    expect(header).not.toMatch(/''.*['()*"; ]/);
  },
);

test('bytes go out as they are, with their number where it is known', async () => {
  const response = downloadResponse(new Uint8Array([0, 255, 10]), 'x', 3);
  expect(response.headers.get('content-length')).toBe('3');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 10]);
});
