import type { Static } from 'typebox';
import type Type from 'typebox';

import { editorsAndAdmins } from '../../access/route-access.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { recordedIn } from '../../deciding/outcome.js';
import { FlagParameter } from '../../http/fields.js';
import { defineCommand, type WriteAnswer } from '../../routes/command.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { TEXT_TAKEN, toldOf } from '../captured.js';
import { CAPTURE_UNKNOWN, SOURCE_UNKNOWN, sourceDecider } from '../source.decider.js';

export class TakingQuery {
  @FlagParameter({
    description:
      'Only look: nothing is recorded, and what would be refused is refused; `changed` says whether something would be.',
  })
  dryRun?: boolean;
}

export type TextTaken = WriteAnswer & Static<Type.TObject<typeof TEXT_TAKEN>>;

export const TakeText = defineCommand('TakeText', {
  route: 'POST /v1/sources/:id/captures/:capture/texts',
  summary: 'Take the text of a capture out anew, as this release reads it',
  description:
    'Another release may read a document better. Its text is taken out once more; where it differs it is recorded, and citations of the source are looked for in it. The bytes stay as they are.',
  access: editorsAndAdmins,
  usesFiles: true,
  query: TakingQuery,
  uses: [SnapshotTexts],
  about: 'id',
  adds: TEXT_TAKEN,
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  dryRun: ({ query }) => query.dryRun ?? false,
  command: async ({ path, query: { dryRun = false }, state, once, hold }, texts) => {
    if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
    const capture = Number(path.capture);
    const captured = state.snapshots[capture - 1];
    if (!captured) throw new CommandRefusedError(CAPTURE_UNKNOWN);
    const anew = await once(() => texts.takeAnew(captured, { dryRun, hold }));
    return { type: 'TakeText' as const, capture, ...anew };
  },
  answer: async ({ path, outcome, load }) => {
    const taken = recordedIn(outcome, 'SnapshotTextTaken');
    const capture = Number(path.capture);
    const { snapshots } = await load(sourceDecider, `source-${path.id}`, outcome.revision);
    const { sha256, text } = taken ?? snapshots[capture - 1]!;
    return { capture, sha256, changed: taken !== undefined, ...toldOf(text) };
  },
});
