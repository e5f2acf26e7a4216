import { LedgerHistory } from './ledger-history.js';
import { uuid } from './recorded-history.js';

/** Claims, sources, citations and what becomes of them, the same every time; clocks jump back now and then. */
export function exampleHistory(events: number): LedgerHistory {
  const history = new LedgerHistory();
  for (let n = 0; history.events.length < events; n += 1) {
    history.at(new Date(Date.UTC(2025, 9, 14, 8, 0, n - (n % 7 === 6 ? 30 : 0))).toISOString());
    const claim = uuid(1_000 + Math.floor(n / 3));
    const source = uuid(500 + (n % 5));
    if (n < 5) history.source(source, { title: `Talks, part ${n}` });
    if (n % 3 === 0) history.claim(claim);
    if (n % 3 === 1) history.citation(claim, uuid(10_000 + n), source);
    if (n % 9 === 4) {
      history.record(`source-${source}`, 'SourceAmended', { changes: { title: `Amended ${n}` } });
    }
    if (n % 6 === 5) history.claimWithdrawn(claim);
    // Handled by none of the example projections.
    if (n % 10 === 9) history.policy(2, n);
  }
  history.events.splice(events);
  return history;
}
