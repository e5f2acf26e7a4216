import { isNumberWord } from './number-words.js';

describe('a word for a number', () => {
  it.each([
    ['en', 'Forty'],
    ['de', 'dreißig'],
    ['de', 'DREISSIG'.replace('SS', 'ẞ')],
    ['fr', 'zéro'],
    ['es', 'dieciséis'],
    ['pt', 'milhões'],
    ['it', 'metà'],
    ['nl', 'honderd'],
    ['pl', 'pięć'],
    ['ru', 'МИЛЛИОНОВ'],
    ['uk', 'п’ять'],
    ['tr', 'KIRK'],
    ['ar', 'أَلْف'],
    ['he', 'אֶלֶף'],
    ['fa', 'ميليون'],
    ['ur', 'کروڑ'],
    ['hi', 'करोड़'],
    ['bn', 'কোটি'],
    ['zh', '亿'],
    ['ja', '億'],
    ['ko', '백'],
    ['id', 'juta'],
    ['vi', 'triệu'],
    ['th', 'ล้าน'],
    ['nb', 'tusen'],
    ['sr', 'хиљада'],
  ])('in %s: %s', (language, word) => expect(isNumberWord(word, language)).toBe(true));

  it('is one of its own language alone', () => {
    expect(isNumberWord('once', 'es')).toBe(true);
    expect(isNumberWord('once', 'en')).toBe(false);
    expect(isNumberWord('on', 'tr')).toBe(true);
    expect(isNumberWord('on', 'fr')).toBe(false);
    expect(isNumberWord('bridge', 'en')).toBe(false);
  });

  it('is one of any where the language is not known or has no list', () => {
    expect(isNumberWord('forty', undefined)).toBe(true);
    expect(isNumberWord('tusen', 'is')).toBe(true);
    expect(isNumberWord('bridge', undefined)).toBe(false);
    expect(isNumberWord('', undefined)).toBe(false);
  });
});
