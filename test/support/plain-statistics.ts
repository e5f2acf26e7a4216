import type { Question } from '../../events/fields.js';
import { QUESTIONS } from '../../events/fields.js';
import { idOf } from '../../events/envelope.js';
import type { DataOf, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { nameKey } from '../../src/text/name-key.js';
import { bucketOf } from '../../src/statistics/durations/duration-histogram.js';

interface PlainCitation extends DataOf<'CitationAdded'> {
  claim: PlainClaim;
  retracted: boolean;
  changed: boolean;
  lookedIn: number;
}

interface PlainVerdict extends DataOf<'VerdictSubmitted'> {
  claim: PlainClaim;
  active: boolean;
}

interface PlainFinding {
  readonly rating: string;
  readonly policyVersion: number;
  readonly seconds: number;
}

interface PlainClaim {
  readonly recordedAt: string;
  withdrawn: boolean;
  readonly findings: Map<Question, PlainFinding>;
}

type Tally = Record<string, number>;

/** All that happened, held in memory and counted in loops: what the counters of the views must come to. */
export class PlainStatistics {
  private readonly claims = new Map<string, PlainClaim>();
  private readonly citations = new Map<string, PlainCitation>();
  private readonly verdicts = new Map<string, PlainVerdict>();
  private readonly sources = new Map<string, { publisher: string | null; withdrawn: boolean }>();
  private readonly policies = new Map<number, DataOf<'PolicyAdopted'>>();

  constructor(events: readonly RecordedLedgerEvent[]) {
    for (const event of events) this.take(event);
  }

  /** By the key of each tally that is not empty. */
  tallies(): Record<string, Tally> {
    const tallies: Record<string, Tally> = {};
    for (const id of this.sources.keys()) {
      tallies[`source/${id}`] = this.countOf((source) => source === id);
    }
    const publishers = new Set([...this.sources.values()].map(({ publisher }) => publisher));
    publishers.delete(null);
    for (const name of publishers) {
      const isTheirs = (id: string) => this.sources.get(id)?.publisher === name;
      tallies[`publisher/${name}`] = this.countOf(isTheirs);
    }
    for (const id of new Set([...this.verdicts.values()].map(({ reviewer }) => reviewer.id))) {
      tallies[`reviewer/${id}`] = this.countOfReviewer(id);
    }
    for (const question of QUESTIONS) Object.assign(tallies, this.countOfQuestion(question));
    const some = Object.entries(tallies).map(([key, tally]) => [key, withoutZeros(tally)] as const);
    return Object.fromEntries(some.filter(([, tally]) => Object.keys(tally).length > 0));
  }

  private countOf(isAmong: (sourceId: string) => boolean): Tally {
    const tally: Tally = {};
    for (const [id, { withdrawn }] of this.sources) {
      if (isAmong(id)) count(tally, 'sources', withdrawn && 'withdrawn');
    }
    const citations = [...this.citations.values()].filter(
      ({ sourceId, retracted, claim }) => isAmong(sourceId) && !retracted && !claim.withdrawn,
    );
    for (const { stance, anchoring, changed } of citations) {
      count(tally, 'cited', stance, changed && 'changed');
      count(tally, anchoring?.fidelity === 'altered' && 'altered');
    }
    for (const _ of new Set(citations.map(({ claim }) => claim))) count(tally, 'claims');
    const makes = citations.filter(({ stance }) => stance === 'makes');
    for (const claim of new Set(makes.map((citation) => citation.claim))) {
      const finding = claim.findings.get('veracity');
      count(tally, 'made', finding && `rated:${finding.rating}`);
      count(tally, finding && this.isFalse(finding) && 'refuted');
    }
    return tally;
  }

  private countOfReviewer(id: string): Tally {
    const tally: Tally = {};
    for (const verdict of this.verdicts.values()) {
      if (verdict.reviewer.id !== id) continue;
      const { question, claim, rating } = verdict;
      count(tally, 'verdicts', `given:${question}`);
      if (claim.withdrawn || !this.counts(verdict)) continue;
      count(tally, `counting:${question}`);
      const finding = claim.findings.get(question);
      if (!finding) continue;
      count(tally, `settled:${question}`, finding.rating === rating && `agreed:${question}`);
      count(tally, `took:${question}:${bucketOf(finding.seconds)}`);
    }
    return tally;
  }

  private countOfQuestion(question: Question): Record<string, Tally> {
    const findings: Tally = {};
    const tallies: Record<string, Tally> = { [`findings/${question}`]: findings };
    for (const claim of this.claims.values()) {
      const finding = claim.findings.get(question);
      if (!finding || claim.withdrawn) continue;
      count(findings, 'findings', `took:${bucketOf(finding.seconds)}`);
      const ratings = [...this.verdicts.values()]
        .filter((each) => each.claim === claim && each.question === question && this.counts(each))
        .map(({ rating }) => rating)
        .sort();
      if (ratings.length < 2) continue;
      const ways = [...new Set(ratings)].map((rating) => [
        rating,
        ratings.filter((other) => other === rating).length,
      ]);
      const way = `rated/${question}/${JSON.stringify(ways)}`;
      count((tallies[way] ??= {}), 'questions');
    }
    return tallies;
  }

  private counts({ active, evidence }: PlainVerdict): boolean {
    return active && evidence.every((id) => !this.citations.get(id)?.retracted);
  }

  private isFalse({ rating, policyVersion }: PlainFinding): boolean {
    const scale = this.policies.get(policyVersion)!.scales.veracity;
    const values = scale.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
    const value = scale.find((each) => each.rating === rating)?.value;
    return value !== undefined && value < (values[0]! + values.at(-1)!) / 2;
  }

  private take(event: RecordedLedgerEvent): void {
    const { type, data, metadata, stream } = event;
    const claim = this.claims.get(idOf(stream))!;
    if (type === 'PolicyAdopted') this.policies.set(data.version, data);
    else if (type === 'SourceRegistered') {
      const publisher = data.publisher ? nameKey(data.publisher.name) : null;
      this.sources.set(idOf(stream), { publisher, withdrawn: false });
    } else if (type === 'SourceAmended') {
      const { publisher } = data.changes;
      const source = this.sources.get(idOf(stream))!;
      if (publisher !== undefined) source.publisher = publisher && nameKey(publisher.name);
    } else if (type === 'SourceWithdrawn') this.sources.get(idOf(stream))!.withdrawn = true;
    else if (type === 'ClaimRecorded') {
      const { recordedAt } = metadata;
      this.claims.set(idOf(stream), { recordedAt, withdrawn: false, findings: new Map() });
    } else if (type === 'ClaimWithdrawn') claim.withdrawn = true;
    else if (type === 'CitationAdded') {
      const looked = { retracted: false, changed: false, lookedIn: 0 };
      this.citations.set(data.citationId, { ...data, ...looked, claim });
    } else if (type === 'CitationReanchored') this.lookedAgain(data);
    else if (type === 'CitationRetracted') this.citations.get(data.citationId)!.retracted = true;
    else if (type === 'VerdictSubmitted') {
      if (data.replaces) this.verdicts.get(data.replaces)!.active = false;
      this.verdicts.set(data.verdictId, { ...data, claim, active: true });
    } else if (type === 'VerdictWithdrawn') this.verdicts.get(data.verdictId)!.active = false;
    else if (type === 'FindingReached') {
      const { rating, policyVersion } = data;
      const took = Date.parse(metadata.recordedAt) - Date.parse(claim.recordedAt);
      claim.findings.set(data.question, { rating, policyVersion, seconds: took / 1_000 });
    } else if (type === 'FindingContested' || type === 'FindingReopened') {
      claim.findings.delete(data.question);
    }
  }

  private lookedAgain({ citationId, outcome, capture = Infinity }: DataOf<'CitationReanchored'>) {
    const citation = this.citations.get(citationId)!;
    if (capture < citation.lookedIn) return;
    citation.changed = outcome === 'altered' || outcome === 'orphaned';
    if (Number.isFinite(capture)) citation.lookedIn = capture;
  }
}

function count(tally: Tally, ...names: readonly (string | false | undefined)[]): void {
  for (const name of names) if (name) tally[name] = (tally[name] ?? 0) + 1;
}

function withoutZeros(tally: Tally): Tally {
  return Object.fromEntries(Object.entries(tally).filter(([, n]) => n !== 0));
}
