import { problemIn, refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let sourceId: string;
beforeAll(async () => {
  let now = '2026-01-01T12:00:00.250Z';
  served = await ServedLedger.start({ clock: () => new Date(now) });
  const desk = await Desk.over(served);
  sourceId = await desk.source({ title: 'First' });
  now = '2026-01-01T13:00:00.250Z';
  await desk.write(desk.contributor, `/v1/sources/${sourceId}/amendments`, { title: 'Second' });
  await served.anonymous.get(`/v1/sources/${sourceId}?atLeast=${desk.position}`);
});
afterAll(() => served.stop());

/** The query string goes out as it stands. */
const readAsOf = (written: string) =>
  served.anonymous.get(`/v1/sources/${sourceId}?asOf=${written}`);

it.each([
  ['2026-01-01T12:30:00Z', 'First'],
  ['2026-01-01t12:30:00z', 'First'],
  ['2026-01-01T13:30:00Z', 'Second'],
  ['2026-01-01T13:30:00%2B01:00', 'First'],
  ['2026-01-01T13:30:00+01:00', 'First'],
  ['2026-01-01T13:30:00%2b01:00', 'First'],
  ['2026-01-01T13:30:00%2B01%3A00', 'First'],
  ['2026-01-01T13:30+01:00', 'First'],
  ['2026-01-01t13:30:00+01:00', 'First'],
  ['2026-01-01T14:30:00.5+01:00', 'Second'],
  ['2026-01-01T07:30:00-05:00', 'First'],
  ['2026-01-01T08:30:00-05:00', 'Second'],
  ['2026-01-01T18:00:00+05:30', 'First'],
  ['2026-01-01T18:45:00+05:45', 'First'],
  ['2026-01-02T02:30:00+14:00', 'First'],
  ['2026-01-02T03:30:00+14:00', 'Second'],
  ['2026-01-01T13:00:00.249-00:00', 'First'],
  ['2026-01-01T13:00:00.25+00:00', 'Second'],
  ['2026-01-01T13:00:00.249999999+00:00', 'First'],
  ['2026-01-01', 'Second'],
  ['2026', 'Second'],
])('asOf=%s is understood', async (written, title) => {
  expect((await readAsOf(written)).body).toMatchObject({ title });
});

it.each([
  '2026-01-01T13:30:00+0100',
  '2026-01-01T13:30:00++01:00',
  '2026-01-01T13:30:00+24:00',
  '2026-01-01T13:30:00+01:60',
  '2026-01-01T24:30:00Z',
  '2026-01-01T13:30:60Z',
  '2026-01-01T13:30:00',
  '2026-01-01T13:30:00,5Z',
  '2026-01-01+13:30',
  '2026-01-01%2013:30:00Z',
  '2026-02-30T13:30:00+01:00',
  '+2026-01-01T13:30:00Z',
  'T+01:00',
  'yesterday',
  '',
])('asOf=%s is refused, with how it is written', async (written) => {
  const answer = await readAsOf(written);
  expect(refusalIn(answer)).toBe('422 invalid /asOf');
  expect(problemIn(answer).detail).toContain('2026-01-31T12:00:00%2B01:00');
});

it('is understood alike where the log is read until then', async () => {
  const auditor = await served.member(['auditor'], 'Jens');
  const typesUntil = async (until: string) => {
    const stream = `source-${sourceId}`;
    const { body } = await auditor.get(`/v1/events?stream=${stream}&until=${until}`);
    return (body as { items: { type: string }[] }).items.map(({ type }) => type);
  };
  expect(await typesUntil('2026-01-01T13:30:00+01:00')).toEqual(['SourceRegistered']);
  expect(await typesUntil('2026-01-01t14:30:00+01:00')).toEqual([
    'SourceRegistered',
    'SourceAmended',
  ]);
});
