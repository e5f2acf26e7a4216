import { HOP_MODES, type Hop } from '../../events/citation/citation-events.js';
import { uuid } from '../../test/support/recorded-history.js';
import { attributionRefused } from './attribution.decider.js';

const by: Hop['by'] = { kind: 'named', agent: { name: 'A. Spokesperson' } };
const hop = (mode: Hop['mode'], changes: Partial<Hop> = {}): Hop => ({ mode, by, ...changes });

const ruleOf = (...attribution: Hop[]) => attributionRefused(attribution, [])?.rule;

it.each(HOP_MODES)('may begin with what was %s, or with that alone', (mode) => {
  expect(ruleOf(hop(mode))).toBeUndefined();
  expect(ruleOf(hop(mode), hop('reported'))).toBeUndefined();
});

it.each([
  ['said', 'origin-is-first'],
  ['wrote', 'origin-is-first'],
  ['observed', 'origin-is-first'],
  ['quoted', undefined],
  ['paraphrased', undefined],
  ['reported', undefined],
  ['translated', undefined],
  ['republished', undefined],
] as const)('goes on with what was %s: %s', (mode, rule) => {
  expect(ruleOf(hop('said'), hop(mode))).toBe(rule);
  expect(ruleOf(hop('said'), hop('reported'), hop(mode))).toBe(rule);
});

it('has twenty hops at most', () => {
  const hops = [hop('said'), ...Array<Hop>(19).fill(hop('reported'))];
  expect(ruleOf(...hops)).toBeUndefined();
  expect(ruleOf(...hops, hop('reported'))).toBe('too-many-hops');
});

describe('in the order of time', () => {
  it.each([
    ['the next day', '2025-10-14', '2025-10-15'],
    ['the same day', '2025-10-14', '2025-10-14'],
    ['the day before, where it was that day still', '2025-10-15', '2025-10-14'],
    ['the same instant', '2025-10-14T08:00:00Z', '2025-10-14T10:00:00+02:00'],
    ['a month that holds the day', '2025-10-14', '2025-10'],
    ['a year that holds the instant', '2025-10-14T08:00:00Z', '2025'],
    ['an evening before a day that had begun further east', '2025-10-15', '2025-10-14T11:00:00Z'],
  ])('may be passed on %s', (_, first, second) => {
    expect(ruleOf(hop('said', { at: first }), hop('reported', { at: second }))).toBeUndefined();
  });

  it.each([
    ['three days before', '2025-10-14', '2025-10-11'],
    ['the month before', '2025-10-14', '2025-09'],
    ['the year before', '2025-10', '2024'],
    ['a minute before', '2025-10-14T08:01:00Z', '2025-10-14T08:00:00Z'],
    ['before the day had begun anywhere', '2025-10-15', '2025-10-14T09:00:00Z'],
  ])('is not passed on %s', (_, first, second) => {
    expect(ruleOf(hop('said', { at: first }), hop('reported', { at: second }))).toBe(
      'hops-out-of-order',
    );
  });

  it('is seen over hops without a date', () => {
    const hops = [
      hop('said', { at: '2025-10-14' }),
      hop('reported'),
      hop('quoted', { at: '2025-10-15' }),
      hop('republished', { at: '2025-10-01' }),
    ];
    expect(attributionRefused(hops, [])).toMatchObject({
      kind: 'invalid',
      rule: 'hops-out-of-order',
      pointer: '/attribution/3/at',
    });
    expect(ruleOf(...hops.slice(0, 3))).toBeUndefined();
  });
});

it('names registered sources alone', () => {
  const hops = [hop('said'), hop('reported', { sourceId: uuid(20) })];
  expect(attributionRefused(hops, [uuid(21)])).toMatchObject({
    kind: 'rule',
    rule: 'hop-source-not-registered',
    pointer: '/attribution/1/sourceId',
  });
  expect(attributionRefused(hops, [uuid(20)])).toBeUndefined();
});
