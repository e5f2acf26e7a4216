import fastify from 'fastify';
import { readFile } from 'node:fs/promises';
import semver from 'semver';

import { builtFile } from '../support/program-run.js';

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
}

interface Description {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly scarfSettings: { readonly enabled: boolean };
}

const checkout = new URL('../../', import.meta.url);
const read = async (file: URL | string): Promise<unknown> =>
  JSON.parse(await readFile(file, 'utf8'));

const description = (await read(new URL('package.json', checkout))) as Description;
const { packages } = (await read(new URL('package-lock.json', checkout))) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const bundled = new Set((await read(builtFile('bundled-libraries.json'))) as string[]);

const libraries = Object.entries(packages).filter(([path]) => path !== '');
const installed = libraries.filter(([, { dev }]) => !dev);
/** What is installed with the ledger, and what stands in its bundle. */
const atRunTime = libraries.filter(([path, { dev }]) => !dev || bundled.has(path));

const nameOf = (path: string) => path.split('node_modules/').at(-1)!;

it('finds all that is bundled in the lock file, and all that it depends on', () => {
  expect(bundled.size).toBeGreaterThan(100);
  expect([...bundled].filter((path) => packages[path] === undefined)).toEqual([]);
  const paths = installed.map(([path]) => path);
  expect(paths).toEqual(
    expect.arrayContaining(
      Object.keys(description.dependencies).map((name) => `node_modules/${name}`),
    ),
  );
});

it('bundles nothing that is installed as well, as the two could differ', () => {
  const direct = Object.keys(description.dependencies).map((name) => `node_modules/${name}`);
  expect(direct.filter((path) => bundled.has(path))).toEqual([]);
});

describe('the releases of Node that are admitted', () => {
  const { node } = description.engines;
  const ranges = atRunTime.flatMap(([, { engines }]) => engines?.node ?? []);

  it('are those that all that runs admits, and no others', () => {
    const both = releasesAt([node, ...ranges]);
    expect(both.length).toBeGreaterThan(20);
    const differing = both.flatMap((release) => {
      const refusing = ranges.filter((range) => !semver.satisfies(release, range));
      const isAdmitted = semver.satisfies(release, node);
      return isAdmitted === (refusing.length === 0) ? [] : [{ release, isAdmitted, refusing }];
    });
    expect(differing).toEqual([]);
  });
});

/** The releases at which one of the ranges begins or ends, those before them, and the last of each line. */
function releasesAt(ranges: readonly string[]): string[] {
  const ends = ranges
    .flatMap((range) => new semver.Range(range).set.flat())
    .flatMap(({ semver: release }) => (release instanceof semver.SemVer ? release : []));
  const around = ends.flatMap(({ major, minor, patch }) => [
    `${major}.${minor}.${patch}`,
    ...(patch > 0 ? [`${major}.${minor}.${patch - 1}`] : []),
    ...(minor > 0 ? [`${major}.${minor - 1}.999`] : []),
    ...(major > 0 ? [`${major - 1}.999.999`] : []),
    `${major}.999.999`,
  ]);
  return [...new Set(around)];
}

it('sends the cookies of an injected request, with the cookie library that overrides name', async () => {
  const server = fastify();
  server.get('/', (request) => ({ sent: request.headers.cookie }));
  const cookies = { key: 'a b', name: 'Žofie', plain: '1' };
  const { body } = await server.inject({ url: '/', cookies });
  await server.close();
  expect(JSON.parse(body)).toEqual({ sent: 'key=a%20b; name=%C5%BDofie; plain=1' });
});

describe('scripts that run at an install', () => {
  const scripted = (among: readonly (readonly [string, Locked])[]) =>
    [
      ...new Set(
        among.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)),
      ),
    ].sort();

  it('are the compiler of better-sqlite3 and a check of protobufjs that does nothing here', () => {
    expect(scripted(installed)).toEqual(['better-sqlite3', 'protobufjs']);
  });

  it('are each allowed or refused in a checkout', () => {
    expect(Object.keys(description.allowScripts)).toEqual(
      expect.arrayContaining(scripted(libraries)),
    );
    expect(description.allowScripts).toMatchObject({
      'better-sqlite3': true,
      protobufjs: false,
      '@scarf/scarf': false,
    });
  });

  it('tell nobody of it where npm is too old to refuse them', () => {
    // As https://github.com/scarf-sh/scarf-js#as-a-user-of-a-package-using-scarf-js-how-can-i-opt-out-of-analytics
    expect(description.scarfSettings).toEqual({ enabled: false });
  });
});
