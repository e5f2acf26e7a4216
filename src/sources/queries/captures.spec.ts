import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import type { AsOf } from '../../queries/as-of.js';
import { getSource, listSources } from '../sources.js';
import { person } from '../../queries/person.js';

const [ARTICLE, POST, BOOK] = [uuid(20), uuid(21), uuid(22)];
const sha = (letter: string) => letter.repeat(64);
const textOf = (letter: string) => ({
  extractor: { name: 'plain', version: '1' },
  characters: 12,
  sha256: sha(letter),
});
const NONE = { reason: 'no text is taken out of images yet' };
const captured = (bytes: string, text: object = textOf(bytes)) => ({
  sha256: sha(bytes),
  bytes: 14,
  mediaType: 'text/plain',
  text: text as typeof NONE,
});

onEveryDatabase((viewsOf) =>
  describe('the captures of sources', () => {
    let database: QueriedViews;
    let moments: Record<'none' | 'first' | 'picture' | 'anew' | 'again', string>;
    beforeAll(async () => {
      const history = new LedgerHistory().source(ARTICLE).source(POST).source(BOOK);
      const none = history.position;
      history.at('2025-10-15T00:00:00.000Z').by(uuid(8));
      history.record(`source-${ARTICLE}`, 'SnapshotCaptured', {
        ...captured('1'),
        declaredType: '*/*',
        fetched: { url: 'https://example.org/a', finalUrl: 'https://example.org/b' },
      });
      const first = history.position;
      history.at('2025-10-16T00:00:00.000Z').by(uuid(9));
      history.record(`source-${ARTICLE}`, 'SnapshotCaptured', captured('2', NONE));
      history.record(`source-${POST}`, 'SnapshotCaptured', captured('1'));
      const picture = history.position;
      const taken = (letter: string) => ({ capture: 1, sha256: sha('1'), text: textOf(letter) });
      history.at('2025-10-17T00:00:00.000Z');
      history.record(`source-${ARTICLE}`, 'SnapshotTextTaken', taken('7'));
      const anew = history.position;
      history.at('2025-10-18T00:00:00.000Z');
      history.record(`source-${ARTICLE}`, 'SnapshotTextTaken', taken('8'));
      history.record(`source-${ARTICLE}`, 'SnapshotCaptured', captured('1'));
      moments = { none, first, picture, anew, again: history.position };
      database = await viewsOf(history.events);
    });
    afterAll(() => database.close());

    const inShort = async (id: string, asOf?: AsOf) => {
      const source = await getSource(database.views, id, asOf);
      return source?.snapshots.map(({ capture, text, textTakenAt }) => {
        const letter = 'reason' in text ? '-' : text.sha256[0];
        return `${capture}${letter}${textTakenAt === null ? '' : ' anew'}`;
      });
    };

    it('answers every capture, oldest first, with the text that was taken last', async () => {
      const source = await getSource(database.views, ARTICLE);
      expect(source?.revision).toBe(5);
      expect(source?.snapshots).toEqual([
        {
          capture: 1,
          sha256: sha('1'),
          bytes: 14,
          mediaType: 'text/plain',
          declaredType: '*/*',
          text: textOf('8'),
          textTakenAt: '2025-10-18T00:00:00.000Z',
          fetched: { url: 'https://example.org/a', finalUrl: 'https://example.org/b' },
          recordedAt: '2025-10-15T00:00:00.000Z',
          recordedBy: person(uuid(8)),
        },
        {
          capture: 2,
          sha256: sha('2'),
          bytes: 14,
          mediaType: 'text/plain',
          declaredType: null,
          text: NONE,
          textTakenAt: null,
          fetched: null,
          recordedAt: '2025-10-16T00:00:00.000Z',
          recordedBy: person(uuid(9)),
        },
        {
          capture: 3,
          sha256: sha('1'),
          bytes: 14,
          mediaType: 'text/plain',
          declaredType: null,
          text: textOf('1'),
          textTakenAt: null,
          fetched: null,
          recordedAt: '2025-10-18T00:00:00.000Z',
          recordedBy: person(uuid(9)),
        },
      ]);
    });

    it.each([
      ['none', []],
      ['first', ['11']],
      ['picture', ['11', '2-']],
      ['anew', ['17 anew', '2-']],
      ['again', ['18 anew', '2-', '31']],
    ] as const)('answers them as of a position: %s', async (moment, snapshots) => {
      expect(await inShort(ARTICLE, { position: moments[moment] })).toEqual(snapshots);
    });

    it.each([
      ['2025-10-14T23:59:59.999Z', []],
      ['2025-10-15T00:00:00.000Z', ['11']],
      ['2025-10-16T12:00:00.000Z', ['11', '2-']],
      ['2025-10-17T00:00:00.000Z', ['17 anew', '2-']],
      ['2025-10-18T00:00:00.000Z', ['18 anew', '2-', '31']],
    ])('answers them as of an instant: %s', async (instant, snapshots) => {
      expect(await inShort(ARTICLE, { instant })).toEqual(snapshots);
    });

    it('answers those of every source of a page, as each was', async () => {
      const list = async (asOf?: AsOf) => {
        const { items } = await listSources(database.views, {}, asOf);
        return items.map(({ id, snapshots }) => [id, snapshots.map(({ capture }) => capture)]);
      };
      expect(await list()).toEqual([
        [BOOK, []],
        [POST, [1]],
        [ARTICLE, [1, 2, 3]],
      ]);
      expect(await list({ position: moments.picture })).toEqual([
        [BOOK, []],
        [POST, [1]],
        [ARTICLE, [1, 2]],
      ]);
      expect(await list({ instant: '2025-10-15T12:00:00.000Z' })).toEqual([
        [BOOK, []],
        [POST, []],
        [ARTICLE, [1]],
      ]);
    });
  }),
);
