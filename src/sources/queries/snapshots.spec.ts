import type { ExtractedText } from '../../../events/source/source-events.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { getCitedSnapshot, getSnapshot, type CitedText, type SnapshotName } from './snapshots.js';

const [ARTICLE, REPRINT, PICTURE] = [uuid(20), uuid(21), uuid(22)];
const sha = (letter: string) => letter.repeat(64);
const [A, B, C] = [sha('a'), sha('b'), sha('c')];
const NONE: ExtractedText = { reason: 'it is a picture' };
const textOf = (letter: string): ExtractedText => ({
  extractor: { name: 'html', version: '1' },
  characters: 12,
  sha256: sha(letter),
});

onEveryDatabase((viewsOf) =>
  describe('captured bytes', () => {
    let database: QueriedViews;
    beforeAll(async () => {
      const history = new LedgerHistory().source(ARTICLE).source(REPRINT).source(PICTURE);
      const capture = (source: string, sha256: string, mediaType: string, text: ExtractedText) =>
        history.record(`source-${source}`, 'SnapshotCaptured', {
          sha256,
          bytes: 1,
          mediaType,
          text,
        });
      const anew = (source: string, n: number, sha256: string, text: ExtractedText) =>
        history.record(`source-${source}`, 'SnapshotTextTaken', { capture: n, sha256, text });
      capture(ARTICLE, A, 'text/html', textOf('1'));
      capture(ARTICLE, B, 'text/html', textOf('2'));
      capture(ARTICLE, A, 'text/plain', textOf('3'));
      capture(REPRINT, A, 'text/markdown', textOf('4'));
      capture(REPRINT, A, 'image/png', NONE);
      anew(ARTICLE, 1, A, textOf('5'));
      anew(ARTICLE, 1, A, textOf('6'));
      capture(PICTURE, C, 'application/pdf', NONE);
      capture(PICTURE, C, 'image/png', NONE);
      anew(PICTURE, 1, C, textOf('7'));
      database = await viewsOf(history.events);
    });
    afterAll(() => database.close());

    it.each<[string, SnapshotName, object | undefined]>([
      [
        'bytes alone: the newest capture with a text, whosever',
        { sha256: A },
        { sourceId: REPRINT, capture: 1, mediaType: 'text/markdown', text: textOf('4') },
      ],
      [
        'bytes of a source: its newest capture of them',
        { sha256: A, sourceId: ARTICLE },
        { sourceId: ARTICLE, capture: 3, mediaType: 'text/plain', text: textOf('3') },
      ],
      [
        'bytes of a source whose newest capture of them has no text',
        { sha256: A, sourceId: REPRINT },
        { capture: 2, mediaType: 'image/png', text: NONE },
      ],
      [
        'a capture, with the text that was taken last',
        { sha256: A, sourceId: ARTICLE, capture: 1 },
        { capture: 1, mediaType: 'text/html', text: textOf('6') },
      ],
      ['bytes captured in between', { sha256: B }, { capture: 2, text: textOf('2') }],
      [
        'bytes whose text was taken out later',
        { sha256: C },
        { sourceId: PICTURE, capture: 1, mediaType: 'application/pdf', text: textOf('7') },
      ],
      ['a capture of other bytes', { sha256: A, sourceId: ARTICLE, capture: 2 }, undefined],
      ['a capture that was not made', { sha256: A, sourceId: ARTICLE, capture: 4 }, undefined],
      ['bytes that another source has', { sha256: B, sourceId: REPRINT }, undefined],
      ['bytes that nobody captured', { sha256: sha('f') }, undefined],
    ])('finds by %s', async (_, name, found) => {
      const answer = await getSnapshot(database.views, name);
      if (found === undefined) expect(answer).toBeUndefined();
      else expect(answer).toMatchObject({ sha256: name.sha256, ...found });
    });

    it.each<[string, CitedText, object | undefined]>([
      [
        'its own capture and the text of its time',
        { sourceId: ARTICLE, sha256: A, capture: 1, text: sha('1') },
        { capture: 1, text: textOf('1') },
      ],
      [
        'a text that was taken anew',
        { sourceId: ARTICLE, sha256: A, capture: 1, text: sha('5') },
        { capture: 1, text: textOf('5') },
      ],
      [
        'the same bytes captured later',
        { sourceId: ARTICLE, sha256: A, capture: 3, text: sha('3') },
        { capture: 3, mediaType: 'text/plain', text: textOf('3') },
      ],
      [
        'as an earlier release named it, the first capture and its first text',
        { sourceId: ARTICLE, sha256: A, capture: null, text: null },
        { capture: 1, mediaType: 'text/html', text: textOf('1') },
      ],
      [
        'nothing in another text',
        { sourceId: ARTICLE, sha256: A, capture: 3, text: sha('1') },
        undefined,
      ],
    ])('finds of a citation %s', async (_, cited, found) => {
      const answer = await getCitedSnapshot(database.views, cited);
      if (found === undefined) expect(answer).toBeUndefined();
      else expect(answer).toMatchObject(found);
    });
  }),
);
