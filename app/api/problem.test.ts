import { expect, test } from 'vitest';
import { NexusError } from '#lib/errors.ts';
import { problemResponse } from './problem.ts';

const answerTo = async (error: unknown) => {
  const response = problemResponse(error, 'request-1');
  return { status: response.status, body: await response.json() };
};

test('a database that does not answer is unavailable, whatever asked it', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const starting = Object.assign(new Error('starting up'), { severity: 'FATAL', code: '57P03' });
  for (const cause of [refused, starting]) {
    const { status, body } = await answerTo(new Error('Failed query', { cause }));
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: 'unavailable', title: expect.stringMatching(/^The database/) });
  }
});

test('what is refused is said, and what broke is not', async () => {
  expect(await answerTo(new NexusError('notFound', 'There is no such file.'))).toMatchObject({
    status: 404,
    body: { title: 'There is no such file.', code: 'notFound' },
  });
  const { status, body } = await answerTo(new Error('secret'));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(body.instance).toBe('request-1');
});
