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
        algorithm: 'shingles/2',
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
        algorithm: 'shingles/2',
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

  /** Sources with words of their own each, which end in the same words. */
  const withImprint = (imprint: string, own: number, count: number, into = new Captures()) => {
    for (let n = 0; n < count; n += 1) {
      const id = uuid(200 + n);
      const text = `${words(`article${n}x`, own)} ${imprint}`;
      into.source(id).captured(id, (n % 10).toString(16), sketchOf(text));
    }
    return into;
  };

  it.each([
    ['an imprint', words('imprint', 120), 200],
    ['a licence as long as the text', words('licence', 200), 200],
  ])('suggests nothing for %s that many sources have', async (_, imprint, own) => {
    await open(withImprint(imprint, own, 12));
    for (let n = 0; n < 12; n += 1) expect(await from(uuid(200 + n))).toEqual([]);
  });

  it('still suggests what is shared besides, and a report that many reprint', async () => {
    const imprint = words('imprint', 120);
    const captures = withImprint(imprint, 200, 12)
      .source(ORIGINAL)
      .source(REPRINT)
      .captured(ORIGINAL, 'a', sketchOf(`${STORY} ${imprint}`))
      .captured(REPRINT, 'b', sketchOf(`${words('own', 100)} ${STORY} ${imprint}`));
    await open(captures);
    expect(await from(REPRINT)).toEqual([ORIGINAL]);
    await database.close();
    await open(withImprint(STORY, 40, 12));
    expect(await from(uuid(211))).toHaveLength(11);
  });

  it('takes the same words of a few sources for what one has of the other', async () => {
    await open(withImprint(words('wire', 120), 200, 3));
    expect((await from(uuid(202)))?.sort()).toEqual([uuid(200), uuid(201)]);
  });

  it('does not look up what stands everywhere, and finds the reprint among it', async () => {
    const licence = words('licence', 100);
    const captures = withImprint(licence, 150, 230)
      .source(ORIGINAL)
      .source(REPRINT)
      .captured(ORIGINAL, 'a', sketchOf(`${STORY} ${licence}`))
      .captured(REPRINT, 'b', sketchOf(`${STORY} ${licence}`));
    await open(captures);
    expect(await from(REPRINT)).toEqual([ORIGINAL]);
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
