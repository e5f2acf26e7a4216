import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import { SYSTEM } from '../deciding/system-actor.js';
import { memberDecider, type MemberCommand, type MemberState } from './member.decider.js';

/** A change by which an admin lost their rights, and that nobody had the right to make any more. */
export interface Overtaken {
  /** Whose rights were taken. */
  readonly memberId: string;
  /** The id of the event that took them. */
  readonly id: string;
  /** Gives them back. */
  readonly undoing: MemberCommand;
}

/**
 * Who is an admin, by the log's one order. Streams of members know nothing of one another, so that two
 * admins may suspend each other at once, or several in a circle. Of such changes those stand whose author
 * was an admin when they came onto the log; so the first of them stands, and its author stays unless
 * another admin takes their rights.
 */
export class AdminRights {
  private readonly members = new Map<
    string,
    { readonly state: MemberState; readonly revision: bigint }
  >();
  private readonly overtaken = new Map<string, Overtaken>();
  private readonly overtakenAt = new Set<Position>();

  /** Nothing where it was applied before. */
  apply({ id, position, revision, metadata }: RecordedEvent, memberId: string, event: MemberEvent) {
    const known = this.members.get(memberId);
    if (known && revision <= known.revision) return;
    const before = known?.state ?? memberDecider.initial;
    const state = memberDecider.evolve(before, event);
    const hadRights = isAdmin(before);
    if (hadRights && !isAdmin(state) && !this.mayChange(metadata.actor.id, memberId)) {
      this.overtakenAt.add(position);
      this.overtaken.set(memberId, { memberId, id, undoing: undoing(event, memberId, before) });
    }
    if (isAdmin(state)) this.overtaken.delete(memberId);
    this.members.set(memberId, { state, revision });
  }

  /** Those changes that still stand. */
  get toTakeBack(): readonly Overtaken[] {
    return [...this.overtaken.values()];
  }

  wasOvertaken(position: Position): boolean {
    return this.overtakenAt.has(position);
  }

  /** Whoever is no member (the ledger itself, an operator) has no rights to lose. */
  private mayChange(actorId: string, memberId: string): boolean {
    const actor = this.members.get(actorId);
    return !actor || actorId === memberId || isAdmin(actor.state);
  }
}

function isAdmin({ suspended, roles }: MemberState): boolean {
  return !suspended && roles.includes('admin');
}

const REASON =
  'Taken back by the ledger: whoever suspended them had lost the rights of an admin just before.';

function undoing({ type }: MemberEvent, memberId: string, { roles }: MemberState): MemberCommand {
  return type === 'MemberSuspended'
    ? { type: 'ReinstateMember', reason: REASON }
    : { type: 'ChangeRoles', memberId, roles, actor: SYSTEM };
}
