import { withWholeQuantities } from './whole-quantities.js';

const whole = (text: string, part: string, marked: { start: number; end: number }[] = []) => {
  const start = text.indexOf(part);
  const place = withWholeQuantities(text, { start, end: start + part.length }, marked, 'en');
  return text.slice(place.start, place.end);
};

describe('a place with whole quantities', () => {
  it.each([
    ['lost $4.5 billion last year', '$4.5', '$4.5 billion'],
    ['with 1.2 million loaves', 'million', '1.2 million'],
    ['rose 10%-15% then', '15%', '10%-15%'],
    ['from £1m-£2m then', '£1m', '£1m-£2m'],
    ['rated BB+ then', 'rated BB', 'rated BB+'],
    ['the G20 met', 'G2', 'G20'],
    ['in FY2021/22 then', 'FY2021', 'FY2021/22'],
    ['of 5 kg/m2 then', '5 kg/m', '5 kg/m2'],
    ['by 0.5 percentage points', '0.5 percent', '0.5 percentage points'],
  ])('%s: %s', (text, part, expected) => expect(whole(text, part)).toBe(expected));

  it.each([
    ['In 2020 two ships', 'In 2020'],
    ['The TV-set', 'The TV'],
    ['In section 12, 14 men', 'section 12'],
    ['At 5 - or so', 'At 5'],
  ])('has no more than it: %s: %s', (text, part) => expect(whole(text, part)).toBe(part));

  it('joins nothing beyond what is struck out', () => {
    expect(whole('lost $4.5 billion', '$4.5', [{ start: 9, end: 17 }])).toBe('$4.5');
  });
});
