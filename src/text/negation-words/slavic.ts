import type { NegationWords } from './negation-words-of-a-language.js';

/** UD_Russian-SynTagRus; Русская грамматика (АН СССР, 1980), § 2620 ff. */
export const RUSSIAN: NegationWords = {
  negations: `не ни нет нету без безо нельзя никто никого никому никем ничто ничего ничему ничем нигде
    никуда ниоткуда никогда никак никакой никакая никакое никакие никакого никаких никакому никаким
    никакими никакую никакою ничей ничья ничьи ничьё нисколько ничуть отнюдь нечего некого некому негде
    некогда некуда незачем невозможно ни-ни`,
  denials: `неправд* ложь лжи лгут лжёт лжет лгал* солгал* ложн* лжив* фейк* неверн* недостоверн* ошибочн*
    опроверг* опроверж* отрица* отказ* отверг* отклон* выдум* вымысел вымыш* необоснован* беспочвен*
    вряд едва сомнев* сомнен* якобы слух слухи неточн* вбро* дезинформ* невозможн* провал*
    кроме исключая за_исключением вместо редко`,
  idioms: `не_только не_менее тем_не_менее не_раз как_нельзя без_сомнения без_сомнений нет_сомнений
    вне_сомнения вне_сомнений не_кто_иной_как не_что_иное_как без_преувеличения как_никогда
    кроме_того кроме_этого`,
  prefixes: 'не без бес анти-',
};

/** UD_Ukrainian-IU; Синтаксис сучасної української мови (Вихованець, 1993). */
export const UKRAINIAN: NegationWords = {
  negations: `не ні ані без нема немає немає нікого ніхто нікому ніким ніщо нічого нічому нічим ніде
    нікуди нізвідки ніколи ніяк ніякий ніяка ніяке ніякі ніякого ніяких ніякому ніяким ніякими ніяку
    жоден жодна жодне жодні жодного жодної жодному жодних жодну жодним аж_ніяк неможливо нічий нітрохи`,
  denials: `неправд* брехн* бреше брехали збрехав* хибн* фейк* неправдив* недостовірн* помилков* неточн*
    спростув* спростов* запереч* відмов* відкид* відкину* відхил* вигад* вигадк* безпідставн* навряд
    ледве сумнів* нібито чутки неможлив* дезінформ* провал*
    крім окрім за_винятком замість рідко`,
  idioms: `не_тільки не_лише тим_не_менш не_менше не_менш не_раз без_сумніву немає_сумніву
    як_ніколи не_що_інше_як
    крім_того окрім_того`,
  prefixes: 'не без анти-',
};

/** UD_Bulgarian-BTB; Граматика на съвременния български книжовен език (БАН), III. */
export const BULGARIAN: NegationWords = {
  negations: `не ни няма нямаше нямат нямал нямало нямали нямам никой никого никому никоя никое никои
    нищо никога никъде никак никакъв никаква никакво никакви нито без недей недейте ничий ничия`,
  denials: `невяр* неистин* лъж* лъже излъга* фалшив* фейк* погрешн* грешн* неточн* опроверг* опровер*
    отрича* отрече* отрекъл* отказ* отхвърл* измисл* неоснователн* безпочвен* невъзможн* едва
    съмн* слух слухове твърдян* заблужда* подвежда* дезинформ*
    освен с_изключение вместо рядко`,
  idioms: `не_само без_съмнение няма_съмнение не_на_последно_място не_по-малко_от
    освен_това`,
  prefixes: 'не без анти-',
};

/**
 * UD_Serbian-SET and UD_Croatian-SET; Barić and others, Hrvatska gramatika, § 1500 ff. Serbian, Croatian
 * and Bosnian in one list and both scripts, since detection does not tell them apart.
 */
export const SERBIAN_AND_CROATIAN: NegationWords = {
  negations: `ne nije nisam nisi nismo niste nisu neću nećeš neće nećemo nećete nemoj nemojte nemojmo nema
    nemaju nemam nemaš nemamo nemate nemao nemala nemali nemojmo nit niti ni nitko niko nikoga nikome
    nikom nikim ništa ničega ničemu ničim nigdje nigde nikad nikada nikako nikakav nikakva nikakvo nikakve
    nikakvi nikakvih nikakvog nikakvu nijedan nijedna nijedno nijednog nijedne bez nemoguće nikuda
    не није нисам ниси нисмо нисте нису нећу нећеш неће нећемо нећете немој немојте нема немају немам
    немамо немао немала немали нити ни нико никога никоме ништа ничега нигде никад никада никако никакав
    никаква никакво никакве никакви никаквих никакву ниједан ниједна ниједно без немогуће`,
  denials: `neistin* netoč* netač* laž lažn* laži laže lagao lagala lagali izmišlj* izmisl* pogreš* krivo
    negira* demantira* demantov* demant* opovrg* poriče* poreč* porek* odbij* odbio odbila odbili odbac*
    neutemelj* neosnov* nemoguć* sumnj* navodn* glasine lažira* obmanj*
    неистин* нетач* лаж лажн* лажи лаже лагао лагала лагали измишљ* измисл* погреш* негира* деманто*
    демант* оповрг* пориче* пореч* порек* одбиј* одбио одбила одбили одбац* неоснов* немогућ* сумњ*
    наводн* гласине обман*
    osim izuzev umjesto umesto rijetko retko dezinform* осим изузев умјесто уместо ријетко ретко
    дезинформ*`,
  idioms: `ne_samo ne_manje_od bez_sumnje nema_sumnje kao_nikad kao_nikada
    не_само не_мање_од без_сумње нема_сумње као_никад као_никада
    osim_toga осим_тога`,
  prefixes: 'ne bez bes anti- не без бес анти-',
};

/** UD_Polish-PDB; Gramatyka współczesnego języka polskiego, Składnia (PWN). */
export const POLISH: NegationWords = {
  negations: `nie nigdy nic niczego niczemu niczym nikt nikogo nikomu nikim nigdzie ani bez beze żaden
    żadna żadne żadnego żadnej żadnemu żadnych żadnym żadnymi żadną żadni znikąd nijak bynajmniej
    niepodobna niemożliwe nieprawda brak brakuje`,
  denials: `nieprawd* fałsz* kłam* skłam* zmyśl* zmyślon* błędn* mylny mylna mylne mylnie niezgodn* nieścisł*
    zaprzecz* dement* zdement* obal* odrzuc* odmów* odmawia* odmówi* fejk* fake bzdur* niemożliw*
    bezpodstawn* nieuzasadn* wątp* zwątp* rzekom* plotk* nieprawdziw* wymyśl* ledwo ledwie oszust*
    oprócz prócz z_wyjątkiem wyjąwszy zamiast rzadko dezinform*`,
  idioms: `nie_tylko nie_mniej_niż bez_wątpienia nie_ma_wątpliwości jak_nigdy nie_bez_znaczenia
    nie_raz
    oprócz_tego prócz_tego bez_względu_na`,
  prefixes: 'nie bez anty-',
};

const CZECH_AND_SLOVAK_ORDINARY = `nebo nebe nebi nebes* nebesk* než nežli nej* neděl* nedeľ* nemoc* nemecko
  neboť nebot nechť nech necha* nechá* nechal* neb neter* neuro* neutr* nero* network* netflix* neapol*
  nepál* nepal* nelson* newton* new news neon* nehod* nervy nerv* nevěst* nevest* němec* nemec* nedávn* nedávno
  nedáv* nedaleko neďaleko neustál* nezbytn* nepřítel* nepriateľ* nebezpeč* neměcko něco nestlé neo*
  nemecký nemecká nemecké nemecká nefrit* negat* neg nebožt* nemovit* nehnuteľ* netopýr* nepochybn* nesporn*
  neúnav* nejen nielen nelze_než nekr* nepomer* netto nemohúc nesmiern* nesmírn* neuvěriteľ* neuvěriteln*`;

/** UD_Czech-PDT; Mluvnice češtiny 3, "Negace": a verb, an adjective or a noun takes the prefix ne-. */
export const CZECH: NegationWords = {
  negations: `ne ani nikdo nikoho nikomu nikým nic ničeho ničemu ničím nikdy nikde nikam nijak nikterak
    žádný žádná žádné žádného žádné žádnému žádným žádných žádnými žádnou žádní bez beze není nejsou nelze
    nikoli nikoliv ni`,
  denials: `lež lži lže lžou lhal* zalhal* falešn* falš* smyšlen* vymyšlen* výmysl* popír* popř* popřel*
    vyvrác* vyvrát* odmít* zamít* dement* chybn* mylně mylný mylná mylné omyl* hoax* podvrh* fáma fámy
    údajn* pochyb* sotva zpochyb* klam* zavádějíc*
    kromě s_výjimkou namísto zřídka dezinform*`,
  forms: 'ne\\p{L}{3,}',
  except: CZECH_AND_SLOVAK_ORDINARY,
  idioms: `ne_jen bez_pochyby bez_pochyb není_pochyb jako_nikdy
    kromě_toho`,
  prefixes: 'ne bez anti-',
};

/** UD_Slovak-SNK; Morfológia slovenského jazyka (SAV): the prefix ne-, and "nie" with "to be". */
export const SLOVAK: NegationWords = {
  negations: `nie ne ani nikto nikoho nikomu nikým nič ničoho ničomu ničím nikdy nikde nikam nijako žiaden
    žiadny žiadna žiadne žiadneho žiadnej žiadnemu žiadnym žiadnych žiadnymi žiadnu žiadni bez bezo niet
    niesom nemožno`,
  denials: `lož lži klame klamú klamal* luhá falošn* vymyslen* výmysl* popier* popre* poprel* vyvrát* vyvrac*
    odmiet* zamiet* dement* chybn* mylne mylný mylná mylné omyl* hoax* podvrh* údajn* pochyb* sotva
    spochyb* zavádza* nepravd*
    okrem s_výnimkou namiesto zriedka dezinform*`,
  forms: 'ne\\p{L}{3,}',
  except: CZECH_AND_SLOVAK_ORDINARY,
  idioms: `nie_len nie_iba bez_pochyby niet_pochýb ako_nikdy
    okrem_toho`,
  prefixes: 'ne bez anti-',
};
