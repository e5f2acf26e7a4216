import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

import type { DomainEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { DataOf } from '../../events/ledger-event.js';
import type { SnapshotData } from '../../events/source/source-events.js';
import { anchorQuote } from '../../src/citations/anchoring/anchor-quote.js';
import { citationDecider } from '../../src/citations/citation.decider.js';
import { QuoteAnchoring } from '../../src/citations/quote-anchoring.js';
import {
  ReanchoringProcess,
  type ReanchoringProcessParts,
  type ReanchoringReporting,
} from '../../src/citations/reanchoring/reanchoring-process.js';
import { claimDecider } from '../../src/claims/claim.decider.js';
import { CommandRunner, type CommandTask } from '../../src/deciding/command-runner.js';
import { SYSTEM } from '../../src/deciding/system-actor.js';
import { openLedger, type Ledger } from '../../src/ledger.js';
import { readSettings } from '../../src/settings/settings.js';
import { SnapshotTexts } from '../../src/snapshots/snapshot-texts.js';
import { sourceDecider } from '../../src/sources/source.decider.js';
import { projectingHere } from './projecting-here.js';
import { uuid } from './recorded-history.js';
import { TemporaryFolders } from './temporary-folders.js';

/** A source that is cited, and another one. */
export const [SOURCE, OTHER] = [uuid(20), uuid(21)];
/** What the source says first, and in a later capture. */
export const FIRST = 'One said yes. Two said no. Three said nothing at all.';
export const SECOND = 'In short: one said yes. Two said no. Three said nothing at all.';
/** Quotes of both. */
export const WORDS = ['One said yes', 'Two said no', 'Three said nothing'];

export const citationOf = (n: number) => uuidv5(`citation ${n}`, SOURCE);

type Task<State, Command, Event extends DomainEvent> = Pick<
  CommandTask<State, Command, Event>,
  'decider' | 'stream'
>;

interface Beginning extends ReanchoringReporting {
  readonly parts?: Partial<ReanchoringProcessParts>;
  readonly failedAgainMs?: number;
}

/** A ledger in a folder of its own, with sources that are cited and captured again. */
export class QuotingLedger {
  ledger!: Ledger;
  texts!: SnapshotTexts;
  /** SHA-256 of the texts that were read to be searched. */
  searched: string[] = [];
  readonly begun: ReanchoringProcess[] = [];
  /** Looks for quotes in a thread that serves all tests: it loads the detector of languages once. */
  readonly quotes = new QuoteAnchoring(
    {
      textOf: (text) => {
        if ('sha256' in text) this.searched.push(text.sha256);
        return this.texts.textOf(text);
      },
    },
    { threads: 1 },
  );
  private readonly folders = new TemporaryFolders();
  private dataDir = '';
  private runner!: CommandRunner;

  /** An empty one. */
  async start(): Promise<void> {
    this.dataDir = await this.folders.make();
    await this.open();
  }

  async open(): Promise<void> {
    const settings = { ...readSettings({}), dataDir: join(this.dataDir, 'ledger') };
    this.ledger = await openLedger(settings, { warn: () => {} }, { projecting: projectingHere });
    this.texts = new SnapshotTexts(this.ledger.snapshots);
    this.searched = [];
    this.runner = new CommandRunner(this.ledger.store, ledgerCatalog, () => new Date());
    await this.ledger.progress.start();
  }

  /** Stops what was begun. */
  async stop(): Promise<void> {
    for (const process of this.begun.splice(0)) await process.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.ledger.close();
  }

  /** Removes what it keeps for all tests. */
  async remove(): Promise<void> {
    await this.quotes.close();
    await this.folders.remove();
  }

  async done<State, Command, Event extends DomainEvent>(
    task: Task<State, Command, Event>,
    command: Command,
    shownWithinMs = 5_000,
  ): Promise<void> {
    const commandId = uuidv7();
    const context = { actor: SYSTEM, commandId, correlationId: commandId };
    const outcome = await this.runner.run({
      ...task,
      context,
      content: { name: 'given' },
      command: () => command,
    });
    await this.ledger.progress.waitFor(outcome.position, shownWithinMs);
  }

  async capture(sourceId: string, text: string, shownWithinMs?: number): Promise<string> {
    const snapshot = await this.texts.capture(Buffer.from(text), 'text/plain; charset=utf-8');
    await this.recordCapture(sourceId, snapshot, shownWithinMs);
    return snapshot.sha256;
  }

  recordCapture(sourceId: string, snapshot: SnapshotData, shownWithinMs?: number): Promise<void> {
    return this.done(
      { decider: sourceDecider, stream: `source-${sourceId}` },
      { type: 'CaptureSnapshot', snapshot },
      shownWithinMs,
    );
  }

  async register(sourceId: string): Promise<void> {
    await this.done(
      { decider: sourceDecider, stream: `source-${sourceId}` },
      { type: 'RegisterSource', description: { type: 'article', title: 'Answers' } },
    );
  }

  /** A claim, and a citation of the source for it. */
  async cite(
    n: number,
    sourceId: string,
    snapshot: string,
    exact: string,
    algorithm?: string,
  ): Promise<void> {
    const stream = `claim-${uuid(100 + n)}`;
    const claim = {
      text: exact,
      kind: 'fact' as const,
      claimant: { kind: 'own-voice' as const },
      topics: [],
      recordedBy: uuid(1),
    };
    await this.done({ decider: claimDecider, stream }, { type: 'RecordClaim', claim });
    const anchoring = { ...anchorQuote(FIRST, { exact }), ...(algorithm && { algorithm }) };
    await this.done(
      { decider: citationDecider, stream },
      {
        type: 'AddCitation',
        citationId: citationOf(n),
        sourceId,
        stance: 'makes',
        snapshot,
        quote: { exact },
        anchoring,
        attribution: [],
        addedBy: uuid(1),
        source: { registered: true, withdrawn: false, snapshots: [snapshot] },
        hopSources: [],
      },
    );
  }

  async recorded(): Promise<DataOf<'CitationReanchored'>[]> {
    const found: DataOf<'CitationReanchored'>[] = [];
    for await (const { data } of this.ledger.store.readAll({
      filter: { types: ['CitationReanchored'] },
    }))
      found.push(data as DataOf<'CitationReanchored'>);
    return found;
  }

  begin({ parts, failedAgainMs, ...reporting }: Beginning = {}): ReanchoringProcess {
    const { runner, quotes, ledger } = this;
    const { store, progress, leases } = ledger;
    const process = new ReanchoringProcess(
      {
        runner,
        quotes,
        store,
        catalog: ledgerCatalog,
        views: ledger.views.db,
        progress,
        leases: leases!,
        ...parts,
      },
      reporting,
      failedAgainMs,
    );
    process.start();
    this.begun.push(process);
    return process;
  }

  async until(count: number): Promise<DataOf<'CitationReanchored'>[]> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const found = await this.recorded();
      if (found.length >= count) return found;
      await sleep(20);
    }
    throw new Error(`${(await this.recorded()).length} of ${count} were recorded`);
  }

  async cited(times = WORDS.length): Promise<void> {
    await this.register(SOURCE);
    const first = await this.capture(SOURCE, FIRST);
    for (let n = 0; n < times; n += 1) await this.cite(n, SOURCE, first, WORDS[n % WORDS.length]!);
  }
}
