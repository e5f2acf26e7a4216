import { client } from './hey-api/client.gen.js';
import { getClaim, listClaims, recordClaim, registerSource } from './hey-api/index.js';
import { CLAIM, SOURCE, typed, type Told } from './told.js';

export async function run(baseUrl: string, key: string): Promise<Told> {
  client.setConfig({ baseUrl, auth: key });
  const source = await registerSource({ body: SOURCE });
  const claim = await recordClaim({ body: CLAIM });
  if (!source.data || !claim.data) throw new Error('refused');
  const page = await listClaims({ query: { atLeast: claim.data.position } });
  const got = await getClaim({
    path: { id: claim.data.id },
    query: { include: ['citations', 'relations'] },
  });
  const refused = await recordClaim({ body: { ...CLAIM, text: ' ' } });
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
