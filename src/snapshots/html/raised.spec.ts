import { htmlText } from '../html-text.js';

function textOf(html: string): string {
  const found = htmlText(Buffer.from(`<p>${html}</p>`), 'utf-8');
  if ('reason' in found) throw new Error(found.reason);
  return found.text;
}

describe('what stands above and below the line', () => {
  it.each([
    ['10<sup>21</sup> stars', '10²¹ stars'],
    ['10<sup>-3</sup>, 10<sup>−3</sup>, 10<sup>–3</sup>', '10⁻³, 10⁻³, 10⁻³'],
    ['10<sup>+6</sup>, 2<sup>n</sup>, 2<sup>n+1</sup>, e<sup>2i</sup>', '10⁺⁶, 2ⁿ, 2ⁿ⁺¹, e²ⁱ'],
    ['10<sup><i>2</i>1</sup>', '10²¹'],
    ['10<sup>0.5</sup> and 2<sup>2k</sup>', '10⁰.⁵ and 2²k'],
    ['5 km<sup>2</sup>, m<sup>3</sup>', '5 km², m³'],
    ['CO<sub>2</sub>, H<sub>2</sub>O, SO<sub>4</sub><sup>2−</sup>', 'CO₂, H₂O, SO₄²⁻'],
    ['<sup>14</sup>C', '¹⁴C'],
    ['x<sub>i</sub>, log<sub>10</sub> 3', 'xi, log₁₀ 3'],
    ['<sup>1</sup>/<sub>2</sub>, 3<sup>1</sup>⁄<sub>2</sub>', '¹/₂, 3¹⁄₂'],
    ['$19<sup>99</sup>, <sup>$</sup>19<sup>99</sup>', '$19⁹⁹, $19⁹⁹'],
    ['$19<sup>.99</sup>, 3<sup>,49</sup> €', '$19.99, 3,49 €'],
    ['word<sup>.12</sup>', 'word.¹²'],
  ])('sets the digits of %j as such', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it.each([
    ['in 2021<sup>[3]</sup>, they say', 'in 2021[3], they say'],
    ['2021<sup>[3]</sup><sup>[4]</sup>', '2021[3][4]'],
    ['2021<sup>[a]</sup><sup>[note 1]</sup>', '2021[a][note 1]'],
    ['320<sup>1</sup> crowns', '320¹ crowns'],
    ['320<sup><a href="#fn3">3</a></sup>', '320³'],
    ['320<sup>(3)</sup>, 320<sup>1,2</sup>, 320<sup>1–3</sup>', '320⁽³⁾, 320¹,², 320¹⁻³'],
    ['320<sup>*</sup> 320<sup>†</sup>', '320* 320†'],
    ['320<sup>١٢</sup>, 320<sup>३</sup>, 320<sup>３</sup>', '320¹², 320³, 320³'],
    ['2021<a href="#fn3">3</a>, so', '2021³, so'],
    ['2021<a role="doc-noteref" href="n.html#3">3</a>', '2021³'],
    ['2021<span style="vertical-align: super">3</span>', '2021³'],
    ['see <a href="#c3">3</a>, (<a href="#c4">4</a>)', 'see 3, (4)'],
    ['2021 <a href="/page/2">2</a>', '2021 2'],
  ])('keeps the note of %j out of the number', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it.each([
    ['1<sup>st</sup>, 4<sup>e</sup>, 2<sup>nd</sup>, 4<sup>th</sup>', '1st, 4e, 2nd, 4th'],
    ['M<sup>me</sup>, n<sup>o</sup>, D<sup>r</sup>, 1.<sup>a</sup>', 'Mme, no, Dr, 1.a'],
    ['4<sup>in</sup> and Harbour<sup>TM</sup>', '4in and HarbourTM'],
    ['<sub>Photo: the harbour, 2021</sub>', 'Photo: the harbour, 2021'],
    ['320<sup>12 of them in the harbour, 2021</sup>', '320¹² of them in the harbour, 2021'],
    ['a<sup></sup>b<sup> </sup>c', 'ab c'],
    ['a<sup> 2 </sup>b', 'a ² b'],
  ])('keeps the words of %j', (html, text) => {
    expect(textOf(html)).toBe(text);
  });
});
