import { linesIn } from '../support/program-run.js';
import type { KillRecord } from '../torture/kill-record.js';
import { HISTORY, surviveKills } from '../torture/kills.js';
import { SQLITE_VIEWS } from '../torture/trial-views.js';
import { SILENT } from '../torture/trial.js';
import { capturesIn } from './kept-snapshots.js';

const SEED = 20_251_014;
/** `npm run torture` does a hundred. */
const KILLS = 8;

let record: KillRecord;
beforeAll(async () => {
  record = await surviveKills({ seed: SEED, kills: KILLS, views: SQLITE_VIEWS }, SILENT);
}, 600_000);

describe('a server that is killed again and again under load', () => {
  it('answered nothing but what it recorded, in every life', () => {
    expect(record.deaths).toHaveLength(KILLS);
    expect(record.desk.surprises).toEqual([]);
    expect(record.desk.acknowledged.length).toBeGreaterThan(20 * KILLS);
    const cutOff = record.desk.requests.flatMap(({ unansweredBy }) => unansweredBy);
    expect(cutOff.length).toBeGreaterThan(2 * KILLS);
    expect(record.killedIdle).toEqual([]);
  });

  it('was killed while its views were catching up, too', () => {
    const behind = record.deaths.filter(({ head, shown }) => head - shown > 500);
    expect(behind.length).toBeGreaterThan(0);
  });

  it('has every acknowledged write once, where it said it was', () => {
    expect(record.lost).toEqual([]);
    const { claims } = record;
    expect(claims.length).toBeGreaterThan(3 * KILLS);
    expect(new Set(claims).size).toBe(claims.length);
  });

  it('gave a retried write its first answer, whether or not that had been heard', () => {
    expect(record.repeated.length).toBeGreaterThan(4 * KILLS);
    expect(record.disagreeing.map(({ answers }) => answers)).toEqual([]);
    expect(record.recordedUnheard.length).toBeGreaterThan(0);
    expect(record.retried.length - record.recordedUnheard.length).toBeGreaterThan(0);
  });

  it('has all of a command or nothing of it', () => {
    expect(record.log.faults()).toEqual([]);
    expect(record.brokenStories).toEqual([]);
    const findings = record.stories.filter((story) => story.includes('+'));
    expect(findings.length).toBeGreaterThan(KILLS);
    expect(record.evidence.integrity.events).toBe('ok');
  });

  it('looked for each quote once in a text of a capture, in however many lives', () => {
    const looked = record.lookedFor;
    expect(looked.length).toBeGreaterThan(0);
    expect(new Set(looked).size).toBe(looked.length);
  });

  it('has every snapshot that an event names, whole, and nothing unfinished beside them', () => {
    expect(capturesIn(record.log.events.slice(HISTORY)).length).toBeGreaterThan(KILLS);
    expect(record.evidence.snapshotFaults).toEqual([]);
    expect(record.evidence.unfinished).toEqual([]);
  });

  it('shows what the log gives, while it runs and once it has stopped', () => {
    const { comparisons, integrity } = record.evidence;
    for (const { code, stdout, stderr } of comparisons) {
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(linesIn(stdout).at(-1)).toMatchObject({ events: record.log.events.length });
    }
    expect(comparisons).toHaveLength(2);
    expect(integrity.views).toBe('ok');
  });

  it('has nothing that the long form would count', () => {
    const { done, faults } = record.counts();
    expect(faults).toEqual([]);
    expect(done).toMatchObject({ kills: KILLS, events: record.log.events.length });
  });
});
