import { jest } from '@jest/globals';
import { join } from 'node:path';

import { ledgerProjections } from '../../projections/ledger-projections.js';
import { eventually } from '../support/eventually.js';
import { layOutGenerated } from '../support/generated-folder.js';
import { describeOnPostgres } from '../support/postgres.js';
import { schemaOf } from '../support/postgres-server.js';
import { runHosted } from '../support/program-host.js';
import { linesIn } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const EVENTS = 600;

describeOnPostgres('the command line over views in PostgreSQL', (server) => {
  const folders = new TemporaryFolders();
  let env: Record<string, string>;
  let schema: string;

  beforeAll(async () => {
    const dataDir = await folders.make();
    await layOutGenerated(dataDir, EVENTS);
    const url = server.newUrl();
    schema = schemaOf(url);
    env = {
      FACT_LEDGER_DATA_DIR: dataDir,
      FACT_LEDGER_ADMIN_KEY: 'an-admin-key-of-this-suite-alone',
      READ_MODEL_URL: url,
      TMPDIR: await folders.make(),
    };
  });
  afterAll(() => folders.remove());

  /** A server whose views have all written down that they show the whole log. */
  async function served(): Promise<SpawnedServer> {
    const running = await SpawnedServer.start(env['FACT_LEDGER_DATA_DIR']!, { env });
    await eventually(async () => {
      const { body } = await running.admin.get('/health/ready');
      const { projections } = body as { projections: { caughtUp: boolean; position: string }[] };
      if (projections.length === 0 || !projections.every(({ caughtUp }) => caughtUp)) return false;
      const behind = await server.query(
        `select name from ${schema}.projections
         where active = 1 and (position is distinct from $1 or cursor is not null)`,
        projections[0]!.position,
      );
      return behind.length === 0;
    });
    return running;
  }

  it('says where there are no views yet', async () => {
    const { code, stderr } = await runHosted(['replay', '--compare'], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fact-ledger: .+ holds no views that this release can read\n$/);
  });

  it('serves them, and finds them equal to the log, also while it serves', async () => {
    const running = await served();
    const { code, stdout } = await runHosted(['replay', '--compare', '--json'], env);
    expect(code).toBe(0);
    expect(linesIn<unknown>(stdout).at(-1)).toMatchObject({
      events: expect.any(Number) as number,
      compared: { views: ledgerProjections.length },
    });
    expect(await running.end('SIGTERM')).toBe(0);
    expect(running.log).not.toMatch(/postgres(ql)?:\/\//);
  });

  it('finds a row that somebody changed, and builds the views anew', async () => {
    await server.query(`update ${schema}.claims_g1 set text = 'forged' where row_id = 3`);
    const compare = () => runHosted(['replay', '--compare'], env);
    expect(await compare()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/the live views differ: claims .*forged/s) as string,
    });
    const rebuilt = await runHosted(['rebuild', 'claims', '--json'], env);
    expect(linesIn(rebuilt.stdout)).toMatchObject([
      { name: 'claims', generation: 2, active: true, failure: null },
    ]);
    expect((await compare()).code).toBe(0);
  });

  it('takes no views of another ledger for those of one that was imported', async () => {
    const file = join(await folders.make(), 'ledger.ndjson');
    await runHosted(['export', file], env);
    const moved = { ...env, FACT_LEDGER_DATA_DIR: await folders.make() };
    const imported = await runHosted(['import', file], moved);
    expect(imported).toMatchObject({ code: 0 });
    expect(await server.query(`select * from ${schema}.projections`)).toEqual([]);
    expect((await runHosted(['rebuild'], moved)).code).toBe(0);
    expect((await runHosted(['replay', '--compare'], moved)).code).toBe(0);
  });

  it.each([['rebuild'], ['serve'], ['replay', '--compare']])(
    'says that the database is away, and not with which password: %s',
    async (...words) => {
      const away = { ...env, READ_MODEL_URL: 'postgres://ledger:hunter2@127.0.0.1:9/ledger' };
      const { code, stderr, stdout } = await runHosted(words, away);
      expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
      expect(stderr).toMatch(/the database of the views \(127\.0\.0\.1:9\/ledger/);
      expect(stderr).not.toContain('hunter2');
    },
  );
});
