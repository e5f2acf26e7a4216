import type { NegationWords } from './negation-words-of-a-language.js';

/** UD_Spanish-AnCora; Nueva gramática de la lengua española, 48. */
export const SPANISH: NegationWords = {
  negations: `no nunca jamás jamas nada nadie ni tampoco sin ningún ningun ninguno ninguna ningunos
    ningunas`,
  denials: `falso falsa falsos falsas falsamente falsedad* bulo bulos mentira* miente mienten mintió
    mintieron desmiente* desmentir* desmintió desmintieron desmentid* desminti* niega niegan negó negaron
    negado niegue negar negaba* rechaz* incorrect* erróne* errone* inexact* equivocad* engaños* inventad*
    fabricad* rehús* rehusó rehusaron refut* imposible* infundad* mito dud* apenas carece* falta_de
    supuest* presunt* rumor* falla fracas*`,
  notBeforeHyphen: 'no sin',
};

/** UD_Portuguese-Bosque; Gramática do Português (Gulbenkian), 13. "Nada" is "swims", too. */
export const PORTUGUESE: NegationWords = {
  negations: `não nao nunca jamais nada ninguém ninguem nem tampouco sem nenhum nenhuma nenhuns nenhumas
    nenhures`,
  denials: `falso falsa falsos falsas falsamente falsidade* mentira* mente mentem mentiu mentiram boato*
    desment* nega negam negou negaram negado negar negava* rejeit* recus* incorret* incorrect* errad*
    erróne* errône* inverídic* inverdade* enganos* inventad* fabricad* refut* impossív* infundad* mito
    duvid* dúvid* carece* suposto suposta alegad* fracass* rechaç* engano`,
  notBeforeHyphen: 'não sem',
};

/** UD_Galician-CTG; Gramática da lingua galega (RAG). */
export const GALICIAN: NegationWords = {
  negations: `non nunca xamais nada ninguén nin tampouco sen ningún ningunha ningúns ningunhas`,
  denials: `falso falsa falsos falsas falsidade* mentira* mente mentiu desment* nega negan negou negaron
    negado rexeit* incorrect* erróne* inventad* refug* imposible* infundad* dubid* supost* bulo bulos`,
};

/** UD_Catalan-AnCora; Gramàtica de la llengua catalana (IEC), 35. */
export const CATALAN: NegationWords = {
  negations: `no mai res ningú ni tampoc sense cap gens pas enlloc`,
  denials: `fals falsa falsos falses falsedat* mentida mentides menteix* desment* nega neguen negar negat
    nega* rebutj* incorrect* erroni* inexact* inventat* inventad* refus* impossible* infundat* dubt*
    suposat* presumpt* bulo`,
};

/**
 * UD_French-GSD; Grevisse, Le bon usage, § 1009 ff. Left out, because they mostly mean something else
 * where no listed word is with them: "plus", "point" and "personne".
 */
export const FRENCH: NegationWords = {
  negations: `ne pas non jamais rien ni guère guere sans nullement aucun aucune aucuns aucunes nul nulle
    nulles nuls aucunement n'*`,
  denials: `faux fausse fausses faussement mensonge* mensong* ment mentent menti mentait mentir infox
    canular* intox dément* démenti* nie nient nié niée niés nia nièrent niait nier niant réfut* rejet*
    refus* erron* inexact* incorrect* trompeu* inventé* fabriqu* contest* récus* impossible* infondé*
    doute doutes doutent douteu* prétendu* rumeur* échou* peine_à manque_de dénué*`,
  notBeforeHyphen: 'non sans',
};

/** UD_Italian-ISDT; Renzi, Salvi e Cardinaletti, Grande grammatica italiana di consultazione, II.5. */
export const ITALIAN: NegationWords = {
  negations: `non no mai nulla niente nessuno nessuna nessun nessun'* né neanche nemmeno neppure senza
    macché`,
  denials: `falso falsa falsi false falsamente falsità bufala bufale bugia bugie mente mentono mentì
    mentito menzogn* smenti* nega negano negò negarono negato negata negare negava* rifiut* respin*
    rigett* errat* sbagliat* scorrett* inesatt* ingannevol* inventat* confut* impossibil* infondat*
    dubit* dubbi* presunt* fallit* fallisc* mancat*`,
  notBeforeHyphen: 'non no senza',
};

/** UD_Romanian-RRT; Gramatica limbii române (GALR), II. */
export const ROMANIAN: NegationWords = {
  negations: `nu n-* niciodată niciodata nimic nimeni nimănui nici niciun nicio nicidecum fără fara
    nicăieri nicicând`,
  denials: `fals falsă falși false falsul* minciun* minte mint minţit mințit dezmin* dezminţ* neagă negă negat
    negau nega respin* respins* refuz* incorect* greșit* gresit* eronat* inexact* înșelăto* inventat*
    imposibil* nefondat* neadevăr* îndoi* pretins* zvon* infirm* eșuat*`,
};
