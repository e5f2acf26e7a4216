import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type {
  Anchoring,
  CitationData,
  Hop,
  Quote,
} from '../../../events/citation/citation-events.js';
import type { SnapshotData } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { recordedIn, writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { captureNamed } from '../../sources/captures.state.js';
import { sourceDecider } from '../../sources/source.decider.js';
import { languageDetector } from '../../text/language-detector.js';
import { anchorQuote } from '../anchoring/anchor-quote.js';
import { citationDecider, type AddCitation as Decided } from '../citation.decider.js';

/** A citation as a member gives it; where the quote stands is for the ledger to find. */
export type CitationContent = Pick<
  CitationData,
  'sourceId' | 'stance' | 'quote' | 'snapshot' | 'capture'
> & {
  attribution?: CitationData['attribution'];
};

export interface CitationWritten extends WriteAnswer {
  /** Null where the source is cited as a whole and has no snapshot. */
  readonly snapshot: string | null;
  readonly capture: number | null;
  /** SHA-256 of the text in which the passage is counted; null where there is no quote. */
  readonly text: string | null;
  /** Both are null where the source is cited as a whole. */
  readonly fidelity: Anchoring['fidelity'] | null;
  readonly anchor: Anchoring['anchor'] | null;
  readonly passage: NonNullable<Anchoring['passage']> | null;
  readonly places: NonNullable<Anchoring['places']> | null;
  readonly omitted: NonNullable<Anchoring['omitted']> | null;
  readonly insertions: NonNullable<Anchoring['insertions']> | null;
  readonly difference: NonNullable<Anchoring['difference']> | null;
  readonly nearestScore: number | null;
  readonly sentence: NonNullable<Anchoring['sentence']> | null;
  readonly within: NonNullable<Anchoring['within']> | null;
  readonly marks: NonNullable<Anchoring['marks']> | null;
  readonly language: string | null;
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
    const added = recordedIn(outcome, 'CitationAdded');
    const anchoring = added?.anchoring;
    return {
      ...writeAnswer(citationId, outcome),
      snapshot: added?.snapshot ?? null,
      capture: added?.capture ?? null,
      text: added?.text ?? null,
      fidelity: anchoring?.fidelity ?? null,
      anchor: anchoring?.anchor ?? null,
      passage: anchoring?.passage ?? null,
      places: anchoring?.places ?? null,
      omitted: anchoring?.omitted ?? null,
      insertions: anchoring?.insertions ?? null,
      difference: anchoring?.difference ?? null,
      nearestScore: anchoring?.nearestScore ?? null,
      sentence: anchoring?.sentence ?? null,
      within: anchoring?.within ?? null,
      marks: anchoring?.marks ?? null,
      language: anchoring?.language ?? null,
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
    const named = captureNamed(source.snapshots, content);
    // What names no capture of the source goes to the decider as it was named.
    const snapshot = named?.data.sha256 ?? content.snapshot;
    const capture = named?.capture ?? content.capture;
    const looked =
      quote && named && (await this.lookedFor(quote, named.data, source.description?.language));
    return {
      type: 'AddCitation',
      citationId,
      sourceId,
      stance,
      ...(snapshot !== undefined && { snapshot }),
      ...(capture !== undefined && { capture }),
      ...(quote && { quote }),
      ...looked,
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
  private async lookedFor(
    quote: Quote,
    { text }: SnapshotData,
    declared: string | undefined,
  ): Promise<Pick<CitationData, 'anchoring' | 'text'> | undefined> {
    const prepared = await this.texts.prepared(text);
    if (!prepared || 'reason' in text) return undefined;
    const detect = await languageDetector();
    return { anchoring: anchorQuote(prepared, quote, { declared, detect }), text: text.sha256 };
  }
}
