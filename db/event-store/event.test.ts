import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#lib/ids.ts';
import { catalogueOf, defineEvent, eventsOf } from './event.ts';

const schema = z.object({ name: z.string() });

describe('event definitions', () => {
  test('a version without the upcasters that lead to it is refused', () => {
    expect(() => defineEvent({ type: 'Renamed', schema, version: 2 })).toThrow(
      'Renamed is at version 2 and has 0 upcasters.',
    );
  });

  test('two events of one name are refused', () => {
    const Renamed = defineEvent({ type: 'Renamed', schema });
    expect(() => catalogueOf([Renamed, Renamed])).toThrow('Two events are called Renamed.');
  });

  test('personal fields are sealed for the person that the stream is about, unless another is named', () => {
    const stream = { type: 'user', id: newId() };
    const UserNamed = defineEvent({ type: 'UserNamed', schema, personal: ['name'] });
    expect(UserNamed.subject?.({ name: 'Ada' }, stream)).toBe(stream.id);
    const other = newId();
    const Invited = defineEvent({ type: 'Invited', schema, personal: ['name'], subject: () => other });
    expect(Invited.subject?.({ name: 'Ada' }, stream)).toBe(other);
    expect(defineEvent({ type: 'Moved', schema }).subject).toBeNull();
  });

  test('eventsOf keeps those of one type, in order', () => {
    const Renamed = defineEvent({ type: 'Renamed', schema });
    const events = ['Renamed', 'Moved', 'Renamed'].map((type, position) => ({
      type,
      position,
      data: { name: type },
    }));
    expect(eventsOf(events as never, Renamed).map((event) => event.position)).toEqual([0, 2]);
  });
});
