import type { NegationWords } from './negation-words-of-a-language.js';

/** UD_English-EWT and the Cambridge Grammar of the English Language, chapter 9 ("Negation"). */
export const ENGLISH: NegationWords = {
  negations: `no not never none nobody nothing nowhere neither nor cannot without *n't no-one nope
    ain't isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt couldnt wouldnt shouldnt mustnt`,
  denials: `false falsely falsehood* untrue untruth* incorrect* inaccurate* wrong wrongly mistaken
    mistakenly erroneous* fake faked fakes hoax hoaxes lie lies lied lying myth myths fabricat*
    deny denies denied denying denial denials refut* rebut* debunk* disprov* disput* contradict*
    refuse refuses refused refusing refusal reject rejects rejected rejecting rejection
    unfounded baseless groundless unsubstantiated unproven misleading fail fails failed failing failure
    hardly scarcely barely unlikely doubt doubts doubted doubtful lack lacks lacked lacking untruthful*
    impossible unable prevent prevents prevented far_from rumor* rumour* alleged* disavow* retract*
    misquot* satir* parody bogus unverified allegation* nonsense
    rarely seldom except excepting excluding instead_of rather_than but_one but_two but_three
    but_a_few but_a_handful anything_but exception_of yet_to less_than short_of out_of_context
    spurious`,
  notBeforeHyphen: 'no',
  idioms: `not_only not_merely not_solely not_least not_to_mention no_doubt no_fewer_than
    no_less_than none_other_than without_doubt without_a_doubt without_question without_fail
    no_wonder no_matter nothing_less_than nothing_short_of cannot_but beyond_doubt
    no_question_that no_question_but whether_or_not nothing_if_not believe_it_or_not
    more_often_than_not fake_fur fake_furs fake_tan`,
  prefixes: 'un- in im il ir dis non- mis anti-',
  struckOut:
    '(?:^|(?<=[.!?] ))why not(?! (?:all|every))(?![\\p{L}\\p{M}\\p{N}])|(?<![\\p{L}\\p{M}\\p{N}])(?:mr|mrs|ms|dr)\\.? no(?![\\p{L}\\p{M}\\p{N}])|(?<![\\p{L}\\p{M}\\p{N}])less than (?=[\\p{N}\\p{Sc}]|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half)(?![\\p{L}\\p{M}\\p{N}]))',
};

/** UD_German-GSD; Duden, Die Grammatik, "Negation". */
export const GERMAN: NegationWords = {
  negations: `nicht nichts nie niemals nein weder noch_nie ohne nirgends nirgendwo nirgendwohin
    kein keine keiner keines keinen keinem keins keinerlei keineswegs keinesfalls keinesfalls
    niemand niemanden niemandem niemandes nimmer mitnichten`,
  denials: `falsch falsche falscher falsches falschen falschem fälschlich* unwahr* unrichtig* unzutreffend*
    gelogen lüge lügen lügt log lügner* erfunden erfundene* fälschung* gefälscht* falschmeldung*
    falschbehauptung* fake fakes märchen irrtum irrtümlich* irreführend* bestreite* bestritt* bestritten
    leugne* geleugnet dementier* dementi dementis widerleg* verneint* verneinte zurückgewiesen
    weigert* verweiger* abgelehnt* ablehn* lehnt lehnte lehnten unmöglich* haltlos* unbegründet* kaum
    bezweifel* zweifel* mangels fehlt fehlten fehlte gescheitert* scheiter* angeblich* gerücht* unbelegt*
    frei_erfunden aus_der_luft_gegriffen
    außer ausgenommen bis_auf mit_ausnahme anstatt anstelle weit_davon_entfernt selten hoax entlarvt*
    halbwahrheit* aus_dem_zusammenhang`,
  except: 'zweifellos* zweifelsohne zweifelsfrei* unzweifelhaft*',
  idioms: `nicht_nur nicht_bloß nicht_zuletzt nicht_selten nicht_weniger_als
    kein_zweifel keinen_zweifel ohne_zweifel ohne_jeden_zweifel ohne_frage außer_zweifel
    nichts_anderes_als kein_geringerer_als keine_geringere_als nichts_geringeres_als
    bis_auf_weiteres bis_auf_die_knochen außer_atem`,
  prefixes: 'un- in im il ir miss miß des dis nicht- non- anti-',
  struckOut: '(?:^|(?<=[.!?:] ))keine frage(?=[,:!–])|(?<![\\p{L}\\p{M}\\p{N}])bis auf (?=\\p{N})',
};

/** UD_Dutch-Alpino; Algemene Nederlandse Spraakkunst, 29.4 ("Negatie"). */
export const DUTCH: NegationWords = {
  negations: `niet niets nooit geen nee niemand nergens noch zonder geenszins evenmin nimmer allerminst
    geeneen`,
  denials: `vals valse onjuist* onwaar* onwaarheid* fout foute foutief* nep nepnieuws verzonnen leugen*
    gelogen liegt loog ontken* ontkracht* weerleg* weerlegd* tegengesproken tegenspreek* weiger* geweigerd*
    verwerp* verworpen afgewezen onmogelijk* ongegrond* misleidend* fabel* broodje_aap nauwelijks
    amper betwijfel* twijfel* betwist* zogenaamd* gerucht* mislukt* onbewezen
    behalve uitgezonderd met_uitzondering in_plaats_van zelden verre_van misleidende hoax
    desinformatie`,
  idioms: `niet_alleen niet_slechts niet_enkel niet_in_de_laatste_plaats niet_minder_dan zonder_twijfel
    zonder_enige_twijfel geen_twijfel zonder_meer niemand_minder_dan niet_zelden`,
  prefixes: 'on- in im il ir mis wan dis niet- non- anti-',
};

/** UD_Swedish-Talbanken; Svenska Akademiens grammatik, 4 ("Negation"). */
export const SWEDISH: NegationWords = {
  negations: `inte ej icke aldrig ingen inget inga ingenting ingenstans ingalunda utan varken nej nej
    knappast ingendera`,
  denials: `falsk* osann* osanning* felaktig* fel lögn* ljuger ljög ljugit påhitt* påhittad* bluff* förnek*
    dement* dementer* motbevis* tillbakavis* vägra* avvis* omöjlig* ogrundad* grundlös* vilseledande
    bestrid* bestred tvivl* tvekar påstådd* ryktet rykten misslyck*
    utom undantaget med_undantag i_stället_för istället_för sällan långt_ifrån bortsett_från fejk*
    hoax desinformation`,
  idioms: `inte_bara inte_enbart inte_endast inte_minst inte_mindre_än utan_tvekan utan_tvivel
    inget_tvivel ingen_tvekan inte_sällan`,
  prefixes: 'o- in im il ir miss van dis icke- non- anti-',
};

/**
 * UD_Danish-DDT, UD_Norwegian-Bokmaal and UD_Norwegian-Nynorsk; Norsk referansegrammatikk, 8.3. One
 * list: what is short is told for either, and no word of the one means something else in the others.
 */
export const DANISH_AND_NORWEGIAN: NegationWords = {
  negations: `ikke ikkje ej aldri aldrig ingen intet inkje inga ingenting ingensteds ingenstedes uden uten
    utan nei nej hverken verken korkje næppe neppe knapt ingenlunde`,
  denials: `falsk* usand* usann* usandhed* forkert* feil feilaktig* fejlagtig* fejl løgn* lyver løj løgnagtig*
    opdigte* oppdikt* nægt* benægt* nekt* benekt* dement* afvis* avvis* afviste tilbagevis* tilbakevis*
    umulig* grundløs* grunnløs* ubegrunde* vildledende villedende bestrid* bestred tvivl* tvil* påstått*
    påstande* rykte rykter rygte* oppspinn opspind mislykke* misslykk*
    undtagen unntatt bortset_fra bortsett_fra i_stedet_for istedenfor sjældent sjelden langtfra fake
    hoax desinformation desinformasjon`,
  idioms: `ikke_bare ikke_kun ikke_blot ikke_alene ikke_mindst ikke_minst ikkje_berre ikkje_minst
    ikke_mindre_end ikke_mindre_enn uden_tvivl uten_tvil utan_tvil ingen_tvivl ingen_tvil intet_mindre_end
    ikke_sjelden ikke_sjældent`,
  prefixes: 'u- in im il ir mis van dis ikke- non- anti-',
};
