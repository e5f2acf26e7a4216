import { isMultiplier, isNumberWord } from './number-words.js';

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

  it.each([
    ['en', 'Second'],
    ['de', 'Zweiter'],
    ['fr', 'première'],
    ['es', 'tercera'],
    ['it', 'quinto'],
    ['pl', 'trzeciego'],
    ['ru', 'четвёртой'],
    ['uk', 'п’ятий'],
    ['ar', 'الثاني'],
    ['fa', 'سوم'],
    ['hi', 'तीसरे'],
    ['ko', '둘째'],
    ['id', 'kedua'],
    ['tr', 'üçüncü'],
  ])('may be an ordinal, in %s: %s', (language, word) =>
    expect(isNumberWord(word, language)).toBe(true),
  );

  it.each([
    ['de', 'zweiundzwanzig', 'einverstanden'],
    ['de', 'dreiundzwanzigste', 'undeine'],
    ['nl', 'tweeëntwintig', 'eenheid'],
    ['it', 'ventuno', 'seinen'],
    ['sv', 'tjugoett', 'ettan'],
    ['da', 'enogtyve', 'enogen'],
    ['fi', 'kaksikymmentäyksi', 'kaksinkertainen'],
    ['hu', 'huszonöt', 'egyegy'],
  ])('may be several of them as one, in %s: %s, not %s', (language, number, other) => {
    expect(isNumberWord(number, language)).toBe(true);
    expect(isNumberWord(other, language)).toBe(false);
  });
});

describe('what multiplies the number before it', () => {
  it.each([
    ['en', 'bn'],
    ['de', 'Mio'],
    ['fr', 'Md'],
    ['ru', 'тыс'],
    ['pl', 'mld'],
    ['en', 'pm'],
    ['en', 'lac'],
  ])('in %s: %s', (language, word) => expect(isMultiplier(word, language)).toBe(true));

  it('is no other word', () => {
    expect(isMultiplier('ships', 'en')).toBe(false);
    expect(isMultiplier('am', 'de')).toBe(false);
  });
});
