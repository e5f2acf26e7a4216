import fc from 'fast-check';

import type { Hop } from '../../events/citation/citation-events.js';
import { inOwnVoice, said, saidBySomebody } from './claim-provenance.js';
import { LedgerHistory } from './ledger-history.js';
import { uuid } from './recorded-history.js';

const SOURCES = [20, 21, 22, 23, 24, 25, 26].map(uuid);

const sourceId = fc.constantFrom(...SOURCES);
const agent = fc.record(
  {
    name: fc.constantFrom('Ilka', 'Omar', 'Agency', 'The Post'),
    affiliation: fc.constantFrom('Ministry', 'Bank'),
    sameAs: fc.constantFrom('a', 'b').map((name) => [`https://${name}.example`]),
    type: fc.constantFrom('organization' as const, 'person' as const),
  },
  { requiredKeys: ['name'] },
);
const through = fc.option(sourceId, { nil: undefined });
const hop: fc.Arbitrary<Hop> = fc.oneof(
  fc.tuple(agent, through).map(([who, at]) => said(who, at)),
  through.map((at) => saidBySomebody('diplomats', at)),
  fc.tuple(through, agent).map(([at, who]) => inOwnVoice(at, who)),
);
const publisher = fc.option(
  fc.constantFrom('Agency', 'The Post').map((name) => ({ name })),
  { nil: null },
);
const which = fc.nat({ max: 1_000 });

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ claim: fc.constant('recorded' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      cites: sourceId,
      claim: which,
      attribution: fc.oneof(fc.constant<Hop[]>([]), fc.array(hop, { maxLength: 2 })),
      stance: fc.constantFrom('makes' as const, 'makes' as const, 'supports', 'refutes'),
    }),
  },
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
  { weight: 2, arbitrary: fc.record({ identifies: fc.tuple(agent, agent) }) },
  { weight: 3, arbitrary: fc.record({ retracts: which }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What happens to a few claims, their citations and the sources behind them, so that much of it meets. */
export const evidenceHistories = fc.array(step, { minLength: 5, maxLength: 40 }).map((steps) => {
  const room = new EvidenceRoom();
  for (const each of steps) room.take(each);
  return room.history;
});

class EvidenceRoom {
  readonly history = new LedgerHistory();
  private readonly claims: string[] = [];
  private readonly withdrawn = new Set<string>();
  private retractions: (() => void)[] = [];
  private ids = 100;

  constructor() {
    for (const id of SOURCES) this.history.source(id);
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
      history.agentsIdentified(id, [...step.identifies]);
      this.retractions.push(() => history.agentIdentificationRetracted(id));
    }
  }

  /** Their ids are not in the order in which they were recorded. */
  private recordClaim(): void {
    const id = uuid(9_000 - 37 * this.claims.length);
    this.claims.push(id);
    this.history.claim(id);
  }

  private cite({ cites, claim: n, attribution, stance }: Extract<Step, { cites: string }>): void {
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
