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

  it('leaves HTML out, and keeps the words between its tags', () => {
    expect(
      textOf(
        'He <b class="x">said</b> so.<!-- did he? -->',
        '',
        '<script>',
        'alert("never");',
        '</script>',
        '',
        '<div>left out</div>',
        '',
        'End.',
      ),
    ).toBe('He said so.\n\nEnd.');
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
