import { Value } from 'typebox/value';

import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../test/support/every-database.js';
import { getSource, listSources, SourceAnswer, type SourceFilter } from './sources.js';
import { person } from '../queries/person.js';

const [ARTICLE, POST] = [uuid(20), uuid(21)];
const SHA = 'c'.repeat(64);
const TEXT = {
  extractor: { name: 'plain', version: '1' },
  characters: 12,
  sha256: 'd'.repeat(64),
};

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    const { events } = new LedgerHistory()
      .source(ARTICLE, {
        url: 'https://example.org/talks',
        publisher: { name: 'The Gazette' },
        authors: [{ name: 'A. Writer', type: 'person' }],
        publishedAt: '2025-10-14',
      })
      .source(POST, { type: 'post' })
      .at('2025-10-15T00:00:00.000Z')
      .record(`source-${ARTICLE}`, 'SnapshotCaptured', {
        sha256: SHA,
        bytes: 14,
        mediaType: 'text/plain',
        text: TEXT,
      })
      .sourceWithdrawn(POST);
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  it('answers a source with its snapshots', async () => {
    const answer = await getSource(database.views, ARTICLE);
    expect(Value.Errors(SourceAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: ARTICLE,
      revision: 1,
      type: 'article',
      title: 'Talks begin',
      url: 'https://example.org/talks',
      publisher: { name: 'The Gazette' },
      authors: [{ name: 'A. Writer', type: 'person' }],
      publishedAt: '2025-10-14',
      language: null,
      snapshots: [
        {
          capture: 1,
          sha256: SHA,
          bytes: 14,
          mediaType: 'text/plain',
          declaredType: null,
          text: TEXT,
          textTakenAt: null,
          fetched: null,
          recordedAt: '2025-10-15T00:00:00.000Z',
          recordedBy: person(uuid(1)),
        },
      ],
      withdrawn: null,
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
  });

  it('answers a source as it was', async () => {
    const asOf = { instant: '2025-10-14T23:59:59.999Z' };
    expect(await getSource(database.views, ARTICLE, asOf)).toMatchObject({ snapshots: [] });
    expect(await getSource(database.views, POST, asOf)).toMatchObject({ withdrawn: null });
    expect(await getSource(database.views, POST)).toMatchObject({
      authors: [],
      withdrawn: { reason: 'forged' },
    });
    expect(await getSource(database.views, uuid(99))).toBeUndefined();
  });

  it.each<[string, SourceFilter, string[]]>([
    ['nothing', {}, [POST, ARTICLE]],
    ['type', { type: 'post' }, [POST]],
    ['publisher in other letters', { publisher: 'THE gazette' }, [ARTICLE]],
    ['withdrawal', { withdrawn: true }, [POST]],
    ['no withdrawal', { withdrawn: false }, [ARTICLE]],
    ['type and withdrawal', { type: 'article', withdrawn: true }, []],
  ])('lists sources by %s', async (_, filter, expected) => {
    const { items } = await listSources(database.views, filter);
    expect(items.map(({ id }) => id)).toEqual(expected);
  });
});
