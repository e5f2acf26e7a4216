const { readdirSync } = require('node:fs');

// The import rules of ARCHITECTURE.md. The composition and audit/, which shows the log itself, are the
// named exceptions.
const composition = '^src/[^/]+\\.ts$|^src/command-line/';
const roots = `${composition}|^src/audit/`;

/** The rooms that serve every feature. Any other folder of src/ is a feature, so that none is forgotten. */
const PLATFORM = [
  'access',
  'deciding',
  'delivery-store',
  'event-store',
  'fetching',
  'following',
  'http',
  'operations',
  'queries',
  'routes',
  'runtime',
  'settings',
  'snapshots',
  'text',
  'view-store',
];
const OTHERS = ['audit', 'command-line'];
const folders = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const platform = `^src/(${PLATFORM.join('|')})/`;
const features = folders.filter((name) => ![...PLATFORM, ...OTHERS].includes(name)).join('|');

const deciders =
  '^src/[^/]+/[^/]+\\.(decider|state)\\.ts$|^src/reviews/(judge|findings|submission-rules)\\.ts$|^src/claims/by-id\\.ts$|^src/policy/(default-policy|question-rules|policy-rules)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'events-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^events/' },
      to: { path: '^(src|projections|test|bench)/' },
    },
    {
      name: 'projections-import-events-text-and-following-only',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/(text|following)/' },
    },
    {
      name: 'following-knows-the-events-alone',
      comment:
        'Whoever follows the log brings what it does: no view, no HTTP, no access, no framework',
      severity: 'error',
      from: { path: '^src/following/' },
      to: { path: '^(src|projections|test|bench)/|node_modules', pathNot: '^src/following/' },
    },
    {
      name: 'text-imports-nothing-of-ours',
      comment: 'What characters, words and languages are is the same for everybody',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { path: '^(events|src|projections|test|bench)/', pathNot: '^src/text/' },
    },
    {
      name: 'deciders-are-pure',
      comment:
        'A decider, its state and its rules know the events, the types of deciding/decision.ts, how names are compared and one another: no store, no view, no framework, no package',
      severity: 'error',
      from: { path: deciders },
      to: {
        path: '^(src|projections|test|bench)/|node_modules',
        pathNot: [deciders, '^src/deciding/decision\\.ts$', '^src/text/name-key\\.ts$'],
      },
    },
    {
      name: 'independence-is-pure',
      comment: 'The count of origins is a function of what it is given: no view, no framework',
      severity: 'error',
      from: { path: '^src/provenance/independence/' },
      to: {
        path: '^src/|node_modules',
        pathNot: '^src/(provenance/independence/|text/name-key\\.ts$)',
      },
    },
    {
      name: 'queries-read-views-never-the-event-store',
      severity: 'error',
      from: { path: '^src/[^/]+/queries/', pathNot: roots },
      to: { path: '^src/(event-store|deciding)/' },
    },
    {
      name: 'controllers-go-through-commands-and-queries',
      severity: 'error',
      from: { path: '\\.controller\\.ts$', pathNot: roots },
      to: {
        path: '^src/(event-store|view-store|deciding)/|\\.decider\\.ts$',
        pathNot: '^src/deciding/command-context\\.ts$',
      },
    },
    {
      name: 'event-store-client-in-its-adapter-only',
      severity: 'error',
      from: { pathNot: '^src/event-store/eventstoredb/' },
      to: { path: '@eventstore/db-client|@kurrent/kurrentdb-client' },
    },
    {
      name: 'sqlite-driver-in-its-adapters-only',
      severity: 'error',
      from: { pathNot: '^src/(event-store|view-store|delivery-store)/sqlite/' },
      to: { path: 'node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'postgres-driver-in-its-adapter-only',
      severity: 'error',
      from: { pathNot: '^src/view-store/postgres/' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'no-reaching-into-another-feature',
      comment: 'A feature may use what another lays on its top level, not its insides',
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: { path: `^src/(${features})/[^/]+/`, pathNot: '^src/$1/' },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'What serves every feature imports none',
      severity: 'error',
      from: { path: platform },
      to: { path: `^src/(${features})/|^src/(audit|command-line)/` },
    },
    {
      name: 'composition-is-imported-by-nobody',
      comment: 'Rooms and features know the names of the parts, never what puts them together',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: roots },
      to: { path: '^src/[^/]+\\.ts$', pathNot: '^src/parts\\.ts$' },
    },
    {
      name: 'deciding-and-following-know-no-framework',
      comment: 'They load, decide, append and follow, whoever asks and over whatever protocol',
      severity: 'error',
      from: { path: '^src/(deciding|following)/' },
      to: {
        path: '^src/|node_modules/(@nestjs|fastify)',
        pathNot: '^src/(deciding|following|event-store|runtime)/',
      },
    },
    {
      name: 'event-store-and-view-store-know-the-process-alone',
      severity: 'error',
      from: { path: '^src/(event-store|view-store)/' },
      to: { path: '^src/', pathNot: '^src/(event-store|view-store|following|runtime|text)/' },
    },
    {
      name: 'runtime-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/runtime/' },
      to: { path: '^(events|src|projections|test|bench)/', pathNot: '^src/runtime/' },
    },
    {
      name: 'anchoring-is-pure',
      comment: 'A text and a quote in, an anchoring out: it can be had without a server',
      severity: 'error',
      from: { path: '^src/citations/anchoring/' },
      to: {
        path: '^src/|node_modules/@nestjs',
        pathNot: '^src/(citations/anchoring|text|snapshots/found-text)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
