import { isCurrency, isCurrencySign } from './currencies.js';

describe('the name of a currency', () => {
  it.each([
    ['en', 'Dollars'],
    ['en', 'euros'],
    ['en', 'rubles'],
    ['de', 'Pfund'],
    ['fr', 'livres'],
    ['es', 'dólares'],
    ['pl', 'złotych'],
    ['pl', 'zł'],
    ['ru', 'рублей'],
    ['uk', 'гривень'],
    ['ar', 'دولار'],
    ['hi', 'डॉलर'],
    ['bn', 'টাকা'],
    ['zh', '美元'],
    ['ja', '円'],
    ['ko', '달러'],
  ])('in %s: %s', (language, word) => expect(isCurrency(word, language)).toBe(true));

  it('is none of a country, and no other word', () => {
    for (const word of ['Russian', 'British', 'Chinese', 'of', 'the', 'ships']) {
      expect(isCurrency(word, 'en')).toBe(false);
    }
    expect(isCurrency('de', 'es')).toBe(false);
    expect(isCurrency('США', 'ru')).toBe(false);
  });

  it('is English where the language is not known, and none where the tag is not well-formed', () => {
    expect(isCurrency('dollars')).toBe(true);
    expect(isCurrency('dollars', 'no_tag')).toBe(false);
  });

  it('is no code that is a word in a headline', () => {
    expect(['ALL', 'TOP', 'TRY'].some(isCurrencySign)).toBe(false);
    expect(['all', 'mad', 'pen'].some((word) => isCurrency(word, 'en'))).toBe(false);
  });

  it('is a sign or a code in any language', () => {
    expect(['€', 'EUR', '₹'].every(isCurrencySign)).toBe(true);
    expect(isCurrency('USD', 'th')).toBe(true);
    expect(['euro', 'ABC', ''].some(isCurrencySign)).toBe(false);
  });
});
