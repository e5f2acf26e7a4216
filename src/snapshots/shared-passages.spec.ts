import { resemblanceOf, type SketchedSnapshot } from './shared-passages.js';
import { sketchOf } from './sketch.js';

const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name}${n}`).join(' ');

const snapshot = (sha256: string, text: string): SketchedSnapshot => ({
  sha256,
  sketch: sketchOf(text),
});

it('tells a reprint with a line of its own', () => {
  const original = snapshot('a', words('x', 207));
  const reprint = snapshot('b', `${words('x', 207)} ${words('own', 50)}`);
  expect(resemblanceOf([reprint], [original])).toEqual({
    shared: { algorithm: 'shingles/2', snapshot: 'b', fromSnapshot: 'a', share: 0.8 },
    shareOfFrom: 1,
  });
});

it('tells a statement that stands whole in a long article', () => {
  const statement = snapshot('a', words('x', 27));
  const article = snapshot('b', `${words('one', 100)} ${words('x', 27)} ${words('two', 100)}`);
  expect(resemblanceOf([article], [statement])).toMatchObject({
    shared: { share: 0.091 },
    shareOfFrom: 1,
  });
});

it('takes the two snapshots that have the most in common, the newest of equal ones', () => {
  const own = [
    snapshot('own-1', words('x', 100)),
    snapshot('own-2', `${words('x', 100)} ${words('y', 40)}`),
    snapshot('own-3', words('x', 100)),
  ];
  const others = [snapshot('other-1', words('z', 100)), snapshot('other-2', words('x', 100))];
  expect(resemblanceOf(own, others)?.shared).toMatchObject({
    snapshot: 'own-3',
    fromSnapshot: 'other-2',
    share: 1,
  });
  const earlier = (mine: SketchedSnapshot) => mine.sha256 === 'own-1';
  expect(resemblanceOf(own, others, earlier)?.shared.snapshot).toBe('own-1');
});

it.each([
  [
    'less than a fifth of either',
    `${words('x', 40)} ${words('a', 200)}`,
    `${words('x', 40)} ${words('b', 200)}`,
  ],
  ['all, where there are under eight hashes', words('x', 14), words('x', 14)],
  ['nothing', words('a', 100), words('b', 100)],
])('does not tell of what has in common %s', (_, one, other) => {
  expect(resemblanceOf([snapshot('a', one)], [snapshot('b', other)])).toBeUndefined();
});

it('does not tell of what was captured before texts were compared', () => {
  const text = words('x', 100);
  expect(resemblanceOf([snapshot('a', text)], [{ sha256: 'b' }])).toBeUndefined();
  expect(resemblanceOf([], [snapshot('a', text)])).toBeUndefined();
});
