import { Value } from 'typebox/value';

import type { Sketch } from '../../../events/source/source-events.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { sketchOf } from '../../snapshots/sketch.js';
import { SuggestionList, suggestionsFor } from './suggestions.js';

const [ORIGINAL, REPRINT, DIGEST, STRANGER] = [20, 21, 22, 23].map(uuid) as [
  string,
  string,
  string,
  string,
];
const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name}${n}`).join(' ');

const STORY = words('story', 307);
const sha = (letter: string) => letter.repeat(64);

/** In the order of their capture: the story, its reprint, a digest with half of it, something else. */
class Captures extends LedgerHistory {
  captured(source: string, letter: string, sketch: Sketch | undefined): this {
    return this.record(`source-${source}`, 'SnapshotCaptured', {
      sha256: sha(letter),
      bytes: 100,
      mediaType: 'text/plain',
      text: { extractor: { name: 'plain-text', version: '1' }, characters: 1, sha256: sha('0') },
      ...(sketch && { sketch }),
    });
  }

  dismissed(source: string, from: string): this {
    return this.record(`source-${source}`, 'DerivationSuggestionDismissed', {
      from,
      suggestion: {
        algorithm: 'shingles/1',
        snapshot: sha('c'),
        fromSnapshot: sha('a'),
        share: 0.5,
      },
      reason: 'both quote the statement',
    });
  }
}

const history = () =>
  new Captures()
    .source(ORIGINAL)
    .source(REPRINT)
    .source(DIGEST)
    .source(STRANGER)
    .captured(ORIGINAL, 'a', sketchOf(STORY))
    .at('2025-10-15T00:00:00.000Z')
    .captured(REPRINT, 'b', sketchOf(`${STORY} ${words('own', 20)}`))
    .at('2025-10-16T00:00:00.000Z')
    .captured(DIGEST, 'c', sketchOf(`${words('story', 157)} ${words('digest', 150)}`))
    .captured(STRANGER, 'd', sketchOf(words('stranger', 400)));

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  const open = async (of: LedgerHistory) => (database = await viewsOf(of.events));
  afterEach(() => database.close());

  const from = async (source: string, asOf?: { instant: string } | { position: string }) =>
    (await suggestionsFor(database.views, source, asOf))?.items.map((item) => item.from);

  it('suggests what was captured earlier and shares long passages, the most alike first', async () => {
    await open(history());
    const digest = await suggestionsFor(database.views, DIGEST);
    expect(Value.Errors(SuggestionList, digest)).toEqual([]);
    expect(digest?.items.map((item) => item.from).sort()).toEqual([ORIGINAL, REPRINT]);
    for (const { share, shareOfFrom } of digest?.items ?? []) {
      expect(Math.abs(share - 0.5)).toBeLessThan(0.13);
      expect(Math.abs(shareOfFrom - 0.5)).toBeLessThan(0.13);
    }
    const reprint = await suggestionsFor(database.views, REPRINT);
    expect(reprint?.next).toBeNull();
    expect(reprint?.items).toMatchObject([
      {
        from: ORIGINAL,
        shareOfFrom: 1,
        snapshot: sha('b'),
        fromSnapshot: sha('a'),
        algorithm: 'shingles/1',
      },
    ]);
    expect(reprint?.items[0]?.share).toBeCloseTo(0.94, 1);
  });

  it('suggests nothing for what came first, stands alone, has no sketch or is not there', async () => {
    const unsketched = uuid(24);
    await open(history().source(unsketched).captured(unsketched, 'e', undefined));
    for (const source of [ORIGINAL, STRANGER, unsketched]) expect(await from(source)).toEqual([]);
    expect(await from(uuid(99))).toBeUndefined();
  });

  it('compares a source that had the story first, and captured it again last, by what came first', async () => {
    await open(history().captured(ORIGINAL, 'f', sketchOf(`${STORY} and more`)));
    const { items } = (await suggestionsFor(database.views, ORIGINAL))!;
    expect(items.map(({ snapshot }) => snapshot)).toEqual([sha('f'), sha('f')]);
    expect(await from(REPRINT)).toEqual([ORIGINAL]);
  });

  it('suggests the same bytes of another source', async () => {
    await open(history().captured(STRANGER, 'a', sketchOf(STORY)));
    expect(await from(STRANGER)).toContain(ORIGINAL);
  });

  it('leaves out what is declared in either direction, until it is retracted', async () => {
    const declared = history()
      .derivation(DIGEST, uuid(40), ORIGINAL)
      .derivation(REPRINT, uuid(41), DIGEST);
    await open(declared);
    expect(await from(DIGEST)).toEqual([]);
    await database.close();
    await open(declared.derivationRetracted(DIGEST, uuid(40)));
    expect(await from(DIGEST)).toEqual([ORIGINAL]);
  });

  it('leaves out what was dismissed, for that source alone', async () => {
    await open(history().dismissed(DIGEST, ORIGINAL));
    expect(await from(DIGEST)).toEqual([REPRINT]);
    expect(await from(REPRINT)).toEqual([ORIGINAL]);
  });

  it('suggests what it would have suggested earlier', async () => {
    const before = history();
    const { position } = before;
    await open(
      before
        .at('2025-10-17T00:00:00.000Z')
        .dismissed(DIGEST, ORIGINAL)
        .derivation(DIGEST, uuid(40), REPRINT),
    );
    expect(await from(DIGEST)).toEqual([]);
    for (const asOf of [{ position }, { instant: '2025-10-16T12:00:00.000Z' }]) {
      expect((await from(DIGEST, asOf))?.sort()).toEqual([ORIGINAL, REPRINT]);
    }
    expect(await from(DIGEST, { instant: '2025-10-15T12:00:00.000Z' })).toEqual([]);
    expect(await from(DIGEST, { instant: '2025-10-13T12:00:00.000Z' })).toBeUndefined();
  });

  it('answers twenty at most', async () => {
    const many = history();
    for (let n = 0; n < 30; n += 1) {
      many.source(uuid(100 + n)).captured(uuid(100 + n), (n % 10).toString(16), sketchOf(STORY));
    }
    await open(many);
    expect(await from(uuid(129))).toHaveLength(20);
  });
});
