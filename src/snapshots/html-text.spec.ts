import type { FoundText } from './found-text.js';
import { htmlText } from './html-text.js';

const bytes = (html: string) => Buffer.from(html, 'utf8');
const read = (html: string, isXml = false): FoundText => {
  const outcome = htmlText(bytes(html), 'utf-8', isXml);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome;
};
const textOf = (html: string, isXml = false): string => read(html, isXml).text;
const articleOf = ({ text, article }: FoundText) =>
  article && text.slice(article.start, article.end);
const marksOf = ({ text, marks = [] }: FoundText) =>
  marks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);

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
  it('gives all that is seen, and says which stretch of it is the article', () => {
    const [first, second] = [`${SENTENCE} First.`, `${SENTENCE} Second.`];
    const found = read(page(`<p>${first}</p><p>${second}</p>`.repeat(3)));
    const article = [
      'Harbour talks go on',
      ...Array.from({ length: 3 }, () => [first, second]).flat(),
    ].join('\n\n');
    expect(found.text).toBe(
      `Home\n\nSport\n\n${article}\n\nRead more of this\n\nAll rights reserved`,
    );
    expect(articleOf(found)).toBe(article);
  });

  it('runs white space together, and keeps that of preformatted text', () => {
    expect(
      textOf(`<p>a\n  It\tsaid <b>so </b> <i> twice</i>.</p><pre>\na  b\n\tc\n</pre><p>d</p>`),
    ).toBe('a It said so twice.\n\na  b\n\tc\n\nd');
  });

  it('divides lines, list items, rows and cells', () => {
    expect(
      textOf(
        '<body>One<br>two<ul><li>three</li><li>four</li></ul>' +
          '<table><tr><th>When</th><th>Who</th></tr><tr><td>2025</td><td>a</td></tr></table>five',
      ),
    ).toBe('One\ntwo\n\nthree\n\nfour\n\nWhen\tWho\n2025\ta\n\nfive');
  });

  it('leaves out what nobody sees', () => {
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
    const article = Array<string>(8).fill(SENTENCE).join('\n\n');
    const found = read(html);
    expect(found.text).toBe(`Home\n\n${article}`);
    expect(articleOf(found)).toBe(article);
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

  it('tells what is struck out and what is inserted, and keeps the words', () => {
    const found = read(
      '<p>The fee is <s>100</s> 900. She <del>did <b>not</b></del><ins cite="x">did</ins> ' +
        '<strike>go</strike> <span style="color:red; TEXT-DECORATION: Underline Line-Through">home</span>.</p>' +
        '<del><p>One</p><p>Two</p></del><p>Three</p>',
    );
    expect(found.text).toBe('The fee is 100 900. She did notdid go home.\n\nOne\n\nTwo\n\nThree');
    expect(marksOf(found)).toEqual([
      ['struck', '100'],
      ['struck', 'did not'],
      ['inserted', 'did'],
      ['struck', 'go'],
      ['struck', 'home'],
      ['struck', 'One\n\nTwo'],
    ]);
  });

  it.each([
    ['<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>は大きい。', '東京は大きい。'],
    ['<ruby>短<rt>たん</rt>槍<rt>そう</rt></ruby>を持つ。', '短槍を持つ。'],
    ['<ruby>北<rt>běi<rt>jīng</ruby>很大', '北很大'],
    ['<ruby><rb>旧<rb>金<rb>山<rt>jiù<rt>jīn<rt>shān<rtc>San Francisco</ruby>', '旧金山'],
    ['<ruby><ruby>東<rt>とう</rt></ruby><rt>east</rt></ruby>', '東'],
    ['<ruby>\n東\n<rt>とう</rt>\n京\n<rt>きょう</rt>\n</ruby>\nは', '東京は'],
  ])('leaves the readings of %j out', (html, text) => {
    expect(textOf(`<p>${html}</p>`)).toBe(text);
  });

  it('joins the lines of a script without spaces, and of no other', () => {
    expect(textOf('<p>日本の\n  港は\n<b>静か</b>\n。')).toBe('日本の港は静か。');
    expect(textOf('<p>日本の 港\nHarbour\n港 <p>항구\n항구 <p>a\nb')).toBe(
      '日本の 港 Harbour 港\n\n항구 항구\n\na b',
    );
  });

  it.each([
    ['<details><summary>More</summary><p>Inner.</p></details>', 'More\n\nInner.'],
    ['<dialog><p>Not yet</p></dialog><dialog open>Now</dialog>', 'Now'],
    ['<div popover>Not yet</div>Now', 'Now'],
    [
      '<form><label>Name <input value="x"></label><input type=submit value="Send"></form>',
      'Name Send',
    ],
    ['<button>Share</button> <select><option>One</select><textarea>Two</textarea>', 'Share'],
    ['<dl><dt>Pier<dd>A long one<dd>A short one</dl>', 'Pier\n\nA long one\n\nA short one'],
    ['<figure><img alt="never"><figcaption>A pier</figcaption></figure>', 'A pier'],
    ['<noscript>never</noscript><template>never</template>now', 'now'],
    [
      '<svg><title>never</title><text x="1">Twelve <tspan>ships</tspan></text></svg>',
      'Twelve ships',
    ],
    ['<svg><g>\nnever<text>one</text><text>two</text></g></svg>', 'one\n\ntwo'],
    ['<math><msup><mn>10</mn><mn>21</mn></msup><annotation>never</annotation></math>', '10²¹'],
    [
      '<math> <mfrac> <mn>1</mn> <mn>2</mn> </mfrac> <msub><mi>x</mi><mn>2</mn></msub></math>',
      '1/2x₂',
    ],
    ['<math><mtable><mtr> <mtd><mn>1</mn></mtd> <mtd>2</mtd></mtr><mtr><mtd>3', '1\t2\n3'],
    ['<table>stray<tr><td>a<td>b<tr><td>c</table>', 'stray\n\na\tb\nc'],
    ['<p>one<div>two</div>three</p>four', 'one\n\ntwo\n\nthree\n\nfour'],
    ['<b><p>one</b>two</p>', 'one' + 'two'],
    ['<a href=x>one<a href=y>two</a>', 'onetwo'],
    ['<ul><li>one<ul><li>two</ul><li>three</ul>', 'one\n\ntwo\n\nthree'],
    ['one</body></html><p>two', 'one\n\ntwo'],
    ['<p>one</br>two</p>', 'one\ntwo'],
    ['<xmp><b>as it is</b></xmp>', '<b>as it is</b>'],
    [
      '<div style="display:flex"><a>Home</a><a>News</a>of <b>May</b></div>',
      'Home\n\nNews\n\nof\n\nMay',
    ],
    ['<style>.n{display:grid}</style><nav class=n><a>Home</a><a>News</a></nav>', 'Home\n\nNews'],
    ['<p>The <i style="display:inline-flex">old</i>er pier', 'The older pier'],
    ['<p>One<span style="position:absolute">two</span>three', 'One two three'],
    ['<div style="display:inline">The </div><div style="display:contents">pier</div>', 'The pier'],
    ['<ul><li style="display:inline">Home<li style="display:inline">News</ul>', 'Home\n\nNews'],
    [
      '<style>.r{display:table-row}.c{display:table-cell}</style><div class=r><div class=c>a</div>' +
        '<div class=c>b</div></div><div class=r><div class=c>c</div></div>',
      'a\tb\nc',
    ],
    ['<table><tr><td style="display:block">a<td style="display:block">b</table>', 'a\n\nb'],
    ['<object data=a.swf>never</object><object><p>A pier</object>', 'A pier'],
    ['<meter>never</meter><progress>never</progress>now', 'now'],
    ['<div style="content-visibility:hidden">never</div>now', 'now'],
    [
      '<p style="text-transform:uppercase">Straße <i style="text-transform:none">Pier</i>',
      'STRASSE Pier',
    ],
    ['<style>h2{text-transform:lowercase}</style><h2>Old PIER</h2>', 'old pier'],
    [
      '<p style="text-transform:capitalize">the harbour’s old 2nd pier',
      'The Harbour’s Old 2nd Pier',
    ],
    ['<html lang=tr><p style="text-transform:uppercase">diyar', 'DİYAR'],
    ['<html lang=el><p style="text-transform:uppercase">Αθήνα', 'ΑΘΗΝΑ'],
    ['<p>He said <q>so</q>.', 'He said so.'],
    ['<p>har<wbr>bour, har&shy;bour, har&#8203;bour', 'harbour, har\u00ADbour, har\u200Bbour'],
    ['<p><bdo dir=rtl>abc</bdo> <bdi>d</bdi>', 'abc d'],
    ['<ol start=3><li>three<li value=7>seven</ol>', 'three\n\nseven'],
    ['<picture><source srcset=a><img alt=never></picture><iframe srcdoc="never"></iframe>a', 'a'],
    ['<p aria-hidden=true>One</p><p hidden=until-found>never</p><p inert>two', 'One\n\ntwo'],
    ['<frameset><frame src=a><noframes>never</noframes></frameset>', ''],
  ])('reads %j as a browser shows it', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it.each([
    ['<html lang="ar"><p>a', 'ar'],
    ['<html xml:lang="he"><p>a', 'he'],
    ['<html><body lang="pt-BR"><p>a', 'pt-BR'],
    ['<meta http-equiv="Content-Language" content="de"><p>a', 'de'],
    ['<meta http-equiv="Content-Language" content="de, en"><p>a', undefined],
    [`<html lang="en"><nav>a</nav><article lang="hi">${`<p>${SENTENCE}</p>`.repeat(8)}`, 'hi'],
    ['<html lang=""><p>a', undefined],
    ['<p>a', undefined],
  ])('tells the language of %j', (html, language) => {
    expect(read(html).language).toBe(language);
  });

  it('follows pages down as deeply as they nest', () => {
    expect(textOf(`${'<b>'.repeat(60_000)}deep`)).toBe('deep');
    expect(textOf(`${'<div>'.repeat(20_000)}deep`)).toBe('deep');
  });

  it('refuses what would take time that grows with the square of its size', () => {
    const paragraphs = Array.from({ length: 3000 }, (_, n) => `<p><b id=${n}>`);
    expect(htmlText(bytes(paragraphs.join('')), 'utf-8')).toEqual({
      reason: 'The page nests too many elements into one another.',
    });
    expect(htmlText(bytes('<div>'.repeat(200_000)), 'utf-8')).toEqual({
      reason: 'The page nests too many elements into one another.',
    });
  });

  it('takes pages up to a size', () => {
    const most = 10 * 1024 * 1024;
    expect(htmlText(Buffer.alloc(most + 1, 'a'), undefined)).toEqual({
      reason: `No text is taken from HTML of more than ${most} bytes.`,
    });
  });
});
