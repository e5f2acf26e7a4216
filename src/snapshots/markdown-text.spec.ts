import { markdownText } from './markdown-text.js';

const textOf = (...lines: string[]): string => {
  const outcome = markdownText(lines.join('\n'));
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome.text;
};

describe('markdownText', () => {
  it('divides blocks by a blank line, and keeps line ends inside them', () => {
    expect(
      textOf('# Phase *two*', 'Talks', 'have started.', '***', 'They', '---', '', 'go on.'),
    ).toBe('Phase two\n\nTalks\nhave started.\n\nThey\n\ngo on.');
  });

  it('gives the words without their marks', () => {
    expect(textOf('_a_ **b** ***c*** ~~d~~ `e  *f*` ``g`h``')).toBe('a b c d e  *f* g`h');
    expect(textOf('snake_case and 2 * 3 * 4')).toBe('snake_case and 2 * 3 * 4');
  });

  it('gives a link’s words, whatever its address, and an image’s alternative text', () => {
    expect(
      textOf(
        '[the *ministry*](https://ministry.example "Title"), [again][1], [1], [and](javascript:x)',
        '',
        '![the _building_ ![inside](b.png)](a.png) <https://xn--mnchen-3ya.example/%20>',
        '',
        '[1]: https://ministry.example',
      ),
    ).toBe('the ministry, again, 1, and\n\nthe building inside https://xn--mnchen-3ya.example/%20');
  });

  it('resolves escapes and entities', () => {
    expect(textOf('\\*not emphasis\\* &amp; &eacute;&#x1F600; &nope; a\\_b')).toBe(
      '*not emphasis* & é😀 &nope; a_b',
    );
    expect(textOf('&#xD800;&#0;')).toBe('\uFFFD\uFFFD');
  });

  it('makes a line end of a hard break and of <br>', () => {
    expect(textOf('one  ', 'two\\', 'three<br>four<BR />five')).toBe('one\ntwo\nthree\nfour\nfive');
  });

  it('reads HTML as in a page, scripts and comments left out', () => {
    expect(
      textOf(
        'He <b class="x">said</b> so.<!-- did he? -->',
        '',
        '<script>',
        'alert("never");',
        '</script>',
        '',
        '<div>not left out</div>',
        '',
        'End.',
      ),
    ).toBe('He said so.\n\nnot left out\n\nEnd.');
  });

  it.each<[string, string[], string]>([
    ['a block', ['<div>', 'Block html *text*.', '</div>'], 'Block html *text*.'],
    ['Markdown in a block', ['<div>', '', 'He *said* so.', '', '</div>'], 'He said so.'],
    [
      'details',
      ['<details><summary>More</summary>', '', 'Inner text.', '', '</details>'],
      'More\n\nInner text.',
    ],
    [
      'a table',
      ['<table>', '<tr><td>a</td><td>b</td></tr>', '<tr><td>c</td></tr>', '</table>'],
      'a\tb\nc',
    ],
    ['a list', ['<ul>', '<li>one', '<li>two', '</ul>', '', 'three'], 'one\n\ntwo\n\nthree'],
    [
      'a centred line, as on many a front page',
      ['<p align="center">', '  <b>The Ledger</b><br>', '  of facts', '</p>'],
      'The Ledger\nof facts',
    ],
    ['figures', ['<figure><img src="a.png"><figcaption>A pier</figcaption></figure>'], 'A pier'],
    ['what is hidden', ['<p hidden>not seen</p>', '', 'seen'], 'seen'],
    [
      'raised digits',
      ['10<sup>21</sup> and H<sub>2</sub>O, 2021<sup>[3]</sup>'],
      '10²¹ and H₂O, 2021[3]',
    ],
    ['ruby', ['<ruby>東京<rt>とうきょう</rt></ruby>'], '東京'],
    ['a block in a list', ['- one', '', '  <div>two</div>', '', '- three'], 'one\n\ntwo\n\nthree'],
    ['a block in a quotation', ['> <div>two</div>', '', 'three'], 'two\n\nthree'],
    [
      'the name of a tag between words',
      ['The <title> of <script> goes on.', '', 'So.'],
      'The of goes on.\n\nSo.',
    ],
    ['a comment that a list ends', ['- <!-- never', '', 'So.'], 'So.'],
    ['a script that a list ends', ['- <script>never()', '', 'So.'], 'So.'],
    ['a tag for plain text', ['<plaintext>', '', 'So *far*.'], 'So far.'],
  ])('reads %s', (_, lines, text) => {
    expect(textOf(...lines)).toBe(text);
  });

  it('tells what is struck out and what is inserted', () => {
    const found = markdownText(
      'The fee is ~~100~~ 900. She <del>did not</del> <ins>did</ins> <s>go</s>.',
    );
    if ('reason' in found) throw new Error(found.reason);
    expect(
      found.marks?.map(({ kind, start, end }) => [kind, found.text.slice(start, end)]),
    ).toEqual([
      ['struck', '100'],
      ['struck', 'did not'],
      ['inserted', 'did'],
      ['struck', 'go'],
    ]);
    expect(found.text).toBe('The fee is 100 900. She did not did go.');
  });

  it('follows lists and quotations down', () => {
    expect(
      textOf(
        '> He said:',
        '> - one',
        '>   1. two',
        '>',
        '>      still two',
        '> - three',
        '',
        '- [ ] four',
      ),
    ).toBe('He said:\n\none\n\ntwo\n\nstill two\n\nthree\n\n[ ] four');
  });

  it.each<[string, string[], string]>([
    [
      'notes, each where it stands',
      [
        'Old[^a] and 320[^B] tall[^a][^b].',
        '',
        '[^a]: By *foot*.',
        '[^b]: Twice,',
        'or more.',
        '',
        'So.',
      ],
      'Old[1] and 320[2] tall[1][2].\n\nBy foot.\n\nTwice,\nor more.\n\nSo.',
    ],
    [
      'a note of several blocks',
      ['[^1]:', '    One.', '', '    - two', '', '    three', '', 'Four.[^1]'],
      'One.\n\ntwo\n\nthree\n\nFour.[1]',
    ],
    [
      'a note of one word, which is no address',
      ['Old[^1].', '', '[^1]: Foot.'],
      'Old[1].\n\nFoot.',
    ],
    [
      'a note within a quotation',
      ['> Old[^1].', '>', '> [^1]: Foot.', '', 'So.'],
      'Old[1].\n\nFoot.\n\nSo.',
    ],
    ['a note in a table', ['| a[^1] |', '|---|', '| b |', '', '[^1]: Foot.'], 'a[1]\nb\n\nFoot.'],
    [
      'a reference to no note',
      ['Old[^1] and [^2].', '', '[^2]: Foot.'],
      'Old[^1] and [1].\n\nFoot.',
    ],
    [
      'no note in code',
      ['`[^1]`', '', '    [^1]: code', '', '[^1]: Foot.'],
      '[^1]\n\n[^1]: code\n\nFoot.',
    ],
    [
      'front matter as it is written',
      ['---', 'title: "Old *pier*"', 'tags:', '  - a', '', '# none', '---', '', '# Pier'],
      'title: "Old *pier*"\ntags:\n  - a\n\n# none\n\nPier',
    ],
    ['front matter of TOML', ['+++', "title = 'Pier'", '+++', 'Old.'], "title = 'Pier'\n\nOld."],
    ['front matter alone', ['---', 'title: Pier', '...'], 'title: Pier'],
    ['breaks that are no front matter', ['---', '', 'Old: so', '', '---', 'New'], 'Old: so\n\nNew'],
    ['a break and a headline', ['---', 'Old pier', '---', 'New'], 'Old pier\n\nNew'],
    ['a front matter that does not end', ['---', 'title: Pier', '', 'Old.'], 'title: Pier\n\nOld.'],
  ])('reads %s', (_, lines, text) => {
    expect(textOf(...lines)).toBe(text);
  });

  it.each<[string, string[], string]>([
    ['a year', ['2021. The year *began*', 'badly.'], '2021. The year began\nbadly.'],
    ['a year in brackets', ['2021) The year began.'], '2021) The year began.'],
    ['a year in a quotation', ['> 2021. So it was.'], '2021. So it was.'],
    ['a year in a list', ['- 2021. So it was.'], '2021. So it was.'],
    ['a year alone', ['2021.', '', 'So.'], '2021.\n\nSo.'],
    ['a year before code', ['2021. ```', '      code', '      ```'], '2021.\n\ncode'],
    [
      'a year in a headline',
      ['2021. # The pier', '', '      and more'],
      '2021. The pier\n\nand more',
    ],
    [
      'years, each as it is written',
      ['2019. Old.', '2021. New.', '', '      - so', '2024. Gone.'],
      '2019. Old.\n\n2021. New.\n\nso\n\n2024. Gone.',
    ],
    ['the day of a date', ['12. Mai 2021 schloss der Hafen.'], '12. Mai 2021 schloss der Hafen.'],
    ['an ordinal', ['3. Liga: Hansa siegt.'], '3. Liga: Hansa siegt.'],
    ['two numbers', ['12. 5. 2021 schloss er.'], '12. 5. 2021 schloss er.'],
  ])('keeps the number of %s', (_, lines, text) => {
    expect(textOf(...lines)).toBe(text);
  });

  it.each<[string, string[], string]>([
    ['from one on', ['1. one', '2. two', '3. three'], 'one\n\ntwo\n\nthree'],
    ['of one item', ['1. one'], 'one'],
    ['of one item, from nought', ['0. nought'], 'nought'],
    ['that goes on', ['3. three', '4. four'], 'three\n\nfour'],
    ['within one', ['1. one', '   1. a', '   2. b', '2. two'], 'one\n\na\n\nb\n\ntwo'],
    ['with bullets in it', ['1. one', '   - a', '2. two'], 'one\n\na\n\ntwo'],
  ])('leaves out the numbers of a list %s', (_, lines, text) => {
    expect(textOf(...lines)).toBe(text);
  });

  it('follows notes in notes down', () => {
    expect(markdownText('[^a]: '.repeat(20_000) + 'deep')).toEqual({
      reason: 'The Markdown nests lists or quotations too deeply.',
    });
    expect(textOf('[^a]: '.repeat(40) + 'deep')).toBe('deep');
  });

  it('gives the rows and cells of a table', () => {
    expect(
      textOf('| When | Who *says* |', '|---|:-:|', '| 2025 | a \\| b |', '| | `c` |', '', 'End.'),
    ).toBe('When\tWho says\n2025\ta | b\n\tc\n\nEnd.');
  });

  it('keeps code as it is', () => {
    expect(textOf('```js', 'if (a)  {', '', '\t*b*', '}', '```', '', '    <i>indented</i>')).toBe(
      'if (a)  {\n\n\t*b*\n}\n\n<i>indented</i>',
    );
  });

  it('reads CRLF as it reads LF', () => {
    expect(markdownText('# a\r\n\r\nb\r\nc\r\n')).toEqual({ text: 'a\n\nb\nc' });
  });

  it('gives an empty text where nothing is to be seen', () => {
    expect(textOf('')).toBe('');
    expect(textOf('a', '', '![](a.png)', '', '#', '', 'b')).toBe('a\n\nb');
    expect(textOf('[a]: https://a.example', '', '***', '', '<div></div>')).toBe('');
  });

  it('keeps nothing that is nested too deeply a secret', () => {
    expect(textOf('> '.repeat(90) + 'deep')).toBe('deep');
    expect(textOf('- '.repeat(45) + 'deep')).toBe('deep');
    for (const mark of ['> ', '- ', '1. ', '> - ']) {
      for (const times of [50, 99, 100, 101, 200, 20_000]) {
        const outcome = markdownText(mark.repeat(times) + 'deep');
        expect(outcome).toEqual(
          'text' in outcome
            ? { text: 'deep' }
            : { reason: 'The Markdown nests lists or quotations too deeply.' },
        );
      }
    }
    // Marks inside a paragraph that are too many are only taken for what they are written as.
    expect(textOf('*a '.repeat(500) + 'deep' + '*'.repeat(500))).toContain('deep');
  });
});
