import { spelledNumberAt, spelledNumbersIn } from './spelled-numbers.js';

const spelled = (text: string, language: string) =>
  spelledNumbersIn(text, language).map(({ start, end }) => text.slice(start, end));

describe('a number in words', () => {
  it.each([
    ['en', 'Some two hundred and fifty-five bakers', 'two hundred and fifty-five'],
    ['fr', 'les quatre-vingt-dix fours', 'quatre-vingt-dix'],
    ['es', 'unos treinta y cinco hornos', 'treinta y cinco'],
    ['de', 'alle fünfundzwanzig Bäcker', 'fünfundzwanzig'],
    ['he', 'באו עשרים וחמישה אופים', 'עשרים וחמישה'],
    ['vi', 'có hai mươi lăm lò', 'hai mươi lăm'],
  ])('is whole, in %s: %s', (language, text, number) =>
    expect(spelled(text, language)).toEqual([number]),
  );

  it('has no ordinal before it, and no lesser number before "and"', () => {
    expect(spelled('the first two and three of them', 'en')).toEqual(['first', 'two', 'three']);
  });

  it('is told where a place has a part of it', () => {
    const text = 'Twenty-five bakers';
    expect(spelledNumberAt(text, 7, 'start', 'en')).toEqual({ start: 0, end: 11 });
    expect(spelledNumberAt(text, 6, 'end', 'en')).toEqual({ start: 0, end: 11 });
    expect(spelledNumberAt(text, 12, 'start', 'en')).toBeUndefined();
  });
});
