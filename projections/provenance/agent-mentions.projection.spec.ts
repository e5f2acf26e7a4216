import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { agentMentions } from './agent-mentions.projection.js';

const [CLAIM, SOURCE, CITATION] = [uuid(10), uuid(20), uuid(30)];
const ILKA = { name: 'Ilka Torvald', sameAs: ['https://torvald.example/'] };

const mentionsIn = ({ events }: LedgerHistory) =>
  [...fold(agentMentions, events).values()].map(({ mention, ...row }) => row);

it('shows who speaks in the hops of a citation, by each identifier once', () => {
  const by = { kind: 'named' as const, agent: ILKA };
  const history = new LedgerHistory().citation(CLAIM, CITATION, SOURCE, {
    attribution: [
      { mode: 'said', by },
      { mode: 'quoted', by },
      { mode: 'reported', by: { kind: 'anonymous', description: 'a diplomat' } },
      { mode: 'republished', by: { kind: 'own-voice' } },
    ],
  });
  expect(mentionsIn(history)).toEqual([
    { identifier: 'url:https://torvald.example', kind: 'claim', id: CLAIM },
    { identifier: 'name:ilka torvald|', kind: 'claim', id: CLAIM },
  ]);
});

it('leaves out whom a citation names that supports nothing', () => {
  const attribution = [{ mode: 'said' as const, by: { kind: 'named' as const, agent: ILKA } }];
  const refuted = { stance: 'refutes' as const, attribution };
  expect(mentionsIn(new LedgerHistory().citation(CLAIM, CITATION, SOURCE, refuted))).toEqual([]);
});

it('shows the authors and the publisher of a source, and those that an amendment names', () => {
  const history = new LedgerHistory().source(SOURCE, {
    publisher: { name: 'The Harbour Post' },
    authors: [{ name: 'A', affiliation: 'Post' }],
  });
  history.record(`source-${SOURCE}`, 'SourceAmended', {
    changes: { authors: [{ name: 'B' }], publisher: null },
  });
  history.record(`source-${SOURCE}`, 'SourceAmended', {
    changes: { title: 'Talks end' },
  });
  expect(mentionsIn(history)).toEqual(
    ['name:a|post', 'name:the harbour post|', 'name:b|'].map((identifier) => ({
      identifier,
      kind: 'source',
      id: SOURCE,
    })),
  );
});

it('stops at an event that it has seen before', () => {
  const { events } = new LedgerHistory().source(SOURCE, { publisher: { name: 'Post' } });
  expect(() => fold(agentMentions, [...events, ...events])).toThrow(ImpossibleEventError);
});
