import type { Refusal } from './decision.js';

export type RefusalReason =
  | Refusal
  | { readonly kind: 'revision-mismatch'; readonly actual: bigint | 'no-stream' }
  | { readonly kind: 'write-conflict'; readonly tries: number };

/** The command was understood and not carried out; nothing was recorded. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
  constructor(readonly reason: RefusalReason) {
    super('detail' in reason ? reason.detail : reason.kind);
  }
}
