import type { Actor, Role } from '../../../events/envelope.js';
import type { IdentificationState } from '../../../src/agents/agent.decider.js';
import type { ClaimState } from '../../../src/claims/claim.state.js';
import type { MemberState } from '../../../src/members/member.decider.js';
import type { NoteState } from '../../../src/notes/note.decider.js';
import { policyDecider, type PolicyState } from '../../../src/policy/policy.decider.js';
import { POLICY_STREAM } from '../../../src/policy/policy-stream.js';
import type { SourceState } from '../../../src/sources/source.decider.js';
import type { WebhookState } from '../../../src/webhooks/webhook.decider.js';
import { Chance } from './chance.js';
import { Recent } from './recent.js';
import { Scribe, type GeneratedAppend, type OpenStream } from './scribe.js';
import type { Tongue } from './tongues.js';

export type OpenMember = OpenStream<MemberState>;

export interface OpenSource extends OpenStream<SourceState> {
  readonly tongue: Tongue;
  /** What its snapshots say, where they have a text. */
  readonly texts: { readonly sha256: string; readonly text: string }[];
  /** Their ids; some may be retracted. */
  readonly derivations: string[];
  /** Other sources whose words it prints, as they stood then. */
  readonly reprints: { readonly id: string; readonly snapshots: SourceState['snapshots'] }[];
}

export interface OpenClaim extends OpenStream<ClaimState> {
  readonly tongue: Tongue;
  /** Their ids; some may be retracted. */
  readonly citations: string[];
  readonly verdicts: { readonly id: string; readonly reviewer: string }[];
  readonly relations: { readonly id: string; readonly by: string }[];
  /** Some may be over or retracted. */
  readonly conflicts: { readonly id: string; readonly member: string }[];
}

export interface OpenNote extends OpenStream<NoteState> {
  readonly by: string;
  /** The member who is asked, where one is. */
  readonly to: string | undefined;
}

/** What happens: undefined where the rules do not allow it at this moment. */
export type Step = (room: Newsroom) => GeneratedAppend | undefined;

/** The ledger itself, which is there before its first member. */
export const LEDGER: Actor = {
  id: '00000000-0000-8000-8000-0000000000f1',
  roles: ['system'],
  organization: 'Fact Ledger',
};

/** Everybody and everything that the next command may be about. */
export class Newsroom {
  readonly chance: Chance;
  readonly scribe: Scribe;
  readonly members = new Recent<OpenMember>(120);
  readonly sources = new Recent<OpenSource>(150);
  readonly claims = new Recent<OpenClaim>(250);
  readonly notes = new Recent<OpenNote>(100);
  readonly webhooks = new Recent<OpenStream<WebhookState>>(20);
  readonly identifications = new Recent<OpenStream<IdentificationState>>(50);
  /** Undefined until the ledger has enrolled one; manages the members, and is none of those. */
  admin: OpenMember | undefined;
  readonly policy: OpenStream<PolicyState> = {
    id: 'ledger',
    name: POLICY_STREAM,
    state: policyDecider.initial,
    revision: 'no-stream',
  };

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.scribe = new Scribe(seed, this.chance);
  }

  /** A member who may act in this role at this moment; undefined where there is none. */
  somebody(role: Role): Actor | undefined {
    const member = this.members.pickSuch(
      this.chance,
      ({ state }) => !state.suspended && state.roles.includes(role),
    );
    return member && actorOf(member);
  }
}

export function actorOf({ id, state: { roles, organization } }: OpenMember): Actor {
  return { id, roles, organization };
}
