import type { AgentEvent } from '../../events/agent/agent-events.js';
import type { Actor } from '../../events/envelope.js';
import type { Agent } from '../../events/fields.js';
import { accept, refuse, type Decider, type Decision } from '../deciding/decision.js';

export interface IdentifyAgents {
  readonly type: 'IdentifyAgents';
  /** Descriptions of one agent. */
  readonly agents: readonly Agent[];
  /** What each of them is known by, in the same order. */
  readonly identifiers: readonly (readonly string[])[];
  readonly reason: string;
  readonly identifiedBy: string;
}

export interface RetractIdentification {
  readonly type: 'RetractIdentification';
  readonly reason: string;
  readonly actor: Actor;
}

export type AgentCommand = IdentifyAgents | RetractIdentification;

/** One identification: a stream of its own, since no agent has a record that it could stand in. */
export interface IdentificationState {
  /** The member; undefined until something is identified. */
  readonly identifiedBy: string | undefined;
  readonly retracted: boolean;
}

export const agentDecider: Decider<IdentificationState, AgentCommand, AgentEvent> = {
  initial: { identifiedBy: undefined, retracted: false },
  evolve,
  decide,
};

function evolve(state: IdentificationState, event: AgentEvent): IdentificationState {
  switch (event.type) {
    case 'AgentsIdentified':
      return { ...state, identifiedBy: event.data.identifiedBy };
    case 'AgentIdentificationRetracted':
      return { ...state, retracted: true };
  }
}

function decide(command: AgentCommand, state: IdentificationState): Decision<AgentEvent> {
  return command.type === 'IdentifyAgents' ? identify(command, state) : retract(command, state);
}

function identify(
  { agents, identifiers, reason, identifiedBy }: IdentifyAgents,
  state: IdentificationState,
): Decision<AgentEvent> {
  if (state.identifiedBy !== undefined) return accept();
  if (hangTogether(identifiers)) {
    return refuse({
      kind: 'rule',
      rule: 'nothing-to-identify',
      detail: 'The descriptions share a page, or name and affiliation: they are one agent already.',
      pointer: '/agents',
    });
  }
  const data = { agents: [...agents], reason, identifiedBy };
  return accept({ type: 'AgentsIdentified', data });
}

function retract(
  { reason, actor }: RetractIdentification,
  { identifiedBy, retracted }: IdentificationState,
): Decision<AgentEvent> {
  if (identifiedBy === undefined) {
    return refuse({
      kind: 'not-found',
      rule: 'identification-unknown',
      detail: 'There is no such identification.',
    });
  }
  if (identifiedBy !== actor.id && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'identification-not-yours',
      detail: 'An identification is retracted by the member who made it, or by an editor.',
    });
  }
  if (retracted) {
    return refuse({
      kind: 'rule',
      rule: 'identification-already-retracted',
      detail: 'The identification was retracted before.',
    });
  }
  return accept({ type: 'AgentIdentificationRetracted', data: { reason } });
}

/** Whether each description leads to each other one over identifiers that two of them share. */
function hangTogether(identifiers: readonly (readonly string[])[]): boolean {
  const reached = new Set(identifiers[0]);
  let apart = identifiers.slice(1);
  for (let before = -1; before !== apart.length;) {
    before = apart.length;
    apart = apart.filter((known) => {
      if (!known.some((identifier) => reached.has(identifier))) return true;
      for (const identifier of known) reached.add(identifier);
      return false;
    });
  }
  return apart.length === 0;
}
