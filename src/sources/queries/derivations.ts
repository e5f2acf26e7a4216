import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { DERIVATION_KINDS, SharedPassages } from '../../../events/source/source-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

export const DerivationAnswer = named('Derivation', {
  id: Id,
  sourceId: Type.String({ format: 'uuid', description: 'The source that draws on the other.' }),
  from: Type.String({ format: 'uuid', description: 'The source that is drawn on.' }),
  kind: Type.Enum([...DERIVATION_KINDS]),
  suggestion: nullable(SharedPassages),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type DerivationAnswer = Static<typeof DerivationAnswer>;

export const DerivationPage = pageOf(DerivationAnswer);

/** `from`: what a source draws on. `to`: what draws on it. */
export const DIRECTIONS = ['from', 'to'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const ORDER = { position: 'derivations.recorded_position', key: 'derivations.derivation_id' };

/** Undefined where the source has, or had, declared no such derivation from another. */
export async function getDerivation(
  views: Kysely<ViewTables>,
  sourceId: string,
  id: string,
  asOf?: AsOf,
): Promise<DerivationAnswer | undefined> {
  const row = await views
    .selectFrom('derivations')
    .selectAll()
    .where('derivation_id', '=', id)
    .where('source_id', '=', sourceId)
    .where(heldAt(asOf, 'derivations'))
    .executeTakeFirst();
  return row && derivationAnswer(row);
}

/** Retracted ones are among them, and say so. @throws InvalidCursorError */
export async function listDerivations(
  views: Kysely<ViewTables>,
  sourceId: string,
  direction: Direction | undefined,
  request: PageRequest,
  asOf?: AsOf,
): Promise<Page<DerivationAnswer>> {
  const query = views
    .selectFrom('derivations')
    .selectAll()
    .where(heldAt(asOf, 'derivations'))
    .where((on) => {
      const [own, others] = [on('source_id', '=', sourceId), on('from_id', '=', sourceId)];
      if (direction === undefined) return on.or([own, others]);
      return direction === 'from' ? own : others;
    });
  return readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.derivation_id }),
    derivationAnswer,
  );
}

function derivationAnswer(row: ViewTables['derivations']): DerivationAnswer {
  return {
    id: row.derivation_id,
    sourceId: row.source_id,
    from: row.from_id,
    kind: row.kind,
    suggestion: parse(row.suggestion),
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
