import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { resolve } from 'node:path';
import semver from 'semver';

import { LOWEST_KEY_LENGTH } from '../../src/access/key.js';
import { EXIT_HELP } from '../../src/command-line/exit-codes.js';
import { parseConnectionString } from '../../src/event-store/connection-string.js';
import { PROBLEMS, type ProblemCode } from '../../src/http/problem.js';
import { COUNTED_AT_MOST } from '../../src/operations/projection-lag.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { SETTING_NAMES } from '../../src/settings/setting-names.js';
import { readSettings } from '../../src/settings/settings.js';
import { README, section, tableIn } from '../support/readme.js';

/** What the group of the pattern matches in a file of the checkout. */
function inFile(file: string, pattern: RegExp): string {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`${file} has nothing like ${String(pattern)}`);
  return found;
}

function numberIn(file: string, pattern: RegExp): number {
  return Number(inFile(file, pattern).replace(/[,_]/g, ''));
}

const thousands = (n: number) => (n / 1_000).toFixed(1);

const POSTGRES = 'src/view-store/postgres/postgres-views.ts';
const writing = numberIn(POSTGRES, /WRITING = \{ most: (\d+)/);
const reading = numberIn(POSTGRES, /READING = \{ most: (\d+)/);
const option = (name: string) =>
  new RegExp(`${name}=(\\d+)`).exec(parseConnectionString('esdb://a').forClient())![1]!;
const languages = new Set(
  (
    JSON.parse(inFile('test/fidelity/cases.json', /^([^]+)$/)) as { readonly language: string }[]
  ).map(({ language }) => language),
);
const spelled = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];
// A session of the server, and one of its projector's thread.
const leases = 2;

/** What the README says in figures, with what the groups of the pattern are to match, wherever it says so. */
const FIGURES: readonly (readonly [RegExp, readonly unknown[]])[] = [
  [/cases in (\w+) languages/g, [spelled[languages.size]]],
  [/at least (\d+) characters/g, [LOWEST_KEY_LENGTH]],
  [/fact-ledger-([\d.]+)\.tgz/g, [inFile('package.json', /"version": "([\d.]+)"/)]],
  [
    /mode (\d+)/g,
    [inFile('src/members/first-start.ts', /open\(file, 'w', 0o(\d+)\)/).padStart(4, '0')],
  ],
  [
    /`keepAliveInterval` and `keepAliveTimeout` are (\d+) \(ms\) and `gossipTimeout` (\d+) \(seconds\)/g,
    [option('keepAliveInterval'), option('gossipTimeout')],
  ],
  [
    /in PostgreSQL (\d+) or later/g,
    [numberIn('src/view-store/postgres/layout.ts', /OLDEST_SERVER = (\d+)/)],
  ],
  [
    /a server, ([\d.]+) or newer/g,
    [inFile('src/event-store/eventstoredb/eventstoredb-event-store.ts', /\(([\d.]+) or newer/)],
  ],
  [
    /about ([\d.]+) KB in the log, about ([\d.]+) KB in the views/g,
    [
      thousands(numberIn('bench/README.md', /bytes of views an event of ([\d,]+)/)),
      thousands(numberIn('bench/README.md', /([\d,]+) bytes of views an event/)),
    ],
  ],
  [
    /about (\d+) MB at ([\d,]+) events/g,
    [
      Math.round(numberIn('bench/README.md', /(\d+) MB at the most/) / 10) * 10,
      inFile('bench/README.md', /resident memory of a server that builds all views of ([\d,]+)/),
    ],
  ],
  [
    /PostgreSQL (\d+) at the most\. .* and (\w+) more to PostgreSQL: (\w+) that write, (\w+) for the leases/g,
    [writing + reading, spelled[writing + leases], spelled[writing], spelled[leases]],
  ],
  [/counted in the log, up to (\d+)/g, [COUNTED_AT_MOST]],
  [/kurrentdb:([\d.]+)`/g, [inFile('docker-compose.yml', /kurrentdb:([\d.]+)/)]],
  [/`postgres:([\d.]+-\w+)`/g, [inFile('docker-compose.yml', /image: postgres:([\d.]+-\w+)/)]],
  [/`127\.0\.0\.1:(2\d+)`/g, [inFile('docker-compose.yml', /127\.0\.0\.1:(2\d+):/)]],
  [/127\.0\.0\.1:(3\d+)/g, [readSettings({}).port]],
  [/writes are refused with (\d+)/g, [PROBLEMS['storage-full'].status]],
  [/program ends with (\d+)/g, [exitCodeOf('a setting is wrong')]],
  [/role than `all` ends with (\d+)/g, [exitCodeOf('a setting is wrong')]],
  [/(?:exits|ends with) (\d+) (?:where|at the first difference)/g, [exitCodeOf('failed')]],
];

/** Releases of Node, in any sentence about it. */
const NODE_RELEASES = /(?<=\bNode\b[^.]*(?:\.\d[^.]*)*)\b2\d(?:\.\d+)?\b/g;

/** Names with a digit in them, and figures of others that no file of ours has. */
const NAMES =
  /SHA-256|sha256|HTTP\/(?:1\.1|2)|RFC \d+|UTF8|%2B|Apache-2\.0|\/v1\/|Python 3|kill -9|host:\d+|-\d{4}-\d\d-\d\d\.|\(0 or 1\)|user 1001 since 26\.0|--user 0|1001:1001|:3000 -v/g;

function exitCodeOf(meaning: string): string {
  const [, code] = new RegExp(`^ +(\\d+) +${meaning}`, 'm').exec(EXIT_HELP)!;
  return code!;
}

/** Without examples of code, addresses of links, and what has a test of its own here. */
function prose(): string {
  return README.replace(section('Settings').split('\n### ')[0]!, (table) =>
    table.replace(/^(\| `[^|]+`) \|[^|]*\|/gm, '$1 |'),
  )
    .replace(/^Exit codes: .+$/m, '')
    .replace(/```.*?```/gs, '')
    .replace(/\]\([^)]*\)/g, ']');
}

it.each(FIGURES)('says what is so: %s', (pattern, figures) => {
  const said = [...prose().matchAll(pattern)].map(([, ...groups]) => groups);
  expect(said.length).toBeGreaterThan(0);
  for (const groups of said) expect(groups).toEqual(figures.map(String));
});

it('names the oldest release of each line of Node that the package runs on, and none that it does not', () => {
  const admitted = inFile('package.json', /"node": "([^"]+)"/);
  const named = prose().match(NODE_RELEASES)!;
  const oldest = admitted.split(' || ').map((line) => semver.minVersion(line)!);
  const lines = oldest.map(({ major, minor }) => (minor === 0 ? `${major}` : `${major}.${minor}`));
  expect(named).toEqual(expect.arrayContaining(lines));
  const refused = named.filter((release) => !semver.intersects(release, admitted));
  expect(refused).toEqual([]);
});

it('names statuses that problems have, or else that HTTP has', () => {
  const named = [...prose().matchAll(/\b(\d{3})(?: `([a-z-]+)`)?/g)]
    .map(([, status, code]) => ({ status: Number(status), code }))
    .filter(({ status }) => status in STATUS_CODES);
  expect(named.length).toBeGreaterThan(5);
  for (const { status, code } of named) {
    if (code !== undefined)
      expect({ code, status }).toEqual({ code, status: PROBLEMS[code as ProblemCode]?.status });
  }
});

it('has the default of each setting', () => {
  const settings = Object.entries(readSettings({}));
  const rows = tableIn('Settings').flatMap(([names = '', defaults = '']) => {
    const values = defaults.split(', ');
    return names.split(', ').map((name, i) => [name.replaceAll('`', ''), values[i] ?? ''] as const);
  });
  expect(rows.map(([name]) => name).sort()).toEqual([...SETTING_NAMES].sort());
  for (const [name, shown] of rows) {
    const key = name
      .replace('FACT_LEDGER_', '')
      .toLowerCase()
      .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const [, byDefault = ''] = settings.find(([setting]) => setting === key) ?? [];
    const said = shown.replaceAll('`', '');
    const meant = name === 'FACT_LEDGER_DATA_DIR' ? resolve(said) : said;
    expect({ name, meant }).toEqual({ name, meant: String(byDefault) });
  }
});

it('has the exit codes of the help', () => {
  const [, said] = /^Exit codes: (.+)$/m.exec(README)!;
  const codes = (text: string) => text.match(/\b\d+\b/g);
  expect(codes(said!)).toEqual(codes(EXIT_HELP));
});

it('has no figure that is not held against anything here', () => {
  let rest = prose();
  for (const [pattern] of FIGURES) rest = rest.replace(pattern, '');
  rest = rest.replace(NODE_RELEASES, '').replace(NAMES, '');
  const figures = [...rest.matchAll(/.{0,40}\b\d[\d.,]*.{0,20}/g)]
    .map(([found]) => found)
    .filter((found) => !/\b[2345]\d\d\b/.test(found));
  expect(figures).toEqual([]);
});

it('tells the quorum of a new ledger as the tour shows it', () => {
  expect(spelled[DEFAULT_POLICY.quorum]).toBe('two');
  expect(section('A tour in five minutes')).toContain('\nTwo reviewers judge');
});
