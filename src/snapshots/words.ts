import { lettersOf, runsOf } from '../text/runs.js';

/**
 * The words of a text as sketches compare them: those of `runsOf`, and of a script without spaces each
 * letter with its marks. Punctuation and white space only part them.
 *
 * @param longest as `runsOf` takes it
 */
export function* wordsOf(text: string, longest?: number): Generator<string, void> {
  for (const { text: run, unspaced } of runsOf(text, longest)) {
    if (unspaced) yield* lettersOf(run);
    else yield run;
  }
}
