import Type from 'typebox';

import { Catalog, InvalidEventError, UnknownEventError, type Upcast } from './catalog.js';
import { defineEvent } from './define.js';
import type { RecordedEvent } from './envelope.js';

const closed = { additionalProperties: false };
const name = Type.String({ minLength: 1 });

const publishedByName = defineEvent(
  'SourceRegistered',
  1,
  Type.Object({ title: name, publisher: name }, closed),
);
const publishedByOrganization = defineEvent(
  'SourceRegistered',
  2,
  Type.Object({ title: name, publisher: Type.Object({ name }, closed) }, closed),
);
const publishedBySeveral = defineEvent(
  'SourceRegistered',
  3,
  Type.Object({ title: name, publishers: Type.Array(Type.Object({ name }, closed)) }, closed),
);
const SourceWithdrawn = defineEvent('SourceWithdrawn', 1, Type.Object({ reason: name }, closed));

interface ByName {
  readonly title: string;
  readonly publisher: string;
}

const toOrganization: Upcast = {
  type: 'SourceRegistered',
  from: 1,
  to: 2,
  upcast(data) {
    const { publisher, ...rest } = data as ByName;
    return { ...rest, publisher: { name: publisher } };
  },
};
const toSeveral: Upcast = {
  type: 'SourceRegistered',
  from: 2,
  to: 3,
  upcast(data) {
    const { publisher, ...rest } = data as { title: string; publisher: { name: string } };
    return { ...rest, publishers: [publisher] };
  },
};

const twoVersions = [publishedByName, publishedByOrganization];
const threeVersions = [...twoVersions, publishedBySeveral];
const catalog = new Catalog([...twoVersions, SourceWithdrawn], [toOrganization]);

function event(schemaVersion: number, data: object, type = 'SourceRegistered'): RecordedEvent {
  return {
    position: '0000000000000007',
    stream: 'source-01990000-0000-7000-8000-000000000001',
    revision: 0n,
    id: '01990000-0000-7000-8000-000000000002',
    type,
    schemaVersion,
    data,
    metadata: {
      actor: {
        id: '01990000-0000-7000-8000-000000000003',
        roles: ['contributor'],
        organization: 'Desk',
      },
      commandId: '01990000-0000-7000-8000-000000000004',
      commandDigest: 'a'.repeat(64),
      correlationId: '01990000-0000-7000-8000-000000000005',
      causationId: null,
      recordedAt: '2025-10-14T08:00:00.000Z',
    },
  };
}

const first = event(1, { title: 'Talks begin', publisher: 'The Gazette' });
const second = event(2, { title: 'Talks begin', publisher: { name: 'The Gazette' } });

function failure(step: () => unknown): unknown {
  try {
    step();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('an event of an earlier version', () => {
  it('is brought up to the current one, and nothing else about it changes', () => {
    expect(catalog.upcast(first)).toEqual(second);
  });

  it('goes through every version between', () => {
    // In whatever order versions and steps are given.
    const three = new Catalog(threeVersions.toReversed(), [toSeveral, toOrganization]);
    const third = event(3, { title: 'Talks begin', publishers: [{ name: 'The Gazette' }] });
    expect(three.upcast(first)).toEqual(third);
    expect(three.upcast(second)).toEqual(third);
    expect(three.currentVersion('SourceRegistered')).toBe(3);
  });

  it('may skip a version where a step does', () => {
    const leap: Upcast = {
      ...toOrganization,
      to: 3,
      upcast: (data, of) => toSeveral.upcast(toOrganization.upcast(data, of), of),
    };
    const three = new Catalog(threeVersions, [leap, toSeveral]);
    expect(three.upcast(first)).toEqual(three.upcast(second));
  });

  it('gets from its id what no version before had', () => {
    const identified = defineEvent(
      'SourceWithdrawn',
      2,
      Type.Object({ withdrawalId: name, reason: name }, closed),
    );
    const toIdentified: Upcast = {
      type: 'SourceWithdrawn',
      from: 1,
      to: 2,
      upcast: (data, { id }) => ({ withdrawalId: id, ...data }),
    };
    const withdrawn = event(1, { reason: 'Made up.' }, 'SourceWithdrawn');
    expect(new Catalog([SourceWithdrawn, identified], [toIdentified]).upcast(withdrawn)).toEqual({
      ...withdrawn,
      schemaVersion: 2,
      data: { withdrawalId: withdrawn.id, reason: 'Made up.' },
    });
  });

  it('stays as it is stored', () => {
    const stored = JSON.stringify(first.data);
    const frozen = Object.freeze({ ...first, data: Object.freeze({ ...first.data }) });
    expect(catalog.upcast(frozen)).not.toBe(frozen);
    expect(JSON.stringify(frozen.data)).toBe(stored);
    expect(frozen.schemaVersion).toBe(1);
  });

  it('is refused where the step gives what the later version does not allow', () => {
    const forgetful: Upcast = { ...toOrganization, upcast: (data) => data };
    const error = failure(() => new Catalog(twoVersions, [forgetful]).upcast(first));
    expect(error).toBeInstanceOf(InvalidEventError);
    expect(error).toMatchObject({ type: 'SourceRegistered', schemaVersion: 2 });
    expect(String(error)).toContain('/publisher must be object');
  });
});

it('an event of the current version is given back as it is', () => {
  expect(catalog.upcast(second)).toBe(second);
});

describe('what this release does not know', () => {
  it.each([
    ['SourceForgotten v1: no such type in this release', event(1, {}, 'SourceForgotten')],
    ['SourceRegistered v3: this release knows versions up to 2', event(3, { title: 'Talks' })],
    ['SourceRegistered v0: this release knows versions up to 2', event(0, { title: 'Talks' })],
  ])('is not read: %s', (message, unknown) => {
    const { type, schemaVersion } = unknown;
    const error = failure(() => catalog.upcast(unknown));
    expect(error).toBeInstanceOf(UnknownEventError);
    expect(error).toMatchObject({ message, type, schemaVersion });
  });

  it('is not written', () => {
    expect(() => catalog.validate(event(1, {}, 'SourceForgotten'))).toThrow(UnknownEventError);
    expect(() => catalog.validate(event(3, second.data))).toThrow(
      new UnknownEventError('SourceRegistered', 3, 'no such version here'),
    );
    expect(() => catalog.currentVersion('SourceForgotten')).toThrow(UnknownEventError);
  });
});

describe('data', () => {
  it('is held against its own version', () => {
    expect(() => catalog.validate(first)).not.toThrow();
    expect(() => catalog.validate(second)).not.toThrow();
    expect(() => catalog.validate({ ...first, schemaVersion: 2 })).toThrow(InvalidEventError);
    expect(() => catalog.validate({ ...second, schemaVersion: 1 })).toThrow(InvalidEventError);
  });

  it.each([
    [{ title: 'Talks begin', publisher: { name: '' } }, '/publisher/name must'],
    [{ title: 7, publisher: { name: 'The Gazette' } }, '/title must be string'],
    [{ title: 'Talks begin' }, '/ must have required properties publisher'],
    [
      { title: 'Talks begin', publisher: { name: 'The Gazette', city: 'Selmar' } },
      '/publisher must not have additional properties',
    ],
  ])('is refused with the path to what is wrong: %j', (data, problem) => {
    const error = failure(() => catalog.validate({ ...second, data }));
    expect(error).toBeInstanceOf(InvalidEventError);
    const { message, problems } = error as InvalidEventError;
    expect(message).toMatch(/^SourceRegistered v2 is not valid: /);
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  it('is refused with a handful of problems, however many there are', () => {
    const many = defineEvent('Many', 1, Type.Object({ all: Type.Array(Type.Number()) }));
    const data = { all: new Array<string>(1000).fill('no number') };
    const error = failure(() =>
      new Catalog([many]).validate({ type: 'Many', schemaVersion: 1, data }),
    );
    expect((error as InvalidEventError).problems).toHaveLength(5);
  });
});

describe('a catalog', () => {
  it('tells everything that it defines', () => {
    expect(catalog.definitions).toMatchObject([
      { type: 'SourceRegistered', schemaVersion: 1 },
      { type: 'SourceRegistered', schemaVersion: 2 },
      { type: 'SourceWithdrawn', schemaVersion: 1 },
    ]);
  });

  it.each<[string, () => Catalog]>([
    ['no upcast leads on from SourceRegistered v1', () => new Catalog(threeVersions, [toSeveral])],
    [
      'no upcast leads on from SourceRegistered v2',
      () => new Catalog(threeVersions, [toOrganization]),
    ],
    [
      'two upcasts of SourceRegistered v1',
      () => new Catalog(twoVersions, [toOrganization, { ...toOrganization }]),
    ],
    [
      'an upcast of SourceRegistered v1 must lead to a later version',
      () => new Catalog(twoVersions, [{ ...toOrganization, to: 1 }]),
    ],
    [
      'an upcast of SourceRegistered v2 must lead to a later version',
      () => new Catalog(twoVersions, [toOrganization, { ...toOrganization, from: 2, to: 1 }]),
    ],
    [
      'SourceRegistered v3 is not defined',
      () => new Catalog(twoVersions, [toOrganization, toSeveral]),
    ],
    [
      'an upcast for SourceRegistered, which is not defined',
      () => new Catalog([SourceWithdrawn], [toOrganization]),
    ],
    ['SourceRegistered v1 twice', () => new Catalog([publishedByName, publishedByName])],
  ])('is not made: %s', (message, make) => {
    expect(make).toThrow(message);
  });
});
