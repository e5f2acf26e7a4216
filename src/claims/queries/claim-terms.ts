import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ClaimKind } from '../../../events/claim/claim-events.js';
import type { Question } from '../../../events/fields.js';
import { beginningOf, lastInstantOf } from '../../../events/partial-date.js';
import { languageKey } from '../../../projections/claim-status/claims.projection.js';
import { NEVER, type ClaimStatus } from '../../../projections/claim-status/claim-status.row.js';
import { nameKey } from '../../text/name-key.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { flaggedNow } from '../../provenance/origin-flags.js';
import { heldAt, type AsOf, type Moment } from '../../queries/as-of.js';
import { says } from '../../view-store/full-text.js';
import { isFlagged, type ClaimFlag } from './claim-flags.js';

/** All conditions hold together; of several values in one of them, any. Dates are years, months, days or instants. */
export interface ClaimFilter {
  readonly status?: readonly ClaimStatus[];
  readonly flag?: readonly ClaimFlag[];
  readonly kind?: readonly ClaimKind[];
  /** Questions of which one has no standing finding. */
  readonly needs?: readonly Question[];
  /** The rating of a standing finding, on either question. */
  readonly rating?: string;
  /** Upper and lower case are the same, as in all names. */
  readonly topic?: string;
  /** The claimant's whole name or description. */
  readonly claimant?: string;
  /** The whole name of who published what the claim is cited to. */
  readonly publisher?: string;
  /** The claim has a citation of this source that was not retracted. */
  readonly sourceId?: string;
  /** A language tag; `pt` is `pt-BR`, too. */
  readonly language?: string;
  /** A member's id. */
  readonly recordedBy?: string;
  readonly recordedFrom?: string;
  readonly recordedUntil?: string;
  readonly statedFrom?: string;
  readonly statedUntil?: string;
  /** Words of the claim's text. */
  readonly q?: string;
}

type Condition = RawBuilder<SqlBool>;

/** One filter, as SQL over `claims` joined with `claim_status`. */
export interface Term {
  readonly holds: Condition;
  readonly entries?: Entries;
}

/** Where an index leads to the claims of a term. */
export interface Entries {
  readonly table: EntryTable;
  /** The entries under each condition; a claim may stand under several of them. */
  readonly where: readonly Condition[];
  /** `list`: in the order of the list; `rows`: so are the rows themselves; `none`: in another. */
  readonly order: 'list' | 'rows' | 'none';
}

export type EntryTable =
  'claims' | 'claim_status' | 'claim_flags' | 'claim_topics' | 'claim_publishers' | 'citations';

/** The filters that lead to the fewest claims, as far as one can tell without counting, come first. */
export function termsOf(
  views: Kysely<ViewTables>,
  filter: ClaimFilter,
  moment: Moment,
): readonly Term[] {
  const { asOf } = moment;
  const { sourceId, claimant, publisher, topic, recordedBy, rating, language, q } = filter;
  return [
    q !== undefined && inText(says(views, 'claims', q)),
    sourceId !== undefined && citedTo(sourceId, asOf),
    claimant !== undefined && ofClaims(sql`claims.claimant_name = ${nameKey(claimant)}`),
    publisher !== undefined && publishedBy(nameKey(publisher), asOf),
    topic !== undefined && about(nameKey(topic)),
    recordedBy !== undefined && ofClaims(sql`claims.recorded_by = ${recordedBy}`),
    filter.flag !== undefined && flagged(filter.flag, moment),
    rating !== undefined && rated(rating, asOf),
    filter.status !== undefined && withStatus(filter.status, asOf),
    filter.needs !== undefined && needing(filter.needs, asOf),
    language !== undefined && inLanguage(language),
    filter.kind !== undefined && ofClaims(...filter.kind.map(isOfKind)),
    ...stated(filter),
    ...recorded(filter),
  ].filter((term) => term !== false);
}

function inText(holds: Condition): Term {
  return { holds, entries: { table: 'claims', where: [holds], order: 'rows' } };
}

/** A term over what never changes of a claim: any of the conditions, each with an index in list order. */
function ofClaims(...any: readonly Condition[]): Term {
  return { holds: anyOf(any), entries: { table: 'claims', where: any, order: 'list' } };
}

/** A term over how a claim stands. The indexes are over how it stands now. */
function ofStatus(any: readonly Condition[], asOf: AsOf): Term {
  const where = any.map((holds): Condition => sql`claim_status.valid_to is null and ${holds}`);
  const entries: Entries = { table: 'claim_status', where, order: 'list' };
  return { holds: anyOf(any), ...(!asOf && { entries }) };
}

function isOfKind(kind: ClaimKind): Condition {
  return sql`claims.kind = ${kind}`;
}

function withStatus(statuses: readonly ClaimStatus[], asOf: AsOf): Term {
  const any = statuses.map((status): Condition => sql`claim_status.status = ${status}`);
  return ofStatus(any, asOf);
}

function needing(questions: readonly Question[], asOf: AsOf): Term {
  const any = questions.map((question): Condition => sql`${NEEDS[question]} = 1`);
  return ofStatus(any, asOf);
}

const NEEDS: Readonly<Record<Question, RawBuilder<number>>> = {
  veracity: sql`claim_status.needs_veracity`,
  attribution: sql`claim_status.needs_attribution`,
};

function rated(rating: string, asOf: AsOf): Term {
  const any = [
    sql<SqlBool>`claim_status.veracity_rating = ${rating}`,
    sql<SqlBool>`claim_status.attribution_rating = ${rating}`,
  ];
  return ofStatus(any, asOf);
}

function flagged(flags: readonly ClaimFlag[], moment: Moment): Term {
  const holds = anyOf(flags.map((flag) => isFlagged(flag, moment)));
  const [flag, ...more] = flags;
  if (moment.asOf || flag === undefined) return { holds };
  const ofOrigin = flags.filter((each) => flaggedNow(each) !== undefined);
  // Entries are of one table: of flags from both, those are gone through one by one.
  if (more.length > 0 && ofOrigin.length > 0 && ofOrigin.length < flags.length) {
    return { holds };
  }
  const where = flags.map((each) => flaggedNow(each) ?? isFlagged(each, moment));
  if (ofOrigin.length === 0) return { ...ofStatus(where, undefined), holds };
  return { holds, entries: { table: 'claim_flags', where, order: 'list' } };
}

function about(topic: string): Term {
  return byName(topic, 'claim_topics', ['claim_topic', 'topic_key']);
}

/** Who publishes a source may be amended, so that as of a moment the sources themselves are asked. */
function publishedBy(publisher: string, asOf: AsOf): Term {
  if (!asOf) {
    return byName(publisher, 'claim_publishers', ['claim_publisher', 'publisher_name']);
  }
  const holds = sql<SqlBool>`exists (select 1 from citations as citing
    join sources as cited on cited.source_id = citing.source_id
    where citing.claim_id = claims.claim_id and citing.retracted is null
      and ${heldAt(asOf, 'citing')}
      and cited.publisher_name = ${publisher} and ${heldAt(asOf, 'cited')})`;
  return { holds };
}

/** A term over a table whose keys are `<claimId>/<name>`, with an index by the name in list order. */
function byName(
  name: string,
  table: 'claim_topics' | 'claim_publishers',
  [key, column]: readonly [key: string, column: string],
): Term {
  const where = sql<SqlBool>`${sql.ref(`${table}.${column}`)} = ${name}`;
  return {
    holds: sql`exists (select 1 from ${sql.table(table)} as named
      where ${sql.ref(`named.${key}`)} = claims.claim_id || '/' || ${name})`,
    entries: { table, where: [where], order: 'list' },
  };
}

function citedTo(source: string, asOf: AsOf): Term {
  const where = sql<SqlBool>`citations.source_id = ${source} and citations.retracted is null
    and ${heldAt(asOf, 'citations')}`;
  return {
    holds: sql`exists (select 1 from citations where citations.claim_id = claims.claim_id and ${where})`,
    entries: { table: 'citations', where: [where], order: 'none' },
  };
}

/** RFC 4647, 3.3.1: a tag is of the language where it begins with all subtags of it. */
function inLanguage(language: string): Term {
  const tag = language.toLowerCase();
  const primary = sql<SqlBool>`claims.language_key = ${languageKey(tag)}`;
  if (!tag.includes('-')) return ofClaims(primary);
  const whole = sql`substr(lower(claims.language) || '-', 1, ${tag.length + 1}) = ${`${tag}-`}`;
  return ofClaims(sql`${primary} and ${whole}`);
}

/** A claim's date is of every range that it shares an instant with: October 2025 of the 14th, too. */
function stated({ statedFrom, statedUntil }: ClaimFilter): Term[] {
  if (statedFrom === undefined && statedUntil === undefined) return [];
  const holds: Condition[] = [];
  const where: Condition[] = [sql`claims.stated_from is not null`];
  if (statedFrom !== undefined) {
    const begins = beginningOf(statedFrom);
    holds.push(sql`coalesce(claims.stated_until, '') >= ${begins}`);
    where.push(
      sql`claims.stated_until >= ${begins} and claims.stated_from > ${aYearBefore(begins)}`,
    );
  }
  if (statedUntil !== undefined) {
    const ends = lastInstantOf(statedUntil);
    // Said so that no database goes by the index of these dates, which is in another order.
    holds.push(sql`coalesce(claims.stated_from, ${NEVER}) <= ${ends}`);
    where.push(sql`claims.stated_from <= ${ends}`);
  }
  const entries: Entries = { table: 'claims', where: [allOf(where)], order: 'none' };
  return [{ holds: allOf(holds), entries }];
}

/** No date means more than a year, so that none which began before can reach the instant. */
function aYearBefore(instant: string): string {
  const before = new Date(Date.parse(instant) - 366 * 86_400_000);
  return before.getUTCFullYear() < 0 ? '' : before.toISOString();
}

function recorded({ recordedFrom, recordedUntil }: ClaimFilter): Term[] {
  const conditions: Condition[] = [];
  if (recordedFrom !== undefined) {
    conditions.push(sql`claims.recorded_at >= ${beginningOf(recordedFrom)}`);
  }
  if (recordedUntil !== undefined) {
    conditions.push(sql`claims.recorded_at <= ${lastInstantOf(recordedUntil)}`);
  }
  if (conditions.length === 0) return [];
  return [{ holds: allOf(conditions) }];
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 0` : sql`(${sql.join(conditions, sql` or `)})`;
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 1` : sql`(${sql.join(conditions, sql` and `)})`;
}
