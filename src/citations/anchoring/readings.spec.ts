import { everywhere } from './reading.js';
import { READINGS } from './readings.js';
import { SoughtQuote } from './sought-quote.js';
import { SnapshotText } from './texts/snapshot-text.js';

const TEXT =
  'The council sold the old pier in May 2021. We regret it, said the mayor, and the harbour stays open until Monday.';

/** A quote that the reading finds and none before it does. */
const EXAMPLES: readonly [string, string][] = [
  ['as it is', 'sold the old pier in May'],
  ['between ellipses', '… sold the old pier in May …'],
  ['normalized', '“sold the  old pier in May”'],
  ['without what its editor added', 'sold the old [wooden] pier in May'],
  ['elided', 'sold the old pier … the harbour stays open'],
  ['altered', 'sold the old Pier in May'],
  ['altered in parts', 'sold the old Pier … the harbour stays open'],
  ['near', 'The council sells the old pier in May 2021'],
];

describe('the table of readings', () => {
  it('has an example of each', () => {
    expect(READINGS.map(({ name }) => name)).toEqual(EXAMPLES.map(([name]) => name));
  });

  it.each(READINGS.map(({ name, allows }) => ({ name, allows })))(
    '$name: allows $allows',
    ({ name }) => {
      const [, exact] = EXAMPLES.find(([of]) => of === name)!;
      const sought = new SoughtQuote(new SnapshotText(TEXT), exact, 'en');
      const first = READINGS.find(({ of }) =>
        of(sought).some(({ find }) => find(everywhere).length > 0),
      );
      expect(first?.name).toBe(name);
    },
  );
});
