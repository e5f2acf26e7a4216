import { agentDecider } from '../../../src/agents/agent.decider.js';
import { identifiersOf } from '../../../projections/provenance/agent-identifiers.js';
import type { Step } from './newsroom.js';
import { newStream } from './scribe.js';
import { agent } from './wording.js';

export const identifyAgents: Step = (room) => {
  const { chance, scribe, identifications } = room;
  const contributor = room.somebody('contributor');
  if (!contributor) return undefined;
  const turn = scribe.turn(contributor);
  const stream = newStream(turn, 'agent', agentDecider);
  const one = agent(chance);
  const agents = [one, { ...one, affiliation: 'The Harbour Post', role: 'editor' }];
  const append = scribe.record(turn, stream, agentDecider, {
    type: 'IdentifyAgents',
    agents,
    identifiers: agents.map(identifiersOf),
    reason: 'The imprint names both.',
    identifiedBy: contributor.id,
  });
  if (append) identifications.add(stream);
  return append;
};

export const retractIdentification: Step = (room) => {
  const { chance, scribe, identifications } = room;
  const editor = room.somebody('editor');
  const stream = identifications.pick(chance);
  if (!editor || !stream) return undefined;
  return scribe.record(scribe.turn(editor), stream, agentDecider, {
    type: 'RetractIdentification',
    reason: 'Two people of one name.',
    actor: editor,
  });
};
