import fc from 'fast-check';

import type { Hop } from '../../events/citation/citation-events.js';
import type { Agent } from '../../events/fields.js';
import { inOwnVoice, said, saidBySomebody } from './claim-provenance.js';
import { LedgerHistory } from './ledger-history.js';
import { uuid } from './recorded-history.js';

const SOURCES = [20, 21, 22, 23, 24].map(uuid);

const PUBLISHERS = ['Agency', 'The Post'];

const sourceId = fc.constantFrom(...SOURCES);
/** Few, so that they meet: two of one name, one with pages, and both publishers. */
const agent = fc.constantFrom<Agent>(
  { name: 'Ilka' },
  { name: 'Ilka', affiliation: 'Ministry' },
  { name: 'Omar', sameAs: ['https://omar.example'] },
  ...PUBLISHERS.map((name) => ({ name, type: 'organization' as const })),
);
const through = fc.option(sourceId, { nil: undefined });
const hop: fc.Arbitrary<Hop> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(agent, through).map(([who, at]) => said(who, at)) },
  { weight: 1, arbitrary: through.map((at) => saidBySomebody('diplomats', at)) },
  { weight: 1, arbitrary: fc.tuple(through, agent).map(([at, who]) => inOwnVoice(at, who)) },
);
const publisher = fc.option(
  fc.constantFrom(...PUBLISHERS).map((name) => ({ name })),
  { nil: null },
);
const which = fc.nat({ max: 1_000 });

const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ draws: sourceId, from: sourceId }) },
  {
    weight: 2,
    arbitrary: fc.record({
      amends: sourceId,
      publisher,
      authors: fc.array(agent, { maxLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ withdraws: sourceId }) },
  {
    weight: 3,
    arbitrary: fc.record({ identifies: fc.uniqueArray(agent, { minLength: 2, maxLength: 2 }) }),
  },
  { weight: 3, arbitrary: fc.record({ retracts: which }) },
);
const citation = fc.record({
  cites: sourceId,
  claim: which,
  attribution: fc.oneof(
    { weight: 1, arbitrary: fc.constant<Hop[]>([]) },
    { weight: 3, arbitrary: fc.array(hop, { minLength: 1, maxLength: 2 }) },
  ),
  stance: fc.constantFrom(
    'makes' as const,
    'makes' as const,
    'supports' as const,
    'refutes' as const,
  ),
});
const claim = fc.record({ claim: fc.constant('recorded' as const) });
type StepOf<A> = A extends fc.Arbitrary<infer S> ? S : never;
type Citation = StepOf<typeof citation>;
type Step = StepOf<typeof claim> | Citation | StepOf<typeof change>;

/**
 * What happens to a few claims, their citations and the sources behind them, so that much of it meets;
 * in the end to the sources and those who speak in them alone.
 */
export const evidenceHistories = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: claim },
        { weight: 6, arbitrary: citation },
        { weight: 3, arbitrary: change },
      ),
      { minLength: 15, maxLength: 30 },
    ),
    fc.array(change, { minLength: 1, maxLength: 12 }),
  )
  .map(([begun, changes]) => {
    const room = new EvidenceRoom();
    for (const step of [...begun, ...changes]) room.take(step);
    return room.history;
  });

class EvidenceRoom {
  readonly history = new LedgerHistory();
  private readonly claims: string[] = [];
  private readonly withdrawn = new Set<string>();
  private retractions: (() => void)[] = [];
  private ids = 100;

  constructor() {
    for (const [n, id] of SOURCES.entries()) {
      this.history.source(id, n % 3 > 0 ? { publisher: { name: PUBLISHERS[n % 2]! } } : {});
    }
    this.recordClaim();
  }

  take(step: Step): void {
    const { history } = this;
    if ('cites' in step) this.cite(step);
    else if ('claim' in step) this.recordClaim();
    else if ('draws' in step) this.derive(step);
    else if ('retracts' in step) this.retract(step.retracts);
    else if ('amends' in step) {
      const { amends, publisher, authors } = step;
      history.record(`source-${amends}`, 'SourceAmended', {
        changes: { publisher, authors: authors.length > 0 ? authors : null },
      });
    } else if ('withdraws' in step) {
      if (!this.withdrawn.has(step.withdraws)) history.sourceWithdrawn(step.withdraws);
      this.withdrawn.add(step.withdraws);
    } else {
      const id = this.newId();
      history.agentsIdentified(id, step.identifies);
      this.retractions.push(() => history.agentIdentificationRetracted(id));
    }
  }

  /** Their ids are not in the order in which they were recorded. */
  private recordClaim(): void {
    const id = uuid(9_000 - 37 * this.claims.length);
    this.claims.push(id);
    this.history.claim(id);
  }

  private cite({ cites, claim: n, attribution, stance }: Citation): void {
    const [claim, id] = [this.claims[n % this.claims.length]!, this.newId()];
    this.history.citation(claim, id, cites, { attribution, stance });
    this.retractions.push(() => this.history.citationRetracted(claim, id));
  }

  private derive({ draws, from }: Extract<Step, { draws: string }>): void {
    if (draws === from) return;
    const id = this.newId();
    this.history.derivation(draws, id, from);
    this.retractions.push(() => this.history.derivationRetracted(draws, id));
  }

  private retract(n: number): void {
    const [retraction] = this.retractions.splice(n % (this.retractions.length || 1), 1);
    retraction?.();
  }

  private newId(): string {
    this.ids += 1;
    return uuid(this.ids);
  }
}
