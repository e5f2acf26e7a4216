import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';

import type { DomainEvent } from '../events/envelope.js';
import { ledgerCatalog } from '../events/ledger-catalog.js';
import { ALGORITHM, anchorQuote } from '../src/citations/anchoring/anchor-quote.js';
import { reanchored } from '../src/citations/anchoring/reanchoring.js';
import { SnapshotText } from '../src/citations/anchoring/texts/snapshot-text.js';
import { citationDecider } from '../src/citations/citation.decider.js';
import { QuoteAnchoring } from '../src/citations/quote-anchoring.js';
import {
  pendingCitations,
  type QuotingCitation,
} from '../src/citations/queries/pending-reanchorings.js';
import {
  reanchorCitation,
  type ReanchoringParts,
} from '../src/citations/reanchoring/reanchor-citation.js';
import {
  pendingLooks,
  readingsOf,
  type PendingLook,
} from '../src/citations/reanchoring/readings.js';
import { claimDecider } from '../src/claims/claim.decider.js';
import { CommandRunner, type CommandTask } from '../src/deciding/command-runner.js';
import { SYSTEM } from '../src/deciding/system-actor.js';
import { openLedger, type Ledger } from '../src/ledger.js';
import { readSettings } from '../src/settings/settings.js';
import { SnapshotTexts } from '../src/snapshots/snapshot-texts.js';
import { languageDetector } from '../src/text/language-detector.js';
import { sourceDecider } from '../src/sources/source.decider.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const CITATIONS = 1_000;
/** How many citations have the text prepared each time anew, which takes long. */
const ANEW = 50;
const ROUNDS = 3;
const SENTENCES = 4_000;
const SOURCE = uuidv7();

export const reanchoring: Bench = {
  name: 'reanchoring',
  about: 'a page of 4,000 sentences captured again, and its 1,000 citations looked for in it',
  run: (report) => inScratchFolder((folder) => measure(report, folder)),
};

async function measure(report: Report, folder: string): Promise<void> {
  const settings = { ...readSettings({}), dataDir: join(folder, 'ledger') };
  const ledger = await openLedger(settings, { warn: () => {} });
  const page = new CitedPage(ledger);
  let read = 0;
  const quotes = new QuoteAnchoring({
    textOf: (text) => {
      read += 1;
      return page.texts.textOf(text);
    },
  });
  try {
    await ledger.progress.start();
    await page.cite();
    const [once, anew, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const looks = await page.captureAgain(round + 1);
      const anewTook = await took(() => page.take(looks.slice(0, ANEW), preparingEach(page.texts)));
      const onceTook = await took(() => page.take(looks.slice(ANEW), quotes));
      anew.push((ANEW * 1000) / anewTook);
      once.push(((looks.length - ANEW) * 1000) / onceTook);
      ratios.push(once.at(-1)! / anew.at(-1)!);
    }
    report.count('rounds', ROUNDS);
    report.count('texts read a round', read / ROUNDS);
    report.figure({
      name: 'looks in a thread, texts prepared once',
      unit: 'citations/s',
      rounds: once,
    });
    report.figure({
      name: 'looks in place, texts prepared for each',
      unit: 'citations/s',
      rounds: anew,
    });
    report.ratio({ name: 'citations of a page', rounds: ratios, aim: { atLeast: 3 } });
  } finally {
    await quotes.close();
    await page.texts.close();
    await ledger.close();
  }
}

/** Looks for quotes in the thread that asks, each time in texts that were never searched. */
function preparingEach(texts: SnapshotTexts): ReanchoringParts['quotes'] {
  return {
    async anchorAgain(text, quote, { anchoring: before, text: cited }) {
      const later = new SnapshotText((await texts.textOf(text))!, text);
      const detect = await languageDetector();
      const anchoring = anchorQuote(later, quote, { declared: before.language, detect });
      const original = cited && new SnapshotText((await texts.textOf(cited))!, cited);
      const anchored = original && { original, later, quote };
      return { anchoring, outcome: reanchored(before, anchoring, anchored) };
    },
  };
}

/** A page with citations, each of a claim of its own. */
class CitedPage {
  private readonly runner: CommandRunner;
  private readonly first = textOf(0);
  readonly texts: SnapshotTexts;

  constructor(private readonly ledger: Ledger) {
    this.texts = new SnapshotTexts(ledger.snapshots);
    this.runner = new CommandRunner(ledger.store, ledgerCatalog, () => new Date());
  }

  async cite(): Promise<void> {
    const description = { type: 'article' as const, title: 'Minutes' };
    await this.sourced({ type: 'RegisterSource', description });
    const snapshot = await this.capture(this.first);
    const text = snapshot.sha256;
    for (let n = 0; n < CITATIONS; n += 1) {
      const exact = this.first[n * (SENTENCES / CITATIONS)]!;
      const stream = `claim-${uuidv7()}`;
      const claimant = { kind: 'own-voice' as const };
      const claim = {
        text: exact,
        kind: 'fact' as const,
        claimant,
        topics: [],
        recordedBy: SYSTEM.id,
      };
      await this.done({ decider: claimDecider, stream }, { type: 'RecordClaim', claim });
      await this.done(
        { decider: citationDecider, stream },
        {
          type: 'AddCitation',
          citationId: uuidv7(),
          sourceId: SOURCE,
          stance: 'makes',
          snapshot: snapshot.sha256,
          capture: 1,
          text,
          quote: { exact },
          anchoring: anchorQuote(exact, { exact }),
          attribution: [],
          addedBy: SYSTEM.id,
          source: { registered: true, withdrawn: false, snapshots: [snapshot.sha256] },
          hopSources: [],
        },
      );
    }
  }

  /** @returns what is pending then, once the views show it */
  async captureAgain(round: number): Promise<PendingLook<QuotingCitation>[]> {
    await this.capture(textOf(round));
    const { views, store, progress } = this.ledger;
    const head = await store.head();
    if (head !== undefined) await progress.waitFor(head, 60_000);
    const readings = readingsOf(await store.readStream(`source-${SOURCE}`), ledgerCatalog);
    const looks: PendingLook<QuotingCitation>[] = [];
    for await (const some of pendingCitations(views.db, { sourceId: SOURCE }, ALGORITHM)) {
      looks.push(...pendingLooks(some, readings, ALGORITHM));
    }
    if (looks.length !== CITATIONS) throw new Error(`${looks.length} of ${CITATIONS} are pending`);
    return looks;
  }

  async take(
    looks: readonly PendingLook<QuotingCitation>[],
    quotes: ReanchoringParts['quotes'],
  ): Promise<void> {
    for (const look of looks) await reanchorCitation({ runner: this.runner, quotes }, look);
  }

  private async capture(sentences: readonly string[]) {
    const bytes = Buffer.from(sentences.join(' '));
    const snapshot = await this.texts.capture(bytes, 'text/plain; charset=utf-8');
    await this.sourced({ type: 'CaptureSnapshot', snapshot });
    return snapshot;
  }

  private sourced(command: Parameters<typeof sourceDecider.decide>[0]): Promise<void> {
    return this.done({ decider: sourceDecider, stream: `source-${SOURCE}` }, command);
  }

  private async done<State, Command, Event extends DomainEvent>(
    task: Pick<CommandTask<State, Command, Event>, 'decider' | 'stream'>,
    command: Command,
  ): Promise<void> {
    const commandId = uuidv7();
    const context = { actor: SYSTEM, commandId, correlationId: commandId };
    await this.runner.run({ ...task, context, content: { name: 'given' }, command: () => command });
  }
}

async function took(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Sentences of which each round has a few others. */
function textOf(round: number): string[] {
  return Array.from({ length: SENTENCES }, (_, n) => {
    const said = n % 10 === 0 ? `${n + round}` : `${n}`;
    return `Speaker ${n} told the committee that item ${said} of the list was ${(n * 7919) % 1000} metres long.`;
  });
}
