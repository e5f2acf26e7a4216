import { rule } from './rule.js';

/** Identifications of agents. */
export const AGENT_RULES = {
  'nothing-to-identify': rule('rule', {
    meaning: 'An identification joins descriptions that the ledger takes for different agents.',
    reason:
      'Descriptions that share a page, or a name and an affiliation, count as one agent anyway.',
    remedy: 'Nothing needs to be done: they count as one.',
    example: {
      request: 'POST /v1/agents/identifications',
      detail: 'The descriptions share a page, or name and affiliation: they are one agent already.',
      pointer: '/agents',
    },
  }),
  'identification-unknown': rule('not-found', {
    meaning: 'An identification that is retracted must be on record.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: 'Check the id: `GET /v1/agents/identifications` lists them.',
    example: {
      request: 'POST /v1/agents/identifications/{id}/retraction',
      detail: 'There is no such identification.',
    },
  }),
  'identification-not-yours': rule('separation-of-duties', {
    meaning: 'The member who made an identification retracts it, or an editor does.',
    reason: "Nobody removes a colleague's work on their own.",
    remedy: 'Ask the member who made it, or an editor.',
    example: {
      request: 'POST /v1/agents/identifications/{id}/retraction',
      detail: 'An identification is retracted by the member who made it, or by an editor.',
    },
  }),
  'identification-already-retracted': rule('rule', {
    meaning: 'An identification is retracted once.',
    reason: 'A second retraction would hide who retracted it first, and why.',
    remedy: 'Nothing needs to be done: the identification is retracted.',
    example: {
      request: 'POST /v1/agents/identifications/{id}/retraction',
      detail: 'The identification was retracted before.',
    },
  }),
};
