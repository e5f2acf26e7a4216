import fc from 'fast-check';
import { sentenceAround } from './sentences.js';

/** What stands around the words between ⟦ and ⟧. */
function around(marked: string): readonly [string, string] {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const { before, after } = sentenceAround(marked.replace(/[⟦⟧]/gu, ''), start, end);
  return [before, after];
}

describe('the rest of a sentence', () => {
  it.each<[string, string, string]>([
    // The handed case.
    [
      'Under clause 9 the landlord is not ⟦permitted to terminate this lease⟧. It is untrue.',
      'Under clause 9 the landlord is not ',
      '.',
    ],
    ['This ended. It is untrue that ⟦she lied⟧. The claim is old.', 'It is untrue that ', '.'],
    [
      'She lied. The claim that ⟦the bridge fell⟧ is false. The envoy left.',
      'The claim that ',
      ' is false.',
    ],
    [
      'It fell. The envoy does not believe that ⟦the talks will start⟧.',
      'The envoy does not believe that ',
      '.',
    ],
    // A whole sentence, and several.
    ['One went. ⟦The bridge fell.⟧ Two came.', '', ''],
    ['One went. ⟦The bridge fell⟧. Two came.', '', '.'],
    ['He said that ⟦it fell. Then it⟧ was mended. Two came.', 'He said that ', ' was mended.'],
    ['⟦All of it⟧', '', ''],
    // Abbreviations, initials, numbers.
    [
      'Nobody told Dr. ⟦Smith that it fell⟧ on p. 5 of the U.S. Senate report. Next.',
      'Nobody told Dr. ',
      ' on p. 5 of the U.S. Senate report.',
    ],
    ['It was not J. K. ⟦Rowling who wrote it⟧. Next.', 'It was not J. K. ', '.'],
    ['They never met at 5 p.m. ⟦on Monday⟧. Next.', 'They never met at 5 p.m. ', '.'],
    ['No rule as No. 5 ⟦forbids it⟧. Next.', 'No rule as No. 5 ', '.'],
    ['The answer was no. ⟦He went on⟧. Next.', '', '.'],
    ['It did not cost 3.5 ⟦million⟧. Next.', 'It did not cost 3.5 ', '.'],
    ['It is not so, e.g. ⟦in Berlin⟧. Next.', 'It is not so, e.g. ', '.'],
    [
      'Vor dem Haus, z. B. nicht ⟦am 3. Oktober⟧, war es still. Danach.',
      'Vor dem Haus, z. B. nicht ',
      ', war es still.',
    ],
    ['Es waren nicht 3,5 Mio. ⟦Euro⟧. Danach.', 'Es waren nicht 3,5 Mio. ', '.'],
    ['El Sr. ⟦García habló⟧ sin EE. UU. ayer. Luego.', 'El Sr. ', ' sin EE. UU. ayer.'],
    ['Nie było prof. ⟦Kowalskiego⟧ w 2020 r. Potem.', 'Nie było prof. ', ' w 2020 r. Potem.'],
    ['Это не стоит 5 тыс. ⟦рублей⟧. Потом.', 'Это не стоит 5 тыс. ', '.'],
    ['It began in 2020. ⟦The bridge fell⟧ later. Next.', '', ' later.'],
    // What ends a sentence all the same.
    ['He did not say A. ⟦The bridge fell⟧. Next.', '', '.'],
    ['It was ⟦plan B⟧. These did not fall. Next.', 'It was ', '.'],
    ['He never saw the U.S. ⟦It began in May⟧. Next.', '', '.'],
    ['It was not World War II. ⟦They came⟧. Next.', '', '.'],
    ['Das war nicht Plan B. ⟦Der Hafen ist alt⟧. Danach.', '', '.'],
    ['Er kam nicht, z. B. ⟦Der Spiegel⟧. Danach.', 'Er kam nicht, z. B. ', '.'],
    ['Ce n’est pas M. ⟦Le Pen⟧. Puis.', 'Ce n’est pas M. ', '.'],
    ['It is not R. v. ⟦The Crown⟧. Next.', 'It is not R. v. ', '.'],
    // Quotation marks, brackets, ellipses.
    ['“Did ⟦it fall⟧?” asked nobody. Next.', '“Did ', '?” asked nobody.'],
    ['He said: “No.” ⟦Then it fell⟧. Next.', '', '.'],
    ['(It did not ⟦fall⟧.) Next.', '(It did not ', '.)'],
    ['It did not … ⟦fall⟧ … so far. Next.', 'It did not … ', ' … so far.'],
    ['It did not... ⟦fall⟧... so far. Next.', 'It did not... ', '... so far.'],
    ['Is it so? ⟦It fell⟧! Next.', '', '!'],
    // Other marks, and none.
    ['它倒了。谈判⟦尚未开始⟧。他走了。', '谈判', '。'],
    ['終わった。「まだ⟦始まらない⟧。」と彼は述べた。次。', '「まだ', '。」と彼は述べた。'],
    ['彼は言った。橋は⟦落ちた⟧わけではない！次。', '橋は', 'わけではない！'],
    ['वह गया। यह ⟦पुल गिरा⟧ नहीं है। फिर।', 'यह ', ' नहीं है।'],
    ['সে গেল। এই ⟦সেতু⟧ ভাঙেনি। তারপর।', 'এই ', ' ভাঙেনি।'],
    ['هل سقط؟ لم ⟦يسقط الجسر⟧ أمس. ثم.', 'لم ', ' أمس.'],
    ['وہ گیا۔ پل ⟦گرا⟧ نہیں۔ پھر۔', 'پل ', ' نہیں۔'],
    ['הוא הלך. הגשר לא ⟦נפל⟧ אתמול. אחר כך.', 'הגשר לא ', ' אתמול.'],
    ['그는 갔다. 다리가 ⟦무너지지⟧ 않았다. 그리고.', '다리가 ', ' 않았다.'],
    ['เขาไป เขากล่าวว่า สะพานไม่⟦พัง⟧เมื่อวาน ตามรายงาน ต่อมา', 'เขากล่าวว่า สะพานไม่', 'เมื่อวาน ตามรายงาน'],
    ['Η γέφυρα δεν ⟦έπεσε⟧. Μετά.', 'Η γέφυρα δεν ', '.'],
    // Blocks, lines, lists, tables.
    ['It is not so\n\n⟦The bridge fell⟧\n\nIt is false', '', ''],
    ['It is not so\r\n \r\n⟦The bridge fell⟧\r\n\r\nIt is false', '', ''],
    ['It is not so\u2029⟦The bridge fell⟧\fIt is false', '', ''],
    [
      'The landlord is not\n⟦permitted to\nterminate⟧ this\nlease. Next.',
      'The landlord is not\n',
      ' this\nlease.',
    ],
    ['The landlord can-\nnot ⟦leave⟧. Next.', 'The landlord can-\nnot ', '.'],
    ['We do not want:\n- ⟦a bridge⟧\n- a tower', 'We do not want:\n- ', ''],
    ['We do not want:\n1. a bridge\n2. ⟦a tower⟧\n3. a road', '2. ', ''],
    ['No\tYes\n⟦bridge⟧\tfell\nnot\tother', '', '\tfell'],
    ['It ended.\n⟦The bridge fell⟧.\nIt is false.', '', '.'],
  ])('%s', (marked, before, after) => {
    expect(around(marked)).toEqual([before, after]);
  });

  it('is at most 1,000 code points a side, the nearest', () => {
    const word = '𝒳'.repeat(3000);
    const { before, after } = sentenceAround(`${word}here${word}`, 6000, 6004);
    expect([...before]).toEqual(Array<string>(1000).fill('𝒳'));
    expect([...after]).toEqual(Array<string>(1000).fill('𝒳'));
  });

  it('ends at the blank line before, whatever was asked before', () => {
    const text = 'It is not so\n\nhere\n\nfalse';
    for (let time = 0; time < 3; time += 1) {
      expect(sentenceAround(text, 14, 18)).toEqual({ before: '', after: '' });
    }
  });

  it('stands in the text right before and after the passage, whatever the text', () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom('. ', '\n', '\n\n', '.', 'Dr. ', '。', '"', ' ', '\t', '- ', 'ไม่ '),
        fc.string({ maxLength: 8, unit: 'grapheme' }),
      ),
    );
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        const [left, passage, right] = [one, two, three].map((part) => part.join('')) as [
          string,
          string,
          string,
        ];
        const { before, after } = sentenceAround(
          left + passage + right,
          left.length,
          left.length + passage.length,
        );
        expect(left.endsWith(before)).toBe(true);
        expect(right.startsWith(after)).toBe(true);
        expect(before).toBe(before.trimStart());
        expect(after).toBe(after.trimEnd());
        expect(before).not.toMatch(/\n\n/u);
      }),
    );
  });
});
