import type { DataOf } from '../../events/ledger-event.js';
import type { BusyDesk } from '../crash/busy-desk.js';
import type { RecordedLog } from '../crash/recorded-log.js';
import type { WriteRequest } from '../crash/write-requests.js';
import { linesIn, type Run } from '../support/program-run.js';
import { faultsOf, type Counts, type Fault, type PeakMemory } from './trial.js';

/** What a killed server left behind. */
export interface Death {
  readonly url: string;
  readonly head: number;
  /** Where the view stood that was furthest behind. */
  readonly shown: number;
}

interface KillEvidence {
  /** How many events the log had before the first life. */
  readonly history: number;
  readonly deaths: readonly Death[];
  readonly desk: BusyDesk;
  readonly log: RecordedLog;
  /** The comparisons of the views with the log: while the last server ran, and after it. */
  readonly comparisons: readonly Run[];
  /** Files of snapshots that were never finished, as found at each start and at the end. */
  readonly unfinished: readonly string[];
  readonly snapshotFaults: readonly string[];
  /** What SQLite finds wrong with the files. */
  readonly integrity: { readonly events: string; readonly views: string };
  readonly memory: PeakMemory;
}

/** All that is recorded of a story: what of it is there is there whole. */
const STORY =
  /^ClaimRecorded( CitationAdded( VerdictSubmitted( VerdictSubmitted\+FindingReached( CitationRetracted\+FindingReopened)?)?)?)?$/;

/** What servers that were killed told their clients and kept, held against each other. */
export class KillRecord {
  readonly deaths: readonly Death[];
  readonly desk: BusyDesk;
  readonly log: RecordedLog;

  constructor(readonly evidence: KillEvidence) {
    ({ deaths: this.deaths, desk: this.desk, log: this.log } = evidence);
  }

  counts(): Counts {
    const { evidence, deaths, desk, log } = this;
    return {
      done: {
        kills: deaths.length,
        'acknowledged writes': desk.acknowledged.length,
        'retried after a kill': this.retried.length,
        'recorded unheard': this.recordedUnheard.length,
        'sent twice': this.repeated.length,
        'told to wait': desk.toldToWait,
        events: log.events.length,
      },
      faults: this.faults(),
      peakMiB: evidence.memory.mib,
    };
  }

  /** Sent again after a server went away with it, and answered then. */
  get retried(): WriteRequest[] {
    return this.desk.acknowledged.filter(({ unansweredBy }) => unansweredBy.length > 0);
  }

  /** Those of them that the server had recorded before it was killed. */
  get recordedUnheard(): WriteRequest[] {
    return this.retried.filter((request) => {
      const { head } = this.deaths.find(({ url }) => url === request.unansweredBy[0])!;
      return Number(request.answers[0]!.position) <= head;
    });
  }

  get repeated(): WriteRequest[] {
    return this.desk.requests.filter(({ answers }) => answers.length > 1);
  }

  /** Servers that were killed with no request under way. */
  get killedIdle(): Death[] {
    const cutOff = new Set(this.desk.requests.flatMap(({ unansweredBy }) => unansweredBy));
    return this.deaths.filter(({ url }) => !cutOff.has(url));
  }

  /** Acknowledged, and not where the answer says. */
  get lost(): WriteRequest[] {
    return this.desk.acknowledged.filter((request) => {
      const [{ position, revision }] = request.answers as [WriteRequest['answers'][number]];
      const last = this.log.commands.get(request.commandId)?.at(-1);
      return last?.position !== position || Number(last.revision) !== revision;
    });
  }

  /** The words of the claims that the desk recorded, each its own. */
  get claims(): string[] {
    return this.written
      .filter(({ type }) => type === 'ClaimRecorded')
      .map(({ data }) => (data as DataOf<'ClaimRecorded'>).text);
  }

  get disagreeing(): WriteRequest[] {
    return this.repeated.filter(({ answersAgree }) => !answersAgree);
  }

  /** The steps of each claim that the desk recorded. */
  get stories(): string[] {
    const begun = this.written.filter(({ type }) => type === 'ClaimRecorded');
    return begun.map(({ stream }) => this.log.stepsOf(stream).join(' '));
  }

  get brokenStories(): string[] {
    return this.stories.filter((story) => !STORY.test(story));
  }

  /** What quotes were looked for in, by the ledger itself. */
  get lookedFor(): string[] {
    return this.log.events
      .filter(({ type }) => type === 'CitationReanchored')
      .map(({ data }) => data as DataOf<'CitationReanchored'>)
      .map(({ citationId, capture, text, anchoring }) =>
        [citationId, capture, text, anchoring.algorithm].join(' '),
      );
  }

  private get written() {
    return this.log.events.slice(this.evidence.history);
  }

  private faults(): Fault[] {
    const { desk, evidence, log } = this;
    const isBroken = (surprise: string) => /: 5\d\d /.test(surprise);
    return [
      ...faultsOf('broken', desk.surprises.filter(isBroken)),
      ...faultsOf(
        'wrong',
        desk.surprises.filter((surprise) => !isBroken(surprise)),
      ),
      ...faultsOf('lost', [...this.lost.map(toldOf), ...evidence.snapshotFaults]),
      ...faultsOf('doubled', [...doublesIn(this.claims), ...doublesIn(this.lookedFor)]),
      ...faultsOf('wrong', [
        ...this.disagreeing.map(toldOf),
        ...this.brokenStories,
        ...log.faults(),
        ...evidence.unfinished.map((name) => `${name} is not finished`),
        ...Object.entries(evidence.integrity)
          .filter(([, found]) => found !== 'ok')
          .map(([file, found]) => `${file}: ${found}`),
        ...evidence.comparisons.flatMap((run) => differencesIn(run, log.events.length)),
      ]),
      ...evidence.memory.faults,
    ];
  }
}

function toldOf({ path, idempotencyKey, answers }: WriteRequest): string {
  return `${path}, ${idempotencyKey}: ${JSON.stringify(answers)}`;
}

function doublesIn(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function differencesIn({ code, stdout, stderr }: Run, events: number): string[] {
  if (code !== 0) return [`the views are not what the log gives (${code}): ${stdout}${stderr}`];
  const compared = linesIn<{ events?: number }>(stdout).at(-1)?.events;
  return compared === events ? [] : [`the views show ${compared} events of ${events}`];
}
