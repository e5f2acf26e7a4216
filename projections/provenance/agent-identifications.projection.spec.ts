import type { Agent } from '../../events/fields.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { agentIdentifications } from './agent-identifications.projection.js';
import { agentIdentifiers } from './agent-identifiers.projection.js';

const ID = uuid(50);
const AGENTS: Agent[] = [
  { name: 'J. Weber', affiliation: 'Ministry' },
  { name: 'Jonas Weber', affiliation: 'Ministry', sameAs: ['https://ministry.example/weber'] },
  { name: 'j. weber', affiliation: 'MINISTRY', role: 'spokesperson' },
];

const identified = () => new LedgerHistory().agentsIdentified(ID, AGENTS);

it('shows what was identified, and why', () => {
  expect([...fold(agentIdentifications, identified().events).values()]).toEqual([
    {
      identification_id: ID,
      agents: AGENTS,
      reason: 'one biography',
      retracted: null,
      recorded_by: uuid(1),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000001',
    },
  ]);
});

it('finds it by each identifier of its agents, once', () => {
  const rows = [...fold(agentIdentifiers, identified().events).values()];
  expect(rows).toEqual(
    [
      'name:j. weber|ministry',
      'url:https://ministry.example/weber',
      'name:jonas weber|ministry',
    ].map((identifier, n) => ({
      agent_identifier: `${ID}/${n}`,
      identification_id: ID,
      identifier,
      recorded_position: '0000000000000001',
    })),
  );
});

it('says who retracted it, when and why', () => {
  const { events } = identified()
    .at('2025-10-15T10:00:00.000Z')
    .by(uuid(9))
    .agentIdentificationRetracted(ID);
  expect(fold(agentIdentifications, events).get(ID)).toMatchObject({
    reason: 'one biography',
    retracted: { reason: 'two people', by: uuid(9), at: '2025-10-15T10:00:00.000Z' },
  });
});

it('stops at what cannot be', () => {
  const never = new LedgerHistory().agentIdentificationRetracted(ID);
  expect(() => fold(agentIdentifications, never.events)).toThrow(ImpossibleEventError);
  const twice = identified().agentsIdentified(ID, AGENTS);
  expect(() => fold(agentIdentifications, twice.events)).toThrow(ImpossibleEventError);
  expect(() => fold(agentIdentifiers, twice.events)).toThrow(ImpossibleEventError);
  const again = identified().agentIdentificationRetracted(ID).agentIdentificationRetracted(ID);
  expect(() => fold(agentIdentifications, again.events)).toThrow(/retracted before/);
});
