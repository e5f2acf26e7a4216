import { ROLES } from '../../../events/envelope.js';
import { accepted } from '../../support/answers.js';
import {
  ApiDescription,
  type OpenApiDocument,
  type Operation,
} from '../../support/api-description.js';
import { citedClaim, Desk } from '../../support/desk.js';
import { prepareJsonRoutes, type JsonRoute } from '../../support/json-routes.js';
import type { SpawnedServer } from '../../support/spawned-server.js';

/** What is there to be asked for, and who asks. */
export interface FuzzWorld {
  /** Every operation of the OpenAPI document, by `GET /v1/claims/:id`. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** Bodies that would be carried out. */
  readonly bodies: readonly JsonRoute[];
  /** The ids of claims, sources and all else that has one; of members, those whom nobody misses. */
  readonly ids: readonly string[];
  readonly digests: readonly string[];
  /** `Authorization` of each role, of one with all of them, of nobody and of a wrong key. */
  readonly callers: readonly (string | undefined)[];
  /** The authorization of the member with all roles. */
  readonly mighty: string;
  /** Where captures of bytes go. */
  readonly captures: string;
}

export async function prepareFuzzWorld(server: SpawnedServer): Promise<FuzzWorld> {
  const document = accepted<OpenApiDocument>(await server.anonymous.get('/openapi.json'));
  const desk = await Desk.over(server);
  const bodies = Object.values(await prepareJsonRoutes(desk));
  const { claimId, sourceId, citationId } = await citedClaim(desk);
  const { sha256 } = await desk.snapshot(sourceId, 'He said: talks have started, today.');
  const html = '<article><p>Talks have started.</p></article>';
  const page = await desk.snapshot(sourceId, html, 'text/html');
  const ids = new Set([claimId, sourceId, citationId]);
  for (const { path } of bodies) {
    for (const [id] of path.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)) ids.add(id);
  }
  const keys: string[] = [];
  for (const roles of [...ROLES.map((role) => [role]), ROLES]) {
    keys.push((await server.member(roles, `Fuzz ${roles.join(' ')}`)).key!);
  }
  const bearers = keys.map((key) => `Bearer ${key}`);
  return {
    operations: new ApiDescription(document).operations(),
    bodies,
    ids: [...ids],
    digests: [sha256, page.sha256, '0'.repeat(64)],
    callers: [...bearers, undefined, 'Bearer fl_unknown'],
    mighty: bearers.at(-1)!,
    captures: `/v1/sources/${sourceId}/snapshots`,
  };
}
