import type { ApiAnswer } from '../support/api-client.js';
import { refusalIn } from '../support/answers.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { describeOnPostgres } from '../support/postgres.js';
import { ServedLedger } from '../support/served-ledger.js';

describeOnPostgres('a ledger with its views in PostgreSQL', (server) => {
  let served: ServedLedger;
  let line: CuttableLine;
  const log: string[] = [];
  beforeAll(async () => {
    const url = server.newUrl();
    line = await CuttableLine.to(url);
    served = await ServedLedger.start({
      settings: { readModelUrl: line.through(url) },
      logTo: { write: (text) => void log.push(text) },
    });
  });
  afterAll(async () => {
    await served.stop();
    await line.cut();
  });

  const claim = (text: string) => ({ text, kind: 'fact', claimant: { kind: 'own-voice' } });
  const positionOf = ({ body }: ApiAnswer) => (body as { position: string }).position;
  const textsOf = ({ body }: ApiAnswer) =>
    (body as { items: { text: string }[] }).items.map(({ text }) => text);

  it('records, shows, searches and goes back in time', async () => {
    const contributor = await served.member(['contributor']);
    const first = await contributor.post('/v1/claims', claim('Die Gespräche haben begonnen'));
    const second = await contributor.post('/v1/claims', claim('The port is open'));
    const at = positionOf(second);
    const list = (query: string) => served.anonymous.get(`/v1/claims?atLeast=${at}${query}`);
    expect(textsOf(await list(''))).toEqual(['The port is open', 'Die Gespräche haben begonnen']);
    expect(textsOf(await list('&q=gesprache'))).toEqual(['Die Gespräche haben begonnen']);
    const forged = Buffer.from(JSON.stringify(['\0', '\0'])).toString('base64url');
    expect((await list(`&after=${forged}`)).status).toBe(200);
    expect(textsOf(await list(`&asOf=${positionOf(first)}`))).toEqual([
      'Die Gespräche haben begonnen',
    ]);
    const overview = await served.anonymous.get(`/v1/stats/overview?atLeast=${at}`);
    expect(overview.body).toMatchObject({ claims: { total: 2 }, memberCount: 2 });
    expect((await served.anonymous.get('/health/ready')).body).toMatchObject({
      ready: true,
      views: { problem: null },
    });
  });

  it('goes on recording while the database is away, says so, and shows it all afterwards', async () => {
    const contributor = await served.member(['contributor'], 'Dana');
    await line.cut();
    const recorded = await contributor.post('/v1/claims', claim('Written in the dark'));
    expect(recorded.status).toBe(201);
    for (const path of ['/v1/claims', '/v1/claims?q=port', '/v1/stats/overview', '/v1/members']) {
      const answer = await served.admin.get(path);
      expect(refusalIn(answer)).toBe('503 views-unavailable');
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    const ready = await served.anonymous.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({
      ready: false,
      reasons: expect.arrayContaining([expect.stringMatching(/^The views: .+/)]) as unknown,
    });
    await line.mend();
    const back = await until(
      () => served.anonymous.get(`/v1/claims?q=dark&atLeast=${positionOf(recorded)}`),
      ({ status }) => status === 200,
    );
    expect(textsOf(back)).toEqual(['Written in the dark']);
    const again = await until(
      () => served.anonymous.get('/health/ready'),
      ({ status }) => status === 200,
    );
    expect(again.body).toMatchObject({ reasons: [] });
  });

  it('has told nobody the password', () => {
    const lines = log.join('');
    expect(lines).toContain('the database of the views');
    expect(lines).not.toMatch(/postgres(ql)?:\/\//);
  });
});

const WITHIN_MS = 20_000;

async function until(
  ask: () => Promise<ApiAnswer>,
  holds: (answer: ApiAnswer) => boolean,
): Promise<ApiAnswer> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
