import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { DELIVERED_TYPES } from './delivered-events.js';
import { asksForTopics, isSelected } from './selection.js';

const [CLAIM, OTHER, SOURCE] = [uuid(10), uuid(11), uuid(20)];
const ALL = { eventTypes: [], claims: [], topics: [] };

const { events } = new LedgerHistory()
  .claim(CLAIM, { topics: ['Straße', 'talks'] })
  .claim(OTHER)
  .source(SOURCE)
  .conflict(CLAIM, uuid(30))
  .conflictRetracted(CLAIM, uuid(30))
  .webhook(uuid(80))
  .policy(2)
  .finding(CLAIM, uuid(40), 'true');
const topicsOf = (stream: string) => (stream === `claim-${CLAIM}` ? ['Straße', 'talks'] : []);

const selected = (selection: object) =>
  events
    .filter((event) => isSelected({ ...ALL, ...selection }, event, topicsOf(event.stream)))
    .map(({ type, stream }) => [type, stream]);

it.each<[string, object, string[]]>([
  ['everything', {}, ['ClaimRecorded', 'ClaimRecorded', 'SourceRegistered', 'FindingReached']],
  ['types', { eventTypes: ['FindingReached'] }, ['FindingReached']],
  ['claims', { claims: [CLAIM] }, ['ClaimRecorded', 'FindingReached']],
  [
    'topics, as filters of lists compare them',
    { topics: ['STRASSE'] },
    ['ClaimRecorded', 'FindingReached'],
  ],
  ['a topic that no claim has', { topics: ['strata'] }, []],
  [
    'all three',
    { eventTypes: ['ClaimRecorded'], claims: [CLAIM, OTHER], topics: ['Talks'] },
    ['ClaimRecorded'],
  ],
  ['a claim that does not have the topic', { claims: [OTHER], topics: ['talks'] }, []],
])('selects %s', (_, selection, types) => {
  expect(selected(selection).map(([type]) => type)).toEqual(types);
});

it('never selects conflicts of interest, members, the policy and webhooks, whatever is asked', () => {
  const eventTypes = [
    'ConflictOfInterestDeclared',
    'PolicyAdopted',
    'WebhookRegistered',
    'KeyIssued',
  ];
  expect(selected({ eventTypes })).toEqual([]);
});

it('asks for topics only where a webhook names some', () => {
  expect(asksForTopics([ALL, { ...ALL, claims: [CLAIM] }])).toBe(false);
  expect(asksForTopics([ALL, { ...ALL, topics: ['talks'] }])).toBe(true);
});

it('may select these types, of which each was decided on', () => {
  expect(DELIVERED_TYPES).toEqual([
    'ClaimRecorded',
    'ClaimRelated',
    'ClaimUnrelated',
    'ClaimWithdrawn',
    'CitationAdded',
    'CitationReanchored',
    'CitationRetracted',
    'VerdictSubmitted',
    'VerdictWithdrawn',
    'FindingReached',
    'FindingContested',
    'FindingReopened',
    'FindingPublished',
    'CorrectionIssued',
    'PublicationRetracted',
    'SourceRegistered',
    'SourceAmended',
    'SnapshotCaptured',
    'SnapshotTextTaken',
    'DerivationDeclared',
    'DerivationRetracted',
    'DerivationSuggestionDismissed',
    'SourceWithdrawn',
  ]);
});
