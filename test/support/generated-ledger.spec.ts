import { validate as isUuid } from 'uuid';

import { ANCHORS, FIDELITIES, type Anchoring } from '../../events/citation/citation-events.js';
import { CLAIM_KINDS } from '../../events/claim/claim-events.js';
import type { NewEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { LedgerEvent } from '../../events/ledger-event.js';
import { eventId } from '../../src/deciding/derived-id.js';
import { generateLedger, type GeneratedAppend } from './generated-ledger.js';
import { sqliteStoreInFolder } from './sqlite-store-in-folder.js';

type Data<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

const LOG = [...generateLedger({ events: 5_000 })];
const EVENTS = LOG.flatMap(({ events }) => events);

function dataOf<T extends LedgerEvent['type']>(type: T): Data<T>[] {
  return EVENTS.filter((event) => event.type === type).map(({ data }) => data as Data<T>);
}

function asText(log: Iterable<GeneratedAppend>): string[] {
  return Array.from(log, (append) =>
    JSON.stringify(append, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    ),
  );
}

describe('a generated ledger', () => {
  it('holds exactly as many events as asked for', () => {
    expect(EVENTS).toHaveLength(5_000);
    for (const events of [0, 1, 7, 31, 500]) {
      const log = [...generateLedger({ events })];
      expect(log.flatMap((append) => append.events)).toHaveLength(events);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const log = asText(generateLedger({ events: 300 }));
    expect(asText(generateLedger({ events: 300, seed: 1 }))).toEqual(log);
    const other = asText(generateLedger({ events: 300, seed: 2 }));
    expect(other.filter((append) => log.includes(append))).toEqual([]);
  });

  it('begins alike however long it gets', () => {
    expect(asText(generateLedger({ events: 300 })).slice(0, 150)).toEqual(
      asText(LOG.slice(0, 150)),
    );
  });

  it('comes one command at a time, however long it is', () => {
    const log = generateLedger({ events: Number.MAX_SAFE_INTEGER });
    const begun = [log.next().value, log.next().value, log.next().value];
    expect(begun.map((append) => append?.events[0]?.type)).toEqual([
      'PolicyAdopted',
      'MemberEnrolled',
      'MemberEnrolled',
    ]);
  });

  it('holds every type of event that is written now, each valid in the catalog', () => {
    for (const event of EVENTS) ledgerCatalog.validate(event);
    const types = new Set(EVENTS.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`));
    const written = ledgerCatalog.definitions.filter(
      ({ type, schemaVersion }) => schemaVersion === ledgerCatalog.currentVersion(type),
    );
    expect([...types].sort()).toEqual(
      written.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`).sort(),
    );
  });

  it('has ids as the command runner makes them, none of them twice', () => {
    for (const { events, commandId, commandDigest } of LOG) {
      expect(isUuid(commandId)).toBe(true);
      expect(commandDigest).toMatch(/^[0-9a-f]{64}$/);
      for (const [index, { id, metadata }] of events.entries()) {
        expect(id).toBe(eventId(commandId, index));
        expect(metadata).toMatchObject({ commandId, commandDigest });
      }
    }
    expect(new Set(LOG.map(({ commandId }) => commandId)).size).toBe(LOG.length);
    for (const stream of new Set(LOG.map((append) => append.stream))) {
      expect(stream).toMatch(
        /^(policy-ledger|(member|source|claim|note|agent|webhook)-[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/,
      );
    }
  });

  it('was recorded in the order of time', () => {
    const instants = EVENTS.map(({ metadata }) => metadata.recordedAt);
    expect(instants).toEqual([...instants].sort());
    expect(instants.every((instant) => new Date(instant).toISOString() === instant)).toBe(true);
  });

  it('goes into a store as it stands, at the revisions that it expects', async () => {
    const stores = sqliteStoreInFolder();
    try {
      const { store } = await stores.open();
      const results = await Promise.all(
        LOG.map(({ stream, events, ...options }) => store.append(stream, events, options)),
      );
      expect(results.filter(({ deduplicated }) => deduplicated)).toEqual([]);
      const read: string[] = [];
      for await (const { id } of store.readAll()) read.push(id);
      expect(read).toEqual(EVENTS.map(({ id }) => id));
    } finally {
      await stores.destroy();
    }
  });
});

describe('what a generated ledger speaks of', () => {
  it('comes from many members, who act in the roles they hold', () => {
    for (const { type, metadata } of EVENTS) {
      const { roles } = metadata.actor;
      if (type === 'ClaimRecorded') expect(roles).toContain('contributor');
      if (type === 'VerdictSubmitted') expect(roles).toContain('reviewer');
      if (type === 'KeyIssued') expect(roles).toContain('admin');
    }
    const reviewers = dataOf('VerdictSubmitted').map(({ reviewer }) => reviewer);
    expect(new Set(reviewers.map(({ id }) => id)).size).toBeGreaterThan(10);
    expect(new Set(reviewers.map(({ organization }) => organization)).size).toBeGreaterThan(4);
  });

  it('is claims of every kind, in several scripts, with and without topics', () => {
    const claims = dataOf('ClaimRecorded');
    expect(new Set(claims.map(({ kind }) => kind))).toEqual(new Set(CLAIM_KINDS));
    expect(new Set(claims.map(({ claimant }) => claimant.kind)).size).toBe(3);
    expect(new Set(claims.map(({ language }) => language)).size).toBeGreaterThan(5);
    for (const script of [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Emoji_Presentation}/u]) {
      expect(claims.some(({ text }) => script.test(text))).toBe(true);
    }
    expect(claims.filter(({ topics }) => topics.length === 0).length).toBeGreaterThan(10);
    expect(new Set(claims.map(({ text }) => text)).size).toBeGreaterThan(claims.length / 2);
    expect(claims.filter(({ text }) => /[{}]/.test(text))).toEqual([]);
  });

  it('is cited in every way that the ledger can find a quote, and as a whole', () => {
    const citations = dataOf('CitationAdded');
    const anchorings = citations.flatMap(({ anchoring }): Anchoring[] =>
      anchoring ? [anchoring] : [],
    );
    expect(new Set(anchorings.map(({ anchor }) => anchor))).toEqual(new Set(ANCHORS));
    expect(new Set(anchorings.map(({ fidelity }) => fidelity))).toEqual(new Set(FIDELITIES));
    expect(citations.some(({ snapshot, quote }) => snapshot && !quote)).toBe(true);
    expect(citations.some(({ snapshot }) => !snapshot)).toBe(true);
  });

  it('has sources that draw on others, some as the ledger suggested', () => {
    const declared = dataOf('DerivationDeclared');
    expect(declared.some(({ suggestion }) => suggestion === undefined)).toBe(true);
    expect(declared.some(({ suggestion }) => suggestion && suggestion.share > 0.5)).toBe(true);
    expect(dataOf('DerivationSuggestionDismissed').length).toBeGreaterThan(0);
  });

  it('is judged: verdicts replaced and withdrawn, findings with dissent, contested and reopened', () => {
    expect(dataOf('VerdictSubmitted').some(({ replaces }) => replaces)).toBe(true);
    expect(new Set(dataOf('VerdictSubmitted').map(({ question }) => question)).size).toBe(2);
    expect(dataOf('FindingReached').some(({ dissent }) => dissent.length > 0)).toBe(true);
    expect(dataOf('FindingContested').some(({ findingId }) => findingId)).toBe(true);
    const causes = new Set(dataOf('FindingReopened').map(({ cause }) => cause.kind));
    expect(causes).toContain('evidence-retracted');
    expect(causes).toContain('verdict-withdrawn');
  });

  it('is talked about: notes on claims and citations, answered and resolved, and requests', () => {
    const notes = dataOf('NoteAdded');
    expect(new Set(notes.map(({ citationId }) => citationId === undefined)).size).toBe(2);
    expect(new Set(notes.map(({ to }) => to === undefined)).size).toBe(2);
    const asked = new Set(notes.map(({ to }) => to));
    expect(dataOf('NoteAnswered').some(({ answeredBy }) => asked.has(answeredBy))).toBe(true);
    expect(new Set(dataOf('NoteResolved').map(({ text }) => text === undefined)).size).toBe(2);
  });

  it('follows in each stream from what was recorded there before', () => {
    const seen = new Map<string, NewEvent[]>();
    for (const { stream, events, expected } of LOG) {
      const before = seen.get(stream) ?? [];
      expect(expected).toBe(before.length === 0 ? 'no-stream' : BigInt(before.length - 1));
      seen.set(stream, [...before, ...events]);
    }
    const firsts = new Set([...seen.values()].map(([first]) => first?.type));
    expect([...firsts].sort()).toEqual([
      'AgentsIdentified',
      'ClaimRecorded',
      'MemberEnrolled',
      'NoteAdded',
      'PolicyAdopted',
      'SourceRegistered',
      'WebhookRegistered',
    ]);
  });
});
