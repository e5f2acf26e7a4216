import * as fc from 'fast-check';

import { BANDS, likenessOf, normalizedWords, similarityOf, trigramsOf } from './likeness.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  fc
    .array(
      fc.constantFrom('talks', 'have', 'phase', 'two', 'begun', '٣', 'المحادثات', '谈判', '7'),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    .map((words) => words.join(' ')),
);

/** The likeness that a program in another language made by the docstring of `likenessOf`. */
const EVER = {
  whole: -189299723,
  bands: [
    -991578116, -604349050, -1793973596, 1374844875, -1830435140, 2100762919, -1529491340,
    1769372594, -589412174, 1446526302, 933342985, 946493996, 1165656064, 870811048, 1597662793,
    2108891671, 1657159988, 1003981356,
  ],
};

const score = (one: string, other: string) => similarityOf(trigramsOf(one), trigramsOf(other));

function isFound(one: string, other: string): boolean {
  const [a, b] = [likenessOf(one), likenessOf(other)];
  return a.whole === b.whole || a.bands.some((band, n) => band === b.bands[n]);
}

describe('the likeness of a text', () => {
  it('is the same numbers for ever', () => {
    expect(likenessOf('Talks on phase two have started')).toEqual(EVER);
    expect(likenessOf('بدأت المحادثات')).toEqual(likenessOf('بَدَأَتِ المُحـــادثات'));
  });

  it('is of signed 32-bit numbers', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { whole, bands } = likenessOf(any);
        expect(bands).toHaveLength(BANDS);
        for (const number of [whole, ...bands]) expect(number).toBe(number | 0);
      }),
    );
  });

  it.each([
    ['TALKS on “phase two” have started!', 'Talks on phase two have started'],
    ['Talks — on phase two — have started…', 'talks on phase two have started'],
    ['ｔａｌｋｓ on phase two have started', 'Talks\u00a0on phase\ntwo have started.'],
    ['Cafe\u0301 « ouvert »', 'CAFÉ: ouvert'],
    ['谈判已经开始。', '谈判已经开始'],
    ['🙂🙂', ' 🙂🙂 '],
    ['أعلنت الوزارة إغلاق الميناء', 'اعلنت الوزاره اغلاق الميناء'],
    ['قَالَ ٱلْمُدِيرُ إِنَّ السُّفُنَ وَصَلَتْ عام ٢٠٢٤', 'قال المدير إن السفن وصلت عام 2024'],
    ['הַנָּמֵל נִסְגַּר', 'הנמל נסגר'],
    ['Łódź, Đà Nẵng & Ærøskøbing', 'Lodz Da Nang Aeroskobing'],
    ['STRASSENBAHN NACH KÖLN', 'Straßenbahn nach Koln'],
    ['İSTANBUL’DA SEÇİM: IŞIK', 'istanbul’da secim, ışık'],
    ['ΛΟΓΟΣ ΣΤΗΝ ΑΘΗΝΑ', 'λόγος στην Αθήνα'],
    ['Самолёт в Орёл', 'самолет в Орел'],
    ['新冠COVID疫情', '新冠 covid 疫情'],
    ['Rose to 5 km² in ３ weeks', 'rose to 5㎞² in 3 weeks'],
  ])('is the same however a text is typed: %s', (one, other) => {
    expect(likenessOf(one)).toEqual(likenessOf(other));
    expect(score(one, other)).toBe(1);
  });

  it.each([
    ['Talks on phase two have started', 'Talks on phase two have now started'],
    ['Talks on phase two have started', 'The talks on phase 2 have started'],
    ['Talks on phase two have started', 'Talks on phase two have not started'],
    [
      'أعلنت وزارة الخارجية بدء المحادثات في الدوحة',
      'أعلنت وزارة الخارجية بدء المحادثات أمس في الدوحة',
    ],
    ['外交部宣布第二阶段谈判已经在多哈开始', '外交部宣布第二阶段谈判已在多哈开始'],
    [
      'Im Hafen legten 2024 mehr als 400 Schiffe an',
      'Im Hafen legten 2024 mehr als 410 Schiffe an',
    ],
  ])('finds what differs little: %s', (one, other) => {
    expect(score(one, other)).toBeGreaterThanOrEqual(0.5);
    expect(isFound(one, other)).toBe(true);
  });

  it.each([
    ['Talks on phase two have started', 'Bread costs 12 per cent more than it did'],
    ['外交部宣布第二阶段谈判已经开始', '面包价格比去年上涨了百分之十二'],
    ['🙂', '🙃'],
    ['Up to 10²¹', '1021'],
  ])('tells apart what has nothing to do with it: %s', (one, other) => {
    expect(score(one, other)).toBeLessThan(0.2);
    expect(isFound(one, other)).toBe(false);
  });
});

describe('properties', () => {
  it('the same words have the score 1 and are found', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(score(any, any)).toBe(1);
        const [again, typed] = [normalizedWords(any), `  ${any.normalize('NFD')}\n`];
        for (const same of [again, typed]) {
          expect(score(any, same)).toBe(1);
          expect(isFound(any, same)).toBe(true);
        }
      }),
    );
  });

  it('a blank text is like a blank one, and like no other', () => {
    expect(score(' ', '')).toBe(1);
    expect(score(' ', 'talks')).toBe(0);
  });

  it('a score lies between 0 and 1, and is the same from both sides', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const found = score(one, other);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(score(other, one)).toBe(found);
      }),
    );
  });

  it('of texts that are half alike, nine in ten are found, and few that are a tenth alike', () => {
    const words = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => String.fromCodePoint(0x4e00 + from + n)).join('');
    const sharing = (shared: number, own: number, n: number): [string, string] => {
      const base = n * 200;
      const common = words(base, base + shared);
      return [
        `${common}${words(base + 80, base + 80 + own)}`,
        `${common}${words(base + 140, base + 140 + own)}`,
      ];
    };
    const pairs = (shared: number, own: number) =>
      Array.from({ length: 100 }, (_, n) => sharing(shared, own, n));
    const share = (some: [string, string][]) =>
      some.filter(([one, other]) => isFound(one, other)).length / some.length;
    const half = pairs(60, 30);
    const tenth = pairs(12, 48);
    for (const [one, other] of half) expect(score(one, other)).toBeGreaterThan(0.45);
    for (const [one, other] of tenth) expect(score(one, other)).toBeLessThan(0.15);
    expect(share(half)).toBeGreaterThan(0.85);
    expect(share(tenth)).toBeLessThan(0.05);
  });
});
