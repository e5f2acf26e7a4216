import type { EventPage } from '../../src/audit/event-answer.js';
import { accepted } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { ServedLedger } from '../support/served-ledger.js';
import { untilShown } from '../support/until-shown.js';

const HOUR_MS = 3_600_000;

describe('a clock that goes back', () => {
  let served: ServedLedger;
  let author: ApiClient;
  let auditor: ApiClient;
  let now = Date.now();
  beforeAll(async () => {
    served = await ServedLedger.start({ clock: () => new Date(now) });
    author = await served.member(['contributor']);
    auditor = await served.member(['auditor']);
  });
  afterAll(() => served.stop());

  const claim = async (text: string) => {
    const body = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
    return accepted<{ id: string; position: string }>(await author.post('/v1/claims', body));
  };
  const instants = async () => {
    const { items } = (await auditor.get('/v1/events?limit=100')).body as EventPage;
    return items.map(({ recordedAt }) => recordedAt);
  };
  const readiness = async () => (await served.anonymous.get('/health/ready')).body;

  it('takes no event back: as of an instant, nothing is shown that was recorded later', async () => {
    expect(await readiness()).toMatchObject({ ready: true, notes: [] });
    const first = await claim('The bridge was closed in March.');
    const noon = new Date(now).toISOString();
    now -= HOUR_MS;
    const second = await claim('The bridge was open in April.');
    await untilShown(served.admin, second.position);
    expect(await instants()).toEqual((await instants()).toSorted());
    const asOf = (id: string, instant: string) =>
      served.anonymous.get(`/v1/claims/${id}?asOf=${instant}`);
    const before = new Date(now + HOUR_MS / 2).toISOString();
    expect((await asOf(second.id, before)).status).toBe(404);
    expect((await asOf(second.id, noon)).body).toMatchObject({ id: second.id, recordedAt: noon });
    expect((await asOf(first.id, noon)).status).toBe(200);
  });

  it('is told in readiness, which stays, and in a metric', async () => {
    const note =
      'The clock is 3600 seconds behind the last event: until it has caught up, events are recorded at the instant of that one.';
    expect(await readiness()).toMatchObject({ ready: true, reasons: [], notes: [note] });
    const metric = async () =>
      /^fact_ledger_clock_behind_seconds (.+)$/m.exec(
        (await served.anonymous.get('/metrics')).body as string,
      )?.[1];
    expect(await metric()).toBe('3600');
    now += HOUR_MS;
    expect(await readiness()).toMatchObject({ ready: true, notes: [] });
    expect(await metric()).toBe('0');
  });
});
