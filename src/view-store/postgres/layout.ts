import { createHash } from 'node:crypto';

import { errorCodeOf } from '../../runtime/error-code.js';
import type { Session } from './connections.js';
import type { Place } from './place.js';
import { CREATE_REGISTRY } from './registry.js';

/** Raised when the registry or the way tables are laid out changes; tables themselves have versions of their own. */
const LAYOUT = 2;

/** Whether a schema is one of views, and laid out by which release. */
const MARK = 'fact_ledger_views';

const OLDEST_SERVER = 14;

/** The schema that was named holds no views, or this user cannot have views in it. It is left as it is. */
export class ViewSchemaError extends Error {
  override readonly name = 'ViewSchemaError';
}

/** "flvw": keeps our advisory locks apart from those of other programs in the same database. */
const LOCKS = 0x66_6c_76_77;

/** Held until the end of the transaction by whoever makes, switches or drops what is in the schema. */
export async function lockLayout(session: Session, { schema }: Place): Promise<void> {
  const which = createHash('sha256').update(schema).digest().readInt32BE();
  await session.query('select pg_advisory_xact_lock($1::int4, $2::int4)', [LOCKS, which]);
}

/**
 * Makes the schema where it is not there, and empties it where another release laid it out otherwise:
 * views come back from the log. In the caller's transaction.
 *
 * @throws ViewSchemaError
 */
export async function layOut(
  session: Session,
  place: Place,
  onEmptied: (reason: string) => void,
): Promise<void> {
  await mustSuit(session, place);
  await lockLayout(session, place);
  const found = await layoutOf(session, place);
  if (found === LAYOUT) return addMarks(session);
  if (found === 'none') await makeSchema(session, place);
  if (typeof found === 'number') {
    await empty(session, place);
    onEmptied(`${place.shown} had views layout ${found}, this release has ${LAYOUT}`);
  }
  await mark(session);
}

/** Adds the column that earlier releases did not have. Asks first: the change waits for who projects. */
async function addMarks(session: Session): Promise<void> {
  const { rows } = await session.query(
    `select 1 from pg_attribute where attrelid = 'projections'::regclass and attname = 'marks'`,
  );
  if (rows.length > 0) return;
  await session.query('alter table projections add column marks text collate "C"');
}

/** Drops all views and forgets where they stood; they come back from the log. */
export async function startOver(session: Session, place: Place): Promise<void> {
  await empty(session, place);
  await mark(session);
}

/** Lets a process read that only reads. @throws ViewSchemaError where this release cannot read the views. */
export async function mustBeLaidOut(session: Session, place: Place): Promise<void> {
  await mustSuit(session, place);
  if ((await layoutOf(session, place)) !== LAYOUT) {
    throw new ViewSchemaError(`${place.shown} holds no views that this release can read`);
  }
}

async function mustSuit(session: Session, { shown }: Place): Promise<void> {
  const { rows } = await session.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int / 10000 as version,
       current_setting('server_encoding') as encoding`,
  );
  const { version, encoding } = rows[0]!;
  if (version < OLDEST_SERVER) {
    throw new ViewSchemaError(`${shown} is PostgreSQL ${version}; ${OLDEST_SERVER} is the oldest`);
  }
  if (encoding !== 'UTF8') {
    throw new ViewSchemaError(`${shown} is a database in ${encoding}; the views need UTF8`);
  }
}

/** @throws ViewSchemaError where something else is in the schema. */
async function layoutOf(
  session: Session,
  { schema, shown }: Place,
): Promise<number | 'none' | 'empty'> {
  const { rows } = await session.query<{ there: boolean; marked: boolean; objects: number }>(
    `select to_regnamespace($1) is not null as there,
       to_regclass($1 || '.${MARK}') is not null as marked,
       (select count(*) from pg_class where relnamespace = to_regnamespace($1)) as objects`,
    [schema],
  );
  const { there, marked, objects } = rows[0]!;
  if (!there) return 'none';
  if (!marked && objects === 0) return 'empty';
  if (!marked) {
    throw new ViewSchemaError(
      `${shown} holds something other than views, and is left as it is; name a schema of the ledger's own`,
    );
  }
  const marks = await session.query<{ layout: number }>(`select layout from ${MARK}`);
  return marks.rows[0]?.layout ?? 0;
}

async function makeSchema(session: Session, { schema, shown }: Place): Promise<void> {
  try {
    await session.query(`create schema ${schema}`);
  } catch (error) {
    if (errorCodeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new ViewSchemaError(
      `${shown}: this user may not make the schema; let it (grant create on database), or make one that it owns`,
      { cause: error },
    );
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

async function mark(session: Session): Promise<void> {
  await session.query(`create table ${MARK} (layout integer not null)`);
  await session.query(`insert into ${MARK} values (${LAYOUT})`);
  for (const statement of CREATE_REGISTRY) await session.query(statement);
}

async function empty(session: Session, { schema }: Place): Promise<void> {
  const { rows } = await session.query<{ name: string; kind: string }>(
    `select quote_ident(relname) as name, relkind as kind from pg_class
     where relnamespace = to_regnamespace($1) and relkind in ('v', 'r') order by relkind desc`,
    [schema],
  );
  for (const { name, kind } of rows) {
    await session.query(`drop ${kind === 'v' ? 'view' : 'table'} ${name}`);
  }
}
