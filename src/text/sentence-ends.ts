/**
 * Abbreviations after which a sentence goes on, in lower case and without their last full stop, of
 * English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Scandinavian, Turkish,
 * Russian and Ukrainian. What may well end a sentence ("etc.", "Inc.", "usw.") is here as well: to read
 * on too far makes somebody read, to stop too early hides a negation.
 */
const ABBREVIATIONS = new Set(
  // Titles.
  (
    'mr mrs ms mx dr drs prof profs rev fr sr jr st ste hon pres gov gen lt sgt capt cmdr maj adm brig sen ' +
    'rep reps sens supt insp esq messrs mme mmes mlle mgr sra srta dña dn da dott dott.ssa sig sigg avv ' +
    'hr frau fr dipl mw dhr mevr ir drs bc mudr judr phdr doc tov red inż mgr lek hab ' +
    // References, numbers and measures.
    'nos nr nrs num núm vol vols p pp pg pág págs ss ff fig figs arts ch chap sec sect ' +
    'ziff kap anm abb tab cf vgl bzw ca approx circa vs v al et.al etc usw usf ggf evtl inkl exkl ' +
    'zzgl mind fax ext eds trans dept univ assn co corp inc ltd llc plc bros mt ft ave blvd rd ' +
    'tzv např atd apod popř resp tzn napr atď tzn tj mj bl osv fx f.eks dvs jf kl mv m.fl t.ex bl.a ' +
    'm.m s.k d.v.s bijv enz o.a d.w.z m.a.w t.a.v np itd itp tzn tzw m.in ul godz rok ok zob por ' +
    'e.g i.e viz a.k.a p.s a.m p.m u.s u.k u.n e.u d.c ph.d b.a m.a m.d z.b d.h u.a i.d.r s.o v.a o.ä z.t u.u ' +
    'p.ej ej ee ee.uu c.d s.a s.l ltda cía av avda avd pza dpto aprox p.ex sto ecc es c.a s.p.a s.r.l ' +
    // Months and days.
    'jan feb febr mar mär apr jun jul aug sep sept oct okt nov dec dez déc janv févr avr juil ene abr ago dic ' +
    'gen giu lug ott tue tues thur thurs ' +
    // Money and large numbers.
    'mio mrd mia tis tsd bn mln mld tys milj mn kr rs ' +
    // Turkish, Russian, Ukrainian, Bulgarian, Greek.
    'av doç yrd örn vb vs bkz cad mah ' +
    'г гг в вв ул д кв им т.е т.д т.п т.к т.н др пр проф акад стр рис см ср напр тыс млн млрд руб коп км обл ' +
    'р-н пос с сек мин ч н.э до.н.э тов гр г-н г-жа тис грн вул буд просп ім рр р ст т.зв т.нар вкл лв ' +
    'π.χ κ.ά κ.λπ κ κα αρ σελ δρ'
  ).split(' '),
);

/** The word before the full stop, with the stops within it: `e.g`, `U.S`, `5`, and blanks as in `z. B`. */
const LAST_WORD =
  /(?:^|[\s("'\[“„«‘\-–—/])((?:[\p{L}\p{M}]{1,6}\.[ \u00A0\u202F]?){0,4}[\p{L}\p{M}\p{N}-]{1,12})\.$/u;

/** A letter alone: an initial, or part of "U.S." and "z. B.". */
const INITIAL = /^\p{L}\p{M}*$/u;
const INITIALS = /^(?:\p{L}{1,2}\p{M}*\.[ \u00A0\u202F]?)+\p{L}{1,2}\p{M}*$/u;

/** "Plan B", "the U.S.", but not "v." or "z. B.". */
const CAPITALS = /^\p{Lu}(?:\.\p{Lu})*$/u;

/**
 * Words with which sentences begin, in the same languages, and none of which is a name or stands in one
 * behind an initial, as "He", "Le" or "Van" may.
 */
const OPENERS = new Set(
  (
    'the this that these those they it its there their and if when while after before because however ' +
    'der die dieser diese dieses dies sie es wir aber und wenn als nach nachdem ' +
    'les une ces cette cela il ils elle elles nous mais quand après ' +
    'los las unos unas estos estas pero cuando después ella ellos ellas ' +
    'os quando depois eles elas gli questo questa questi dopo ' +
    'het dit dat deze een maar toen na det disse dette efter etter når ' +
    'to ta gdy je ona oni ama это эта этот они но после когда це ця цей вони але після коли'
  ).split(' '),
);

/** An ordinal number, as in "3. Oktober"; a year or a large number ends a sentence oftener. */
const ORDINAL = /^(?:\d{1,2}|[IVXLC]{1,5})$/u;

/** How much before an end is looked at. */
const LOOKED_AT = 60;

const CLOSING = /["'”’»“‘›)\]}」』）】》〉]+$/u;
const GOES_ON = /^[\s"'“‘„«‹(\[–—-]*\p{Ll}/u;

/** "No. 5", but "The answer was no." */
const BEFORE_NUMBERS = new Set(['no', 'art', 'cap', 'fig', 'abs', 'par', 'ed', 'n', 'est']);

/** The particles by which Japanese goes on after a bracket: "「…。」と述べた". */
const QUOTING_PARTICLE = /^(?:と|って|など|とも|という)/u;

const OPENED_AFTER_END = /[。！？][“‘「『《〈【（]+$/u;

/**
 * Where the sentence before a place ends that UAX #29 found: it lets brackets that open after a full stop
 * without a space end the sentence as if they closed.
 */
export function endBefore(text: string, place: number): number {
  const opened = OPENED_AFTER_END.exec(text.slice(Math.max(0, place - LOOKED_AT), place));
  return opened ? place - opened[0].length + 1 : place;
}

/**
 * Whether a sentence ends at a place where UAX #29 lets one end: not after an abbreviation, nor after an
 * initial or an ordinal number but before a word that begins sentences and is no name, nor where the text
 * goes on in lower case.
 */
export function isEndOfSentence(text: string, place: number): boolean {
  if (text[place - 1] === '\n') return true;
  const before = text.slice(Math.max(0, place - LOOKED_AT), place).trimEnd();
  const after = text.slice(place, place + LOOKED_AT);
  if (after.trim() === '') return true;
  if (GOES_ON.test(after)) return false;
  const bare = before.replace(CLOSING, '');
  if (bare.length < before.length) return !QUOTING_PARTICLE.test(after);
  if (!bare.endsWith('.')) return true;
  const word = LAST_WORD.exec(bare)?.[1];
  if (word === undefined) return true;
  const compact = word.replace(/[ \u00A0\u202F]/gu, '');
  const begins = OPENERS.has(
    /^\s*(\p{Lu}\p{L}*)(?![\p{L}.])/u.exec(after)?.[1]?.toLowerCase() ?? '',
  );
  if (INITIAL.test(compact) || INITIALS.test(compact)) return begins && CAPITALS.test(compact);
  if (ORDINAL.test(compact)) return begins || !/^\s*[\p{Lu}\p{N}]/u.test(after);
  if (BEFORE_NUMBERS.has(compact.toLowerCase())) return !/^\s*\p{N}/u.test(after);
  const last = compact.slice(compact.lastIndexOf('.') + 1);
  return !ABBREVIATIONS.has(compact.toLowerCase()) && !ABBREVIATIONS.has(last.toLowerCase());
}
