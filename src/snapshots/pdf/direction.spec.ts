import { inReadingOrder } from './direction.js';
import { paragraphsOf } from './paragraphs.js';

/** As it is seen from left to right: letters of Hebrew are turned back. */
const line = (seen: string, left: number, right: number, baseline: number) => [
  { left, right, baseline, size: 12, seen: [...seen] },
];
const turned = (text: string) => [...text].reverse().join('');

describe('the order in which a line of two directions is read', () => {
  it.each([
    ['סעיף 5)ב) לחוק.', 'סעיף 5(ב) לחוק.'],
    ['סעיף 5(ב) לחוק.', 'סעיף 5(ב) לחוק.'],
    ['א) סוף', 'א) סוף'],
  ])('opens a bracket that another one closes: %s', (drawn, read) => {
    expect(inReadingOrder([...turned(drawn)], 'right').join('')).toBe(read);
  });

  it('is from the right where a line has its letters at both ends, however much Latin it holds', () => {
    const seen = `.${turned('כאן')} harbour@port.example ${turned('כתבו')}`;
    const [paragraph] = paragraphsOf([line(seen, 72, 300, 700)], 'right');
    expect(paragraph!.map(({ text }) => text)).toEqual(['כתבו harbour@port.example כאן.']);
  });

  it.each([
    ['left', 72, 200, 'The gate is שער הנמל הישן.'],
    ['right', 300, 428, 'שער הנמל הישן. The gate is'],
  ])('is told by the edge at which its last line begins: %s', (_, left, right, read) => {
    const seen = `The gate is ${turned('שער הנמל הישן')}.`;
    const lines = [line(`${turned('שער')} gate`, 72, 428, 714), line(seen, left, right, 700)];
    const [paragraph] = paragraphsOf(lines, 'left');
    expect(paragraph!.at(-1)!.text.replace(/^\./u, '')).toContain(
      read.startsWith('The') ? read : 'שער הנמל הישן',
    );
    expect(paragraph!.at(-1)!.text.startsWith('The')).toBe(read.startsWith('The'));
  });
});
