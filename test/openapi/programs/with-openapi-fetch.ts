import createClient from 'openapi-fetch';

import type { paths } from './openapi-typescript/schema.js';
import { CLAIM, SOURCE, typed, type Told } from './told.js';

export async function run(baseUrl: string, key: string): Promise<Told> {
  const headers = { Authorization: `Bearer ${key}` };
  const client = createClient<paths>({ baseUrl, headers });
  const source = await client.POST('/v1/sources', { body: SOURCE });
  const claim = await client.POST('/v1/claims', { body: CLAIM });
  if (!source.data || !claim.data) throw new Error('refused');
  const query = { atLeast: claim.data.position };
  const page = await client.GET('/v1/claims', { params: { query } });
  const path = { id: claim.data.id };
  const got = await client.GET('/v1/claims/{id}', {
    params: { path, query: { include: ['citations', 'relations'] } },
  });
  const refused = await client.POST('/v1/claims', { body: { ...CLAIM, text: ' ' } });
  if (!page.data || !got.data || !refused.error) throw new Error('not as expected');
  return {
    sourceId: typed(source.data.id),
    claimId: typed(claim.data.id),
    listed: page.data.items.map(({ id }) => typed(id)),
    text: typed(got.data.text),
    included: [got.data.included?.citations, got.data.included?.relations].map((page) =>
      typed(page?.items.length),
    ),
    problem: {
      status: typed(refused.error.status),
      pointers: (refused.error.errors ?? []).map(({ pointer }) => typed(pointer)),
    },
  };
}
