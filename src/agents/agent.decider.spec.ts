import type { AgentEvent } from '../../events/agent/agent-events.js';
import type { Agent } from '../../events/fields.js';
import { identifiersOf } from '../../projections/provenance/agent-identifiers.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { agentDecider, type IdentifyAgents } from './agent.decider.js';

const [ANA, BEN] = [uuid(1), uuid(2)];
const PAGE = 'https://ministry.example/weber';
const SHORT: Agent = { name: 'J. Weber', affiliation: 'Ministry' };
const LONG: Agent = { name: 'Jonas Weber', affiliation: 'Ministry', sameAs: [PAGE] };

const identify = (...agents: Agent[]): IdentifyAgents => ({
  type: 'IdentifyAgents',
  agents,
  identifiers: agents.map(identifiersOf),
  reason: 'one biography',
  identifiedBy: ANA,
});
const retraction = (id: string, roles: 'contributor' | 'editor' = 'contributor') =>
  ({
    type: 'RetractIdentification',
    reason: 'two people',
    actor: { id, roles: [roles], organization: 'Desk' },
  }) as const;

const identified: AgentEvent = {
  type: 'AgentsIdentified',
  data: { agents: [SHORT, LONG], reason: 'one biography', identifiedBy: ANA },
};
const retracted: AgentEvent = {
  type: 'AgentIdentificationRetracted',
  data: { reason: 'two people' },
};

describe('identifying agents', () => {
  it('records the descriptions, who says so, and why', () => {
    expect(given(agentDecider).when(identify(SHORT, LONG))).toEqual({ events: [identified] });
  });

  it.each<[string, Agent[]]>([
    ['are the same', [SHORT, SHORT]],
    ['have the same name and affiliation', [SHORT, { ...SHORT, name: 'j. WEBER', role: 'chief' }]],
    ['share a page', [LONG, { name: 'Somebody', sameAs: [`${PAGE}/#life`] }]],
    [
      'share pages with one of them',
      [SHORT, { name: 'Weber', sameAs: [PAGE] }, { ...SHORT, sameAs: [PAGE] }],
    ],
  ])('is refused where the descriptions %s', (_, agents) => {
    const decision = given(agentDecider).when(identify(...agents));
    expect(refusalOf(decision)).toBe('rule nothing-to-identify /agents');
  });

  it('is recorded where one of them is apart', () => {
    const agents = [SHORT, { ...SHORT, name: 'J. WEBER' }, { name: 'J. Weber' }];
    expect(refusalOf(given(agentDecider).when(identify(...agents)))).toBe('accepted');
  });
});

describe('retracting an identification', () => {
  it.each([
    ['who made it', retraction(ANA)],
    ['an editor', retraction(BEN, 'editor')],
  ])('is for %s', (_, command) => {
    expect(given(agentDecider, identified).when(command)).toEqual({ events: [retracted] });
  });

  it.each([
    ['to somebody else', [identified], BEN, 'separation-of-duties identification-not-yours'],
    ['a second time', [identified, retracted], ANA, 'rule identification-already-retracted'],
    ['of what was never identified', [], ANA, 'not-found identification-unknown'],
  ])('is refused %s', (_, events, actor, refusal) => {
    expect(refusalOf(given(agentDecider, ...events).when(retraction(actor)))).toBe(refusal);
  });
});
