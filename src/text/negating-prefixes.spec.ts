import { cutsNegatingPrefix, negatedFormsIn } from './negating-prefixes.js';

describe('a passage that begins behind a negating prefix', () => {
  it.each([
    ['en', 'Berths are un|suitable'],
    ['en', 'BERTHS ARE UN|SUITABLE'],
    ['en', 'A non-|toxic paint'],
    ['en', 'Rafts un-\n  |sinkable'],
    ['en', 'Rafts im\u00AD|movable'],
    ['de', 'Ein un|dichter Rumpf'],
    ['nl', 'Een on|diep kanaal'],
    ['sv', 'Ett o|giltigt pass'],
    ['da', 'Et u|gyldigt pas'],
    ['es', 'Un muelle in|útil'],
    ['pt', 'Um cais in|útil'],
    ['ca', 'Un pacte il·|lícit'],
    ['fr', 'Une digue im|parfaite'],
    ['it', 'Un molo s|comodo'],
    ['ro', 'Un dig ne|terminat'],
    ['ru', 'Причал бес|платный'],
    ['pl', 'Port nie|czynny'],
    ['cs', 'Přístav ne|činný'],
    ['el', 'Λιμάνι αν|ίκανο'],
    ['fi', 'Laituri epä|vakaa'],
    ['id', 'Dermaga ketidak|rataan'],
    ['hi', 'अ|सुरक्षित घाट'],
    ['ar', 'الميناء اللا|مركزي'],
    ['fa', 'اسکله نا|امن'],
    ['he', 'רציף אי-|יציב'],
    ['ja', '港は未|整備だ'],
    ['zh', '港口非|公开'],
    ['ko', '항구는 불|안정하다'],
    [undefined, 'Berths are un|suitable'],
  ])('in %s: %j', (language, marked) => {
    const start = marked.indexOf('|');
    expect(cutsNegatingPrefix(marked.replace('|', ''), start, language)).toBe(true);
  });

  it.each([
    ['en', 'Berths are |unsuitable'],
    ['en', 'The fun|gus'],
    ['en', 'An in-|house crew'],
    ['en', 'dis |appeared'],
    ['en', 'un|7'],
    ['en', 'un- |packed'],
    ['de', 'Die Gemein|schaft'],
    ['is', 'Ó|virk höfn'],
    [undefined, 'A s|mall pier'],
    [undefined, '7|a'],
  ])('not in %s: %j', (language, marked) => {
    const start = marked.indexOf('|');
    expect(cutsNegatingPrefix(marked.replace('|', ''), start, language)).toBe(false);
  });

  it('is told by the other languages of the text as well', () => {
    expect(cutsNegatingPrefix('Un inutile', 5, 'el', ['fr'])).toBe(true);
    expect(cutsNegatingPrefix('Un inutile', 5, 'el')).toBe(false);
  });
});

describe('words that are others with a negating prefix', () => {
  it.each([
    ['en', ['Unsuitable'], ['suitable'], 1],
    ['en', ['non-toxic', 'Unsafe'], ['safe', 'toxic'], 2],
    ['en', ['non-'], [], 1],
    ['en', ['UN'], [], 0],
    ['en', ['inside'], ['outside'], 0],
    ['ja', ['未'], [], 1],
    ['ja', ['未整備'], ['整備'], 1],
    [undefined, ['unsafe'], ['safe'], 1],
  ])('in %s: of %j beside %j', (language, words, others, count) => {
    expect(negatedFormsIn(words, others, language)).toBe(count);
  });
});
