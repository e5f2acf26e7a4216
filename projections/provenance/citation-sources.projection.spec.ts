import { fold, uuid } from '../../test/support/recorded-history.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { citationSources } from './citation-sources.projection.js';

const [CLAIM, CITATION, SITE, RADIO] = [uuid(10), uuid(30), uuid(20), uuid(21)];

const cited = (history = new LedgerHistory()) => {
  const by = { kind: 'named' as const, agent: { name: 'Ilka Torvald' } };
  return history.citation(CLAIM, CITATION, SITE, {
    attribution: [
      { mode: 'said', by },
      { mode: 'reported', by, sourceId: RADIO },
      { mode: 'quoted', by, sourceId: SITE },
      { mode: 'republished', by, sourceId: RADIO },
    ],
  });
};

it('shows the cited source and those of the hops, each once', () => {
  const shared = {
    citation_id: CITATION,
    claim_id: CLAIM,
    recorded_position: '0000000000000001',
  };
  expect([...fold(citationSources, cited().events).values()]).toEqual([
    { ...shared, citation_source: `${CITATION}/${SITE}`, source_id: SITE, by: 'passage' },
    { ...shared, citation_source: `${CITATION}/${RADIO}`, source_id: RADIO, by: 'hop' },
  ]);
});

it('stops at a citation that was added before', () => {
  expect(() => fold(citationSources, cited(cited()).events)).toThrow(ImpossibleEventError);
});
