/** Bytes that are on disk for an event that is not recorded yet. */
export interface KeptBytes {
  readonly sha256: string;
  /** The event is recorded, or may be: the bytes stay. */
  confirm(): void;
  /** It is not and will not be: the bytes go, unless they were there before or another needs them. */
  discard(): Promise<void>;
}

interface Claims {
  count: number;
  isNew: boolean;
  confirmed: boolean;
  removal?: Promise<void>;
}

/**
 * Who needs which file in this process, so that one that was written for nothing goes, and none that
 * another capture of the same bytes has been told is there.
 */
export class FileClaims {
  private readonly claims = new Map<string, Claims>();

  /** @param remove takes a file away; where it fails, the file stays */
  constructor(private readonly remove: (sha256: string) => Promise<void>) {}

  /**
   * Resolves when the file may be looked at and written.
   *
   * @param write resolves to whether there was none before
   * @throws what `write` throws
   */
  async claim(sha256: string, write: () => Promise<boolean>): Promise<KeptBytes> {
    // eslint-disable-next-line no-restricted-syntax -- a removal forgets its file when it is done
    for (let known; (known = this.claims.get(sha256)?.removal);) await known;
    const claims = this.claims.get(sha256) ?? { count: 0, isNew: false, confirmed: false };
    this.claims.set(sha256, claims);
    claims.count += 1;
    let isOver = false;
    const leave = async (confirmed: boolean) => {
      if (isOver) return;
      isOver = true;
      claims.confirmed ||= confirmed;
      claims.count -= 1;
      if (claims.count === 0) await this.ended(sha256, claims);
    };
    try {
      if (await write()) claims.isNew = true;
    } catch (error) {
      await leave(false);
      throw error;
    }
    return { sha256, confirm: () => void leave(true), discard: () => leave(false) };
  }

  private async ended(sha256: string, claims: Claims): Promise<void> {
    const forget = () => void this.claims.delete(sha256);
    if (!claims.isNew || claims.confirmed) return forget();
    claims.removal = this.remove(sha256).then(forget, forget);
    await claims.removal;
  }
}
