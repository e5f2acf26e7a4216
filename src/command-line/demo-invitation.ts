import type { Settings } from '../settings/settings.js';
import { idOf, type SampleServer } from './sample.js';

/** What the demo has made, of which the invitation tells. */
export interface Demo {
  readonly settings: Settings;
  /** With the keys of all members, the admin's too. */
  readonly server: SampleServer;
  /** The ids of the sample's steps, by their names. */
  readonly ids: ReadonlyMap<string, string>;
  /** The absolute path of the folder in which `npx fact-ledger` is this program. */
  readonly home: string;
}

/** Tells what to look at and what to try. Each command works where it is pasted into a shell, in any folder. */
export function invitation(demo: Demo): string {
  const { url, keys } = demo.server;
  const sections = [
    ['Open in a browser:', places(url)],
    ['Keys, good until this stops:', [...keys].map(([name, key]) => `${name.padEnd(12)} ${key}`)],
    [
      'Paste any of these into another terminal. As a contributor, record a claim:',
      recording(demo),
    ],
    ['As a reviewer, find the claim that waits for a second verdict, and give it:', judging(demo)],
    ['As an auditor, see what was recorded about a claim, and the log itself:', auditing(demo)],
    ['For a dashboard, counts and lists:', counting(demo)],
    ['With the command line, on the folder of this ledger:', commanding(demo)],
  ] as const;
  return [
    '',
    'Fact Ledger is serving its sample article.',
    ...sections.flatMap(([title, lines]) => ['', title, ...lines.map((line) => `  ${line}`)]),
    '',
    'Ctrl-C stops it; nothing is kept.',
  ].join('\n');
}

function places(url: string): string[] {
  return [
    `${url}/docs                                 the API`,
    `${url}/v1/claims                            the claims`,
    `${url}/health/ready                         how it is`,
  ];
}

function recording(demo: Demo): string[] {
  const claim = {
    text: 'The first ship has left the port',
    kind: 'fact',
    claimant: { kind: 'own-voice' },
  };
  return [post(demo, 'contributor', '/v1/claims', claim)];
}

function judging(demo: Demo): string[] {
  const claim = idOf('claim-inspectors', demo.ids);
  const verdict = {
    question: 'attribution',
    rating: 'unverifiable',
    rationale: 'Nobody but the article says that they said it.',
    evidence: [idOf('inspectors-in-article', demo.ids)],
  };
  return [
    get(demo, '/v1/claims?status=under-review'),
    post(demo, 'reviewer-1', `/v1/claims/${claim}/verdicts`, verdict),
  ];
}

function auditing(demo: Demo): string[] {
  return [
    get(demo, `/v1/claims/${idOf('claim-talks', demo.ids)}/history`),
    get(demo, '/v1/events?limit=3', 'auditor'),
  ];
}

function counting(demo: Demo): string[] {
  const paths = ['/v1/stats/overview', '/v1/claims?status=settled', '/v1/stats/activity'];
  return paths.map((path) => get(demo, path));
}

function commanding({ settings, server: { url, keys }, home }: Demo): string[] {
  return [
    `cd ${quoted(home)}`,
    `export FACT_LEDGER_DATA_DIR=${quoted(settings.dataDir)}`,
    'npx fact-ledger events --type VerdictSubmitted',
    'npx fact-ledger replay --compare',
    `npx fact-ledger members list --url ${url} --key ${keys.get('admin')}`,
  ];
}

function get({ settings, server }: Demo, path: string, member?: string): string {
  const reader = member ?? (settings.publicReads ? undefined : 'auditor');
  return [`curl -w '\\n' ${quoted(server.url + path)}`, ...authorization(server, reader)].join(' ');
}

function post({ server }: Demo, member: string, path: string, body: object): string {
  return [
    `curl -w '\\n' -X POST ${quoted(server.url + path)}`,
    ...authorization(server, member),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' ');
}

function authorization({ keys }: SampleServer, member: string | undefined): string[] {
  return member === undefined ? [] : [`-H 'Authorization: Bearer ${keys.get(member)}'`];
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
