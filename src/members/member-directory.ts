import { Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';

import type { Catalog } from '../../events/catalog.js';
import { idOf, type Role } from '../../events/envelope.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import { Callers, type KnownCaller } from '../access/callers.js';
import type { Outcome } from '../deciding/outcome.js';
import { isCaughtUp, type EventStore } from '../event-store/event-store.js';
import { pause } from '../following/pause.js';
import { memberDecider, type MemberState } from './member.decider.js';
import { CATALOG, EVENT_STORE } from '../parts.js';

interface Entry {
  readonly state: MemberState;
  readonly revision: bigint;
}

interface KeyHolder {
  readonly memberId: string;
  readonly keyId: string;
  readonly digest: Buffer;
}

const AGAIN_AFTER_MS = 500;

/**
 * The members with their keys, from their streams. It follows the log, and a write to a member in this
 * process is applied before it is answered, so that a revoked key is refused from then on. Members are
 * few, and all of them are in memory.
 */
@Injectable()
export class MemberDirectory implements Callers {
  private readonly members = new Map<string, Entry>();
  /** By SHA-256 of the key, in hexadecimal. */
  private readonly holders = new Map<string, KeyHolder>();
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CATALOG) private readonly catalog: Catalog,
  ) {}

  /** Resolves when all members recorded so far are known. @throws what the log throws meanwhile. */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.following = this.follow(resolve, reject);
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
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
    const { roles, organisation, suspended, keys } = state;
    return {
      actor: { id: holder.memberId, roles, organisation },
      suspended,
      revoked: keys.get(holder.keyId)?.revoked !== false,
    };
  }

  /** Whether anybody who is not suspended has the role. */
  hasMemberWith(role: Role): boolean {
    for (const { state } of this.members.values()) {
      if (!state.suspended && state.roles.includes(role)) return true;
    }
    return false;
  }

  private async follow(ready: () => void, failed: (error: unknown) => void): Promise<void> {
    const { signal } = this.stopping;
    let after: string | undefined;
    let started = false;
    while (!signal.aborted) {
      try {
        const filter = { categories: ['member'] };
        const from = after === undefined ? {} : { after };
        for await (const item of this.store.subscribe({ filter, signal, ...from })) {
          if (isCaughtUp(item)) {
            started = true;
            ready();
          } else {
            const event = this.catalog.upcast(item) as unknown as MemberEvent;
            this.applyOne(idOf(item.stream), item.revision, event);
            after = item.position;
          }
        }
      } catch (error) {
        if (!started) return failed(error);
      }
      // The store is away or closing; what is known stays, and the log is followed on when it is back.
      await pause(AGAIN_AFTER_MS, signal);
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
