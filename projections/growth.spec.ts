import { LedgerHistory } from '../test/support/ledger-history.js';
import { FoldedRows } from '../test/support/folded-rows.js';
import { uuid } from '../test/support/recorded-history.js';
import { integer, json, text } from './engine/columns.js';
import { defineProjection } from './engine/define-projection.js';
import type { Projection } from './engine/projection.js';
import { tablesOf } from './engine/view-store.js';
import { ledgerProjections } from './ledger-projections.js';

const [CLAIM, CITATION, SOURCE, OTHER] = [uuid(10), uuid(30), uuid(20), uuid(21)];
const [FEW, MANY] = [30, 3_000];

/** What makes a stream longer; called with 0, 1, 2 and so on. */
type Round = (history: LedgerHistory, n: number) => void;

const idOf = (n: number) => uuid(0x10000 + n);
const sha = (n: number) => n.toString(16).padStart(64, '0');
const textOf = (n: number) => ({
  extractor: { name: 'html', version: '1' },
  characters: 9,
  sha256: sha(n),
});
const quoted = {
  snapshot: sha(0),
  capture: 1,
  text: sha(0),
  quote: { exact: 'talks' },
  anchoring: {
    algorithm: 'text-quote/5',
    fidelity: 'exact',
    anchor: 'anchored',
    passage: { start: 1, end: 6, exact: 'talks' },
  },
} as const;

const cited: Round = (history, n) => history.citation(CLAIM, idOf(n), SOURCE, quoted);

const citedAndRetracted: Round = (history, n) => {
  cited(history, n);
  history.citationRetracted(CLAIM, idOf(n));
};

const reanchored: Round = (history, n) => {
  if (n === 0) history.citation(CLAIM, CITATION, SOURCE, quoted);
  history.record(`claim-${CLAIM}`, 'CitationReanchored', {
    citationId: CITATION,
    snapshot: sha(n),
    capture: n + 2,
    text: sha(n),
    outcome: n % 2 === 0 ? 'altered' : 'unchanged',
    anchoring: quoted.anchoring,
  });
};

const related: Round = (history, n) => {
  history.related(CLAIM, idOf(n), 'same-as', OTHER).unrelated(CLAIM, idOf(n));
};

const conflicted: Round = (history, n) => {
  history.conflict(CLAIM, idOf(n), { member: idOf(n) }).conflictRetracted(CLAIM, idOf(n));
};

const judged: Round = (history, n) => {
  history.verdict(CLAIM, idOf(2 * n), 'true').finding(CLAIM, idOf(n), 'true');
  history.verdict(CLAIM, idOf(2 * n + 1), 'false', { replaces: idOf(2 * n) });
  const question = 'veracity' as const;
  const contested = { question, verdicts: [idOf(2 * n + 1)], policyVersion: 1 };
  history.record(`claim-${CLAIM}`, 'FindingContested', contested);
  history.verdictWithdrawn(CLAIM, idOf(2 * n + 1));
  const cause = { kind: 'verdict-withdrawn', id: idOf(2 * n + 1) } as const;
  history.record(`claim-${CLAIM}`, 'FindingReopened', { question, cause });
};

const recordedAndWithdrawn: Round = (history, n) => history.claim(idOf(n)).claimWithdrawn(idOf(n));

const registeredAndWithdrawn: Round = (history, n) =>
  history.source(idOf(n)).sourceWithdrawn(idOf(n));

const amended: Round = (history, n) =>
  history.record(`source-${SOURCE}`, 'SourceAmended', { changes: { title: `Talks, ${n}` } });

const captured: Round = (history, n) =>
  history.record(`source-${SOURCE}`, 'SnapshotCaptured', {
    sha256: sha(n),
    bytes: 14,
    mediaType: 'text/html',
    text: textOf(n),
  });

const takenAnew: Round = (history, n) => {
  if (n === 0) captured(history, n);
  const taken = { capture: 1, sha256: sha(0), text: textOf(n) };
  history.record(`source-${SOURCE}`, 'SnapshotTextTaken', taken);
};

const derived: Round = (history, n) => {
  history.derivation(SOURCE, idOf(n), OTHER).derivationRetracted(SOURCE, idOf(n));
  const suggestion = {
    algorithm: 'shingles/1',
    snapshot: sha(0),
    fromSnapshot: sha(1),
    share: 0.5,
  };
  const dismissed = { from: idOf(n), suggestion, reason: 'an imprint' };
  history.record(`source-${SOURCE}`, 'DerivationSuggestionDismissed', dismissed);
};

const identified: Round = (history, n) => {
  const agents = ['Ann Lee', 'A. Lee'].map((name) => ({ name, type: 'person' as const }));
  history.agentsIdentified(idOf(n), agents).agentIdentificationRetracted(idOf(n));
};

const noted: Round = (history, n) => {
  if (n === 0) history.note(CLAIM, idOf(0xffff));
  history.noteAnswered(idOf(0xffff), idOf(n)).note(CLAIM, idOf(n)).noteResolved(idOf(n));
};

const enrolled: Round = (history, n) =>
  history.record(`member-${idOf(n)}`, 'MemberEnrolled', {
    name: 'Ana',
    organization: 'Desk',
    roles: ['reviewer'],
  });

const published: Round = (history, n) => {
  const [publication, finding] = [uuid(70_000 + n), uuid(80_000 + n)];
  history
    .published(CLAIM, publication, finding)
    .corrected(CLAIM, uuid(90_000 + n), publication, finding)
    .publicationRetracted(CLAIM, publication);
};

/** The rounds of each view, which make streams longer that are its own to show. */
const ROUNDS: Readonly<Record<string, Readonly<Record<string, Round>>>> = {
  'claim-status': {
    cited,
    citedAndRetracted,
    reanchored,
    related,
    conflicted,
    judged,
    published,
    recordedAndWithdrawn,
  },
  'claim-relations': { related },
  citations: { cited, citedAndRetracted, reanchored },
  sources: { registeredAndWithdrawn, amended, captured, takenAnew, derived },
  conflicts: { conflicted },
  publications: { published },
  notes: { noted },
  derivations: { derived },
  'agent-identifications': { identified },
  totals: { registeredAndWithdrawn, cited, judged, enrolled },
};

function historyOf(round: Round, times: number): LedgerHistory {
  const history = new LedgerHistory().source(SOURCE).source(OTHER).claim(CLAIM).claim(OTHER);
  for (let n = 0; n < times; n += 1) round(history, n);
  return history;
}

/** Returns the bytes of all rows that the events leave, in all of its tables, by event that the view handles. */
function bytesOfAnEvent(projection: Projection, round: Round, times: number): number {
  let bytes = 0;
  const folded = new FoldedRows(projection, (_, __, row) => (bytes += JSON.stringify(row).length));
  const { events } = historyOf(round, times);
  for (const event of events) folded.apply(event);
  return bytes / events.filter(({ type }) => projection.handles.includes(type)).length;
}

function growth(projection: Projection, round: Round): number {
  return bytesOfAnEvent(projection, round, MANY) / bytesOfAnEvent(projection, round, FEW);
}

const versioned = ledgerProjections.filter((projection) =>
  tablesOf(projection).some((table) => table.versioned),
);

describe.each(versioned.map((projection) => [projection.name, projection] as const))(
  'an event writes as much in a long stream as in a short one: %s',
  (name, projection) => {
    const rounds = ROUNDS[name] ?? {};

    it('at every event that the view handles', () => {
      const types = Object.values(rounds).flatMap((round) =>
        historyOf(round, 1).events.map(({ type }) => type),
      );
      expect(types).toEqual(expect.arrayContaining([...projection.handles]));
    });

    it.each(Object.entries(rounds))('%s', (_, round) => {
      expect(growth(projection, round)).toBeLessThanOrEqual(2);
    });
  },
);

it('tells a view whose rows grow with their stream', () => {
  const growing = defineProjection({
    name: 'growing',
    version: 1,
    table: {
      name: 'growing',
      columns: { source_id: text(), captures: integer(), snapshots: json<readonly string[]>() },
      key: 'source_id',
      versioned: true,
    },
    on: {
      SnapshotCaptured: (before, event, key) => ({
        source_id: key,
        captures: (before?.captures ?? 0) + 1,
        snapshots: [...(before?.snapshots ?? []), event.data.sha256],
      }),
    },
  });
  expect(growth(growing, captured)).toBeGreaterThan(2);
});
