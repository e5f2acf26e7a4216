import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Role } from '../../events/envelope.js';
import { accepted, refusalIn } from '../support/answers.js';
import { runProgram, startProgram, type Program } from '../support/program-run.js';
import { TOUR_PROGRAMS, walkTour } from '../support/readme-tour.js';
import { SpawnedServer } from '../support/spawned-server.js';

/** Something that an installed ledger must do. */
export interface InstalledCheck {
  readonly name: string;
  /** Programs without which it cannot be tried. */
  readonly needs: readonly string[];
  /** @param folder empty, and the check's own. @throws Error where the ledger does it not. */
  readonly run: (program: Program, folder: string) => Promise<void>;
}

const checkout = (path: string) => new URL(`../../${path}`, import.meta.url);

/** Serves while the work goes on. */
async function served(
  program: Program,
  folder: string,
  work: (server: SpawnedServer) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const server = await SpawnedServer.start(join(folder, 'data'), { program, env });
  try {
    await work(server);
  } finally {
    equal(await server.end('SIGTERM'), 0);
  }
}

const CAPTURES = [
  ['text/html', 'test/corpus/html/01-wordpress-classic.html'],
  ['text/markdown', 'examples/article.md'],
  ['application/pdf', 'test/corpus/pdf/latin-chromium.pdf'],
] as const;

async function takesTexts(server: SpawnedServer): Promise<void> {
  const contributor = await server.member(['contributor'] satisfies Role[]);
  for (const [mediaType, file] of CAPTURES) {
    const described = { type: 'article', title: file };
    const { id } = accepted<{ id: string }>(await contributor.post('/v1/sources', described));
    const bytes = await readFile(checkout(file));
    const captured = await contributor.postBytes(`/v1/sources/${id}/snapshots`, bytes, mediaType);
    const { characters, reason } = accepted<{ characters: number; reason: string }>(captured);
    equal(reason, null);
    ok(characters > 100, `${file} has ${characters} characters`);
  }
}

async function refusesPageWithin(server: SpawnedServer): Promise<void> {
  const contributor = await server.member(['contributor'] satisfies Role[]);
  const described = { type: 'article', title: 'Within', url: 'http://localhost/page' };
  const { id } = accepted<{ id: string }>(await contributor.post('/v1/sources', described));
  const refusal = refusalIn(await contributor.post(`/v1/sources/${id}/captures`, {}));
  equal(refusal, '409 rule-refused capture-address-refused');
}

async function showsItsApi({ anonymous }: SpawnedServer): Promise<void> {
  const { paths } = accepted<{ paths: object }>(await anonymous.get('/openapi.json'));
  ok('/v1/claims' in paths);
  const page = accepted<string>(await anonymous.get('/docs'));
  const files = [...page.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, file]) => file!);
  ok(files.length > 3, `the page loads ${files.join(', ')}`);
  for (const file of files) {
    const { pathname } = new URL(file, `${anonymous.url}/docs`);
    equal((await anonymous.get(pathname)).status, 200, pathname);
  }
}

export const INSTALLED_CHECKS: readonly InstalledCheck[] = [
  {
    name: 'tells its release and its commands',
    needs: [],
    async run(program) {
      const { version } = JSON.parse(await readFile(checkout('package.json'), 'utf8')) as {
        version: string;
      };
      const told = await runProgram(['--version'], {}, program);
      deepEqual(told, { code: 0, stdout: `${version}\n`, stderr: '' });
      const help = await runProgram(['--help'], {}, program);
      for (const command of ['serve', 'demo', 'replay', 'export']) {
        match(help.stdout, new RegExp(`^ {2}${command}\\b`, 'm'));
      }
    },
  },
  {
    name: "walks the README's tour",
    needs: TOUR_PROGRAMS,
    run: (program, folder) =>
      served(program, folder, ({ url }) => walkTour({ folder, url, program })),
  },
  {
    name: 'takes the texts of HTML, Markdown and PDF files, fetches no page within, and shows its API',
    needs: [],
    run: (program, folder) =>
      served(
        program,
        folder,
        async (server) => {
          await takesTexts(server);
          await refusesPageWithin(server);
          await showsItsApi(server);
        },
        { FACT_LEDGER_CAPTURE_URLS: 'true' },
      ),
  },
  {
    name: 'serves the demo, and manages members',
    needs: [],
    async run(program, folder) {
      const key = 'the-key-of-an-operator-0123456789';
      const env = { TMPDIR: folder, FACT_LEDGER_ADMIN_KEY: key };
      const demo = startProgram(['demo'], { PORT: '0', ...env }, program);
      try {
        const output = await demo.printing('/v1/claims?status=settled');
        const [, port] = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(output) ?? [];
        const members = await runProgram(['members', 'list'], { ...env, PORT: port! }, program);
        equal(members.stderr, '');
        match(members.stdout, /reviewer-1/);
      } finally {
        const { code } = await demo.end('SIGINT');
        equal(code, 0);
      }
    },
  },
  {
    name: 'looks for an event store server and for PostgreSQL where they are set',
    needs: [],
    async run(program, folder) {
      await served(program, folder, async () => {});
      const env = { PORT: '0', FACT_LEDGER_DATA_DIR: join(folder, 'data') };
      const nobody = { ...env, EVENT_STORE_URL: 'kurrentdb://127.0.0.1:9?tls=false' };
      const events = await runProgram(['events'], nobody, program);
      equal(events.code, 69, events.stderr);
      const views = { ...env, READ_MODEL_URL: 'postgres://ledger:none@127.0.0.1:9/ledger' };
      const rebuild = await runProgram(['rebuild'], views, program);
      equal(rebuild.code, 69, rebuild.stderr);
    },
  },
];
