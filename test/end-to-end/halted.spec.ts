import { projectingInThread } from '../../src/ledger.js';
import { eventually } from '../support/eventually.js';
import { newEvent } from '../support/sample-events.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
beforeAll(async () => (served = await ServedLedger.start({ projecting: projectingInThread })));
afterAll(() => served.stop());

it('tells of an event that a projection cannot get past, and shows it to auditors', async () => {
  const stream = 'claim-01990000-0000-7000-8000-000000000001';
  const event = newEvent('ClaimTranslated', { into: 'fr' });
  const { commandId, commandDigest } = event.metadata;
  const { position } = await served.ledger.store.append(stream, [event], {
    expected: 'no-stream',
    commandId,
    commandDigest,
  });
  await served.ledger.progress.waitFor(position, 10_000);

  const ready = await served.anonymous.get('/health/ready');
  expect(ready.status).toBe(503);
  const { reasons } = ready.body as { reasons: string[] };
  expect(reasons).toContainEqual(
    expect.stringMatching(/claim-status is halted: UnknownEventError: ClaimTranslated v1/),
  );

  const metrics = await served.anonymous.get('/metrics');
  expect(metrics.body).toMatch(
    /fact_ledger_projection_halted\{projection="claim-status",reason="UnknownEventError: ClaimTranslated v1: [^"]+"\} 1/,
  );

  const auditor = await served.member(['auditor']);
  const shown = await auditor.get(`/v1/events/${position}`);
  expect(shown.body).toMatchObject({ type: 'ClaimTranslated', data: { into: 'fr' } });

  const late = await served.anonymous.get(`/v1/claims?atLeast=${position}`);
  expect(late.status).toBe(503);
  expect(late.body).toMatchObject({ type: '/problems/view-behind' });
});

it('tells of an event that the member directory cannot get past', async () => {
  const event = newEvent('MemberPraised', { by: 'all' });
  const { commandId, commandDigest } = event.metadata;
  await served.ledger.store.append('member-01990000-0000-7000-8000-000000000002', [event], {
    expected: 'no-stream',
    commandId,
    commandDigest,
  });
  const halted = /^The process member-directory cannot go on: UnknownEventError: MemberPraised v1/;
  await eventually(async () => {
    const { body } = await served.anonymous.get('/health/ready');
    return (body as { reasons: string[] }).reasons.some((reason) => halted.test(reason));
  });
});
