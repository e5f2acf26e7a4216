import { htmlText } from './html-text.js';

const bytes = (html: string) => Buffer.from(html, 'utf8');
const textOf = (html: string, isXml = false): string => {
  const outcome = htmlText(bytes(html), 'utf-8', isXml);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome.text;
};

const SENTENCE =
  'The ministry said once more, and at some length, that talks on the second phase had begun.';

function page(article: string): string {
  return `<!doctype html><html><head><title>Harbour talks go on</title>
    <style>p { color: red }</style><script>document.write('<p>never</p>')</script></head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    <article><h1>Harbour talks go on</h1>${article}</article>
    <aside class="sidebar"><p><a href="/more">Read more of this</a></p></aside>
    <footer><p>All rights reserved</p></footer></body></html>`;
}

describe('htmlText', () => {
  it('gives the title and the article, and nothing of what is around it', () => {
    const [first, second] = [`${SENTENCE} First.`, `${SENTENCE} Second.`];
    const paragraphs = `<p>${first}</p><p>${second}</p>`.repeat(3);
    expect(textOf(page(paragraphs))).toBe(
      ['Harbour talks go on', ...Array.from({ length: 3 }, () => [first, second]).flat()].join(
        '\n\n',
      ),
    );
  });

  it('runs white space together, and keeps that of preformatted text', () => {
    const article = `<p>${SENTENCE}\n  It\tsaid <b>so </b> <i> twice</i>.</p><pre>\na  b\n\tc\n</pre>`;
    const text = textOf(page(`<p>${SENTENCE}</p>`.repeat(8) + article));
    expect(text).toMatch(/begun\. It said so twice\.\n\na {2}b\n\tc$/);
  });

  it('divides lines, list items, rows and cells', () => {
    expect(
      textOf(
        '<body>One<br>two<ul><li>three</li><li>four</li></ul>' +
          '<table><tr><th>When</th><th>Who</th></tr><tr><td>2025</td><td>a</td></tr></table>five',
      ),
    ).toBe('One\ntwo\n\nthree\n\nfour\n\nWhen\tWho\n2025\ta\n\nfive');
  });

  it('gives the whole page where there is no article, without what nobody sees', () => {
    expect(textOf('<p>Hello<p>World<script>alert(1)</script><p hidden>secret</p>')).toBe(
      'Hello\n\nWorld',
    );
    expect(textOf('just words &amp; an entity &#x1F600;')).toBe('just words & an entity 😀');
    expect(textOf('<!doctype html><p>one</p>two<!-- three -->')).toBe('one\n\ntwo');
    expect(textOf('')).toBe('');
    expect(textOf('<!doctype html>')).toBe('');
    expect(textOf('<html><head><title>x</title></head><body></body></html>')).toBe('');
  });

  it.each([
    ['all', '<!doctype html><html><head>HEAD</head><body>BODY</body></html>'],
    ['no body', '<!doctype html><html><head>HEAD</head>BODY</html>'],
    ['no head', '<!doctype html><html>HEADBODY</html>'],
    ['nothing', '<!doctype html>HEAD\nBODY'],
    ['not even a doctype', 'HEADBODY'],
    ['not even a doctype, but a comment', '<!-- a -->HEADBODY'],
  ])('finds the article of a page that frames %s', (_, frame) => {
    const html = frame
      .replace('HEAD', '<meta charset="utf-8"><title>Harbour talks</title>')
      .replace('BODY', `<nav>Home</nav><article>${`<p>${SENTENCE}</p>`.repeat(8)}</article>`);
    expect(textOf(html)).toBe(['Harbour talks', ...Array<string>(8).fill(SENTENCE)].join('\n\n'));
  });

  it('replaces what is not in the charset, and leaves NUL out', () => {
    const outcome = htmlText(Buffer.from('<p>a\0b\xff</p>', 'latin1'), 'utf-8');
    expect(outcome).toEqual({ text: 'ab\uFFFD' });
    expect(htmlText(bytes('<p>a'), 'iso-2022-kr')).toEqual({
      reason: 'The charset iso-2022-kr is not known.',
    });
  });

  it('reads XHTML, whose empty elements close themselves', () => {
    const xhtml =
      '<html><head><script src="a.js"/><title/></head><body><p>a<br/>b<a id="x>"/>c</p>';
    expect(textOf(`<?xml version="1.0"?>${xhtml}</body></html>`, true)).toBe('a\nbc');
  });

  it('follows pages down as deeply as they nest', () => {
    expect(textOf(`${'<b>'.repeat(60_000)}deep`)).toBe('deep');
  });

  it('takes pages up to a size', () => {
    const most = 10 * 1024 * 1024;
    expect(htmlText(Buffer.alloc(most + 1, 'a'), undefined)).toEqual({
      reason: `No text is taken from HTML of more than ${most} bytes.`,
    });
  });
});
