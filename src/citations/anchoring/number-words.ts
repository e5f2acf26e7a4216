/**
 * Words for numbers, per language (ISO 639-1), in lower case, compiled by the project: from zero to
 * twenty, the tens, and the large ones. "One" is listed in English alone, for in the others it is the
 * indefinite article as well.
 */
export const NUMBER_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
    ...['nineteen', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
    ...['hundred', 'hundreds', 'thousand', 'thousands', 'million', 'millions', 'billion'],
    ...['billions', 'trillion', 'half', 'dozen', 'dozens'],
  ],
  es: [
    ...['cero', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once'],
    ...['doce', 'trece', 'catorce', 'quince', 'dieciséis', 'diecisiete', 'dieciocho', 'diecinueve'],
    ...['veinte', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'],
    ...['cien', 'ciento', 'cientos', 'quinientos', 'mil', 'miles', 'millón', 'millones', 'mitad'],
  ],
  fr: [
    ...['zéro', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze'],
    ...['douze', 'treize', 'quatorze', 'quinze', 'seize', 'vingt', 'trente', 'quarante'],
    ...['cinquante', 'soixante', 'cent', 'cents', 'mille', 'million', 'millions', 'milliard'],
    ...['milliards', 'moitié', 'douzaine'],
  ],
  de: [
    ...['null', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf'],
    ...['zwölf', 'dreizehn', 'vierzehn', 'fünfzehn', 'sechzehn', 'siebzehn', 'achtzehn'],
    ...['neunzehn', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig'],
    ...['neunzig', 'hundert', 'hunderte', 'tausend', 'tausende', 'million', 'millionen'],
    ...['milliarde', 'milliarden', 'hälfte', 'dutzend'],
  ],
  ar: [
    ...['صفر', 'اثنان', 'اثنين', 'ثلاثة', 'ثلاث', 'أربعة', 'أربع', 'خمسة', 'خمس', 'ستة', 'ست'],
    ...['سبعة', 'سبع', 'ثمانية', 'ثماني', 'تسعة', 'تسع', 'عشرة', 'عشر', 'عشرون', 'عشرين'],
    ...['ثلاثون', 'ثلاثين', 'أربعون', 'أربعين', 'خمسون', 'خمسين', 'ستون', 'ستين', 'سبعون'],
    ...['سبعين', 'ثمانون', 'ثمانين', 'تسعون', 'تسعين', 'مئة', 'مائة', 'مئات', 'ألف', 'آلاف'],
    ...['مليون', 'ملايين', 'مليار', 'نصف'],
  ],
};
