import { v5, v7, validate, version } from 'uuid';

import { derivedId, eventId } from './derived-id.js';

const key = v5('some key', '00000000-0000-0000-0000-000000000000');

it('is the same at every try, and another for another thing or command', () => {
  const command = v7();
  expect(derivedId(command, 'claim')).toBe(derivedId(command, 'claim'));
  expect(derivedId(command, 'claim')).not.toBe(derivedId(command, 'source'));
  expect(derivedId(command, 'claim')).not.toBe(derivedId(v7(), 'claim'));
  expect(derivedId(key, 'claim')).toBe(derivedId(key, 'claim'));
  expect(derivedId(key, 'claim')).not.toBe(derivedId(key, 'source'));
});

it('carries the time of a command that has one', () => {
  const command = v7({ msecs: Date.parse('2026-11-24T12:00:00Z') });
  const id = derivedId(command, 'claim');
  expect(validate(id)).toBe(true);
  expect(version(id)).toBe(7);
  expect(id.slice(0, 13)).toBe(command.slice(0, 13));
});

it('is the same in every release', () => {
  const command = '019ac0de-0000-7abc-8def-0123456789ab';
  expect(derivedId(command, 'claim')).toBe('019ac0de-0000-7af8-9f19-494df0900cc6');
});

it('invents no time for a command that has none', () => {
  expect(version(derivedId(key, 'claim'))).toBe(5);
});

test('the events of a command have ids of their own, those of a keyed one UUIDv5 of its id and their place', () => {
  const command = v7();
  const ids = [eventId(command, 0), eventId(command, 1), eventId(v7(), 0)];
  expect(new Set(ids).size).toBe(3);
  expect(eventId(command, 0)).toBe(ids[0]);
  expect(eventId(key, 3)).toBe(v5('3', key));
});
