import type { NegationWords } from './negation-words-of-a-language.js';

/** UD_Spanish-AnCora; Nueva gramática de la lengua española, 48. */
export const SPANISH: NegationWords = {
  negations: `no nunca jamás jamas nada nadie ni tampoco sin ningún ningun ninguno ninguna ningunos
    ningunas`,
  denials: `falso falsa falsos falsas falsamente falsedad* bulo bulos mentira* miente mienten mintió
    mintieron desmiente* desmentir* desmintió desmintieron desmentid* desminti* niega niegan negó negaron
    negado niegue negar negaba* rechaz* incorrect* erróne* errone* inexact* equivocad* engaños* inventad*
    fabricad* rehús* rehusó rehusaron refut* imposible* infundad* mito dud* apenas carece* falta_de
    supuest* presunt* rumor* falla fracas*
    salvo excepto exceptuando menos_uno menos_una menos_dos todos_menos todas_menos incierto incierta
    dejó_de dejaron_de deja_de dejan_de dejar_de dejado_de en_lugar_de en_vez_de lejos_de_ser
    lejos_de_estar raramente rara_vez fake fuera_de_contexto desinformación`,
  notBeforeHyphen: 'no sin',
  idioms: `no_solo no_sólo no_solamente no_únicamente no_unicamente no_obstante sin_embargo
    sin_duda sin_duda_alguna sin_lugar_a_dudas sin_ninguna_duda no_cabe_duda no_hay_duda
    nada_menos_que ni_más_ni_menos no_menos_de sin_precedentes sin_cesar más_que_nunca
    mejor_que_nunca peor_que_nunca sin_ir_más_lejos no_en_vano nada_más_y_nada_menos
    sano_y_salvo sana_y_salva a_salvo`,
  prefixes: 'i in im ir des dis no- anti-',
  struckOut:
    '(?<![\\p{L}\\p{M}\\p{N}])nada más \\p{L}+[aei]r(?:se|l[aeo]s?|me|nos)?(?![\\p{L}\\p{M}\\p{N}])',
};

/** UD_Portuguese-Bosque; Gramática do Português (Gulbenkian), 13. "Nada" is "swims", too. */
export const PORTUGUESE: NegationWords = {
  negations: `não nao nunca jamais nada ninguém ninguem nem tampouco sem nenhum nenhuma nenhuns nenhumas
    nenhures`,
  denials: `falso falsa falsos falsas falsamente falsidade* mentira* mente mentem mentiu mentiram boato*
    desment* nega negam negou negaram negado negar negava* rejeit* recus* incorret* incorrect* errad*
    erróne* errône* inverídic* inverdade* enganos* inventad* fabricad* refut* impossív* infundad* mito
    duvid* dúvid* carece* suposto suposta alegad* fracass* rechaç* engano
    exceto excepto salvo menos_um menos_uma menos_dois todos_menos todas_menos incerto incerta
    deixou_de deixaram_de deixa_de deixam_de deixar_de deixado_de em_vez_de ao_invés_de longe_de_ser
    longe_de_estar raramente fake fora_de_contexto desinformação`,
  notBeforeHyphen: 'não sem',
  idioms: `não_só não_apenas não_somente não_unicamente nao_so nao_apenas nao_somente não_obstante
    sem_embargo sem_dúvida sem_dúvidas sem_duvida sem_sombra_de_dúvida não_há_dúvida não_há_dúvidas
    nada_menos_que nada_menos_do_que nem_mais_nem_menos sem_precedentes mais_que_nunca
    mais_do_que_nunca melhor_que_nunca não_menos_de
    são_e_salvo a_salvo`,
  prefixes: 'i in im ir des dis não- anti-',
};

/** UD_Galician-CTG; Gramática da lingua galega (RAG). */
export const GALICIAN: NegationWords = {
  negations: `non nunca xamais nada ninguén nin tampouco sen ningún ningunha ningúns ningunhas`,
  denials: `falso falsa falsos falsas falsidade* mentira* mente mentiu desment* nega negan negou negaron
    negado rexeit* incorrect* erróne* inventad* refug* imposible* infundad* dubid* supost* bulo bulos
    agás excepto salvo menos_un menos_unha deixou_de no_canto_de en_vez_de raramente`,
  idioms: `non_só non_soamente non_obstante sen_embargo sen_dúbida máis_que_nunca nada_menos_que
    sen_precedentes`,
  prefixes: 'i in im ir des dis non- anti-',
};

/** UD_Catalan-AnCora; Gramàtica de la llengua catalana (IEC), 35. */
export const CATALAN: NegationWords = {
  negations: `no mai res ningú ni tampoc sense cap gens pas enlloc`,
  denials: `fals falsa falsos falses falsedat* mentida mentides menteix* desment* nega neguen negar negat
    nega* rebutj* incorrect* erroni* inexact* inventat* inventad* refus* impossible* infundat* dubt*
    suposat* presumpt* bulo
    excepte tret_de llevat_de menys_un menys_una en_lloc_de en_comptes_de lluny_de_ser poques_vegades`,
  idioms: `no_només no_sols no_solament no_obstant sens_dubte sense_dubte no_hi_ha_dubte més_que_mai
    pas_a_pas un_pas el_pas dos_passos cap_a cap_al cap_als sense_precedents`,
  prefixes: 'in im il ir des dis no- anti-',
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
    doute doutes doutent douteu* prétendu* rumeur* échou* peine_à manque_de dénué*
    sauf excepté exceptée exceptés exceptées hormis à_l'exception loin_d'être loin_d'avoir au_lieu_de
    au_lieu_d plutôt_que plutôt_qu rarement fake hors_contexte désinformation`,
  notBeforeHyphen: 'non sans',
  idioms: `non_seulement non_moins sans_doute sans_aucun_doute sans_nul_doute nul_doute aucun_doute
    sans_conteste sans_cesse sans_précédent sans_faute sans_plus_tarder plus_que_jamais à_jamais pas_à_pas
    pas_seulement pas_uniquement pas_de_deux pas_mal_de pas_moins_de rien_de_moins_que faux_pas
    rien_que_pour sain_et_sauf`,
  struckOut:
    "(?<![\\p{L}\\p{M}\\p{N}\\-])(?:(?:un|le|au|du|ce|son|mon|leur|leurs|nos|ses|quelques|deux|trois|grands?|petits?|premiers?|même|chaque) pas|d'un pas)(?![\\p{L}\\p{M}\\p{N}])",
  prefixes: 'in im il ir dés mal més mé dis non- anti-',
};

/** UD_Italian-ISDT; Renzi, Salvi e Cardinaletti, Grande grammatica italiana di consultazione, II.5. */
export const ITALIAN: NegationWords = {
  negations: `non no mai nulla niente nessuno nessuna nessun nessun'* né neanche nemmeno neppure senza
    macché`,
  denials: `falso falsa falsi false falsamente falsità bufala bufale bugia bugie mente mentono mentì
    mentito menzogn* smenti* nega negano negò negarono negato negata negare negava* rifiut* respin*
    rigett* errat* sbagliat* scorrett* inesatt* ingannevol* inventat* confut* impossibil* infondat*
    dubit* dubbi* presunt* fallit* fallisc* mancat*
    tranne eccetto salvo fuorché ad_eccezione anziché invece_di lontano_dall'essere raramente fake
    fuorviant* fuori_contesto disinformazione`,
  notBeforeHyphen: 'non no senza',
  idioms: `non_solo non_soltanto non_solamente non_da_ultimo non_ultimo senza_dubbio
    senza_alcun_dubbio nessun_dubbio non_c'è_dubbio non_a_caso niente_meno_che nulla_di_meno
    più_che_mai meglio_che_mai come_mai quanto_mai senza_precedenti non_meno_di
    sano_e_salvo mai_come_oggi mai_come_ora mai_come_adesso`,
  prefixes: 'in im il ir s dis non- anti-',
};

/** UD_Romanian-RRT; Gramatica limbii române (GALR), II. */
export const ROMANIAN: NegationWords = {
  negations: `nu n-* niciodată niciodata nimic nimeni nimănui nici niciun nicio nicidecum fără fara
    nicăieri nicicând`,
  denials: `fals falsă falși false falsul* minciun* minte mint minţit mințit dezmin* dezminţ* neagă negă negat
    negau nega respin* respins* refuz* incorect* greșit* gresit* eronat* inexact* înșelăto* inventat*
    imposibil* nefondat* neadevăr* îndoi* pretins* zvon* infirm* eșuat*
    cu_excepția exceptând afară_de în_loc_de în_loc_să departe_de_a rareori fake dezinform*`,
  idioms: `nu_numai nu_doar fără_îndoială fara_indoiala nu_în_ultimul_rând ca_niciodată
    ca_niciodata fără_precedent nici_mai_mult_nici_mai_puțin`,
  prefixes: 'ne in im i des dez non- anti-',
};
