import type { EventAnswer } from '../../src/audit/event-answer.js';
import type { Person } from '../../src/queries/person.js';
import { accepted } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { citedClaim, Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

interface Shown {
  readonly recordedBy: Person;
}

let served: ServedLedger;
let desk: Desk;
let claim: { claimId: string; citationId: string };
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  claim = await citedClaim(desk);
  await desk.judge(desk.reviewers[0], claim.claimId, [claim.citationId]);
});
afterAll(() => served.stop());

async function shownTo(client: ApiClient, path: string): Promise<unknown> {
  return accepted(await client.get(path));
}

/** What a client sees of who recorded a claim, gave its verdict, and caused its first event. */
async function peopleSeenBy(client: ApiClient): Promise<Person[]> {
  const path = `/v1/claims/${claim.claimId}`;
  const { recordedBy } = (await shownTo(client, path)) as Shown;
  const verdicts = (await shownTo(client, `${path}/verdicts`)) as {
    items: (Shown & { reviewer: Person })[];
  };
  const history = (await shownTo(client, `${path}/history`)) as { items: EventAnswer[] };
  const [verdict] = verdicts.items;
  return [recordedBy, verdict!.reviewer, verdict!.recordedBy, history.items[0]!.recordedBy];
}

async function nameOf(id: string): Promise<Person> {
  const { name, organization } = (await shownTo(served.admin, `/v1/members/${id}`)) as Person;
  return { id, name, organization };
}

it('are shown to members by name and organization, wherever they stand', async () => {
  const contributor = await nameOf(desk.contributor.id);
  const reviewer = await nameOf(desk.reviewers[0].id);
  expect(contributor.name).toEqual(expect.any(String));
  expect(await peopleSeenBy(desk.auditor)).toEqual([contributor, reviewer, reviewer, contributor]);
});

it('are shown to the public by their organizations alone', async () => {
  const withoutName = async (id: string) => ({ ...(await nameOf(id)), name: null });
  const contributor = await withoutName(desk.contributor.id);
  const reviewer = await withoutName(desk.reviewers[0].id);
  expect(await peopleSeenBy(served.anonymous)).toEqual([
    contributor,
    reviewer,
    reviewer,
    contributor,
  ]);
});

it('are named to the public, too, where the setting says so', async () => {
  const open = await ServedLedger.start({ settings: { publicNames: true } });
  try {
    const member = await open.member(['contributor'], 'Ilse Tamborini');
    const written = await member.post('/v1/sources', { type: 'post', title: 'A post' });
    const path = `/v1/sources/${accepted<{ id: string }>(written).id}`;
    const shown = await open.anonymous.get(path);
    expect(shown.body).toMatchObject({ recordedBy: { id: member.id, name: 'Ilse Tamborini' } });
    expect(shown.headers.get('vary') ?? '').not.toContain('Authorization');
  } finally {
    await open.stop();
  }
});

it('are told apart by caches: an answer with names is none for the public', async () => {
  const path = `/v1/claims/${claim.claimId}`;
  const [forMember, forPublic] = [await desk.auditor.get(path), await served.anonymous.get(path)];
  expect(forMember.headers.get('vary')).toContain('Authorization');
  expect(forMember.headers.get('cache-control')).toBe('private, no-cache');
  expect(forPublic.headers.get('vary')).toContain('Authorization');
  expect(forPublic.headers.get('cache-control')).toBe('no-cache');
  expect(forPublic.headers.get('etag')).not.toBe(forMember.headers.get('etag'));
});

async function linesOf(path: string): Promise<unknown[]> {
  const { body } = await desk.auditor.get(path, { Accept: 'application/x-ndjson' });
  return (body as string)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

it('stand in every line of a list', async () => {
  const contributor = await nameOf(desk.contributor.id);
  expect(await linesOf('/v1/citations')).toMatchObject([{ recordedBy: contributor }]);
  const events = (await linesOf('/v1/events')) as EventAnswer[];
  expect(events.length).toBeGreaterThan(5);
  for (const event of events) {
    expect(event.recordedBy).toEqual({
      id: event.metadata.actor.id,
      name: expect.any(String) as string,
      organization: event.metadata.actor.organization,
    });
  }
});

it('can be looked up by any member, with keys and a suspension by admins and themselves', async () => {
  const { id } = desk.contributor;
  const asOther = (await shownTo(desk.reviewers[0], `/v1/members/${id}`)) as object;
  expect(asOther).toMatchObject({ ...(await nameOf(id)), keys: null, suspended: null });
  for (const client of [served.admin, desk.contributor]) {
    const { keys } = (await shownTo(client, `/v1/members/${id}`)) as { keys: object[] };
    expect(keys).toHaveLength(1);
  }
  expect((await served.anonymous.get(`/v1/members/${id}`)).status).toBe(401);
});
