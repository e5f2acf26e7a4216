import { QUESTIONS, type Question } from '../../events/fields.js';
import { isPartialDate } from '../../events/partial-date.js';
import type { Rating } from '../../events/policy/policy-events.js';
import type { CitationAnswer } from '../citations/citations.js';
import type { ClaimDetail } from '../claims/queries/get-claim.js';
import type { PolicyAnswer } from '../policy/queries/policies.js';
import { rulesFor, type QuestionRules } from '../policy/question-rules.js';
import { answerTo, isAgreedTo, type Asked } from './asking.js';
import { claimLines, citationLines, passageLines, type PassageInPlace } from './claim-lines.js';
import { CommandFailed } from './exit-codes.js';
import type { GivenVerdict } from './judge.js';
import { RequestRefused, type LedgerClient } from './ledger-client.js';
import { amount } from './output.js';
import { scaleLines } from './policy-lines.js';

/** Shows a claim, and asks for what is missing of a verdict on it. @throws CommandFailed unless it is agreed to */
export async function askForVerdict(
  client: LedgerClient,
  claimId: string,
  given: GivenVerdict,
  asked: Asked,
): Promise<GivenVerdict> {
  const path = `v1/claims/${encodeURIComponent(claimId)}`;
  const claim = await client.get<ClaimDetail>(path, { include: 'citations,sources' });
  const policy = await client.get<PolicyAnswer>('v1/policy');
  for (const line of claimLines(claim)) asked.say(line);
  const citations = await showCitations(client, claim, asked);
  const question = given.question ?? (await askForQuestion(claim, asked));
  const rules = rulesOf(policy, question, claim);
  const rating = given.rating ?? (await askForRating(rules.scale, asked));
  const evidence = given.evidence ?? (await askForEvidence(citations, asked));
  const rationale = given.rationale ?? (await askForRationale(asked));
  const verdict = {
    ...given,
    ...{ question, rating, evidence, rationale },
    ...(given.expires === undefined && (await askForExpiry(rules, asked))),
    ...(given.sourceSeen === undefined && (await askWhetherSeen(asked))),
    ...(given.criterionMet === undefined && claim.resolves && (await askWhetherMet(asked))),
  };
  const what = `${question} ${rating}, on ${amount(evidence.length, 'citation')}`;
  if (await isAgreedTo(asked, `Submit this verdict (${what})?`)) return verdict;
  throw new CommandFailed('the verdict was not submitted');
}

/** @returns those that can be evidence, in the order of their numbers, which begin with 1. */
async function showCitations(
  client: LedgerClient,
  { included = {} }: ClaimDetail,
  asked: Asked,
): Promise<CitationAnswer[]> {
  const { citations = { items: [], next: null }, sources } = included;
  const standing = citations.items.filter(({ retracted }) => retracted === null);
  for (const [n, citation] of standing.entries()) {
    const source = sources?.items.find(({ id }) => id === citation.sourceId);
    for (const line of citationLines(n + 1, citation, source)) asked.say(line);
    for (const line of await passageOf(client, citation)) asked.say(line);
  }
  if (standing.length === 0) asked.say('No citations.');
  if (citations.next !== null) asked.say('There are older citations, which can be given by id.');
  return standing;
}

async function passageOf(
  client: LedgerClient,
  { id, snapshot, passage }: CitationAnswer,
): Promise<string[]> {
  if (snapshot === null || passage === null) return [];
  try {
    const path = `v1/snapshots/${snapshot}/text`;
    return passageLines(await client.get<PassageInPlace>(path, { highlight: id }));
  } catch (error) {
    // The quote is shown; where its place cannot be read, the claim can still be judged.
    if (error instanceof RequestRefused)
      return [`     (its place cannot be shown: ${error.detail})`];
    throw error;
  }
}

function rulesOf(
  { expiresAfterDays, ...policy }: PolicyAnswer,
  question: Question,
  { topics }: ClaimDetail,
): QuestionRules {
  const whole = { ...policy, ...(expiresAfterDays !== null && { expiresAfterDays }) };
  return rulesFor(whole, question, topics);
}

async function askForQuestion({ questions }: ClaimDetail, asked: Asked): Promise<Question> {
  const open = QUESTIONS.filter((question) => questions[question].needed !== null);
  if (open.length === 0) throw new CommandFailed('this claim takes no verdicts');
  asked.say('');
  for (const [n, question] of open.entries()) asked.say(`  ${n + 1} ${question}`);
  return answerTo(asked, 'Which question?', (text) => chosen(open, text), 'Answer one of these.');
}

async function askForRating(scale: readonly Rating[], asked: Asked): Promise<string> {
  const ratings = scale.map(({ rating }) => rating);
  asked.say('');
  const numbers = ratings.map((_, n) => String(n + 1).padStart(String(ratings.length).length));
  for (const line of scaleLines(scale, numbers)) asked.say(line);
  return answerTo(asked, 'Which rating?', (text) => chosen(ratings, text), 'Answer one of these.');
}

/** What is named by itself, or by its number. */
function chosen<Name extends string>(names: readonly Name[], text: string): Name | undefined {
  return names.find((name, n) => name === text.toLowerCase() || String(n + 1) === text);
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function askForEvidence(citations: readonly CitationAnswer[], asked: Asked): Promise<string[]> {
  const idOf = (text: string) =>
    /^\d+$/.test(text) ? citations[Number(text) - 1]?.id : ID.exec(text)?.[0];
  const read = (text: string) => {
    const ids = text.split(/[\s,]+/).map(idOf);
    return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
  };
  return answerTo(
    asked,
    'On which citations?',
    read,
    'Answer with numbers or ids of citations, comma between them.',
  );
}

function askForRationale(asked: Asked): Promise<string> {
  const read = (text: string) => (text === '' ? undefined : text);
  return answerTo(asked, 'Why?', read, 'A verdict has a reason.');
}

async function askForExpiry(
  { expiresAfterDays }: QuestionRules,
  asked: Asked,
): Promise<Pick<GivenVerdict, 'expires'>> {
  const otherwise =
    expiresAfterDays === undefined ? 'never' : `in ${amount(expiresAfterDays, 'day')}`;
  const expires = await answerTo(
    asked,
    `When does it expire? (a date; else ${otherwise})`,
    (text) => (text === '' || isPartialDate(text) ? text : undefined),
    'Answer with a day, such as 2027-10-14, a month, a year or an instant; or with nothing.',
  );
  return expires === '' ? {} : { expires };
}

async function askWhetherSeen(asked: Asked): Promise<Pick<GivenVerdict, 'sourceSeen'>> {
  return (await isAgreedTo(asked, 'Did you see the source yourself?')) ? { sourceSeen: true } : {};
}

async function askWhetherMet(asked: Asked): Promise<Pick<GivenVerdict, 'criterionMet'>> {
  const isMet = await isAgreedTo(asked, 'Is the criterion of the prediction met already?');
  return isMet ? { criterionMet: true } : {};
}
