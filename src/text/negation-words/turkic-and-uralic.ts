import type { NegationWords } from './negation-words-of-a-language.js';

/**
 * UD_Turkish-IMST and UD_Turkish-BOUN; Göksel and Kerslake, Turkish: A Comprehensive Grammar, 20
 * ("Negation"): the suffix -mA- before the endings of tenses, participles and converbs. The imperative
 * in bare -ma is left out, since nouns of verbs ("açıklama") end so, too.
 */
export const TURKISH: NegationWords = {
  negations: `değil değil* degil yok yoktu yoktur yokmuş yoksa hayır asla hiç hiçbir hiçbiri hiçbirini
    hiçbirinin hiçkimse katiyen olmadan olmaksızın kimse imkânsız imkansız`,
  denials: `yalan* yanlış* asılsız* sahte* uydurma* yalanla* inkâr* inkar* reddet* reddeden reddediyor reddi
    çürüt* iddia* söylenti* dayanaksız* temelsiz* gerçekdışı gerçek_dışı hatalı* şüphe* kuşku* sözde
    başarısız* hatayla çarpıt* yanıltıcı* güya aldatmaca* dezenformasyon*
    hariç dışında haricinde nadiren`,
  forms:
    '\\p{L}{2,}(?:m[ae](?:d[ıi]\\p{L}*|m[ıiae]\\p{L}+|y[ae]\\p{L}+|z|z(?:d[ıi]|s[ae]|m[ıi]ş|l[ae]r|s[ıi]n)\\p{L}*|d[ae]n|ks[ıi]z[ıi]n|y[ıi](?:n|n[ıi]z|z|p)|s[ıi]n(?:l[ae]r)?|m)|m[ıiuü]yor\\p{L}*)',
  except: `namaz* temmuz yılmaz yılmaz* elmas* ahmedi* hamedan emiyor gömüyor çarşamba madem maden* mamafih
    annem mahkeme* kelime* mahkemeden amamadı muhammedi* memeden memesi cumadan makamadan akademiden
    şemadan sistemaden kademeden teremyağ atmaya yapmaya etmeye olmaya şüphesiz kuşkusuz`,
  idioms: `hiç_kuşkusuz hiç_şüphesiz hiç_şüphe_yok kuşku_yok şüphe_yok
    değil_mi_ki`,
  prefixes: 'gayri gayrı na',
};

/** UD_Finnish-TDT; Iso suomen kielioppi, § 1615 ff.: the negative verb in all persons, with its clitics. */
export const FINNISH: NegationWords = {
  negations: `en et ei emme ette eivät eikä enkä etkä emmekä ettekä eivätkä eihän enhän eipä eikö eivätkö älä
    älkää älköön älkööt älkäämme ilman ilma tuskin ei-kukaan vailla`,
  denials: `valhe* valehte* väär* virheelli* perätön perättö* perättöm* kiist* kielt* kielsi* kumot* kumosi*
    kumoa* torju* hylkä* hylät* epätosi epätot* keksit* huijau* harhaanjoht* mahdoton* mahdottom* epäil*
    huhu* väite* väitet* epäonnistu*
    paitsi lukuun_ottamatta sijasta sijaan harvoin disinformaatio*`,
  except: 'epäilemättä',
  idioms: `ei_vain ei_ainoastaan ei_pelkästään ei_vähiten ei_epäilystäkään ilman_muuta sen_sijaan`,
  prefixes: 'epä ei-',
};

/** UD_Hungarian-Szeged; É. Kiss, The Syntax of Hungarian, 6. */
export const HUNGARIAN: NegationWords = {
  negations: `nem ne nincs nincsen nincsenek sem se sincs sincsenek soha sohase sohasem semmi semmit semmilyen
    semmiféle semmiben semminek semmire semmivel senki senkit senkinek senkivel sehol sehova sehová sehogy
    sehonnan nélkül egyik_sem tilos anélkül dehogy nemigen`,
  denials: `hamis* hazug* hazud* valótlan* téves* tagad* cáfol* megcáfol* elutasít* visszautasít* álhír*
    kitalált* kitaláció* alaptalan* megalapozatlan* lehetetlen* kétl* kétség* aligha állítólag* pletyk*
    félrevezető* megtagad* hoax* átverés*
    kivéve kivételével helyett ritkán dezinform*`,
  except: 'kétségtelen* kétségkívül',
  idioms: `nem_csak nem_csupán nem_utolsósorban kétség_nélkül nem_kétséges`,
};
