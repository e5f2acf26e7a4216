import { UNSAID } from '../../events/policy/policy-events.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { policies, policyKey } from './policies.projection.js';

const scale = [
  { rating: 'true', label: 'True', definition: 'It is so.', value: 5, final: true },
  { rating: 'false', label: 'False', definition: 'It is not so.', value: 1, final: true },
];
const policy = (version: number) => ({
  version,
  quorum: 2,
  distinctOrganizations: false,
  scales: { veracity: scale, attribution: scale },
  ...UNSAID,
});

it('keeps every version of the policy, in order', () => {
  const { events } = new RecordedHistory()
    .by(uuid(9))
    .record('policy-ledger', 'PolicyAdopted', policy(1))
    .record('policy-ledger', 'PolicyAdopted', policy(2));
  expect([...fold(policies, events).values()]).toEqual([
    {
      version: '0000000001',
      policy: policy(1),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_by: uuid(9),
      recorded_position: '0000000000000001',
    },
    expect.objectContaining({ version: '0000000002', policy: policy(2) }),
  ]);
});

it('sorts versions as numbers', () => {
  expect(policyKey(9) < policyKey(10)).toBe(true);
});

it('stops where a version is adopted twice', () => {
  const { events } = new RecordedHistory()
    .record('policy-ledger', 'PolicyAdopted', policy(1))
    .record('policy-ledger', 'PolicyAdopted', policy(1));
  expect(() => fold(policies, events)).toThrow(ImpossibleEventError);
});
