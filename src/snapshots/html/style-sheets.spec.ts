import { htmlText } from '../html-text.js';

function textOf(css: string, body: string, media = ''): string {
  const html = `<html><head><style media="${media}">${css}</style></head><body>${body}</body></html>`;
  const found = htmlText(Buffer.from(html), 'utf-8');
  if ('reason' in found) throw new Error(found.reason);
  return found.text;
}

const ONE = '<p class="a b" id="i">one</p><p>two</p>';

describe('what a page’s own style sheets hide', () => {
  it.each([
    ['.a{display:none}'],
    ['p.a { display : none !important ; color: red }'],
    ['#i{visibility:hidden}'],
    ['.x, .a.b{display:none}'],
    ['@media screen{.a{display:none}}'],
    ['.a{display:block}.a{display:none}'],
    ['.a{display:none!important}#i{display:block}'],
    ['p{display:block}.b{display:none}'],
    ['.a::before{display:block}.a{display:none}'],
    ['/* .c{} */ .a{display:none} /* no end'],
    ['.a{display:none}@media print{.a{display:block}}'],
    ['.\\61 {display:none}'],
    ['#\\69{display:none}'],
    ['.a{&.b{display:none}}'],
    ['.c\\:d,.a{display:none}'],
  ])('is left out by %s', (css) => {
    expect(textOf(css, ONE)).toBe('two');
  });

  it.each([
    ['.a{display:none}.a{display:block}'],
    ['.a.b{display:block}.a{display:none}'],
    ['.c{display:none}'],
    ['p.a.c{display:none}'],
    ['@media print{.a{display:none}}'],
    ['@media (max-width:600px){.a{display:none}}'],
    ['@supports (display:grid){.a{display:none}}'],
    ['.js .a{display:none}'],
    ['.a:not(.b){display:none}'],
    ['.a:hover{display:none}'],
    // Whether it is shown depends on more than itself.
    ['.a{display:none}.js .a{display:block}'],
    ['.a{display:none}@media (min-width:600px){.a{display:flex}}'],
    ['.a{visibility:hidden}.ready .b{visibility:visible}'],
    ['.a{opacity:0}'],
    ['.a{display:none}.b{@media (width>=48rem){display:block}}'],
    ['.a{display:none;@media (min-width:600px){display:block}}'],
    ['.a{display:none;&.b{display:block}}'],
    ['.x,.y{display:none}.x{&.a{display:none}}'],
    ['main{p{display:none}}'],
    ['.a{p{display:none}}'],
    ['.a:is(p,.c){display:none}'],
    ['.a, .b!{display:none}'],
    // A script shows what hides the whole page.
    ['body{display:none}html{visibility:hidden}'],
    ['p{display:none}'],
    [`${'a{'.repeat(20_000)}.a{display:none}`],
  ])('is not left out by %s', (css) => {
    expect(textOf(css, ONE)).toBe('one\n\ntwo');
  });

  it.each([
    ['.hidden{display:none}@media(min-width:768px){.md\\:block{display:block}}', 'hidden md:block'],
    ['.hidden{display:none}@media (width>=768px){.sm\\:flex{display:flex}}', 'hidden sm:flex'],
    [
      '.hidden{display:none}.lg\\:inline{@media (width>=64rem){display:inline}}',
      'hidden lg:inline',
    ],
  ])('is shown by a class of a width: %s', (css, classes) => {
    expect(textOf(css, `<p class="${classes}">one`)).toBe('one');
    expect(textOf(css, '<p class="hidden md">one<p>two')).toBe('two');
  });

  it.each([
    ['.a\\:b{display:none}', 'class="a:b"'],
    ['.x\\[2\\]{display:none}', 'class="x[2]"'],
    ['#\\31 x{display:none}', 'id="1x"'],
    ['.w-1\\/2,.w{display:none}', 'class="w-1/2"'],
  ])('knows the escapes of CSS: %s', (css, attribute) => {
    expect(textOf(css, `<p ${attribute}>one<p>two`)).toBe('two');
  });

  it('follows the media of the sheet, and what an element says itself', () => {
    expect(textOf('.a{display:none}', ONE, 'print')).toBe('one\n\ntwo');
    expect(textOf('.a{display:none}', ONE, 'screen')).toBe('two');
    expect(textOf('.a{display:none}', '<p class=a style="display:block">one')).toBe('one');
    expect(textOf('', '<p style="DISPLAY:none !important; display:block">one</p>two')).toBe('two');
    expect(
      textOf('.a{visibility:hidden}', '<div class=a>one<p style="visibility:visible">two</div>'),
    ).toBe('two');
  });

  it('tells what is struck out, raised, a block or preformatted', () => {
    const css =
      '.s{text-decoration:line-through}.r{vertical-align:super}.d{display:block}.w{white-space:pre-wrap}';
    const html = `<style>${css}</style><p>It was <span class=s>no</span>320<span class=r>1</span><span class=d>x</span><span class=w>a  b</span>`;
    const found = htmlText(Buffer.from(html), 'utf-8');
    expect(found).toEqual({
      text: 'It was no320¹\n\nx\n\na  b',
      marks: [{ kind: 'struck', start: 7, end: 9 }],
    });
  });
});
