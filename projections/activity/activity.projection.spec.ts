import { LedgerHistory } from '../../test/support/ledger-history.js';
import { FoldedRows } from '../../test/support/folded-rows.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { activity, activityQuarters } from './activity.projection.js';

const claim = (n: number) => `claim-${uuid(n)}`;
const recorded = {
  text: 'Talks have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
  topics: [],
  recordedBy: uuid(1),
} as const;

it('counts what happened, by day in UTC', () => {
  const { events } = new RecordedHistory()
    .at('2025-10-14T23:59:59.999Z')
    .record(claim(10), 'ClaimRecorded', { ...recorded, topics: [] })
    .record(claim(11), 'ClaimRecorded', { ...recorded, topics: [] })
    .at('2025-10-15T00:00:00.000Z')
    .record(claim(11), 'ClaimWithdrawn', { reason: 'recorded twice' })
    .record(`member-${uuid(40)}`, 'MemberSuspended', {
      reason: 'counts nowhere',
      verdicts: 'stand',
    });
  const rows = fold(activity, events);
  expect([...rows.keys()]).toEqual(['2025-10-14', '2025-10-15']);
  expect(rows.get('2025-10-14')).toMatchObject({ claims_recorded: 2, claims_withdrawn: 0 });
  expect(rows.get('2025-10-15')).toMatchObject({ claims_recorded: 0, claims_withdrawn: 1 });
});

it('knows the positions between which the claims of a day stand, also where instants went back', () => {
  const log = new LedgerHistory().at('2025-10-14T12:00:00.000Z').source(uuid(20));
  log.claim(uuid(10)).at('2025-10-15T00:00:00.000Z').claim(uuid(11));
  log.at('2025-10-14T23:59:00.000Z').claim(uuid(12)).source(uuid(21));
  const rows = fold(activity, log.events);
  const at = (n: number) => String(n).padStart(16, '0');
  expect(rows.get('2025-10-14')).toMatchObject({ first_claim: at(2), last_claim: at(4) });
  expect(rows.get('2025-10-15')).toMatchObject({ first_claim: at(3), last_claim: at(3) });
});

it('counts the same by the quarter of an hour', () => {
  const log = new LedgerHistory();
  const instants = ['08:00:00.000', '08:14:59.999', '08:15:00.000', '23:59:59.999'];
  for (const [n, time] of instants.entries()) {
    log.at(`2025-10-14T${time}Z`).source(uuid(20 + n));
  }
  const folded = new FoldedRows(activity);
  for (const event of log.claim(uuid(10)).events) folded.apply(event);
  const quarters = [...folded.sides.get(activityQuarters)!.values()];
  expect(quarters).toMatchObject([
    { quarter: '2025-10-14T08:00', sources_registered: 2, claims_recorded: 0 },
    { quarter: '2025-10-14T08:15', sources_registered: 1, claims_recorded: 0 },
    { quarter: '2025-10-14T23:45', sources_registered: 1, claims_recorded: 1 },
  ]);
});

it('counts each kind of event under its own name', () => {
  const id = uuid(30);
  const { events } = new RecordedHistory()
    .record('source-x', 'SourceRegistered', { type: 'article', title: 'Talks' })
    .record('source-x', 'SnapshotCaptured', {
      sha256: 'a'.repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      text: { reason: 'none' },
    })
    .record('source-x', 'SourceWithdrawn', { reason: 'forged' })
    .record('claim-x', 'CitationAdded', {
      citationId: id,
      sourceId: id,
      stance: 'makes',
      attribution: [],
      addedBy: id,
    })
    .record('claim-x', 'CitationRetracted', { citationId: id, reason: 'misread' })
    .record('claim-x', 'VerdictSubmitted', {
      verdictId: id,
      question: 'veracity',
      rating: 'true',
      rationale: 'so',
      evidence: [id],
      reviewer: { id, organization: 'Desk' },
    })
    .record('claim-x', 'VerdictWithdrawn', { verdictId: id, reason: 'hasty' })
    .record('claim-x', 'FindingReached', {
      findingId: id,
      question: 'veracity',
      rating: 'true',
      verdicts: [id],
      dissent: [],
      policyVersion: 1,
    })
    .record('claim-x', 'FindingReopened', {
      question: 'veracity',
      cause: { kind: 'verdict-withdrawn', id },
    })
    .record('claim-x', 'FindingContested', {
      question: 'veracity',
      verdicts: [id],
      policyVersion: 1,
    });
  expect(fold(activity, events).get('2025-10-14')).toEqual({
    day: '2025-10-14',
    sources_registered: 1,
    first_claim: null,
    last_claim: null,
    snapshots_captured: 1,
    claims_recorded: 0,
    citations_added: 1,
    verdicts_submitted: 1,
    findings_reached: 1,
    findings_contested: 1,
    findings_reopened: 1,
    claims_withdrawn: 0,
    sources_withdrawn: 1,
    citations_retracted: 1,
    verdicts_withdrawn: 1,
  });
});
