import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';

import { SYSTEM } from '../src/deciding/system-actor.js';
import { isDerived } from '../projections/engine/derived-view.js';
import { ImpossibleEventError } from '../projections/impossible-event.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import { FoldedRows } from '../test/support/folded-rows.js';
import { POSITION_PATTERN, type RecordedEvent } from './envelope.js';
import { LEDGER_CATEGORIES, ledgerCatalog } from './ledger-catalog.js';
import type { RecordedLedgerEvent } from './ledger-event.js';

/** An event as the API serves it. */
type Example = Omit<RecordedEvent, 'revision'> & {
  readonly revision: number;
  readonly recordedAt: string;
};

const folder = join(import.meta.dirname, 'examples');
const files = readdirSync(folder);
const byFile = files.map((file) => {
  return [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example] as const;
});
const inOrder = byFile.map(([, example]) => example).sort(byPosition);

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

it('there is one for each type and version that was ever written', () => {
  const defined = ledgerCatalog.definitions.map((d) => `${d.type}.v${d.schemaVersion}.json`);
  expect(files.sort()).toEqual(defined.sort());
});

describe.each(byFile)('%s', (file, example) => {
  it('is a whole event', () => {
    expect(Object.keys(example)).toEqual([
      'position',
      'stream',
      'revision',
      'id',
      'type',
      'schemaVersion',
      'data',
      'metadata',
      'recordedAt',
    ]);
    expect(Object.keys(example.metadata)).toEqual([
      'actor',
      'commandId',
      'commandDigest',
      'correlationId',
      'causationId',
      'recordedAt',
    ]);
    expect(`${example.type}.v${example.schemaVersion}.json`).toBe(file);
    expect(example.position).toMatch(POSITION_PATTERN);
    expect(example.stream).toMatch(
      new RegExp(`^(?:(?:source|claim|note|agent|member|webhook)-${UUID}|policy-ledger)$`),
    );
    expect(new Date(example.recordedAt).toISOString()).toBe(example.recordedAt);
    expect(example.metadata.recordedAt).toBe(example.recordedAt);
  });

  it('has the id that its command gave it', () => {
    const { commandId, commandDigest } = example.metadata;
    // As all ids were made before docs/decisions/0007; those of keyed commands still are.
    const ids = Array.from({ length: 10 }, (_, index) => uuidv5(String(index), commandId));
    expect(ids).toContain(example.id);
    expect(commandDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lies in a category of the ledger', () => {
    expect(LEDGER_CATEGORIES).toContain(example.stream.split('-')[0]);
  });

  it('names well-formed ids only', () => {
    const ids = JSON.stringify(example).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    // The ledger itself has the nil UUID (RFC 9562, 5.9).
    const others = ids.filter((id) => id !== SYSTEM.id);
    expect(others.filter((id) => !new RegExp(`^${UUID}$`).test(id))).toEqual([]);
  });

  it('is valid in its own version', () => {
    expect(() => ledgerCatalog.validate(example)).not.toThrow();
  });

  it('is brought up to the current version', () => {
    const current = ledgerCatalog.upcast(recorded(example));
    expect(current.schemaVersion).toBe(ledgerCatalog.currentVersion(example.type));
    expect({ ...current, schemaVersion: 0, data: {} }).toEqual({
      ...recorded(example),
      schemaVersion: 0,
      data: {},
    });
  });
});

describe('the examples together', () => {
  it('stand in one log, each at a place and with an id of its own', () => {
    expect(new Set(inOrder.map(({ position }) => position)).size).toBe(inOrder.length);
    expect(new Set(inOrder.map(({ id }) => id)).size).toBe(inOrder.length);
    const instants = inOrder.map(({ recordedAt }) => recordedAt);
    expect(instants).toEqual(instants.toSorted());
  });

  it('have revisions that ascend within a stream', () => {
    for (const stream of new Set(inOrder.map((example) => example.stream))) {
      const revisions = inOrder.filter((e) => e.stream === stream).map((e) => e.revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    }
  });

  const folds = ledgerProjections.filter((projection) => !isDerived(projection));
  it.each(folds.map((p) => [p.name, p] as const))('are folded by %s', (_, p) => {
    const folded = new FoldedRows(p);
    for (const example of inOrder) {
      const event = ledgerCatalog.upcast(recorded(example)) as unknown as RecordedLedgerEvent;
      try {
        folded.apply(event);
      } catch (error) {
        expect(error).toBeInstanceOf(ImpossibleEventError);
        expect(earlierExamples(example)).toBeLessThan(example.revision);
      }
    }
    expect(folded.rows.size).toBeGreaterThan(0);
  });
});

function byPosition(a: Example, b: Example): number {
  return a.position < b.position ? -1 : 1;
}

/** Counts the examples before it in its stream: fewer than its revision where some events are no examples. */
function earlierExamples({ stream, revision }: Example): number {
  const before = inOrder.filter((e) => e.stream === stream && e.revision < revision);
  return new Set(before.map((e) => e.revision)).size;
}

function recorded(example: Example): RecordedEvent {
  const { position, stream, revision, id, type, schemaVersion, data, metadata } = example;
  return {
    position,
    stream,
    revision: BigInt(revision),
    id,
    type,
    schemaVersion,
    data,
    metadata,
  };
}
