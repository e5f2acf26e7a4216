import { isDeepStrictEqual } from 'node:util';

import { isPartialDate } from '../../events/partial-date.js';
import type {
  SnapshotData,
  SourceChanges,
  SourceDescription,
  SourceEvent,
  TextTakenData,
} from '../../events/source/source-events.js';
import { noSuchDate } from '../claims/claim.decider.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { isNewest, isOtherText } from './captures.state.js';
import { evolveSource, initialSourceState, type SourceState } from './source.state.js';

export type { SourceState } from './source.state.js';

export type SourceCommand =
  | { readonly type: 'RegisterSource'; readonly description: SourceDescription }
  | { readonly type: 'AmendSource'; readonly changes: SourceChanges }
  | { readonly type: 'CaptureSnapshot'; readonly snapshot: SnapshotData }
  | ({ readonly type: 'TakeText' } & Pick<TextTakenData, 'capture' | 'text' | 'sketch'>)
  | { readonly type: 'WithdrawSource'; readonly reason: string };

export const sourceDecider: Decider<SourceState, SourceCommand, SourceEvent> = {
  initial: initialSourceState,
  evolve: evolveSource,
  decide,
};

export const SOURCE_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'source-unknown',
  detail: 'There is no such source.',
};

function decide(command: SourceCommand, state: SourceState): Decision<SourceEvent> {
  if (command.type === 'RegisterSource') return register(command.description, state);
  const { description, withdrawn } = state;
  if (!description) {
    return refuse(SOURCE_UNKNOWN);
  }
  switch (command.type) {
    case 'AmendSource':
      return withdrawn ? refuse(SOURCE_WITHDRAWN) : amend(command.changes, description);
    case 'CaptureSnapshot': {
      const { snapshot } = command;
      if (withdrawn) return refuse(SOURCE_WITHDRAWN);
      if (isNewest(state.snapshots, snapshot)) return accept();
      return accept({ type: 'SnapshotCaptured', data: snapshot });
    }
    case 'TakeText':
      return takeText(command, state);
    case 'WithdrawSource':
      if (withdrawn) {
        return refuse({
          kind: 'rule',
          rule: 'source-already-withdrawn',
          detail: 'The source was withdrawn before.',
        });
      }
      return accept({ type: 'SourceWithdrawn', data: { reason: command.reason } });
  }
}

export const SOURCE_WITHDRAWN: Refusal = {
  kind: 'rule',
  rule: 'source-withdrawn',
  detail: 'The source is withdrawn; nothing can be added to it.',
};

export const CAPTURE_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'capture-unknown',
  detail: 'The source has no such capture.',
};

/** Records a text where something differs. A text is never lost by reading anew. */
function takeText(
  { capture, text, sketch }: Extract<SourceCommand, { type: 'TakeText' }>,
  { snapshots, withdrawn }: SourceState,
): Decision<SourceEvent> {
  const captured = snapshots[capture - 1];
  if (!captured) return refuse(CAPTURE_UNKNOWN);
  if (withdrawn) return refuse(SOURCE_WITHDRAWN);
  if (!isOtherText(captured, { text, sketch })) return accept();
  if ('reason' in text && !('reason' in captured.text)) {
    return refuse({
      kind: 'rule',
      rule: 'text-not-taken',
      detail: `The text that the ledger has stays, since none is taken out now: ${text.reason}`,
    });
  }
  const { sha256 } = captured;
  const data = { capture, sha256, text, ...(sketch && { sketch }) };
  return accept({ type: 'SnapshotTextTaken', data });
}

function register(description: SourceDescription, state: SourceState): Decision<SourceEvent> {
  if (state.description) {
    return refuse({
      kind: 'rule',
      rule: 'source-already-registered',
      detail: 'The source is registered already; amend it instead.',
    });
  }
  const badDate = publicationRefused(description.publishedAt);
  return badDate ? refuse(badDate) : accept({ type: 'SourceRegistered', data: description });
}

/** Records only the members that differ from what the ledger holds. */
function amend(changes: SourceChanges, description: SourceDescription): Decision<SourceEvent> {
  const badDate = publicationRefused(changes.publishedAt);
  if (badDate) return refuse(badDate);
  const before: Readonly<Record<string, unknown>> = description;
  const differing = Object.entries(changes).filter(
    ([member, value]) =>
      value !== undefined && !isDeepStrictEqual(asJson(value), asJson(before[member] ?? null)),
  );
  if (differing.length === 0) {
    return refuse({
      kind: 'rule',
      rule: 'nothing-changed',
      detail: 'The source is described like this already.',
    });
  }
  return accept({ type: 'SourceAmended', data: { changes: Object.fromEntries(differing) } });
}

function publicationRefused(publishedAt: string | null | undefined): Refusal | undefined {
  return typeof publishedAt === 'string' && !isPartialDate(publishedAt)
    ? noSuchDate(publishedAt, '/publishedAt')
    : undefined;
}

/** A request's objects may be of a class; what the log gives back is plain. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
