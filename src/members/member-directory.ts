import { Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';

import type { Catalog } from '../../events/catalog.js';
import { idOf, type RecordedEvent, type Role } from '../../events/envelope.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import { Callers, type KnownCaller, type KnownPerson } from '../access/callers.js';
import type { Outcome } from '../deciding/outcome.js';
import { SYSTEM } from '../deciding/system-actor.js';
import type { EventStore } from '../event-store/event-store.js';
import type { Batch } from '../following/batches.js';
import { eventAt, isMarked, markOf, type EventMark } from '../following/event-mark.js';
import { Follower, type Follow, type FollowerStatus } from '../following/follower.js';
import { HaltError } from '../following/halt.js';
import type { Process } from '../following/supervisor.js';
import { memberDecider, type MemberState } from './member.decider.js';
import { CATALOG, EVENT_STORE } from '../parts.js';

const THE_LEDGER: KnownPerson = { name: 'Fact Ledger', organization: SYSTEM.organization };

interface Entry {
  readonly state: MemberState;
  readonly revision: bigint;
}

interface KeyHolder {
  readonly memberId: string;
  readonly keyId: string;
  readonly digest: Buffer;
}

/**
 * The members with their keys, from their streams. It follows the log, and a write to a member in this
 * process is applied before it is answered, so that a revoked key is refused from then on. Members are
 * few, and all of them are in memory.
 */
@Injectable()
export class MemberDirectory implements Callers, Process {
  readonly name = 'member-directory';
  private readonly members = new Map<string, Entry>();
  /** The holders of keys, by the SHA-256 of the key in hexadecimal. */
  private readonly holders = new Map<string, KeyHolder>();
  private readonly follower: Follower;
  private followedTo: EventMark | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'subscribe' | 'readAt'>,
    @Inject(CATALOG) private readonly catalog: Catalog,
  ) {
    this.follower = new Follower({
      subscribe: (from) => store.subscribe({ ...from, filter: { categories: ['member'] } }),
      // Where the log goes away, what is known stays, and it is followed on when it is back.
      round: (follow, signal) => this.followOn(follow, signal),
      handle: (batch) => this.handle(batch),
    });
  }

  get status(): FollowerStatus {
    return this.follower.status;
  }

  /** Resolves when all members recorded so far are known. @throws what the log throws meanwhile. */
  async start(): Promise<void> {
    this.follower.start();
    await this.follower.untilCaughtUp();
  }

  async stop(): Promise<void> {
    await this.follower.stop();
  }

  problem(): string | null {
    return this.status.halt?.reason ?? null;
  }

  /** Applies what a command recorded of a member, unless it is known already. */
  apply(memberId: string, { events, revision }: Outcome): void {
    const first = revision - BigInt(events.length) + 1n;
    for (const [index, event] of events.entries()) {
      this.applyOne(memberId, first + BigInt(index), event as MemberEvent);
    }
  }

  /** @param digest SHA-256 of the key, in hexadecimal. */
  find(digest: string): KnownCaller | undefined {
    const holder = this.holders.get(digest);
    // The look-up is by a digest, which nobody can steer; this compares all of it in constant time.
    if (!holder || !timingSafeEqual(holder.digest, Buffer.from(digest, 'hex'))) return undefined;
    const { state } = this.members.get(holder.memberId)!;
    const { roles, organization, suspended, keys } = state;
    return {
      actor: { id: holder.memberId, roles, organization },
      suspended,
      revoked: keys.get(holder.keyId)?.revoked !== false,
    };
  }

  personOf(id: string): KnownPerson | undefined {
    return id === SYSTEM.id ? THE_LEDGER : this.members.get(id)?.state;
  }

  /** Whether anybody who is not suspended has the role. */
  hasMemberWith(role: Role): boolean {
    for (const { state } of this.members.values()) {
      if (!state.suspended && state.roles.includes(role)) return true;
    }
    return false;
  }

  /** Counts the reviewers who are not suspended, and their organizations. */
  reviewers(): { readonly members: number; readonly organizations: number } {
    const organizations = new Set<string>();
    let members = 0;
    for (const { state } of this.members.values()) {
      if (state.suspended || !state.roles.includes('reviewer')) continue;
      members += 1;
      organizations.add(state.organization);
    }
    return { members, organizations: organizations.size };
  }

  /** Whom a log that lost its end does not know any more, nobody knows; all of them are read anew. */
  private async followOn(follow: Follow, signal: AbortSignal): Promise<void> {
    const mark = this.followedTo;
    if (mark && !isMarked(await eventAt(this.store, mark.position), mark)) {
      this.followedTo = null;
      this.members.clear();
      this.holders.clear();
    }
    await follow(this.followedTo?.position ?? null, signal);
  }

  private async handle({ events }: Batch): Promise<void> {
    for (const recorded of events) {
      this.applyOne(idOf(recorded.stream), recorded.revision, this.readable(recorded));
      this.followedTo = markOf(recorded);
    }
  }

  private readable(recorded: RecordedEvent): MemberEvent {
    try {
      return this.catalog.upcast(recorded) as unknown as MemberEvent;
    } catch (error) {
      throw new HaltError(recorded.position, error);
    }
  }

  private applyOne(memberId: string, revision: bigint, event: MemberEvent): void {
    const known = this.members.get(memberId);
    if (revision !== (known?.revision ?? -1n) + 1n) return;
    const state = memberDecider.evolve(known?.state ?? memberDecider.initial, event);
    this.members.set(memberId, { state, revision });
    if (event.type !== 'KeyIssued') return;
    const { keyId, sha256 } = event.data;
    this.holders.set(sha256, { memberId, keyId, digest: Buffer.from(sha256, 'hex') });
  }
}
