import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type {
  Anchoring,
  CitationData,
  Hop,
  Quote,
} from '../../../events/citation/citation-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { recordedIn, writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { sourceDecider, type SourceState } from '../../sources/source.decider.js';
import { anchorQuote } from '../anchoring/anchor-quote.js';
import { citationDecider, type AddCitation as Decided } from '../citation.decider.js';

/** A citation as a member gives it; where the quote stands is for the ledger to find. */
export type CitationContent = Pick<CitationData, 'sourceId' | 'stance' | 'quote' | 'snapshot'> & {
  attribution?: CitationData['attribution'];
};

export interface CitationWritten extends WriteAnswer {
  /** Both are null where the source is cited as a whole. */
  readonly fidelity: Anchoring['fidelity'] | null;
  readonly anchor: Anchoring['anchor'] | null;
  /** Only where anchored. */
  readonly passage: Anchoring['passage'] | null;
  /** Only where ambiguous. */
  readonly places: Anchoring['places'] | null;
  /** Only where elided and anchored. */
  readonly omitted: Anchoring['omitted'] | null;
  /** Only where the quote has any. */
  readonly insertions: Anchoring['insertions'] | null;
  /** Only where altered and anchored. */
  readonly difference: Anchoring['difference'] | null;
  /** Only where absent. */
  readonly nearestScore: number | null;
}

export class AddCitation extends Command<CitationWritten> {
  constructor(
    readonly claimId: string,
    readonly content: CitationContent,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AddCitation)
export class AddCitationHandler implements ICommandHandler<AddCitation> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly texts: SnapshotTexts,
  ) {}

  async execute({ claimId, content, context }: AddCitation): Promise<CitationWritten> {
    const citationId = derivedId(context.commandId, 'citation');
    const outcome = await this.runner.run({
      decider: citationDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'AddCitation', content },
      command: () => this.withFacts(citationId, content, context.actor.id),
    });
    const anchoring = recordedIn(outcome, 'CitationAdded')?.anchoring;
    return {
      ...writeAnswer(citationId, outcome),
      fidelity: anchoring?.fidelity ?? null,
      anchor: anchoring?.anchor ?? null,
      passage: anchoring?.passage ?? null,
      places: anchoring?.places ?? null,
      omitted: anchoring?.omitted ?? null,
      insertions: anchoring?.insertions ?? null,
      difference: anchoring?.difference ?? null,
      nearestScore: anchoring?.nearestScore ?? null,
    };
  }

  /** The cited source as it stands, and where in its snapshot the quote is. */
  private async withFacts(
    citationId: string,
    content: CitationContent,
    addedBy: string,
  ): Promise<Decided> {
    const { sourceId, stance, quote } = content;
    const attribution = content.attribution ?? [];
    const [source, hopSources] = await Promise.all([
      this.runner.load(sourceDecider, `source-${sourceId}`),
      this.registeredAmong(attribution),
    ]);
    const snapshot = content.snapshot ?? source.snapshots.at(-1)?.sha256;
    const anchoring = quote && (await this.anchoring(quote, snapshot, source));
    return {
      type: 'AddCitation',
      citationId,
      sourceId,
      stance,
      ...(snapshot !== undefined && { snapshot }),
      ...(quote && { quote }),
      ...(anchoring && { anchoring }),
      attribution,
      addedBy,
      source: {
        registered: source.description !== undefined,
        withdrawn: source.withdrawn,
        snapshots: source.snapshots.map(({ sha256 }) => sha256),
      },
      hopSources,
    };
  }

  /** The sources that the hops name, as far as they are registered. */
  private async registeredAmong(attribution: readonly Hop[]): Promise<string[]> {
    const named = [...new Set(attribution.flatMap(({ sourceId }) => sourceId ?? []))];
    const states = await Promise.all(
      named.map((id) => this.runner.load(sourceDecider, `source-${id}`)),
    );
    return named.filter((_, index) => states[index]?.description !== undefined);
  }

  /** Undefined where there is no text to look in. */
  private async anchoring(
    quote: Quote,
    snapshot: string | undefined,
    { snapshots }: SourceState,
  ): Promise<Anchoring | undefined> {
    const captured = snapshots.find(({ sha256 }) => sha256 === snapshot);
    const text = captured && (await this.texts.textOf(captured.text));
    return text === undefined ? undefined : anchorQuote(text, quote);
  }
}
