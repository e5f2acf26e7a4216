import { contributors } from '../../access/route-access.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { defineCommand } from '../../routes/command.js';
import type { Received } from '../../snapshots/snapshot-store.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { captureAnswer, captureLocation, CAPTURED, capturing, KNOWN_CAPTURE } from '../captured.js';
import { SOURCE_UNKNOWN, SOURCE_WITHDRAWN, sourceDecider } from '../source.decider.js';

export class SentSnapshot {
  content: Received;
  /** The type that the sender named. */
  mediaType: string;
}

/** The bytes are on disk before the event that names them is recorded. */
export const CaptureSnapshot = defineCommand('CaptureSnapshot', {
  route: 'POST /v1/sources/:id/snapshots',
  summary: 'Capture a snapshot of a source',
  description:
    'Keeps the bytes that are sent, under their SHA-256, and takes the text out of plain text, Markdown, HTML and PDF. Where the `Content-Type` says nothing, the type is told from the bytes.',
  access: contributors,
  usesFiles: true,
  byHand: true,
  body: SentSnapshot,
  uses: [SnapshotTexts],
  adds: CAPTURED,
  known: KNOWN_CAPTURE,
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  content: ({ body: { content, mediaType } }) => ({ sha256: content.sha256, mediaType }),
  command: async ({ body: { content, mediaType }, state, hold }, texts) => {
    if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
    if (state.withdrawn) throw new CommandRefusedError(SOURCE_WITHDRAWN);
    const snapshot = await capturing(texts, content, mediaType, state.snapshots, hold);
    return { type: 'CaptureSnapshot' as const, snapshot };
  },
  answer: captureAnswer,
  location: captureLocation,
});
