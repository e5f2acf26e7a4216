import { Inject, Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';

import type { Catalog } from '../../events/catalog.js';
import { idOf, type Position, type RecordedEvent } from '../../events/envelope.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import { CommandRefusedError } from '../deciding/command-refused.js';
import { CommandRunner } from '../deciding/command-runner.js';
import { SYSTEM } from '../deciding/system-actor.js';
import type { EventStore } from '../event-store/event-store.js';
import type { Batch } from '../following/batches.js';
import { Follower } from '../following/follower.js';
import { HaltError } from '../following/halt.js';
import type { Process } from '../following/supervisor.js';
import { Waiters } from '../following/waiters.js';
import { CATALOG, EVENT_STORE } from '../parts.js';
import { AdminRights, type Overtaken } from './admin-rights.js';
import { memberDecider } from './member.decider.js';

const SETTLED_WITHIN_MS = 2_000;

/**
 * Takes back what admins did to one another when they were none any more ({@link AdminRights}), so that
 * an admin always remains. Every process that takes commands does it, each change once for all of them;
 * what a process that ended has left is done at the next start.
 */
@Injectable()
export class OvertakenChanges implements Process {
  readonly name = 'overtaken-changes';
  private readonly rights = new AdminRights();
  private readonly waiters = new Waiters();
  private readonly follower: Follower;
  private followedTo: Position | null = null;

  constructor(
    @Inject(EVENT_STORE) store: Pick<EventStore, 'subscribe'>,
    @Inject(CATALOG) private readonly catalog: Catalog,
    private readonly runner: CommandRunner,
  ) {
    this.follower = new Follower({
      subscribe: (from) => store.subscribe({ ...from, filter: { categories: ['member'] } }),
      round: (follow, signal) => follow(this.followedTo, signal),
      handle: (batch) => this.handle(batch),
    });
  }

  start(): void {
    this.follower.start();
  }

  async stop(): Promise<void> {
    await this.follower.stop();
  }

  problem(): string | null {
    return this.follower.status.halt?.reason ?? null;
  }

  /**
   * Waits until it is known whether a change of a member that was recorded there stands.
   *
   * @throws CommandRefusedError where it is taken back
   */
  async mustStand(position: Position): Promise<void> {
    const reached = () => this.followedTo !== null && this.followedTo >= position;
    await this.waiters.until(reached, SETTLED_WITHIN_MS);
    if (!this.rights.wasOvertaken(position)) return;
    throw new CommandRefusedError({
      kind: 'separation-of-duties',
      rule: 'admin-no-more',
      detail: 'You lost the rights of an admin before this was on record; it is taken back.',
    });
  }

  private async handle({ events, caughtUp }: Batch): Promise<void> {
    for (const recorded of events) {
      this.rights.apply(recorded, idOf(recorded.stream), this.readable(recorded));
    }
    // What came before may have been taken back by what comes after.
    if (caughtUp) for (const change of this.rights.toTakeBack) await this.takeBack(change);
    this.followedTo = events.at(-1)?.position ?? this.followedTo;
    this.waiters.wake();
  }

  private readable(recorded: RecordedEvent): MemberEvent {
    try {
      return this.catalog.upcast(recorded) as unknown as MemberEvent;
    } catch (error) {
      throw new HaltError(recorded.position, error);
    }
  }

  private async takeBack({ memberId, id, undoing }: Overtaken): Promise<void> {
    const commandId = uuidv5(`take back ${id}`, SYSTEM.id);
    try {
      await this.runner.run({
        decider: memberDecider,
        stream: `member-${memberId}`,
        context: { actor: SYSTEM, commandId, correlationId: commandId, causationId: id },
        content: { name: 'TakeBack', id },
        command: () => undoing,
      });
    } catch (error) {
      // Somebody was quicker to give the rights back.
      if (!(error instanceof CommandRefusedError)) throw error;
    }
  }
}
