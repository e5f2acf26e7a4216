import tseslint from 'typescript-eslint';

/**
 * Loops whose every round ends with a pause. What another awaits may be there at once, each time: then it
 * keeps the process from all other work.
 */
const PAUSED = [
  ':has(> BlockStatement:has(',
  '> ExpressionStatement[expression.argument.callee.name=/^(pause|sleep|nextTurn)$/]))',
  ':not(:has(ContinueStatement))',
].join('');

export default tseslint.config(
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    ignores: [
      'dist/',
      'data/',
      'coverage/',
      'node_modules/',
      '*.cjs',
      '*.js',
      'packaging/*.js',
      'test/mutation/*.js',
      'test/support/*.mjs',
      'test/openapi/programs/with-*',
      'reports/',
      '.stryker-tmp/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'URL', property: 'canParse', message: 'src/text/url.ts says why.' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['{events,projections,src}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['WhileStatement', 'DoWhileStatement', 'ForStatement[update=null]'].map((loop) => ({
          selector: `${loop}:has(AwaitExpression):not(${PAUSED})`,
          message:
            'Pauses in each round, as `repeat` of src/following/pause.ts does; else say why it ends.',
        })),
      ],
    },
  },
);
