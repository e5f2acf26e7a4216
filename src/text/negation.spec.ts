import fc from 'fast-check';
import { ASIAN_AND_AFRICAN } from '../../test/support/negated-sentences/asian-and-african.js';
import { EUROPEAN } from '../../test/support/negated-sentences/european.js';
import { NEGATION_WORDS } from './negation-words.js';
import { negationIn, reversalIn } from './negation.js';

const PAIRS = Object.entries({ ...EUROPEAN, ...ASIAN_AND_AFRICAN });

describe.each(PAIRS)('negation in %s', (language, pairs) => {
  it('has five pairs of sentences', () => expect(pairs.length).toBeGreaterThanOrEqual(5));

  it.each(pairs)('%s', (negated, affirmed) => {
    expect(negationIn(negated, language)).toBe(true);
    expect(reversalIn(negated, language)).toBe(true);
    expect(negationIn(affirmed, language)).toBe(false);
    expect(reversalIn(affirmed, language)).toBe(false);
  });
});

describe('what negates', () => {
  /** The case that we were given: what an ellipsis leaves out, in languages beyond the first five. */
  it.each([
    ['pt', 'não'],
    ['nl', 'niet'],
    ['ru', 'не'],
    ['zh', '尚未'],
    ['he', 'לא'],
    ['hi', 'नहीं'],
    ['no', 'ikke'],
    ['nb', 'ikke'],
    ['da', 'aldrig'],
    ['uk', 'жодного'],
    ['tr', 'değildir'],
    ['fa', 'نمی‌شود'],
    ['fa', 'نيست'],
    ['ko', '지 않았'],
    ['ja', 'していない'],
    ['bn', 'হয়নি'],
    ['sr', 'није'],
    ['sr', 'nije'],
    ['fr', "qu'aucun"],
    ['ro', 'n-au'],
    ['cs', 'nepodepsal'],
    ['en', 'isn’t'],
    ['en', 'ISN´T'],
    ['en', 'no-one'],
    ['en', 'No‑one'],
    ['en', 'can-\nnot'],
    ['de', 'kei-\n  ne'],
    ['ko', '사실이 아\n니다'],
    ['ko', '알려지지 않 \r\n  은'],
    ['ko', '그럴 수 없\n다'],
    ['ko', '사실이\n아니다'],
    ['en', 'n­ot'],
    ['tr', 'AÇILMADI'],
    ['vi', 'KHÔNG'],
    ['es', 'jama\u0301s'],
    ['ar', 'لَمْ'],
    ['ar', 'ل\u0656م'],
    ['ar', 'لــم'],
    ['ar', 'وَلَيْسَتْ'],
    ['he', 'לֹא'],
    ['he', 'וכשלא'],
    ['en', 'not onlookers'],
    ['en', 'not only not'],
    ['en', 'with no 5 of them'],
    ['es', 'dijo que nunca'],
    ['fr', 'ce n’est pas un pas'],
    ['fr', 'n’est-ce pas'],
    ['vi', 'không gian lận'],
  ])('in %s: %s', (language, text) => {
    expect(negationIn(text, language)).toBe(true);
  });

  /** Words of which a negation is a part, or that are one in another language, place or phrase. */
  it.each([
    ['en', 'A notable knot of northern nordic annotations'],
    ['en', 'The sin of the pas de deux, ni und ne'],
    ['en', 'A no-fly zone'],
    ['es', 'nosotros, nobles y sindicatos'],
    ['fr', 'des sans-abri, une ONG non-gouvernementale et un nez'],
    ['de', 'Kleine, eine, nichtsdestotrotz vernichtet'],
    ['it', 'nono, sino, dono'],
    ['nl', 'nieten en geensceneerd'],
    ['ru', 'небо и нерв, низко'],
    ['cs', 'nebo nemocnice než neděle'],
    ['tr', 'namaz, temmuz, mahkeme kelimesi, açıklama'],
    ['zh', '是否非常不同，除非未来无线，不仅莫斯科'],
    ['ja', '必ず少ない内容、まず危ない、かもしれない'],
    ['ko', '안내, 안전, 연못, 끊임없이'],
    ['th', 'มิตรภาพในมิถุนายนอย่างดี'],
    ['he', 'מלא, כלא, שאל אל העיר'],
    ['ar', 'ولا تزال ما دامت، وهو ما قال، ولا سيما'],
    ['fa', 'نماینده نزد نخست وزیر و نبرد'],
    ['bn', 'তিনি সেনা কোম্পানি পানি আপনি'],
    ['hi', 'नया नाम नगर मतदान'],
    ['ur', 'نیا نام متعلق'],
    ['fi', 'eilen eivor einari'],
    ['hu', 'nemzet nemes nehéz'],
    ['vi', 'khôn khéo'],
    ['id', 'bukanesia, jangankan dan tida'],
    ['en', 'Not only old, and not least weak, no doubt'],
    ['en', 'Bus No. 5, NO. 6, Nº 7, № 8; they took bus No 9'],
    ['es', 'Sin embargo, no sólo ganó; sin duda, más que nunca, la No. 5'],
    ['fr', 'Sans doute un pas de plus, pas à pas, non seulement un faux pas'],
    ['de', 'Nicht nur, nicht\nzuletzt, ohne Zweifel, zweifellos'],
    ['it', 'Non solo, senza dubbio, più che mai'],
    ['pt', 'Não só, sem dúvida, mais do que nunca'],
    ['nl', 'Niet alleen, zonder twijfel'],
    ['ca', 'No només, pas a pas cap al port'],
    ['sv', 'Inte bara, utan tvekan'],
    ['nb', 'Ikke bare, uten tvil'],
    ['pl', 'Nie tylko, bez wątpienia'],
    ['cs', 'Nejen, bez pochyby'],
    ['ru', 'Не только, тем не менее, без сомнения'],
    ['uk', 'Не лише, тим не менш'],
    ['el', 'Όχι μόνο, χωρίς αμφιβολία'],
    ['tr', 'Hiç kuşkusuz, şüphesiz'],
    ['fi', 'Ei vain, epäilemättä'],
    ['hu', 'Nem csak, kétségtelenül'],
    ['ar', 'لا شك، ليس فقط'],
    ['he', 'לא רק, ללא ספק'],
    ['fa', 'نه تنها، بدون شک'],
    ['ur', 'نہ صرف'],
    ['hi', 'न केवल'],
    ['ko', '시장뿐만 아니라'],
    ['ko', '시장뿐만 아\n니라'],
    ['ko', '시장뿐만\n아니라'],
    ['ko', '항구\n에서 배\n가 떠났다'],
    ['id', 'Bukan hanya, tidak hanya'],
    ['vi', 'Không chỉ hàng không, không gian'],
  ])('not in %s: %s', (language, text) => {
    expect(negationIn(text, language)).toBe(false);
  });

  it('is known of a language with a list alone', () => {
    expect(negationIn('Hún er ekki heima.', 'is')).toBeNull();
    expect(negationIn('', 'en')).toBe(false);
    expect(negationIn('61,4', undefined)).toBeNull();
    expect(negationIn('', undefined)).toBeNull();
  });

  it('is told of an unknown language by a word of any that its script allows, and is never ruled out', () => {
    expect(negationIn('Samtalene har ikke begynt', undefined)).toBe(true);
    expect(negationIn('Переговоры ещё не начались', undefined)).toBe(true);
    expect(negationIn('尚未', undefined)).toBe(true);
    expect(negationIn('Samtalene har begynt', undefined)).toBeNull();
  });
});

describe('what turns a sentence round', () => {
  it.each([
    ['en', 'It is untrue that'],
    ['en', 'is false.'],
    ['en', 'does not believe that'],
    ['en', 'The minister denied that'],
    ['en', ', a hoax that spread in May.'],
    ['en', 'has been debunked'],
    ['de', 'Es ist falsch, dass'],
    ['de', 'bestritt der Sprecher.'],
    ['es', 'Es un bulo que'],
    ['fr', 'Il est faux que'],
    ['it', 'È una bufala che'],
    ['pt', 'É mentira que'],
    ['nl', 'is nepnieuws'],
    ['pl', 'To fałsz, że'],
    ['ru', 'Неправда, что'],
    ['uk', 'спростували в міністерстві'],
    ['tr', 'iddiası asılsızdır'],
    ['ar', 'ونفت الوزارة أن'],
    ['ar', 'الادعاء الكاذب بأن'],
    ['fa', 'تکذیب کرد که'],
    ['he', 'המשרד הכחיש ש'],
    ['hi', 'यह झूठ है कि'],
    ['bn', 'এটি গুজব যে'],
    ['ur', 'یہ جھوٹ ہے کہ'],
    ['zh', '官方否认'],
    ['ja', 'というデマが広がった'],
    ['ko', '사실무근이다'],
    ['id', 'adalah hoaks'],
    ['vi', 'là sai sự thật'],
    ['th', 'เป็นข่าวปลอม'],
    ['en', 'Instead of'],
    ['en', 'All but one'],
    ['en', 'has yet to'],
    ['en', 'The tide table was less than'],
    ['en', 'stopped short of'],
    ['de', 'Alle außer dem Lotsen'],
    ['de', 'Alle bis auf einen'],
    ['fr', 'est loin d’être'],
    ['fr', 'à l’exception d’un pilote'],
    ['es', 'Es incierto que'],
    ['es', 'Dejó de'],
    ['it', 'tranne il pilota'],
    ['pt', 'exceto um'],
    ['nl', 'behalve één'],
    ['ru', 'кроме одного'],
    ['pl', 'z wyjątkiem jednego'],
    ['tr', 'biri hariç'],
    ['ar', 'باستثناء واحد'],
    ['he', 'חוץ מאחד'],
    ['hi', 'ने मना किया'],
    ['zh', '除一人外'],
    ['ja', '一人を除いて'],
    ['ko', '는 주장은 사실과 다르다'],
  ])('in %s: %s', (language, text) => expect(reversalIn(text, language)).toBe(true));

  it.each([
    ['en', 'There is no question that, whether or not it is nothing if not fake fur'],
    ['en', 'Why not wait for Mr. No for less than 5 days or less than a week'],
    ['de', 'Keine Frage, er stieg bis auf 30 Grad, bis auf weiteres'],
    ['ar', 'ولا بد أن، غير أن لم شمل'],
    ['he', 'משרד החוץ מסר, פרט חשוב, ולא רק'],
    ['hi', 'कोई शक नहीं'],
    ['fa', 'نه نفر'],
    ['pl', 'Bez względu na to, oprócz tego'],
    ['es', 'Nada más llegar, sano y salvo'],
    ['fr', 'Rien que pour lui'],
    ['it', 'Mai come oggi'],
    ['id', 'tidak lama kemudian'],
    ['tr', 'Değil mi ki'],
    ['ja', '少なくない、つまらない、取り除いた'],
    ['ru', 'Кроме того'],
    ['zh', '除了港口，还有，除夕'],
  ])('no idiom or name does, in %s: %s', (language, text) =>
    expect(reversalIn(text, language)).toBe(false),
  );

  it.each([
    ['en', 'There is no question of'],
    ['en', 'He asked why not'],
    ['de', 'Sie stellte keine Frage.'],
    ['fa', 'نه سال'],
  ])('but in %s: %s', (language, text) => expect(reversalIn(text, language)).toBe(true));

  it('is not counted among the negations of a change', () => {
    expect(negationIn('denied', 'en')).toBe(false);
    expect(negationIn('said', 'en')).toBe(false);
  });
});

it('takes no time that grows with the square of blank lines', () => {
  const begun = process.cpuUsage();
  expect(negationIn(`well-${'\n'.repeat(100_000)}1 ship`, 'en')).toBe(false);
  // Milliseconds of the processor; the square of the length would take half a minute.
  expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000);
});

describe('laws', () => {
  const languages = [...NEGATION_WORDS.keys()];
  const sentences = fc.constantFrom(
    ...PAIRS.flatMap(([language, pairs]) => pairs.flat().map((text) => ({ language, text }))),
  );

  it('marks that may be left out never hide a negation', () => {
    const marked = fc.constantFrom(
      '\u064E',
      '\u0651',
      '\u0656',
      '\u0670',
      '\u0640',
      '\u05B0',
      '\u05B8',
      '\u200D',
      '\u00AD',
    );
    fc.assert(
      fc.property(
        sentences,
        fc.array(marked, { minLength: 40, maxLength: 40 }),
        ({ language, text }, marks) => {
          const between = [...text].map((character, at) => character + (marks[at] ?? '')).join('');
          expect(negationIn(between, language)).toBe(negationIn(text, language));
        },
      ),
    );
  });

  it('more text never takes a negation away', () => {
    fc.assert(
      fc.property(sentences, sentences, fc.constantFrom(...languages), (one, other, language) => {
        fc.pre(negationIn(one.text, language) === true);
        expect(negationIn(`${one.text}\n${other.text}`, language)).toBe(true);
        expect(negationIn(`${other.text}\n${one.text}`, language)).toBe(true);
      }),
    );
  });

  it('whatever negates turns round, and any text has an answer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...languages, undefined),
        (text, language) => {
          if (negationIn(text, language) === true) expect(reversalIn(text, language)).toBe(true);
        },
      ),
    );
  });
});

describe('words of a language that is not known', () => {
  const languages = [...new Map([...NEGATION_WORDS].map(([tag, words]) => [words, tag])).values()];

  it.each(languages)('negate where they would in the language itself: %s', (language) => {
    const { negations, denials } = NEGATION_WORDS.get(language)!;
    const entries = `${negations} ${denials}`.split(/\s+/u).filter((entry) => entry !== '');
    const texts = entries.map((entry) => `7 ${entry.replaceAll('*', '').replaceAll('_', ' ')}, 8`);
    const negating = texts.filter((text) => reversalIn(text, language) === true);
    expect(negating.length).toBeGreaterThan(texts.length / 2);
    expect(negating.filter((text) => reversalIn(text, undefined) !== true)).toEqual([]);
  });
});
