import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { pendingReadings, readingsOf, type Reading } from '../reanchoring/readings.js';
import {
  isRecaptured,
  pendingCitations,
  pendingSources,
  sourcesLookedInOtherwise,
  type QuotingCitation,
} from './pending-reanchorings.js';

const [A, EARLIER, LATER] = ['text-quote/5', 'text-quote/4', 'text-quote/6'];
const CLAIM = uuid(10);
const sha = (letter: string) => letter.repeat(64);
const textOf = (letter: string) => ({
  extractor: { name: 'html', version: '1' },
  characters: 9,
  sha256: sha(letter),
});
const anchoringBy = (algorithm: string) =>
  ({
    algorithm,
    fidelity: 'exact',
    anchor: 'anchored',
    passage: { start: 1, end: 6, exact: 'talks' },
  }) as const;

type Look = Pick<Reading, 'capture' | 'text' | 'sha256'> & { readonly by?: string };

/** Sources with their readings, and quotes of them that were looked for in some. */
class Quoted extends LedgerHistory {
  private sources = 0;
  private citations = 0;

  constructor() {
    super();
    this.claim(CLAIM);
  }

  /** `1` is a capture with the text 1, `-` one without, `2:5` the text 5 of capture 2, taken anew. */
  read(...words: readonly string[]): { id: string; readings: Reading[] } {
    this.sources += 1;
    const id = uuid(0x20000 + this.sources);
    this.source(id);
    for (const word of words) this.reading(id, word);
    return { id, readings: this.readingsOf(id) };
  }

  reading(source: string, word: string): void {
    const [, capture, letter = ''] = /^(?:(\d):)?(.)$/.exec(word)!;
    const text = letter === '-' ? { reason: 'it is a picture' } : textOf(letter);
    const data = { sha256: sha('a'), text };
    if (capture === undefined) {
      const captured = { ...data, bytes: 1, mediaType: 'text/html' };
      this.record(`source-${source}`, 'SnapshotCaptured', captured);
    } else {
      const taken = { ...data, capture: Number(capture) };
      this.record(`source-${source}`, 'SnapshotTextTaken', taken);
    }
  }

  readingsOf(source: string): Reading[] {
    const stream = this.events.filter((event) => event.stream === `source-${source}`);
    return readingsOf(stream, ledgerCatalog);
  }

  quote(source: string, cited: Look | undefined, ...looks: readonly Look[]): string {
    this.citations += 1;
    const id = uuid(0x30000 + this.citations);
    this.citation(CLAIM, id, source, {
      snapshot: cited?.sha256 ?? sha('a'),
      ...(cited?.by === undefined && cited && { capture: cited.capture, text: cited.text.sha256 }),
      quote: { exact: 'talks' },
      anchoring: anchoringBy(cited?.by ?? A),
    });
    for (const { sha256: snapshot, capture, text, by = A } of looks) {
      this.record(`claim-${CLAIM}`, 'CitationReanchored', {
        citationId: id,
        snapshot,
        capture,
        text: text.sha256,
        anchoring: anchoringBy(by),
        outcome: 'unchanged',
      });
    }
    return id;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  const found = async (sourceId: string, citationId?: string): Promise<QuotingCitation[]> => {
    const quoted = { sourceId, ...(citationId !== undefined && { citationId }) };
    return (await all(pendingCitations(database.views, quoted, A))).flat();
  };

  it('leave out no citation of which something is pending, and none twice', async () => {
    const history = new Quoted();
    const cases = [
      ['1'],
      ['-', '1', '-'],
      ['1', '2'],
      ['1', '2', '3'],
      ['1', '2', '1'],
      ['1', '1:2'],
      ['1', '2', '1:3'],
      ['1', '2', '3', '2:4', '1:5'],
      ['1', '2', '2:3', '2:4', '-', '3'],
    ].map((words) => {
      const { id, readings } = history.read(...words);
      const citations = readings.flatMap((cited) => [
        history.quote(id, cited),
        history.quote(id, { ...cited, by: EARLIER }),
        ...readings.flatMap((looked) =>
          [A, EARLIER, LATER].map((by) => history.quote(id, cited, { ...looked, by })),
        ),
      ]);
      return { id, readings, citations };
    });
    database = await viewsOf(history.events);
    const mustBeFound = new Set<string>();
    for (const { id, readings, citations } of cases) {
      const some = await found(id);
      const ids = some.map(({ citationId }) => citationId);
      expect(new Set(ids).size).toBe(ids.length);
      const pending = (each: QuotingCitation) => pendingReadings(readings, each, A).length > 0;
      for (const citationId of citations.filter((_, n) => n % 10 === 0)) {
        const [alone] = await found(id, citationId);
        expect(alone).toEqual(some.find((each) => each.citationId === citationId));
      }
      // Whoever looks by a later algorithm finds every one of them.
      const every = await all(pendingCitations(database.views, { sourceId: id }, 'text-quote/7'));
      expect(every.flat().map(({ citationId }) => citationId)).toEqual(citations);
      expect(ids).toEqual(
        expect.arrayContaining(
          every
            .flat()
            .filter(pending)
            .map(({ citationId }) => citationId),
        ),
      );
      if (some.some(pending)) mustBeFound.add(id);
    }
    const sources = await all(pendingSources(database.views, A));
    const otherwise = await all(sourcesLookedInOtherwise(database.views, A));
    expect([...sources, ...otherwise]).toEqual(expect.arrayContaining([...mustBeFound]));
  });

  it('are those that are pending, however many are done', async () => {
    const history = new Quoted();
    const { id, readings } = history.read('1', '2');
    const [first, second] = [readings[0]!, readings[1]!];
    for (let n = 0; n < 60; n += 1) history.quote(id, first, second);
    for (let n = 0; n < 60; n += 1) history.quote(id, second);
    const pending = [history.quote(id, first), history.quote(id, undefined)];
    history.citationRetracted(CLAIM, history.quote(id, first));
    history.citation(CLAIM, uuid(0x40000), id, { snapshot: sha('a'), capture: 1 });
    database = await viewsOf(history.events);
    expect((await found(id)).map(({ citationId }) => citationId)).toEqual(pending);
  });

  it('are of sources with more than one text', async () => {
    const history = new Quoted();
    const one = history.read('1');
    const done = history.read('1', '2');
    const pending = history.read('1', '2');
    const uncited = history.read('1', '2');
    history.quote(one.id, one.readings[0]);
    history.quote(done.id, done.readings[0], done.readings[1]!);
    history.quote(pending.id, pending.readings[0]);
    const older = history.quote(one.id, { ...one.readings[0]!, by: EARLIER });
    database = await viewsOf(history.events);
    const { views } = database;
    expect(await all(pendingSources(views, A))).toEqual([pending.id]);
    expect(await all(sourcesLookedInOtherwise(views, A))).toEqual([one.id]);
    expect((await found(one.id)).map(({ citationId }) => citationId)).toEqual([older]);
    expect(await isRecaptured(views, one.id)).toBe(false);
    expect(await isRecaptured(views, uncited.id)).toBe(true);
    expect(await isRecaptured(views, uuid(99))).toBe(false);
  });
});
