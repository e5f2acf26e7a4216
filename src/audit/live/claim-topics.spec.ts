import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { ViewsUnavailableError } from '../../view-store/views-unavailable.js';
import { ClaimTopics } from './claim-topics.js';

const [SHOWN, WITHOUT, LATER, SOURCE] = [uuid(100), uuid(101), uuid(102), uuid(20)];

/** Two claims that the views show, one that they do not yet, and citations of all three. */
function history(): { shown: LedgerHistory['events']; later: LedgerHistory['events'] } {
  const ledger = new LedgerHistory()
    .source(SOURCE)
    .claim(SHOWN, { topics: ['Port', 'talks '] })
    .claim(WITHOUT);
  const shown = [...ledger.events];
  ledger
    .claim(LATER, { topics: ['PORT'] })
    .citation(SHOWN, uuid(31), SOURCE)
    .citation(WITHOUT, uuid(32), SOURCE)
    .citation(LATER, uuid(33), SOURCE);
  return { shown, later: ledger.events.slice(shown.length) };
}

const { shown, later } = history();

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  let looked: string[];
  const progress: { unfit: string | null } = { unfit: null };
  beforeEach(async () => {
    database = await viewsOf(shown);
    looked = [];
    progress.unfit = null;
  });
  afterEach(() => database.close());

  const topicsOver = (views: QueriedViews['views']) =>
    new ClaimTopics(
      views,
      progress,
      {
        async readStream(stream) {
          looked.push(stream);
          return [...shown, ...later].filter((event) => event.stream === stream).slice(0, 1);
        },
      },
      ledgerCatalog,
    );
  const topics = () => topicsOver(database.views);
  const all = new Map([
    [SHOWN, new Set(['port', 'talks '])],
    [WITHOUT, new Set()],
    [LATER, new Set(['port'])],
  ]);

  it('takes them from a claim that is recorded now, and from the views for all others', async () => {
    expect(await topics().of(later)).toEqual(all);
    expect(looked).toEqual([]);
  });

  it('looks in the log for what the views do not show yet', async () => {
    expect(await topics().of(later.slice(1))).toEqual(all);
    expect(looked).toEqual([`claim-${LATER}`]);
  });

  it('looks in the log for all where the views are of another log', async () => {
    progress.unfit = 'of another log';
    expect(await topics().of(later.slice(1))).toEqual(all);
    expect(looked).toHaveLength(3);
  });

  it('knows nothing of a claim that there is not, and asks nothing where no event is of a claim', async () => {
    const [source] = shown;
    expect(await topics().of([source!])).toEqual(new Map());
    const strange = { ...later[1]!, stream: `claim-${uuid(999)}` };
    expect(await topics().of([strange])).toEqual(new Map([[uuid(999), new Set()]]));
  });

  it('does without views that are away, and without nothing else', async () => {
    const failing = (error: Error) =>
      topicsOver(
        new Proxy(database.views, {
          get(target, name, receiver): unknown {
            if (name === 'selectFrom') throw error;
            return Reflect.get(target, name, receiver);
          },
        }),
      );
    expect(await failing(new ViewsUnavailableError('away')).of(later.slice(1))).toEqual(all);
    await expect(failing(new Error('a fault')).of(later.slice(1))).rejects.toThrow('a fault');
  });
});
