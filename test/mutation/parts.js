/** What is mutated, by part, and the specs that are to notice. */
const PARTS = {
  deciders: {
    mutate: [
      'src/*/*.{decider,state}.ts',
      'src/reviews/{findings,judge,submission-rules}.ts',
      'src/claims/by-id.ts',
    ],
    specs:
      /^src\/([^/]+\/[^/]+\.(decider|state)|reviews\/(findings|judge)|claims\/by-id)\.spec\.ts$/,
  },
  folds: {
    mutate: ['projections/**/*.ts', '!projections/engine/**'],
    specs: /^projections\/(?!engine\/).*\.spec\.ts$/,
  },
  anchoring: {
    mutate: ['src/citations/anchoring/**/*.ts'],
    // Without the properties: minutes for each mutant that nothing else notices.
    specs: /^(src\/citations\/anchoring|test\/fidelity)\/(?!.*\.properties\.).*\.spec\.ts$/,
    // Its time is that of the sources as they are.
    passedOver: /takes a time that does not grow/,
  },
};

export const NAMES = Object.keys(PARTS);

/** The one that this process is about. */
export const part = PARTS[process.env['MUTATED_PART']];
