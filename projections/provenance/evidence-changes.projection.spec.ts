import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { evidenceChanges } from './evidence-changes.projection.js';

const [CLAIM, SOURCE, WIRE, CITATION, DERIVATION, IDENTIFICATION] = [
  uuid(10),
  uuid(20),
  uuid(21),
  uuid(30),
  uuid(40),
  uuid(50),
];

const begun = () => new LedgerHistory().source(SOURCE).source(WIRE).claim(CLAIM);
const cited = () => begun().citation(CLAIM, CITATION, SOURCE);
const derived = () => begun().derivation(SOURCE, DERIVATION, WIRE);
const identified = () => begun().agentsIdentified(IDENTIFICATION, [{ name: 'A' }, { name: 'B' }]);
const amended = (changes: object) =>
  begun().record(`source-${SOURCE}`, 'SourceAmended', { changes });

const at = (position: number) => String(position).padStart(16, '0');

it.each([
  ['a citation', cited(), 'claim', CLAIM],
  ['its retraction', cited().citationRetracted(CLAIM, CITATION), 'claim', CLAIM],
  ['a withdrawal', begun().sourceWithdrawn(WIRE), 'source', WIRE],
  ['another publisher', amended({ publisher: { name: 'Other' } }), 'source', SOURCE],
  ['authors taken away', amended({ authors: null }), 'source', SOURCE],
  ['a derivation, of the source that draws', derived(), 'source', SOURCE],
  ['its retraction', derived().derivationRetracted(SOURCE, DERIVATION), 'source', SOURCE],
  ['an identification', identified(), 'agent', IDENTIFICATION],
  [
    'its retraction',
    identified().agentIdentificationRetracted(IDENTIFICATION),
    'agent',
    IDENTIFICATION,
  ],
])('shows when something changed last: %s', (_, { events }, kind, id) => {
  expect([...fold(evidenceChanges, events).values()]).toEqual([
    { stream: `${kind}-${id}`, kind, id, changed_position: at(events.length) },
  ]);
});

it.each([
  ['a source and a claim that nothing leads to', begun()],
  ['another title', amended({ title: 'Talks end' })],
])('is not concerned with %s', (_, { events }) => {
  expect([...fold(evidenceChanges, events).values()]).toEqual([]);
});
