import { createHash } from 'node:crypto';

import {
  SOURCE_TYPES,
  type SnapshotData,
  type SourceDescription,
} from '../../../events/source/source-events.js';
import { sketchOf } from '../../../src/snapshots/sketch.js';
import { sourceDecider, type SourceCommand } from '../../../src/sources/source.decider.js';
import type { Chance } from './chance.js';
import { PUBLISHERS } from './names.js';
import type { Newsroom, OpenSource, Step } from './newsroom.js';
import { newStream, type GeneratedAppend, type Turn } from './scribe.js';
import { TONGUES, type Tongue } from './tongues.js';
import { agent, article, earlier, sentence } from './wording.js';

export const registerSource: Step = (room) => {
  const { chance, scribe, sources } = room;
  const contributor = room.somebody('contributor');
  if (!contributor) return undefined;
  const turn = scribe.turn(contributor);
  const tongue = chance.pick(TONGUES);
  const stream = newStream(turn, 'source', sourceDecider);
  const source: OpenSource = { ...stream, tongue, texts: [], derivations: [], reprints: [] };
  const description = descriptionOf(chance, tongue, turn);
  const command: SourceCommand = { type: 'RegisterSource', description };
  const append = scribe.record(turn, source, sourceDecider, command);
  if (append) sources.add(source);
  return append;
};

/** Most are captured once, soon after they were registered; some again when they have changed. */
export const captureSnapshot: Step = (room) => {
  const { chance, sources } = room;
  const bare = sources.pickSuch(chance, ({ state }) => state.snapshots.length === 0);
  const source = bare && chance.happens(900) ? bare : sources.pick(chance);
  if (!source) return undefined;
  const original = chance.happens(60) ? printedElsewhere(room, source) : undefined;
  const { snapshot, text } = captured(chance, source.tongue, original?.text);
  const append = record(room, source, { type: 'CaptureSnapshot', snapshot });
  if (append && text !== undefined) source.texts.push({ sha256: snapshot.sha256, text });
  if (append && original) {
    source.reprints.push({ id: original.id, snapshots: original.snapshots });
  }
  return append;
};

/** Takes a text anew by a release that tells its language as well. */
export const takeText: Step = (room) => {
  const { chance, sources } = room;
  const source = sources.pickSuch(chance, ({ texts }) => texts.length > 0);
  if (!source) return undefined;
  const capture = source.state.snapshots.findLastIndex(({ text }) => !('reason' in text)) + 1;
  const { text: before, sketch } = source.state.snapshots[capture - 1]!;
  const text = { ...before, language: source.tongue.language };
  return record(room, source, { type: 'TakeText', capture, text, ...(sketch && { sketch }) });
};

export const amendSource: Step = (room) => {
  const { chance, sources } = room;
  const source = sources.pick(chance);
  if (!source) return undefined;
  const changes = {
    title: sentence(chance, source.tongue, 'facts'),
    ...(chance.happens(300) && { url: null }),
    ...(chance.happens(300) && { authors: [agent(chance)] }),
  };
  return record(room, source, { type: 'AmendSource', changes });
};

export const withdrawSource: Step = (room) => {
  const source = room.sources.pick(room.chance);
  return source && record(room, source, { type: 'WithdrawSource', reason: 'It proved forged.' });
};

function record(
  room: Newsroom,
  source: OpenSource,
  command: SourceCommand,
): GeneratedAppend | undefined {
  const contributor = room.somebody('contributor');
  if (!contributor) return undefined;
  const { scribe } = room;
  return scribe.record(scribe.turn(contributor), source, sourceDecider, command);
}

function descriptionOf(chance: Chance, tongue: Tongue, { now, id }: Turn): SourceDescription {
  return {
    type: chance.pick(SOURCE_TYPES),
    title: sentence(chance, tongue, 'facts'),
    ...(chance.happens(850) && { url: `https://news.example/${tongue.language}/${id('page')}` }),
    ...(chance.happens(800) && { publisher: { name: chance.pick(PUBLISHERS) } }),
    ...(chance.happens(600) && { authors: [agent(chance)] }),
    ...(chance.happens(800) && { publishedAt: earlier(chance, now) }),
    ...(chance.happens(900) && { language: tongue.language }),
  };
}

/** The words of another source, for a reprint. */
function printedElsewhere({ chance, sources }: Newsroom, source: OpenSource) {
  const other = sources.pickSuch(chance, ({ id, texts }) => id !== source.id && texts.length > 0);
  return (
    other && { id: other.id, snapshots: other.state.snapshots, text: other.texts.at(-1)!.text }
  );
}

/** What a source said when it was looked at; pictures say nothing. */
function captured(
  chance: Chance,
  tongue: Tongue,
  original: string | undefined,
): { readonly snapshot: SnapshotData; readonly text?: string } {
  if (original === undefined && chance.happens(100)) {
    const text = { reason: 'no text is taken from image/jpeg' };
    const bytes = chance.int(20_000, 4_000_000);
    const sha256 = sha256Of(chance.bytes(32));
    return { snapshot: { sha256, bytes, mediaType: 'image/jpeg', text } };
  }
  const text =
    original === undefined
      ? article(chance, tongue)
      : `${original}\n${sentence(chance, tongue, 'asides')}${tongue.stop}`;
  const sha256 = sha256Of(text);
  const sketch = sketchOf(text);
  const snapshot: SnapshotData = {
    sha256,
    bytes: Buffer.byteLength(text),
    mediaType: 'text/plain; charset=utf-8',
    text: {
      extractor: { name: 'plain-text', version: '1' },
      characters: [...text].length,
      sha256,
    },
    ...(sketch && { sketch }),
  };
  return { snapshot, text };
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
