import { v7 as uuidv7 } from 'uuid';

import { SYSTEM } from '../../src/deciding/system-actor.js';
import type { EventAnswer } from '../../src/audit/event-answer.js';
import type { CitationAnswer } from '../../src/citations/citations.js';
import { CommandRunner } from '../../src/deciding/command-runner.js';
import { SnapshotTexts } from '../../src/snapshots/snapshot-texts.js';
import { sourceDecider } from '../../src/sources/source.decider.js';
import { accepted, refusalIn } from '../support/answers.js';
import { Desk, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

const PAGE = '<p>The crane fell.</p><p>Nobody was hurt.</p>';
/** The text as an earlier release took it out. */
const THEN = 'The crane fell.';
const NOW = 'The crane fell.\n\nNobody was hurt.';

let served: ServedLedger;
let desk: Desk;
let source: string;
let sha256: string;
let claim: string;
const cited: Record<string, string> = {};

beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  source = await desk.source();
  sha256 = await capturedByAnEarlierRelease(source);
  claim = await desk.claim();
  for (const exact of ['The crane fell', 'Nobody was hurt']) cited[exact] = await cite(exact);
});
afterAll(() => served.stop());

async function capturedByAnEarlierRelease(sourceId: string): Promise<string> {
  const texts = served.server.app.get(SnapshotTexts);
  const then = await texts.capture(Buffer.from(THEN), 'text/plain');
  const page = await texts.capture(Buffer.from(PAGE), 'text/html');
  const extractor = { name: 'html', version: 'earlier' };
  const text = { ...then.text, extractor } as typeof then.text;
  const commandId = uuidv7();
  await served.server.app.get(CommandRunner).run({
    decider: sourceDecider,
    stream: `source-${sourceId}`,
    context: { actor: SYSTEM, commandId, correlationId: commandId },
    content: { name: 'given' },
    command: () => ({ type: 'CaptureSnapshot' as const, snapshot: { ...page, text } }),
  });
  return page.sha256;
}

const cite = async (exact: string) => (await desk.cite(claim, source, { quote: { exact } })).id;
const citation = (exact: string) => desk.read<CitationAnswer>(`/v1/citations/${cited[exact]}`);
const taken = (capture: number | string, query = '', by = desk.editor) =>
  by.post(`/v1/sources/${source}/captures/${capture}/texts${query}`, {});
const textNow = (query = '') =>
  served.anonymous.get(`/v1/snapshots/${sha256}/text?atLeast=${desk.position}&${query}`);
const events = async () => {
  const { items } = await desk.read<{ items: EventAnswer[] }>(
    '/v1/events?type=SnapshotTextTaken&limit=500',
  );
  return items;
};

it('is the text under which was cited, until it is taken anew', async () => {
  expect(accepted(await textNow())).toBe(THEN);
  expect(await citation('The crane fell')).toMatchObject({ fidelity: 'exact', capture: 1 });
  expect(await citation('Nobody was hurt')).toMatchObject({ fidelity: 'absent', latest: null });
});

it('is refused to whoever may not, and for what is not there', async () => {
  expect(refusalIn(await taken(1, '', desk.contributor))).toBe('403 forbidden');
  expect(refusalIn(await taken(2))).toBe('404 not-found capture-unknown');
  for (const none of ['0', '-1', 'x', '1.5', '9999999999']) {
    expect(refusalIn(await taken(none))).toBe('422 invalid /capture');
  }
  expect(refusalIn(await taken(1, '?dryRun=perhaps'))).toBe('422 invalid /dryRun');
});

it('can be looked at first', async () => {
  const looked = accepted(await taken(1, '?dryRun=true'));
  expect(looked).toMatchObject({ changed: true, capture: 1, characters: NOW.length });
  expect(await events()).toEqual([]);
  expect(accepted(await textNow())).toBe(THEN);
});

it('is taken, and the quotes are looked for in it', async () => {
  const answer = accepted<Written & { changed: boolean }>(await taken(1));
  expect(answer).toMatchObject({ id: source, changed: true, capture: 1, sha256, reason: null });
  expect(await events()).toHaveLength(1);
  await eventually(async () => (await citation('Nobody was hurt')).latest !== null);
  expect(await citation('Nobody was hurt')).toMatchObject({
    fidelity: 'absent',
    latest: { capture: 1, outcome: 'moved', anchoring: { fidelity: 'exact' } },
  });
  await eventually(async () => (await citation('The crane fell')).latest !== null);
  expect(await citation('The crane fell')).toMatchObject({
    flags: [],
    latest: { outcome: 'unchanged' },
  });
});

it('is shown as of then to who cited then, and as it is now to everybody else', async () => {
  expect(accepted(await textNow())).toBe(NOW);
  const json = { Accept: 'application/json' };
  const then = await served.anonymous.get(
    `/v1/snapshots/${sha256}/text?highlight=${cited['The crane fell']}`,
    json,
  );
  expect(then.body).toMatchObject({ capture: 1, characters: THEN.length });
  const { id, ...later } = await desk.cite(claim, source, { quote: { exact: 'Nobody was hurt' } });
  expect(later).toMatchObject({ fidelity: 'exact', capture: 1, passage: { start: 17 } });
  const now = await textNow(`highlight=${id}`);
  expect(String(now.body)).toContain('<mark id="passage">Nobody was hurt</mark>');
  const { snapshots } = await desk.read<{ snapshots: { textTakenAt: string | null }[] }>(
    `/v1/sources/${source}`,
  );
  expect(snapshots[0]!.textTakenAt).toEqual(expect.any(String));
});

it('is recorded once', async () => {
  expect(accepted(await taken(1))).toMatchObject({ changed: false, characters: NOW.length });
  expect(accepted(await taken(1, '?dryRun=true'))).toMatchObject({ changed: false });
  expect(await events()).toHaveLength(1);
});

it('is not taken of a source that is withdrawn', async () => {
  await desk.write(desk.editor, `/v1/sources/${source}/withdrawal`, { reason: 'Forged.' });
  expect(refusalIn(await taken(1))).toBe('409 rule-refused source-withdrawn');
});
