import { jest } from '@jest/globals';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ledgerProjections } from '../../projections/ledger-projections.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, runProgram, type Run } from '../support/program-run.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { ViewFile } from '../support/view-file.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

interface Summary {
  readonly events: number;
  readonly compared: {
    readonly views: number;
    readonly rows: number;
    readonly passedOver: readonly string[];
    readonly position: string;
  };
}

const folders = new TemporaryFolders();
let dataDir: string;
let env: Record<string, string>;
let ledger: SampleLedger;
let views: ViewFile;

beforeAll(async () => {
  dataDir = await folders.make();
  env = { FACT_LEDGER_DATA_DIR: dataDir, TMPDIR: await folders.make() };
  ledger = await SampleLedger.record(dataDir);
  await ledger.server.end('SIGTERM');
  views = new ViewFile(dataDir);
});

afterAll(() => folders.remove());

function compare(...words: string[]): Promise<Run> {
  return runHosted(['replay', '--compare', ...words], env);
}

async function equal(...words: string[]): Promise<Summary> {
  return equalBy(await compare('--json', ...words));
}

function equalBy({ code, stdout, stderr }: Run): Summary {
  expect(stderr).toMatch(/^replayed \d+ events\n$/);
  expect(code).toBe(0);
  return linesIn<unknown>(stdout).at(-1) as Summary;
}

/** @returns what it says of the first row. */
async function difference(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await compare(...words);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const [, said] = /^replayed \d+ events\nfact-ledger: the live views differ: (.+)\n$/.exec(
    stderr,
  )!;
  return said!;
}

async function positions(): Promise<string[]> {
  const { stdout } = await runHosted(['events'], env);
  return linesIn<{ position: string }>(stdout).map(({ position }) => position);
}

const VIEWS = ledgerProjections.length;
/** Those that can show an earlier moment. */
const VERSIONED = ledgerProjections.filter(({ table }) => table.versioned).length;
const UNVERSIONED = ledgerProjections
  .filter(({ table }) => !table.versioned)
  .map(({ name }) => name);

describe('replay --compare', () => {
  it('finds the live views equal: all of them, or those that can show an earlier moment', async () => {
    const log = await positions();
    const { compared, events } = await equal();
    expect(events).toBe(log.length);
    expect(compared).toEqual({
      views: VIEWS,
      rows: expect.any(Number) as number,
      passedOver: [],
      position: log.at(-1),
    });
    expect(compared.rows).toBeGreaterThan(60);
    const earlier = await equal('--as-of', log[30]!);
    expect(earlier.compared).toMatchObject({
      views: VERSIONED,
      passedOver: UNVERSIONED,
      position: log[30],
    });
    expect((await compare('--as-of', log[30]!)).stdout).toMatch(
      new RegExp(`\nPassed over, for .+: ${UNVERSIONED.join(', ')}\.\n$`),
    );
    expect(earlier.events).toBe(31);
    await equal('--as-of', new Date().toISOString());
    const { stdout } = await compare();
    expect(stdout).toMatch(
      new RegExp(
        `\nThe live views say the same: ${compared.rows} rows of ${VIEWS} views, up to \\d+.\n$`,
      ),
    );
  });

  it('says so where they are those of another ledger', async () => {
    const other = await folders.make();
    const { server } = await SampleLedger.record(other);
    await server.end('SIGTERM');
    await rm(join(other, 'events.db'));
    await copyFile(join(dataDir, 'events.db'), join(other, 'events.db'));
    const run = await runHosted(['replay', '--compare'], { FACT_LEDGER_DATA_DIR: other });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^fact-ledger: The views do not fit the log: those of [a-z-]+ are of another ledger, or the log was begun anew\. .+\n$/,
      ) as string,
    });
  });

  it('holds an export against them, up to where it ends', async () => {
    const exported = join(await folders.make(), 'export.ndjson');
    await runHosted(['export', exported], env);
    expect((await equal('--from', exported)).compared.views).toBe(VIEWS);

    const server = await SpawnedServer.start(dataDir);
    const text = 'The pilot of the first ship has been named';
    const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
    const contributor = ledger.as('contributor', server.url);
    const { status, body } = await contributor.post('/v1/claims', claim);
    expect(status).toBe(201);
    const { id, position } = body as { id: string; position: string };
    // A server that is stopped may leave it to the next one to show what it wrote last.
    const shown = await contributor.get(`/v1/claims/${id}?atLeast=${position}`);
    expect(shown.status).toBe(200);
    await server.end('SIGTERM');
    const older = await equal('--from', exported);
    expect(older.compared.views).toBe(VERSIONED);
    expect(older.compared.position < (await positions()).at(-1)!).toBe(true);
  });

  it('finds the views equal beside a server that is being written to', async () => {
    const server = await SpawnedServer.start(dataDir);
    const contributor = ledger.as('contributor', server.url);
    let stop = false;
    let written = 0;
    const writing = (async () => {
      for (; !stop; written += 1) {
        const text = `Ship ${written} has been seen from the pier`;
        const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
        const { status } = await contributor.post('/v1/claims', claim);
        expect(status).toBe(201);
      }
    })();
    try {
      const seen: number[] = [];
      // In processes of their own, which take longer: something must be written meanwhile.
      for (let n = 0; n < 3; n += 1) {
        seen.push(equalBy(await runProgram(['replay', '--compare', '--json'], env)).events);
      }
      expect(seen[0]).toBeLessThan(seen[2]!);
    } finally {
      stop = true;
      await writing;
      await server.end('SIGTERM');
    }
    expect(written).toBeGreaterThan(20);
    await equal();
  });
});

describe('a view that was tampered with', () => {
  let putBack: () => Promise<void>;
  beforeAll(async () => (putBack = await views.keep()));
  afterEach(() => putBack());

  it('is named with the id and the member, whatever was changed in it', async () => {
    const claim = ledger.id('claim-talks');
    const article = ledger.id('article');
    const citation = ledger.id('talks-in-article');
    const [verdict] = views.rows<{ verdict_id: string }>(
      "select verdict_id from verdicts where rating = 'true'",
    );
    const [member] = views.rows<{ member_id: string; name: string }>(
      "select member_id, name from members where name = 'auditor'",
    );
    for (const [change, id, said] of [
      [
        "update $claims set text = 'They have not.' where claim_id = ?",
        claim,
        new RegExp(`^claims ${claim}: text is "They have not.", and the log `),
      ],
      [
        // What no answer shows, but a filter goes by.
        "update $claim_status set veracity_rating = 'false' where valid_to is null and claim_id = ?",
        claim,
        /: veracity_rating is "false", and the log gives "true"$/,
      ],
      [
        `update $claim_status set veracity = json_set(veracity, '$.finding.rating', 'false')
         where valid_to is null and claim_id = ?`,
        claim,
        /: veracity\/finding\/rating is "false", and the log gives "true"$/,
      ],
      [
        "update $claim_status set veracity = 'no JSON' where valid_to is null and claim_id = ?",
        claim,
        /: veracity is "no JSON", and the log gives \{/,
      ],
      [
        "update $citations set fidelity = 'absent' where citation_id = ?",
        citation,
        new RegExp(`^citations ${citation} from \\d+ on: fidelity is "absent", and the log gives`),
      ],
      [
        'update $sources set url = null where source_id = ? and revision = 0',
        article,
        new RegExp(`^sources ${article} from \\d+ on: url is null, and the log gives "https:`),
      ],
      [
        "update $verdicts set rating = 'false' where verdict_id = ?",
        verdict!.verdict_id,
        new RegExp(`^verdicts ${verdict!.verdict_id}: rating is "false", and the log gives`),
      ],
      [
        "update $members set name = 'somebody' where member_id = ?",
        member!.member_id,
        new RegExp(
          `^members ${member!.member_id}: name is "somebody", and the log gives "auditor"`,
        ),
      ],
      [
        'delete from $citations where citation_id = ?',
        citation,
        new RegExp(`^citations ${citation} from \\d+ on is not in the live view$`),
      ],
      [
        "update $claims set claim_id = 'x' where claim_id = ?",
        claim,
        new RegExp(`^claims ${claim} is not in the live view$`),
      ],
      [
        // What no answer shows, but the fold goes by.
        'update $claim_citation_notes set retracted = 1 where citation_id = ?',
        citation,
        new RegExp(`^claim-status ${citation}: retracted is 1, and the log gives 0$`),
      ],
    ] as const) {
      expect(views.change(change, id)).toBeGreaterThan(0);
      expect(await difference()).toMatch(said);
      await putBack();
    }
    await equal();
  });

  it('is found with a row that the log does not give', async () => {
    const columns = views.rows<{ name: string }>("select name from pragma_table_info('citations')");
    const others = columns
      .map(({ name }) => name)
      .filter((name) => !/^(row|citation)_id/.test(name))
      .join();
    const inserted = views.change(
      `insert into $citations (citation_id, ${others}) select '00000000', ${others} from $citations limit 1`,
    );
    expect(inserted).toBe(1);
    expect(await difference()).toMatch(/^citations 00000000 from \d+ on is only in the live view$/);
  });

  it('is looked at as far as was asked for', async () => {
    const [claim, other] = [ledger.id('claim-talks'), ledger.id('claim-winter')];
    const change =
      "update $claim_status set status = 'settled' where claim_id = ? and revision = 0";
    expect(views.change(change, claim)).toBe(1);
    await equal('--claim', other);
    expect(await difference('--claim', claim)).toContain(`claim-status ${claim}`);
    const log = await positions();
    expect(await difference('--as-of', log.at(-1)!)).toContain(`claim-status ${claim}`);
    await equal('--as-of', log[10]!);
  });
});

describe('views that cannot be compared', () => {
  let putBack: () => Promise<void>;
  beforeAll(async () => (putBack = await views.keep()));
  afterEach(() => putBack());

  it.each([
    [
      "update projections set position = null where name = 'verdicts'",
      /verdicts shows nothing yet/,
    ],
    ["delete from projections where name = 'verdicts'", /there is no live view verdicts/],
    [
      "update projections set version = 9 where name = 'sources'",
      /sources has version 9, this rel/,
    ],
    [
      "update projections set failed_at = '0000000000000009', failure = 'it broke' where name = 'sources'",
      /the live view sources is halted before 0000000000000009: it broke/,
    ],
  ])('are told: %s', async (change, said) => {
    views.change(change);
    const { code, stdout, stderr } = await compare();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^fact-ledger: .+\n$/);
    expect(stderr).toMatch(said);
  });

  it('are missed where there are none', async () => {
    for (const beside of ['', '-wal', '-shm']) {
      await rm(join(dataDir, `views.db${beside}`), { force: true });
    }
    const { code, stderr } = await compare();
    expect(code).toBe(1);
    expect(stderr).toBe(`fact-ledger: there are no views in ${dataDir} to compare with\n`);
  });
});
