import Type from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { Agent, Id, text } from '../fields.js';

/**
 * A member says that these descriptions are of one agent. The ledger itself takes two for one only where
 * they share a `sameAs` or have the same name and affiliation.
 */
export const AgentsIdentified = defineEvent(
  'AgentsIdentified',
  1,
  Type.Object(
    {
      agents: Type.Array(Agent, { minItems: 2, maxItems: 20 }),
      reason: text(5000),
      /** The member; who else takes it back must be an editor. */
      identifiedBy: Id,
    },
    { additionalProperties: false },
  ),
);

export const AgentIdentificationRetracted = defineEvent(
  'AgentIdentificationRetracted',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

/** The events of this subject, in the versions that are written today. */
export const agentEvents = [AgentsIdentified, AgentIdentificationRetracted] as const;

export type AgentEvent = EventOf<(typeof agentEvents)[number]>;
