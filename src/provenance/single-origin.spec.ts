import { Provenance, said } from '../../test/support/claim-provenance.js';
import { turnsDuring } from '../../test/support/turns-during.js';
import type { ClaimProvenance } from './independence/claim-provenance.js';
import { isOfSingleOrigin } from './independence/independence.js';
import { singleAmong } from './single-origin.js';

const CHAIN = 300;

/** Sources of which each republishes the next, and claims that cite some of them. */
function claims(count: number, cites: (n: number, claim: Provenance) => Provenance) {
  let read = 0;
  const chain = new Provenance();
  for (let n = 0; n <= CHAIN; n += 1) chain.source(`s${n}`);
  for (let n = 0; n < CHAIN; n += 1) chain.draws(`s${n}`, `s${n + 1}`);
  chain.source('apart');
  const provenances = new Map<string, ClaimProvenance>();
  for (let n = 0; n < count; n += 1) {
    const { citations } = cites(n, new Provenance());
    const { sources, identifications } = chain;
    const provenance = { sources, identifications, citations };
    provenances.set(`claim ${n}`, {
      ...provenance,
      get derivations() {
        read += 1;
        return chain.derivations;
      },
    });
  }
  return { provenances, readsOf: () => read };
}

it('works out once what many claims with the same evidence come to', async () => {
  const { provenances, readsOf } = claims(200, (n, claim) =>
    claim.cited(`a${n}`, 's0').cited(`b${n}`, 's9'),
  );
  expect([...(await singleAmong(provenances))]).toEqual([...provenances.keys()]);
  const { provenances: one, readsOf: readsOfOne } = claims(1, (_, claim) =>
    claim.cited('a', 's0').cited('b', 's9'),
  );
  await singleAmong(one);
  expect(readsOf()).toBe(readsOfOne());
});

it('tells claims apart by whatever makes a difference', async () => {
  const { provenances } = claims(6, (n, claim) => {
    const cited = claim.cited(`a${n}`, 's0');
    switch (n) {
      case 0:
        return cited.cited(`b${n}`, 's5');
      case 1:
        return cited.cited(`b${n}`, 'apart');
      case 2:
        return cited.cited(`b${n}`, 's5', said({ name: 'Ilka Torvald' }));
      case 3:
        return cited.citedAs({ id: `b${n}`, sourceId: 'apart', retracted: true });
      case 4:
        return cited.citedAs({ id: `b${n}`, sourceId: 'apart', stance: 'refutes' });
      default:
        return claim.cited(`b${n}`, 'apart').cited(`c${n}`, 's5');
    }
  });
  const single = await singleAmong(provenances);
  for (const [id, provenance] of provenances)
    expect([id, single.has(id)]).toEqual([id, isOfSingleOrigin(provenance)]);
  expect(single.size).toBeGreaterThan(0);
  expect(single.size).toBeLessThan(provenances.size);
});

it('gives the event loop its turn between claims with other evidence', async () => {
  const { provenances } = claims(50, (n, claim) =>
    claim.cited('a', `s${n}`).cited('b', `s${n + 1}`),
  );
  const turns = await turnsDuring(() => singleAmong(provenances));
  expect(turns).toBeGreaterThanOrEqual(49);
});
