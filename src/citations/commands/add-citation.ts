import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import {
  HOP_MODES,
  STANCES,
  type Anchoring,
  type CitationData,
  type Hop,
  type Quote,
  type Stance,
} from '../../../events/citation/citation-events.js';
import type { ExtractedText } from '../../../events/source/source-events.js';
import { contributors } from '../../access/route-access.js';
import {
  AnonymousClaimant,
  CLAIMANTS,
  ClaimantBody,
  NamedClaimant,
  OwnVoice,
  type AnyClaimant,
} from '../../agents/agent.dto.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn } from '../../deciding/outcome.js';
import {
  Choice,
  DateField,
  Nested,
  NestedList,
  OneOf,
  Sha256Field,
  Text,
  Uuid,
  Whole,
} from '../../http/fields.js';
import { LARGEST_NUMBER } from '../../http/route.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { defineCommand } from '../../routes/command.js';
import { TaskFailedError } from '../../runtime/timed-threads.js';
import { captureNamed } from '../../sources/captures.state.js';
import { sourceDecider } from '../../sources/source.decider.js';
import { citationDecider } from '../citation.decider.js';
import { CitationAnswer } from '../citations.js';
import { QuoteAnchoring } from '../quote-anchoring.js';

/** W3C Web Annotation TextQuoteSelector. */
export class QuoteBody {
  @Text(10_000) exact: string;
  @Text(1000, { optional: true }) prefix?: string;
  @Text(1000, { optional: true }) suffix?: string;
}

@ApiExtraModels(NamedClaimant, AnonymousClaimant, OwnVoice)
export class HopBody {
  @Choice(HOP_MODES) mode: Hop['mode'];
  @ApiProperty({ oneOf: CLAIMANTS.map(({ value }) => ({ $ref: getSchemaPath(value) })) })
  @OneOf(ClaimantBody, 'kind', CLAIMANTS)
  by: AnyClaimant;
  @DateField({ optional: true }) at?: string;
  @Uuid({ optional: true }) sourceId?: string;
}

export class CitationBody {
  @Uuid() sourceId: string;
  @Choice(STANCES) stance: Stance;
  @Nested(() => QuoteBody, { optional: true, description: 'Left out: the source as a whole.' })
  quote?: QuoteBody;
  @Sha256Field({
    optional: true,
    description: 'Of the snapshot: its newest capture. Left out: the capture that is named.',
  })
  snapshot?: string;
  @Whole(1, LARGEST_NUMBER, {
    optional: true,
    description: 'Which capture of the source, the first being 1; the newest where left out.',
  })
  capture?: number;
  @NestedList(() => HopBody, { max: 20 }, { optional: true, description: 'Origin first.' })
  attribution?: HopBody[];
}

const { snapshot, capture, text, fidelity, anchor, passage, places } = CitationAnswer.properties;
const { omitted, insertions, difference, nearestScore } = CitationAnswer.properties;
const { sentence, within, marks, language } = CitationAnswer.properties;
const FOUND = {
  ...{ snapshot, capture, text, fidelity, anchor, passage, places },
  ...{ omitted, insertions, difference, nearestScore, sentence, within, marks, language },
};

export const AddCitation = defineCommand('AddCitation', {
  route: 'POST /v1/claims/:id/citations',
  summary: 'Tie a claim to a source, or to a passage of it',
  description:
    'Ties a claim to a source. The words of a `quote` are looked for in the capture that is named, or in the newest one; the answer says how faithful the quote is and where its words stand.',
  access: contributors,
  usesFiles: true,
  body: CitationBody,
  uses: [QuoteAnchoring],
  makes: 'citation',
  adds: FOUND,
  examples: {
    passage: {
      summary: 'A passage, with whom the source has it from',
      body: {
        sourceId: EXAMPLE_IDS.source,
        stance: 'makes',
        quote: { exact: 'Talks on the second phase of the ceasefire have started' },
        capture: 1,
        attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'the spokesperson' } }],
      },
    },
    whole: {
      summary: 'A source as a whole',
      body: { sourceId: EXAMPLE_IDS.broadcast, stance: 'context' },
    },
  },
  decider: citationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  /** Adds the cited source as it stands, and where in its snapshot the quote is. */
  command: async ({ body, made, context, load }, quotes) => {
    const { sourceId, stance, quote, attribution = [] } = body;
    const [source, hopSources] = await Promise.all([
      load(sourceDecider, `source-${sourceId}`),
      registeredAmong(attribution, load),
    ]);
    const { description, withdrawn, snapshots } = source;
    const named = captureNamed(snapshots, body);
    // What names no capture of the source goes to the decider as it was named.
    const snapshot = named?.data.sha256 ?? body.snapshot;
    const capture = named?.capture ?? body.capture;
    const looked =
      quote && named && (await lookedFor(quote, named.data.text, description?.language, quotes));
    return {
      type: 'AddCitation' as const,
      citationId: made,
      sourceId,
      stance,
      ...(snapshot !== undefined && { snapshot }),
      ...(capture !== undefined && { capture }),
      ...(quote && { quote }),
      ...looked,
      attribution,
      addedBy: context.actor.id,
      source: {
        registered: description !== undefined,
        withdrawn,
        snapshots: snapshots.map(({ sha256 }) => sha256),
      },
      hopSources,
    };
  },
  answer: ({ outcome }) => foundOf(recordedIn(outcome, 'CitationAdded')),
  location: ({ made }) => `/v1/citations/${made}`,
});

/** Null is what the citation has not: the source is cited as a whole, or has no text. */
function foundOf(added: CitationData | undefined) {
  const anchoring: Partial<Anchoring> = added?.anchoring ?? {};
  return {
    snapshot: added?.snapshot ?? null,
    capture: added?.capture ?? null,
    text: added?.text ?? null,
    fidelity: anchoring.fidelity ?? null,
    anchor: anchoring.anchor ?? null,
    passage: anchoring.passage ?? null,
    places: anchoring.places ?? null,
    omitted: anchoring.omitted ?? null,
    insertions: anchoring.insertions ?? null,
    difference: anchoring.difference ?? null,
    nearestScore: anchoring.nearestScore ?? null,
    sentence: anchoring.sentence ?? null,
    within: anchoring.within ?? null,
    marks: anchoring.marks ?? null,
    language: anchoring.language ?? null,
  };
}

/** The sources that the hops name, as far as they are registered. */
async function registeredAmong(
  attribution: readonly Hop[],
  load: CommandRunner['load'],
): Promise<string[]> {
  const named = [...new Set(attribution.flatMap(({ sourceId }) => sourceId ?? []))];
  const states = await Promise.all(named.map((id) => load(sourceDecider, `source-${id}`)));
  return named.filter((_, index) => states[index]?.description !== undefined);
}

/** Undefined where there is no text to look in. */
async function lookedFor(
  quote: Quote,
  text: ExtractedText,
  declared: string | undefined,
  quotes: QuoteAnchoring,
): Promise<Pick<CitationData, 'anchoring' | 'text'> | undefined> {
  if ('reason' in text) return undefined;
  try {
    return { anchoring: await quotes.anchor(text, quote, declared), text: text.sha256 };
  } catch (error) {
    if (error instanceof TaskFailedError && error.why !== 'threw') throw tooCostly(error);
    throw error;
  }
}

function tooCostly({ why, message }: TaskFailedError): CommandRefusedError {
  return new CommandRefusedError({
    kind: 'rule',
    rule: why === 'too-long' ? 'anchoring-too-slow' : 'anchoring-too-large',
    detail: `The quote cannot be looked for in this text: ${message} A shorter quote takes less.`,
    pointer: '/quote',
  });
}
