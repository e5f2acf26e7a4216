import { Api, type HttpResponse, type Problem } from './swagger-typescript-api/Api.js';
import { CLAIM, SOURCE, typed, type Told } from './told.js';

export async function run(baseUrl: string, key: string): Promise<Told> {
  const { v1 } = new Api({
    baseUrl,
    baseApiParams: { headers: { Authorization: `Bearer ${key}` } },
  });
  const source = await v1.registerSource(SOURCE);
  const claim = await v1.recordClaim(CLAIM);
  const page = await v1.listClaims({ atLeast: claim.data.position });
  const got = await v1.getClaim(claim.data.id, { include: ['citations', 'relations'] });
  // This client throws the answer.
  const refused = await v1.recordClaim({ ...CLAIM, text: ' ' }).then(
    () => undefined,
    (answer: HttpResponse<never, Problem>) => answer.error,
  );
  if (!refused) throw new Error('not refused');
  return {
    sourceId: typed(source.data.id),
    claimId: typed(claim.data.id),
    listed: page.data.items.map(({ id }) => typed(id)),
    text: typed(got.data.text),
    included: [got.data.included?.citations, got.data.included?.relations].map((page) =>
      typed(page?.items.length),
    ),
    problem: {
      status: typed(refused.status),
      pointers: (refused.errors ?? []).map(({ pointer }) => typed(pointer)),
    },
  };
}
