import { said } from '../../../test/support/claim-provenance.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { touchedClaims } from './touched-claims.js';

const [CLAIM, OTHER, SITE, RADIO, WIRE] = [uuid(10), uuid(11), uuid(20), uuid(21), uuid(22)];
const [ILKA, OMAR, NORA] = [
  { name: 'Ilka' },
  { name: 'Omar', sameAs: ['https://omar.example'] },
  { name: 'Nora' },
];
let ids = 100;
const newId = () => uuid((ids += 1));

/** A claim that is cited to the site, where Ilka speaks; another that nothing leads to. */
const cited = () =>
  new LedgerHistory()
    .source(SITE, { publisher: { name: 'The Post' }, authors: [NORA] })
    .source(RADIO)
    .source(WIRE)
    .claim(CLAIM)
    .claim(OTHER)
    .citation(OTHER, newId(), RADIO)
    .citation(CLAIM, newId(), SITE, { attribution: [said(ILKA, WIRE)] });

type Change = (history: LedgerHistory) => LedgerHistory;
const derivation = newId();
const reaching: [string, Change, Change][] = [
  ['its source', (h) => h, (h) => h.sourceWithdrawn(SITE)],
  ['a source in a hop', (h) => h, (h) => h.sourceWithdrawn(WIRE)],
  ['what its source draws on', (h) => h, (h) => h.derivation(SITE, newId(), RADIO)],
  [
    'a source behind another',
    (h) => h.source(uuid(23)).derivation(SITE, newId(), RADIO).derivation(RADIO, newId(), uuid(23)),
    (h) => h.sourceWithdrawn(uuid(23)),
  ],
  [
    'a derivation taken back, and what was behind it',
    (h) => h.derivation(SITE, derivation, RADIO),
    (h) => h.sourceWithdrawn(RADIO).derivationRetracted(SITE, derivation),
  ],
  ['who speaks', (h) => h, (h) => h.agentsIdentified(newId(), [ILKA, OMAR])],
  ['an author', (h) => h, (h) => h.agentsIdentified(newId(), [NORA, OMAR])],
  ['a publisher', (h) => h, (h) => h.agentsIdentified(newId(), [{ name: 'the post' }, OMAR])],
  [
    'somebody known by another identification',
    (h) => h.agentsIdentified(newId(), [ILKA, OMAR]),
    (h) => h.agentsIdentified(newId(), [{ ...NORA, affiliation: 'X' }, OMAR]),
  ],
];

onEveryDatabase((viewsOf) => {
  it.each(reaching)('are those that a change reaches by %s', async (_, before, change) => {
    const history = before(cited());
    const behind = history.position;
    change(history);
    const queried = await viewsOf(history.events);
    const { views } = queried;
    const reached = await touchedClaims(views, { behind, to: history.position }, '', 10);
    expect(reached).toContain(CLAIM);
    const later = { behind: history.position, to: '9'.repeat(16) };
    expect(await touchedClaims(views, later, '', 10)).toEqual([]);
    await queried.close();
  });

  it('are no others', async () => {
    const history = cited()
      .derivation(RADIO, derivation, SITE)
      .derivationRetracted(RADIO, derivation);
    const behind = history.position;
    history.sourceWithdrawn(SITE).agentsIdentified(newId(), [ILKA, OMAR]);
    const queried = await viewsOf(history.events);
    const { views } = queried;
    const stretch = { behind, to: history.position };
    expect(await touchedClaims(views, stretch, '', 10)).toEqual([CLAIM]);
    expect(await touchedClaims(views, stretch, CLAIM, 10)).toEqual([]);
    await queried.close();
  });

  it('come by id, so many at a time', async () => {
    const history = cited();
    const many = [15, 13, 14].map(uuid);
    for (const id of many) history.claim(id).citation(id, newId(), SITE);
    const behind = history.position;
    history.sourceWithdrawn(SITE);
    const queried = await viewsOf(history.events);
    const { views } = queried;
    const stretch = { behind, to: history.position };
    expect(await touchedClaims(views, stretch, '', 2)).toEqual([CLAIM, uuid(13)]);
    expect(await touchedClaims(views, stretch, uuid(13), 2)).toEqual([uuid(14), uuid(15)]);
    await queried.close();
  });
});
