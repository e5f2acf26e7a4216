import type {
  Anchoring,
  ReanchoringOutcome,
  Stance,
} from '../../../events/citation/citation-events.js';
import type { RelationKind } from '../../../events/claim/claim-events.js';
import type { ClaimStreamEvent, Recorded } from '../../../events/ledger-event.js';
import { organizationOf, type RecordedClaimEvent } from './claim-event.js';
import { MOST_CARRIERS } from './history-answer.js';
import type { HistoryFacts } from './history-facts.js';
import { counted, quoted, together } from './wording.js';

/** How sentences call a member, as far as whoever asks may see that. */
export type Calling = (id: string, organization?: string) => string;

/** What a sentence is made of. */
export interface Telling {
  readonly facts: HistoryFacts;
  /** How the one who did it is called. */
  readonly who: string;
  readonly call: Calling;
}

type Tell<Event> = (event: Event, telling: Telling) => string;

/** What happened at an event, in a sentence. */
export function sentenceOf(event: RecordedClaimEvent, facts: HistoryFacts, call: Calling): string {
  const { actor } = event.metadata;
  // Each is given only events of the type under which it stands.
  const tell = SENTENCES[event.type] as Tell<RecordedClaimEvent>;
  const sentence = tell(event, { facts, call, who: call(actor.id, organizationOf(actor)) });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const SENTENCES: { readonly [T in ClaimStreamEvent['type']]: Tell<Recorded<T>> } = {
  ClaimRecorded: ({ data }, { who }) =>
    `${who} recorded ${data.kind === 'fact' ? 'the claim' : `the ${data.kind}`} ${quoted(data.text)}.`,
  ClaimWithdrawn: (_, { who }) => `${who} withdrew the claim.`,
  ClaimRelated: ({ data }, { who, facts }) =>
    `${who} said that the claim ${RELATES[data.kind]} ${claimNamed(data.to, facts)}.`,
  ClaimUnrelated({ data }, { who, facts }) {
    const relation = facts.relations.get(data.relationId);
    if (!relation) return `${who} took a relation to another claim back.`;
    const { kind, to } = relation;
    return `${who} took back that the claim ${RELATES[kind]} ${claimNamed(to, facts)}.`;
  },
  ConflictOfInterestDeclared: ({ data }, { who }) =>
    `${who} declared a conflict of interest${data.expires === undefined ? '' : `, until the end of ${data.expires}`}.`,
  ConflictOfInterestRetracted({ data, metadata }, { who, facts, call }) {
    const member = facts.conflicted.get(data.conflictId);
    if (member === metadata.actor.id) return `${who} retracted their own conflict of interest.`;
    const whose = member === undefined ? 'a member' : call(member);
    return `${who} retracted the conflict of interest of ${whose}.`;
  },
  CitationAdded({ data }, { who, facts }) {
    const found = data.anchoring ? `; ${foundAs(data.anchoring)}` : ', as a whole';
    return `${who} cited ${sourceNamed(data.sourceId, facts)}, which ${STANDS[data.stance]}${found}.`;
  },
  CitationReanchored({ data }, { who, facts }) {
    const source = citedIn(data.citationId, facts);
    const where = data.capture === undefined ? 'a later capture' : `capture ${data.capture}`;
    return `${who} looked in ${where} of ${source} for the quote again: ${OUTCOMES[data.outcome]}.`;
  },
  CitationRetracted: ({ data }, { who, facts }) =>
    `${who} retracted the citation of ${citedIn(data.citationId, facts)}.`,
  VerdictSubmitted({ data }, { who, facts }) {
    const { question, rating, replaces } = data;
    const given = `${who} gave the verdict ${quoted(rating)} on ${question}`;
    if (replaces === undefined) return `${given}.`;
    const before = facts.verdicts.get(replaces);
    return `${given}, in place of their verdict ${before ? quoted(before.rating) : 'before'}.`;
  },
  VerdictWithdrawn({ data, metadata }, { who, facts, call }) {
    const verdict = facts.verdicts.get(data.verdictId);
    if (!verdict) return `${who} withdrew a verdict.`;
    const { question, rating, reviewer } = verdict;
    const which = `${quoted(rating)} on ${question}`;
    if (reviewer.id === metadata.actor.id) return `${who} withdrew their verdict ${which}.`;
    const whose = call(reviewer.id, reviewer.organization);
    return `${who} withdrew the verdict of ${whose}, ${which}.`;
  },
  FindingReached({ data }, telling) {
    const { question, rating, verdicts, dissent, policyVersion, supersedes } = data;
    const carried = `carried by ${counted(verdicts.length, 'verdict')}${carriersOf(verdicts, telling)}`;
    const against = dissent.length === 0 ? '' : `, with ${dissent.length} against it`;
    const place = supersedes === undefined ? '' : ', in place of the finding before';
    return `the finding on ${question} is ${quoted(rating)}${place}, ${carried}${against}, under version ${policyVersion} of the policy.`;
  },
  FindingContested({ data: { question, verdicts, policyVersion, findingId } }) {
    const stood = findingId === undefined ? '' : ', and the finding before stands no longer';
    return `${question} is contested: of ${counted(verdicts.length, 'verdict')} no rating has more than half, under version ${policyVersion} of the policy${stood}.`;
  },
  FindingReopened(event, telling) {
    const { question, findingId } = event.data;
    const what =
      findingId === undefined ? `the question of ${question}` : `the finding on ${question}`;
    return `${what} was reopened, because ${causeOf(event, telling)}.`;
  },
  FindingPublished: ({ data: { question, rating, language, wording } }, { who }) =>
    `${who} published the finding ${quoted(rating)} on ${question} in ${language}, as ${quoted(wording)}.`,
  CorrectionIssued: ({ data: { wrong, since, wording, rating } }, { who }) =>
    `${who} corrected a publication, wrong since ${since}: ${quoted(wrong)}. It says now ${quoted(wording)}, with the finding ${quoted(rating)}.`,
  PublicationRetracted: (_, { who }) => `${who} retracted a publication.`,
};

function causeOf({ data }: Recorded<'FindingReopened'>, { facts, call }: Telling): string {
  const { kind, id } = data.cause;
  switch (kind) {
    case 'evidence-retracted':
      return `the citation of ${citedIn(id, facts)}, which it rested on, was retracted`;
    case 'conflict-declared':
      return `${call(id)} declared a conflict of interest`;
    case 'member-suspended':
      return `${call(id)} was suspended, whose verdict carried it`;
    case 'verdict-withdrawn':
    case 'verdict-replaced': {
      const verdict = facts.verdicts.get(id);
      const done = kind === 'verdict-withdrawn' ? 'withdrew' : 'replaced';
      if (!verdict) return `a reviewer ${done} a verdict that carried it`;
      const { rating, reviewer } = verdict;
      return `${call(reviewer.id, reviewer.organization)} ${done} the verdict ${quoted(rating)}`;
    }
  }
}

function carriersOf(verdicts: readonly string[], { facts, call }: Telling): string {
  const known = verdicts.slice(0, MOST_CARRIERS).flatMap((id) => facts.verdicts.get(id) ?? []);
  if (known.length === 0) return '';
  return `, of ${together(known.map(({ reviewer }) => call(reviewer.id, reviewer.organization)))}`;
}

function claimNamed(id: string, { words }: HistoryFacts): string {
  const text = words.get(id);
  return text === undefined ? 'another claim' : quoted(text);
}

function citedIn(citationId: string, facts: HistoryFacts): string {
  const citation = facts.citations.get(citationId);
  return citation ? sourceNamed(citation.sourceId, facts) : 'a source';
}

function sourceNamed(id: string, { titles }: HistoryFacts): string {
  const title = titles.get(id);
  return title === undefined ? 'a source' : quoted(title);
}

function foundAs({ fidelity, anchor }: Anchoring): string {
  if (anchor === 'ambiguous') return 'its quote was found in several places';
  switch (fidelity) {
    case 'exact':
      return 'its quote was found word for word';
    case 'normalized':
      return 'its quote was found, typed otherwise';
    case 'elided':
      return 'its quote was found, with words left out';
    case 'altered':
      return 'its quote was found in other words';
    case 'absent':
      return 'its quote was not found';
  }
}

const RELATES: Readonly<Record<RelationKind, string>> = {
  'same-as': 'is the same as',
  contradicts: 'contradicts',
  narrows: 'narrows',
  'follows-up': 'follows up',
};

const STANDS: Readonly<Record<Stance, string>> = {
  makes: 'makes the claim',
  supports: 'supports the claim',
  refutes: 'refutes the claim',
  context: 'gives context',
};

const OUTCOMES: Readonly<Record<ReanchoringOutcome, string>> = {
  unchanged: 'it stands there unchanged',
  moved: 'it stands there in another place',
  altered: 'its words stand there otherwise',
  orphaned: 'its words are gone',
};
