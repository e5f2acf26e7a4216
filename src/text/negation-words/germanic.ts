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
    misquot* satir* parody bogus unverified allegation* nonsense`,
  notBeforeHyphen: 'no',
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
    frei_erfunden aus_der_luft_gegriffen`,
};

/** UD_Dutch-Alpino; Algemene Nederlandse Spraakkunst, 29.4 ("Negatie"). */
export const DUTCH: NegationWords = {
  negations: `niet niets nooit geen nee niemand nergens noch zonder geenszins evenmin nimmer allerminst
    geeneen`,
  denials: `vals valse onjuist* onwaar* onwaarheid* fout foute foutief* nep nepnieuws verzonnen leugen*
    gelogen liegt loog ontken* ontkracht* weerleg* weerlegd* tegengesproken tegenspreek* weiger* geweigerd*
    verwerp* verworpen afgewezen onmogelijk* ongegrond* misleidend* fabel* broodje_aap nauwelijks
    amper betwijfel* twijfel* betwist* zogenaamd* gerucht* mislukt* onbewezen`,
};

/** UD_Swedish-Talbanken; Svenska Akademiens grammatik, 4 ("Negation"). */
export const SWEDISH: NegationWords = {
  negations: `inte ej icke aldrig ingen inget inga ingenting ingenstans ingalunda utan varken nej nej
    knappast ingendera`,
  denials: `falsk* osann* osanning* felaktig* fel lögn* ljuger ljög ljugit påhitt* påhittad* bluff* förnek*
    dement* dementer* motbevis* tillbakavis* vägra* avvis* omöjlig* ogrundad* grundlös* vilseledande
    bestrid* bestred tvivl* tvekar påstådd* ryktet rykten misslyck*`,
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
    påstande* rykte rykter rygte* oppspinn opspind mislykke* misslykk*`,
};
