// The import rules of ARCHITECTURE.md. Composition roots and audit/ are the named exceptions.
const roots = '^src/(main|app\\.module)\\.ts$|^src/command-line/|^src/audit/';

const deciders =
  '^src/[^/]+/[^/]+\\.(decider|state)\\.ts$|^src/reviews/(judge|standing|submission-rules)\\.ts$|^src/claims/by-id\\.ts$|^src/policy/default-policy\\.ts$';

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
      name: 'projections-import-events-and-text-only',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/text/' },
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
        'A decider, its state and its rules know the events, the types of deciding/decision.ts and one another: no store, no view, no framework, no package',
      severity: 'error',
      from: { path: deciders },
      to: {
        path: '^(src|projections|test|bench)/|node_modules',
        pathNot: [deciders, '^src/deciding/decision\\.ts$'],
      },
    },
    {
      name: 'independence-is-pure',
      comment: 'The count of origins is a function of what it is given: no view, no framework',
      severity: 'error',
      from: { path: '^src/provenance/independence/' },
      to: { path: '^src/|node_modules', pathNot: '^src/provenance/independence/' },
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
      to: { path: '^src/(event-store|view-store|deciding)/|\\.decider\\.ts$' },
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
      from: { pathNot: '^src/(event-store|view-store)/sqlite/' },
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
      from: { path: '^src/(sources|claims|citations|reviews|members|agents|provenance)/' },
      to: {
        path: '^src/(sources|claims|citations|reviews|members|agents|provenance)/[^/]+/',
        pathNot: '^src/$1/',
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
