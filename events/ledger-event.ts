import type { AgentEvent } from './agent/agent-events.js';
import type { CitationEvent } from './citation/citation-events.js';
import type { ClaimEvent } from './claim/claim-events.js';
import type { RecordedEvent } from './envelope.js';
import type { FindingEvent } from './finding/finding-events.js';
import type { MemberEvent } from './member/member-events.js';
import type { NoteEvent } from './note/note-events.js';
import type { PolicyEvent } from './policy/policy-events.js';
import type { PublicationEvent } from './publication/publication-events.js';
import type { SourceEvent } from './source/source-events.js';
import type { VerdictEvent } from './verdict/verdict-events.js';
import type { WebhookEvent } from './webhook/webhook-events.js';

/** Everything that may stand in a claim's stream. */
export type ClaimStreamEvent =
  ClaimEvent | CitationEvent | VerdictEvent | FindingEvent | PublicationEvent;

export type LedgerEvent =
  | SourceEvent
  | ClaimStreamEvent
  | NoteEvent
  | AgentEvent
  | MemberEvent
  | PolicyEvent
  | WebhookEvent;

/** A recorded event in its current version, told apart by its `type`. */
export type RecordedLedgerEvent = LedgerEvent & Omit<RecordedEvent, 'type' | 'data'>;

/** A recorded event of that type. */
export type Recorded<T extends LedgerEvent['type']> = Extract<RecordedLedgerEvent, { type: T }>;

export type DataOf<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];
