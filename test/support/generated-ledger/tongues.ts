/**
 * What is said in one language. `{place}`, `{body}`, `{n}`, `{percent}` and `{year}` are filled in;
 * sentences stand on their own, without the stop at their end.
 */
export interface Tongue {
  /** BCP 47. */
  readonly language: string;
  readonly places: readonly string[];
  readonly bodies: readonly string[];
  readonly facts: readonly string[];
  readonly predictions: readonly string[];
  readonly opinions: readonly string[];
  /** What stands around claims in an article. */
  readonly asides: readonly string[];
  readonly stop: string;
}

const english: Tongue = {
  language: 'en',
  places: ['Port Merrow', 'Eastmark', 'Lower Tarn', 'Saltbridge', 'Quay Hill', 'Orrin Valley'],
  bodies: ['The water board', 'The harbour council', 'The foreign ministry', 'The school trust'],
  facts: [
    '{body} repaired {n} kilometres of pipe around {place} in {year}',
    'Bread in {place} costs {percent} per cent more than it did in {year}',
    '{body} met the mediators {n} times in {place} before the truce of {year}',
    '{place} opened {n} classrooms in {year}, {percent} per cent of those it had promised',
    'Ferries from {place} carried {n} thousand passengers in {year}',
    'The ceasefire around {place} has held for {n} days',
    '{body} let {n} detainees go after the talks in {place}',
    'Unemployment in {place} fell to {percent} per cent in {year}',
    '📈 Rents in {place} are up {percent} % since {year} 🏠',
    '💧🚱 {n} households in {place} have had no tap water since {year}',
  ],
  predictions: [
    '{body} will sign the second part of the agreement in {place}',
    'Prices in {place} will rise by more than {percent} per cent within the year',
    '{n} families will have returned to {place} before the winter',
  ],
  opinions: [
    '{body} has been too slow in {place}, and everybody there knows it',
    'What {place} decided in {year} was a disgrace',
    '🙄 Nobody in {place} needs another bridge',
  ],
  asides: [
    'Officials in {place} took no questions about the figures',
    '“We waited a long time for this — too long,” one resident of {place} said',
    'A draft seen by this newspaper runs to {n} pages',
    'The parties are to meet again; no day has been set',
    '{body} did not answer a request for comment',
  ],
  stop: '.',
};

const arabic: Tongue = {
  language: 'ar',
  places: ['ميناء السلام', 'وادي الزيتون', 'تل الريحان', 'عين الصفا'],
  bodies: ['وزارة الخارجية', 'مجلس المدينة', 'هيئة المياه', 'لجنة الوساطة'],
  facts: [
    'أعلنت {body} عودة {n} عائلة إلى {place} في عام {year}',
    'ارتفع سعر الخبز في {place} بنسبة {percent} في المئة منذ عام {year}',
    'استمرت الهدنة حول {place} {n} يوماً',
    'أصلحت {body} {n} كيلومتراً من الأنابيب قرب {place}',
    '🕊️ أُفرج عن {n} محتجزاً بعد محادثات {place} 🤝',
  ],
  predictions: [
    'ستوقّع الأطراف المرحلة الثانية من الاتفاق في {place}',
    'ستُفتح {n} مدرسة في {place} قبل الشتاء',
  ],
  opinions: ['تأخرت {body} كثيراً في {place}', 'كان قرار {place} في عام {year} خطأً كبيراً'],
  asides: [
    'لم تُجب {body} عن الأسئلة',
    'قال أحد سكان {place}: «انتظرنا هذا اليوم طويلاً»',
    'لم يُحدَّد موعد الاجتماع المقبل',
  ],
  stop: '.',
};

const german: Tongue = {
  language: 'de',
  places: ['Uferstadt', 'Grünmoos', 'Oberkettling', 'Süßenbach'],
  bodies: ['Das Hafenamt', 'Der Stadtrat', 'Die Schulbehörde', 'Das Ministerium'],
  facts: [
    '{body} hat in {place} {n} Wohnungen geprüft, {percent} Prozent davon mit Mängeln',
    'In {place} sind die Mieten seit {year} um {percent} Prozent gestiegen',
    'Die Fähre nach {place} fiel {year} an {n} Tagen aus',
    '{body} ließ {year} bei {place} {n} Bäume fällen 🌳',
  ],
  predictions: [
    'Die Brücke bei {place} wird rechtzeitig fertig',
    'In {place} wird die Grundsteuer um {percent} Prozent erhöht',
  ],
  opinions: ['Für {place} war {year} ein verlorenes Jahr', '{body} hört niemandem zu'],
  asides: [
    '„Wir haben lange darauf gewartet – zu lange“, sagte eine Anwohnerin aus {place}',
    '{body} äußerte sich auf Anfrage nicht',
    'Der nächste Termin steht noch nicht fest',
  ],
  stop: '.',
};

const french: Tongue = {
  language: 'fr',
  places: ['Port-aux-Mouettes', 'Valserine', 'Saint-Éloi'],
  bodies: ['Le conseil du port', 'La préfecture', 'Le ministère'],
  facts: [
    '{body} a rénové {n} écoles à {place} en {year}',
    'À {place}, le prix du pain a augmenté de {percent} % depuis {year}',
    'La trêve autour de {place} a tenu {n} jours',
  ],
  predictions: ['{body} signera la deuxième partie de l’accord à {place}'],
  opinions: ['{body} a manqué de courage à {place}'],
  asides: [
    '« Nous avons attendu longtemps », a dit une habitante de {place}',
    '{body} n’a pas répondu à nos questions',
    'Aucune date n’a été fixée',
  ],
  stop: '.',
};

const japanese: Tongue = {
  language: 'ja',
  places: ['青浜市', '北港町', '三ツ沢'],
  bodies: ['水道局', '市議会', '港湾局'],
  facts: [
    '{body}は{year}年に{place}で{n}キロの水道管を修理した',
    '{place}の家賃は{year}年から{percent}％上がった',
    '{place}では{n}日間、停戦が守られている',
  ],
  predictions: ['{place}の新しい橋は予定どおりに完成する'],
  opinions: ['{year}年の{place}の決定は間違いだった'],
  asides: [
    '{body}は取材に答えなかった',
    '「長い間待っていた」と{place}の住民は話した',
    '次の会合の日程は決まっていない',
  ],
  stop: '。',
};

/** English as often as the others together. */
export const TONGUES: readonly Tongue[] = [
  ...[english, english, english, english],
  ...[arabic, german, french, japanese],
];
