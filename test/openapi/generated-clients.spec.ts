import { createClient as generateHeyApi } from '@hey-api/openapi-ts';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import openapiTypeScript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { generateApi } from 'swagger-typescript-api';

import { ServedLedger } from '../support/served-ledger.js';
import { temporaryRoot } from '../support/temporary-root.js';
import type { Told } from './programs/told.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** What somebody has who begins with `strict`. */
const CONFIG = {
  compilerOptions: {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    outDir: 'compiled',
  },
};

let served: ServedLedger;
let folder: string;
let key: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  key = (await served.member(['contributor'])).key!;
  const { body } = await served.anonymous.get('/openapi.json');
  folder = await mkdtemp(join(temporaryRoot(), 'fact-ledger-clients-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
  await cp(fileURLToPath(new URL('programs', import.meta.url)), folder, { recursive: true });
  await generate(body as object);
  await promisify(execFile)(process.execPath, [TSC, '-p', folder]).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`The clients do not compile:\n${stdout}`);
    },
  );
}, 240_000);
afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true, force: true });
});

/** None is given an option but where to read and write, and to say nothing. */
async function generate(document: object): Promise<void> {
  const input = () => structuredClone(document);
  const types = join(folder, 'openapi-typescript');
  await mkdir(types);
  const ast = await openapiTypeScript(input() as OpenAPI3);
  await writeFile(join(types, 'schema.ts'), astToString(ast));
  await generateHeyApi({
    input: input(),
    output: join(folder, 'hey-api'),
    logs: { level: 'silent', file: false },
  });
  await generateApi({
    spec: input(),
    output: join(folder, 'swagger-typescript-api'),
    fileName: 'Api.ts',
    silent: true,
  });
}

it.each(['with-openapi-fetch', 'with-hey-api', 'with-swagger-typescript-api'])(
  'a program %s records, lists and gets, and is told what is wrong',
  async (name) => {
    const program = pathToFileURL(join(folder, 'compiled', `${name}.js`)).href;
    const { run } = (await import(program)) as {
      run: (baseUrl: string, key: string) => Promise<Told>;
    };
    const told = await run(served.url, key);
    expect(told.listed).toContain(told.claimId);
    expect(told.text).toBe('Talks on phase two have started');
    expect(told.included).toEqual([0, 0]);
    expect(told.problem).toEqual({ status: 422, pointers: ['/text'] });
    const source = await served.anonymous.get(`/v1/sources/${told.sourceId}`);
    expect(source.body).toMatchObject({ id: told.sourceId, title: 'Talks have started' });
  },
);
