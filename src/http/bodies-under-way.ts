import { Problem } from './problem.js';

export interface UnderWayLimits {
  /** Bytes of all bodies under way. */
  readonly ofAll: number;
  /** Bytes of the bodies under way of one member. */
  readonly ofMember: number;
}

const RETRY_AFTER_SECONDS = 5;

/**
 * Counts the bytes of bodies from before they are read until they are answered. Whole bodies are taken
 * beforehand, so that none that was begun is refused for want of room.
 */
export class BodiesUnderWay {
  private ofAll = 0;
  private readonly byMember = new Map<string, number>();

  constructor(private readonly limits: UnderWayLimits) {}

  get bytes(): number {
    return this.ofAll;
  }

  /**
   * @param member undefined where nobody says who they are
   * @returns what gives the room back; only its first call counts.
   * @throws Problem `too-much-at-once` where the member has too much under way, `busy` where all have.
   */
  take(bytes: number, member: string | undefined): () => void {
    const { ofAll, ofMember } = this.limits;
    if (member !== undefined && this.of(member) + bytes > ofMember) {
      const detail = `You may have ${ofMember} bytes of bodies under way at once.`;
      throw new Problem('too-much-at-once', detail, { retryAfter: RETRY_AFTER_SECONDS });
    }
    if (this.ofAll + bytes > ofAll) {
      const detail = 'Too much is being sent at the moment; nothing was recorded.';
      throw new Problem('busy', detail, { retryAfter: RETRY_AFTER_SECONDS });
    }
    this.add(bytes, member);
    let isGivenBack = false;
    return () => {
      if (!isGivenBack) this.add(-bytes, member);
      isGivenBack = true;
    };
  }

  private of(member: string): number {
    return this.byMember.get(member) ?? 0;
  }

  private add(bytes: number, member: string | undefined): void {
    this.ofAll += bytes;
    if (member === undefined) return;
    const now = this.of(member) + bytes;
    if (now === 0) this.byMember.delete(member);
    else this.byMember.set(member, now);
  }
}
