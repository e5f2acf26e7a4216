import { contradict } from './vowel-marks.js';

describe('contradict', () => {
  it.each([
    ['another short vowel', 'قُتِلَ', 'قَتَلَ'],
    ['a vowel and the sign of none', 'كَتَبْ', 'كَتَبَ'],
    ['another one beside a doubling', 'علَّم', 'عَلِم'],
    ['other Hebrew points', 'סִפֵּר', 'סָפַר'],
    ['shin and sin', 'שׁר', 'שׂר'],
  ])('tells %s', (_, one, other) => {
    expect(contradict(one, other)).toBe(true);
    expect(contradict(other, one)).toBe(true);
  });

  it.each([
    ['none on one side', 'قُتِلَ', 'قتل'],
    ['some on one side', 'قُتِل', 'قُتِلَ'],
    ['a doubling on one side', 'عَلَّم', 'عَلَم'],
    ['stretched letters', 'قـُتـِلَ', 'قُتِلَ'],
    ['marks in another order', 'عل\u0651\u064Eم', 'عل\u064E\u0651م'],
    ['a second code for one sound', 'ח\u05C7כמה', 'ח\u05B8כמה'],
    ['one of two on a letter', 'ירושל\u05B7\u05B4ם', 'ירושל\u05B7ם'],
    ['other scripts', 'été', 'ete'],
  ])('lets %s be', (_, one, other) => {
    expect(contradict(one, other)).toBe(false);
    expect(contradict(other, one)).toBe(false);
  });
});
