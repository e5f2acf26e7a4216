const NORWEGIAN = `første andre tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte trettende fjortende
  femtende sekstende syttende attende nittende tjueende trettiende førtiende femtiende sekstiende syttiende
  åttiende nittiende hundrede tusende`;

const CROATIAN = `dvjesto tristo četiristo petsto šeststo sedamsto osamsto devetsto prvi drugi treći četvrti peti šesti sedmi osmi
  deveti deseti jedanaesti dvanaesti trinaesti četrnaesti petnaesti šesnaesti sedamnaesti osamnaesti devetnaesti
  dvadeseti trideseti četrdeseti pedeseti šezdeseti sedamdeseti osamdeseti devedeseti prvo drugo treće četvrto
  peto šesto sedmo osmo deveto deseto jedanaesto dvanaesto trinaesto četrnaesto petnaesto šesnaesto sedamnaesto
  osamnaesto devetnaesto dvadeseto trideseto četrdeseto pedeseto šezdeseto sedamdeseto osamdeseto devedeseto
  prva druga treća četvrta peta šesta sedma osma deveta deseta jedanaesta dvanaesta trinaesta četrnaesta
  petnaesta šesnaesta sedamnaesta osamnaesta devetnaesta dvadeseta trideseta četrdeseta pedeseta šezdeseta
  sedamdeseta osamdeseta devedeseta`;

const INDONESIAN = `kosong kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh kesebelas keseratus
  keseribu pertama`;

/**
 * Ordinals, and the forms and hundreds that `NUMBER_WORDS` has not: what the spellout rules of CLDR 42 (RBNF,
 * by ICU 72) write for the numbers to twenty, the tens and the powers of ten, divided where they are compounded.
 * By the project for uk, pl, cs, sk, ro, fa, ur, bn, id and sw, for which there are no ordinals in them, as for
 * adverbs, fractions, lakh and crore in English and second forms of ordinals in French, Arabic, Hebrew and
 * Hindi. "One" and "and" are left out.
 */
export const SPELLED_OUT_WORDS: Readonly<Record<string, string>> = {
  en: `zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth
    seventieth eightieth ninetieth hundredth thousandth millionth billionth quarter quarters thirds twice thrice
    lakh lakhs crore crores`,
  es: `cuatrocientos seiscientos setecientos ochocientos novecientos sete nove cientas quinientas primer segundo tercer
    cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercer decimocuarto decimoquinto
    decimosexto decimoséptimo decimoctavo decimonoveno vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo
    septuagésimo octogésimo nonagésimo centésimo milésimo primeros segundos terceros cuartos quintos sextos
    séptimos octavos novenos décimos decimoprimeros decimosegundos decimoterceros decimocuartos decimoquintos
    decimosextos decimoséptimos decimoctavos decimonovenos vigésimos trigésimos cuadragésimos quincuagésimos
    sexagésimos septuagésimos octogésimos nonagésimos centésimos milésimos primero tercero decimoprimero
    decimosegundo decimotercero primeras segundas terceras cuartas quintas sextas séptimas octavas novenas
    décimas decimoprimeras decimosegundas decimoterceras decimocuartas decimoquintas decimosextas decimoséptimas
    decimoctavas decimonovenas vigésimas trigésimas cuadragésimas quincuagésimas sexagésimas septuagésimas
    octogésimas nonagésimas centésimas milésimas primera segunda tercera cuarta quinta sexta séptima octava
    novena décima decimoprimera decimosegunda decimotercera decimocuarta decimoquinta decimosexta decimoséptima
    decimoctava decimonovena vigésima trigésima cuadragésima quincuagésima sexagésima septuagésima octogésima
    nonagésima centésima milésima`,
  fr: `second seconde secondes zéroièmes premiers deuxièmes troisièmes quatrièmes cinquièmes sixièmes septièmes huitièmes neuvièmes dixièmes
    onzièmes douzièmes treizièmes quatorzièmes quinzièmes seizièmes vingtièmes trentièmes quarantièmes
    cinquantièmes soixantièmes centièmes millièmes millionièmes milliardièmes zéroième premier deuxième
    troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième
    quatorzième quinzième seizième vingtième trentième quarantième cinquantième soixantième centième millième
    millionième milliardième premières première`,
  de: `nullte erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte
    fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste dreißigste vierzigste fünfzigste
    sechzigste siebzigste achtzigste neunzigste hundertste tausendste millionste millionenste milliardeste
    milliardenste nullten ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften
    zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten
    dreißigsten vierzigsten fünfzigsten sechzigsten siebzigsten achtzigsten neunzigsten hundertsten tausendsten
    millionsten millionensten milliardesten milliardensten nullter erster zweiter dritter vierter fünfter
    sechster siebter achter neunter zehnter elfter zwölfter dreizehnter vierzehnter fünfzehnter sechzehnter
    siebzehnter achtzehnter neunzehnter zwanzigster dreißigster vierzigster fünfzigster sechzigster siebzigster
    achtzigster neunzigster hundertster tausendster millionster millionenster milliardester milliardenster
    nulltes erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes elftes zwölftes
    dreizehntes vierzehntes fünfzehntes sechzehntes siebzehntes achtzehntes neunzehntes zwanzigstes dreißigstes
    vierzigstes fünfzigstes sechzigstes siebzigstes achtzigstes neunzigstes hundertstes tausendstes millionstes
    millionenstes milliardestes milliardenstes nulltem erstem zweitem drittem viertem fünftem sechstem siebtem
    achtem neuntem zehntem elftem zwölftem dreizehntem vierzehntem fünfzehntem sechzehntem siebzehntem
    achtzehntem neunzehntem zwanzigstem dreißigstem vierzigstem fünfzigstem sechzigstem siebzigstem achtzigstem
    neunzigstem hundertstem tausendstem millionstem millionenstem milliardestem milliardenstem`,
  ar: `إثنان إثنا مائتان ألفين إثنتان إثنتا ألفي الأولى أولى الثانية ثانية الثالثة ثالثة الرابعة رابعة الخامسة خامسة
    السادسة سادسة السابعة سابعة الثامنة ثامنة التاسعة تاسعة العاشرة عاشرة الحادية حادية العشرون الثلاثون
    الأربعون الخمسون الستون السبعون الثمانون التسعون المائة الألف الأول أول الثاني ثاني الثالث ثالث الرابع رابع
    الخامس خامس السادس سادس السابع سابع الثامن ثامن التاسع تاسع العاشر عاشر الحادي حادي`,
  pt: `quatrocentos seiscentos setecentos oitocentos novecentos duzentas trezentas quatrocentas quinhentas seiscentas
    setecentas oitocentas novecentas primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo
    vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo centésimo
    milésimo primeira segunda terceira quarta quinta sexta sétima oitava nona décima vigésima trigésima
    quadragésima quinquagésima sexagésima septuagésima octogésima nonagésima centésima milésima`,
  it: `vent trent quarant cinquant sessant settant ottant novant cent tré primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo tredicesimo
    quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo ventesimo trentesimo
    quarantesimo cinquantesimo sessantesimo settantesimo ottantesimo novantesimo centesimo simo prima seconda
    terza quarta quinta sesta settima ottava nona decima undicesima dodicesima tredicesima quattordicesima
    quindicesima sedicesima diciassettesima diciottesima diciannovesima ventesima trentesima quarantesima
    cinquantesima sessantesima settantesima ottantesima novantesima centesima sima primi secondi terzi quarti
    quinti sesti settimi ottavi noni decimi undicesimi dodicesimi tredicesimi quattordicesimi quindicesimi
    sedicesimi diciassettesimi diciottesimi diciannovesimi ventesimi trentesimi quarantesimi cinquantesimi
    sessantesimi settantesimi ottantesimi novantesimi centesimi simi prime seconde terze quarte quinte seste
    settime ottave none decime undicesime dodicesime tredicesime quattordicesime quindicesime sedicesime
    diciassettesime diciottesime diciannovesime ventesime trentesime quarantesime cinquantesime sessantesime
    settantesime ottantesime novantesime centesime sime`,
  nl: `eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende
    vijftiende zestiende zeventiende achttiende negentiende twintigste dertigste veertigste vijftigste zestigste
    zeventigste tachtigste negentigste honderdste duizendste`,
  ro: `patrusprezece şasesprezece şaptesprezece optsprezece nouăsprezece şasezeci şaptezeci douăsprezece primul prima
    doilea doua treilea treia patrulea patra cincilea cincea șaselea șasea şaselea şasea șaptelea șaptea
    şaptelea şaptea optulea opta nouălea noua zecelea zecea`,
  ca: `miliard miliards primer segon tercer quart cinquè sisè setè vuitè novè desè onzè dotzè tretzè catorzè quinzè
    setzè dissetè divuitè dinovè vintè trentè quarantè cinquantè seixantè setantè vuitantè norantè centè milè
    primera segona tercera quarta cinquena sisena setena vuitena novena desena onzena tretzena catorzena
    quinzena setzena dissetena divuitena dinovena vintena trentena quarantena cinquantena seixantena setantena
    vuitantena norantena centena milena`,
  sv: `första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde
    sextonde sjuttonde artonde nittonde tjugonde trettionde fyrtionde femtionde sextionde sjuttionde åttionde
    nittionde hundrade tusende förste andre`,
  da: `tusinde første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende
    femtende sekstende syttende attende nittende tyvende tredivte fyrrende halvtredsindstyvende tresindstyvende
    halvfjerdsindstyvende firsindstyvende halvfemsindstyvende hundredede andet tusindee`,
  no: NORWEGIAN,
  nb: NORWEGIAN,
  nn: `${NORWEGIAN} millionar milliardar`,
  pl: `dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset dwaj trzej czterej sześciu siedmiu
    ośmiu dziewięciu dziesięciu jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu
    osiemnastu dziewiętnastu dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu siedemdziesięciu
    osiemdziesięciu dziewięćdziesięciu stu dwustu trzystu czterystu pięciuset sześciuset siedmiuset ośmiuset
    dziewięciuset zera tysiąca miliona miliarda zeru dwóm trzem czterem tysiącowi tysiącom milionowi milionom
    miliardowi miliardom zerem dwoma trzema czterema pięcioma sześcioma siedmioma ośmioma dziewięcioma
    dziesięcioma jedenastoma dwunastoma trzynastoma czternastoma piętnastoma szesnastoma siedemnastoma
    osiemnastoma dziewiętnastoma dwudziestoma trzydziestoma czterdziestoma pięćdziesięcioma sześćdziesięcioma
    siedemdziesięcioma osiemdziesięcioma dziewięćdziesięcioma tysiącem tysiącami milionem milionami miliardem
    miliardami dwiema zerze tysiącu tysiącach milionie milionach miliardzie miliardach pierwszy pierwsza
    pierwsze pierwszego pierwszej pierwszych pierwszemu pierwszym pierwszą pierwszymi czwarty czwarta czwarte
    czwartego czwartej czwartych czwartemu czwartym czwartą czwartymi piąty piąta piąte piątego piątej piątych
    piątemu piątym piątą piątymi szósty szósta szóste szóstego szóstej szóstych szóstemu szóstym szóstą szóstymi
    siódmy siódma siódme siódmego siódmej siódmych siódmemu siódmym siódmą siódmymi ósmy ósma ósme ósmego ósmej
    ósmych ósmemu ósmym ósmą ósmymi dziewiąty dziewiąta dziewiąte dziewiątego dziewiątej dziewiątych dziewiątemu
    dziewiątym dziewiątą dziewiątymi dziesiąty dziesiąta dziesiąte dziesiątego dziesiątej dziesiątych
    dziesiątemu dziesiątym dziesiątą dziesiątymi jedenasty jedenasta jedenaste jedenastego jedenastej
    jedenastych jedenastemu jedenastym jedenastą jedenastymi dwunasty dwunasta dwunaste dwunastego dwunastej
    dwunastych dwunastemu dwunastym dwunastą dwunastymi trzynasty trzynasta trzynaste trzynastego trzynastej
    trzynastych trzynastemu trzynastym trzynastą trzynastymi czternasty czternasta czternaste czternastego
    czternastej czternastych czternastemu czternastym czternastą czternastymi piętnasty piętnasta piętnaste
    piętnastego piętnastej piętnastych piętnastemu piętnastym piętnastą piętnastymi szesnasty szesnasta
    szesnaste szesnastego szesnastej szesnastych szesnastemu szesnastym szesnastą szesnastymi siedemnasty
    siedemnasta siedemnaste siedemnastego siedemnastej siedemnastych siedemnastemu siedemnastym siedemnastą
    siedemnastymi osiemnasty osiemnasta osiemnaste osiemnastego osiemnastej osiemnastych osiemnastemu
    osiemnastym osiemnastą osiemnastymi dziewiętnasty dziewiętnasta dziewiętnaste dziewiętnastego dziewiętnastej
    dziewiętnastych dziewiętnastemu dziewiętnastym dziewiętnastą dziewiętnastymi dwudziesty dwudziesta
    dwudzieste dwudziestego dwudziestej dwudziestych dwudziestemu dwudziestym dwudziestą dwudziestymi
    trzydziesty trzydziesta trzydzieste trzydziestego trzydziestej trzydziestych trzydziestemu trzydziestym
    trzydziestą trzydziestymi czterdziesty czterdziesta czterdzieste czterdziestego czterdziestej czterdziestych
    czterdziestemu czterdziestym czterdziestą czterdziestymi pięćdziesiąty pięćdziesiąta pięćdziesiąte
    pięćdziesiątego pięćdziesiątej pięćdziesiątych pięćdziesiątemu pięćdziesiątym pięćdziesiątą pięćdziesiątymi
    sześćdziesiąty sześćdziesiąta sześćdziesiąte sześćdziesiątego sześćdziesiątej sześćdziesiątych
    sześćdziesiątemu sześćdziesiątym sześćdziesiątą sześćdziesiątymi siedemdziesiąty siedemdziesiąta
    siedemdziesiąte siedemdziesiątego siedemdziesiątej siedemdziesiątych siedemdziesiątemu siedemdziesiątym
    siedemdziesiątą siedemdziesiątymi osiemdziesiąty osiemdziesiąta osiemdziesiąte osiemdziesiątego
    osiemdziesiątej osiemdziesiątych osiemdziesiątemu osiemdziesiątym osiemdziesiątą osiemdziesiątymi
    dziewięćdziesiąty dziewięćdziesiąta dziewięćdziesiąte dziewięćdziesiątego dziewięćdziesiątej
    dziewięćdziesiątych dziewięćdziesiątemu dziewięćdziesiątym dziewięćdziesiątą dziewięćdziesiątymi setny setna
    setne setnego setnej setnych setnemu setnym setną setnymi tysięczny tysięczna tysięczne tysięcznego
    tysięcznej tysięcznych tysięcznemu tysięcznym tysięczną tysięcznymi pierwsi drugi druga drugie drugiego
    drugiej drugich drugiemu drugim drugą drugimi trzeci trzecia trzecie trzeciego trzeciej trzecich trzeciemu
    trzecim trzecią trzecimi`,
  cs: `stě sta set milión milióny miliónů miliardů druhý druhá druhé druhého druhému druhém druhým druhou druhých
    druhými čtvrtý čtvrtá čtvrté čtvrtého čtvrtému čtvrtém čtvrtým čtvrtou čtvrtých čtvrtými pátý pátá páté
    pátého pátému pátém pátým pátou pátých pátými šestý šestá šesté šestého šestému šestém šestým šestou šestých
    šestými sedmý sedmá sedmé sedmého sedmému sedmém sedmým sedmou sedmých sedmými osmý osmá osmé osmého osmému
    osmém osmým osmou osmých osmými devátý devátá deváté devátého devátému devátém devátým devátou devátých
    devátými desátý desátá desáté desátého desátému desátém desátým desátou desátých desátými jedenáctý
    jedenáctá jedenácté jedenáctého jedenáctému jedenáctém jedenáctým jedenáctou jedenáctých jedenáctými
    dvanáctý dvanáctá dvanácté dvanáctého dvanáctému dvanáctém dvanáctým dvanáctou dvanáctých dvanáctými
    třináctý třináctá třinácté třináctého třináctému třináctém třináctým třináctou třináctých třináctými
    čtrnáctý čtrnáctá čtrnácté čtrnáctého čtrnáctému čtrnáctém čtrnáctým čtrnáctou čtrnáctých čtrnáctými
    patnáctý patnáctá patnácté patnáctého patnáctému patnáctém patnáctým patnáctou patnáctých patnáctými
    šestnáctý šestnáctá šestnácté šestnáctého šestnáctému šestnáctém šestnáctým šestnáctou šestnáctých
    šestnáctými sedmnáctý sedmnáctá sedmnácté sedmnáctého sedmnáctému sedmnáctém sedmnáctým sedmnáctou
    sedmnáctých sedmnáctými osmnáctý osmnáctá osmnácté osmnáctého osmnáctému osmnáctém osmnáctým osmnáctou
    osmnáctých osmnáctými devatenáctý devatenáctá devatenácté devatenáctého devatenáctému devatenáctém
    devatenáctým devatenáctou devatenáctých devatenáctými dvacátý dvacátá dvacáté dvacátého dvacátému dvacátém
    dvacátým dvacátou dvacátých dvacátými třicátý třicátá třicáté třicátého třicátému třicátém třicátým třicátou
    třicátých třicátými čtyřicátý čtyřicátá čtyřicáté čtyřicátého čtyřicátému čtyřicátém čtyřicátým čtyřicátou
    čtyřicátých čtyřicátými padesátý padesátá padesáté padesátého padesátému padesátém padesátým padesátou
    padesátých padesátými šedesátý šedesátá šedesáté šedesátého šedesátému šedesátém šedesátým šedesátou
    šedesátých šedesátými sedmdesátý sedmdesátá sedmdesáté sedmdesátého sedmdesátému sedmdesátém sedmdesátým
    sedmdesátou sedmdesátých sedmdesátými osmdesátý osmdesátá osmdesáté osmdesátého osmdesátému osmdesátém
    osmdesátým osmdesátou osmdesátých osmdesátými devadesátý devadesátá devadesáté devadesátého devadesátému
    devadesátém devadesátým devadesátou devadesátých devadesátými stý stá sté stého stému stém stým stou stých
    stými první prvního prvnímu prvním prvních prvními třetí třetího třetímu třetím třetích třetími`,
  sk: `miliardov prvý prvá prvé prvého prvému prvom prvým prvej prvú prvých prvými druhý druhá druhé druhého druhému
    druhom druhým druhej druhú druhých druhými štvrtý štvrtá štvrté štvrtého štvrtému štvrtom štvrtým štvrtej
    štvrtú štvrtých štvrtými piaty piata piate piateho piatemu piatom piatym piatej piatu piatych piatymi šiesty
    šiesta šieste šiesteho šiestemu šiestom šiestym šiestej šiestu šiestych šiestymi siedmy siedma siedme
    siedmeho siedmemu siedmom siedmym siedmej siedmu siedmych siedmymi ôsmy ôsma ôsme ôsmeho ôsmemu ôsmom ôsmym
    ôsmej ôsmu ôsmych ôsmymi deviaty deviata deviate deviateho deviatemu deviatom deviatym deviatej deviatu
    deviatych deviatymi desiaty desiata desiate desiateho desiatemu desiatom desiatym desiatej desiatu desiatych
    desiatymi tretí tretia tretie tretieho tretiemu treťom tretím tretej tretiu tretích tretími`,
  ru: `четыреста шестьсот семьсот восемьсот девятьсот ноля четырех шести семи восьми девяти десяти одиннадцати
    двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати
    тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста ста двухсот трехсот четырехсот
    пятисот шестисот семисот восьмисот девятисот нолю двум трем четырем двумстам тремстам четыремстам пятистам
    шестистам семистам восьмистам девятистам тысяче тысячам миллиону миллионам миллиарду миллиардам тысячу нуле
    двухстах трехстах четырехстах пятистах шестистах семистах восьмистах девятистах тысячах миллионе миллионах
    миллиарде миллиардах нулем двумя тремя четырьмя пятью шестью семью восемью девятью десятью одиннадцатью
    двенадцатью тринадцатью четырнадцатью пятнадцатью шестнадцатью семнадцатью восемнадцатью девятнадцатью
    двадцатью тридцатью пятьюдесятью шестьюдесятью семьюдесятью восемьюдесятью двумястами тремястами
    четырьмястами пятьюстами шестьюстами семьюстами восемьюстами девятьюстами тысячей тысячами миллионом
    миллионами миллиардом миллиардами первый второй третий четвертый четвёртый пятый шестой седьмой восьмой
    девятый десятый одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый
    восемнадцатый девятнадцатый двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый
    девяностый сотый тысячный первое второе третье четвертое четвёртое пятое шестое седьмое восьмое девятое
    десятое одиннадцатое двенадцатое тринадцатое четырнадцатое пятнадцатое шестнадцатое семнадцатое
    восемнадцатое девятнадцатое двадцатое тридцатое сороковое пятидесятое шестидесятое семидесятое восемьдесятое
    девяностое сотое тысячное первая вторая третья четвертая четвёртая пятая шестая седьмая восьмая девятая
    десятая одиннадцатая двенадцатая тринадцатая четырнадцатая пятнадцатая шестнадцатая семнадцатая
    восемнадцатая девятнадцатая двадцатая тридцатая сороковая пятидесятая шестидесятая семидесятая восьмидесятая
    девяностая сотая тысячная первые вторые третьи четвертые четвёртые пятые шестые седьмые восьмые девятые
    десятые одиннадцатые двенадцатые тринадцатые четырнадцатые пятнадцатые шестнадцатые семнадцатые
    восемнадцатые девятнадцатые двадцатые тридцатые сороковые пятидесятые шестидесятые семидесятые восемьдесятые
    девяностые сотые тысячные первого второго третьего четвертого четвёртого пятого шестого седьмого восьмого
    девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого
    семнадцатого восемнадцатого девятнадцатого двадцатого тридцатого сорокового пятидесятого шестидесятого
    семидесятого восьмидесятого девяностого сотого тысячного первой третьей четвертой четвёртой пятой девятой
    десятой одиннадцатой двенадцатой тринадцатой четырнадцатой пятнадцатой шестнадцатой семнадцатой
    восемнадцатой девятнадцатой двадцатой тридцатой пятидесятой шестидесятой семидесятой восьмидесятой
    девяностой сотой тысячной первых вторых третьих четвертых четвёртых пятых шестых седьмых восьмых девятых
    десятых одиннадцатых двенадцатых тринадцатых четырнадцатых пятнадцатых шестнадцатых семнадцатых
    восемнадцатых девятнадцатых двадцатых тридцатых сороковых пятидесятых шестидесятых семидесятых восьмидесятых
    девяностых сотых тысячных первому второму третьому четвертому четвёртому пятому шестому седьмому восьмому
    девятому десятому одиннадцатому двенадцатому тринадцатому четырнадцатому пятнадцатому шестнадцатому
    семнадцатому восемнадцатому девятнадцатому двадцатому тридцатому сороковому пятидесятому шестидесятому
    семидесятому восемьдесятому девяностому сотому тысячному первым вторым третьим четвертым четвёртым пятым
    шестым седьмым восьмым девятым десятым одиннадцатым двенадцатым тринадцатым четырнадцатым пятнадцатым
    шестнадцатым семнадцатым восемнадцатым девятнадцатым двадцатым тридцатым сороковым пятидесятым шестидесятым
    семидесятым восьмидесятым девяностым сотым тысячным первую вторую третью четвертую четвёртую пятую шестую
    седьмую восьмую девятую десятую одиннадцатую двенадцатую тринадцатую четырнадцатую пятнадцатую шестнадцатую
    семнадцатую восемнадцатую девятнадцатую двадцатую тридцатую сороковую пятидесятую шестидесятую семидесятую
    восьмидесятую девяностую сотую тысячную первом втором третьем четвертом четвёртом пятом шестом седьмом
    восьмом девятом десятом одиннадцатом двенадцатом тринадцатом четырнадцатом пятнадцатом шестнадцатом
    семнадцатом восемнадцатом девятнадцатом двадцатом тридцатом пятидесятом шестидесятом семидесятом
    восьмидесятом девяностом сотом тысячном первыми вторыми третьими четвертыми четвёртыми пятыми шестыми
    седьмыми восьмыми девятыми десятыми одиннадцатыми двенадцатыми тринадцатыми четырнадцатыми пятнадцатыми
    шестнадцатыми семнадцатыми восемнадцатыми девятнадцатыми двадцатыми тридцатыми пятидесятыми шестидесятыми
    семидесятыми восьмидесятыми девяностыми сотыми тысячными`,
  uk: `чотириста шістсот сімсот вісімсот дев'ятсот перший перша перше перші першого першої перших першому першій першим
    першу першою першими другий друга друге другі другого другої других другому другій другим другу другою
    другими четвертий четверта четверте четверті четвертого четвертої четвертих четвертому четвертій четвертим
    четверту четвертою четвертими п'ятий п'ята п'яте п'яті п'ятого п'ятої п'ятих п'ятому п'ятій п'ятим п'яту
    п'ятою п'ятими шостий шоста шосте шості шостого шостої шостих шостому шостій шостим шосту шостою шостими
    сьомий сьома сьоме сьомі сьомого сьомої сьомих сьомому сьомій сьомим сьому сьомою сьомими восьмий восьма
    восьме восьмі восьмого восьмої восьмих восьмому восьмій восьмим восьму восьмою восьмими дев'ятий дев'ята
    дев'яте дев'яті дев'ятого дев'ятої дев'ятих дев'ятому дев'ятій дев'ятим дев'яту дев'ятою дев'ятими десятий
    десята десяте десяті десятого десятої десятих десятому десятій десятим десяту десятою десятими одинадцятий
    одинадцята одинадцяте одинадцяті одинадцятого одинадцятої одинадцятих одинадцятому одинадцятій одинадцятим
    одинадцяту одинадцятою одинадцятими дванадцятий дванадцята дванадцяте дванадцяті дванадцятого дванадцятої
    дванадцятих дванадцятому дванадцятій дванадцятим дванадцяту дванадцятою дванадцятими тринадцятий тринадцята
    тринадцяте тринадцяті тринадцятого тринадцятої тринадцятих тринадцятому тринадцятій тринадцятим тринадцяту
    тринадцятою тринадцятими чотирнадцятий чотирнадцята чотирнадцяте чотирнадцяті чотирнадцятого чотирнадцятої
    чотирнадцятих чотирнадцятому чотирнадцятій чотирнадцятим чотирнадцяту чотирнадцятою чотирнадцятими
    п'ятнадцятий п'ятнадцята п'ятнадцяте п'ятнадцяті п'ятнадцятого п'ятнадцятої п'ятнадцятих п'ятнадцятому
    п'ятнадцятій п'ятнадцятим п'ятнадцяту п'ятнадцятою п'ятнадцятими шістнадцятий шістнадцята шістнадцяте
    шістнадцяті шістнадцятого шістнадцятої шістнадцятих шістнадцятому шістнадцятій шістнадцятим шістнадцяту
    шістнадцятою шістнадцятими сімнадцятий сімнадцята сімнадцяте сімнадцяті сімнадцятого сімнадцятої сімнадцятих
    сімнадцятому сімнадцятій сімнадцятим сімнадцяту сімнадцятою сімнадцятими вісімнадцятий вісімнадцята
    вісімнадцяте вісімнадцяті вісімнадцятого вісімнадцятої вісімнадцятих вісімнадцятому вісімнадцятій
    вісімнадцятим вісімнадцяту вісімнадцятою вісімнадцятими дев'ятнадцятий дев'ятнадцята дев'ятнадцяте
    дев'ятнадцяті дев'ятнадцятого дев'ятнадцятої дев'ятнадцятих дев'ятнадцятому дев'ятнадцятій дев'ятнадцятим
    дев'ятнадцяту дев'ятнадцятою дев'ятнадцятими двадцятий двадцята двадцяте двадцяті двадцятого двадцятої
    двадцятих двадцятому двадцятій двадцятим двадцяту двадцятою двадцятими тридцятий тридцята тридцяте тридцяті
    тридцятого тридцятої тридцятих тридцятому тридцятій тридцятим тридцяту тридцятою тридцятими сороковий
    сорокова сорокове сорокові сорокового сорокової сорокових сороковому сороковій сороковим сорокову сороковою
    сороковими п'ятдесятий п'ятдесята п'ятдесяте п'ятдесяті п'ятдесятого п'ятдесятої п'ятдесятих п'ятдесятому
    п'ятдесятій п'ятдесятим п'ятдесяту п'ятдесятою п'ятдесятими сотий сота соте соті сотого сотої сотих сотому
    сотій сотим соту сотою сотими тисячний тисячна тисячне тисячні тисячного тисячної тисячних тисячному
    тисячній тисячним тисячну тисячною тисячними третій третя третє треті третього третьої третіх третьому
    третім третю третьою третіми`,
  bg: `единайсет дванайсет тринайсет четиринайсет петнайсет шестнайсет седемнайсет осемнайсет деветнайсет двайсет
    трийсет четиресет шейсет двеста триста четиристотин петстотин шестстотин седемстотин осемстотин деветстотин
    двама четирима петима шестима първи втори трети четвърти пети шести седми осми девети десети единайсети
    дванайсети тринайсети четиринайсети петнайсети шестнайсети седемнайсети осемнайсети деветнайсети двайсети
    трийсети четиресети петдесети шейсети седемдесети осемдесети деветдесети стотен хиляден първа втора трета
    четвърта пета шеста седма осма девета десета единайсета дванайсета тринайсета четиринайсета петнайсета
    шестнайсета седемнайсета осемнайсета деветнайсета двайсета трийсета четиресета петдесета шейсета седемдесета
    осемдесета деветдесета стотна хилядна първо второ трето четвърто пето шесто седмо осмо девето десето
    единайсето дванайсето тринайсето четиринайсето петнайсето шестнайсето седемнайсето осемнайсето деветнайсето
    двайсето трийсето четиресето петдесето шейсето седемдесето осемдесето деветдесето стотно хилядно`,
  hr: CROATIAN,
  bs: CROATIAN,
  sr: `двеста триста четиристо петсто шестсто седамсто осамсто деветсто први други трећи четврти пети шести седми осми
    девети десети једанаести дванаести тринаести четрнаести петнаести шеснаести седамнаести осамнаести
    деветнаести двадесети тридесети четрдесети педесети шездесети седамдесети осамдесети деведесети стоти dvesta
    trista četiristo petsto šeststo sedamsto osamsto devetsto dve prvi drugi treći četvrti peti šesti sedmi osmi
    deveti deseti jedanaesti dvanaesti trinaesti četrnaesti petnaesti šesnaesti sedamnaesti osamnaesti
    devetnaesti dvadeseti trideseti četrdeseti pedeseti šezdeseti sedamdeseti osamdeseti devedeseti stoti`,
  el: `δεκα εννενήντα διακόσια τριακόσια τετρακόσια πεντακόσια εξακόσια επτακόσια οκτακόσια εννιακόσια χίλιάδες
    διακόσιοι τριακόσιοι τετρακόσιοι πεντακόσιοι εξακόσιοι επτακόσιοι οκτακόσιοι εννιακόσιοι χίλιοι διακόσιες
    τριακόσιες τετρακόσιες πεντακόσιες εξακόσιες επτακόσιες οκτακόσιες εννιακόσιες χίλιες πρώτος δεύτερος τρίτος
    τέταρτος πέμπτος έκτος έβδομος όγδοος ένατος δέκατος ενδέκατος δωδέκατος εικοστός τριακοστός τεσσαρακοστός
    πεντηκοστός εξηκοστός εβδομηκοστός ογδοηκοστός εννενηκοστός εκατοστός χιλιοστός πρώτη δεύτερη τρίτη τέταρτη
    πέμπτη έκτη έβδομη όγδοη ένατη δέκατη ενδέκατη δωδέκατη εικοστή τριακοστή τεσσαρακοστή πεντηκοστή εξηκοστή
    εβδομηκοστή ογδοηκοστή εννενηκοστή εκατοστή χιλιοστή πρώτο δεύτερο τρίτο τέταρτο πέμπτο έκτο έβδομο όγδο
    ένατο δέκατο ενδέκατο δωδέκατο εικοστό τριακοστό τεσσαρακοστό πεντηκοστό εξηκοστό εβδομηκοστό ογδοηκοστό
    εννενηκοστό εκατοστό χιλιοστό`,
  fi: `nollan kahden kolmen neljän viiden kuuden sadan tuhannen nollaa kahta kolmea neljää viittä kuutta seitsemää
    kahdeksaa yhdeksää kymmentä nollana yhtenä kahtena kolmena neljänä viitenä kuutena seitsemänä kahdeksana
    yhdeksänä kymmenenä satana tuhantena nollassa yhdessä kahdessa kolmessa neljässä viidessä kuudessa
    seitsemässä kahdeksassa yhdeksässä kymmenessä sadassa tuhannessa nollasta yhdestä kahdesta kolmesta neljästä
    viidestä kuudesta seitsemästä kahdeksasta yhdeksästä kymmenestä sadasta tuhannesta nollaan yhteen kahteen
    kolmeen neljään viiteen kuuteen seitsemään kahdeksaan yhdeksään kymmeneen sataan tuhanteen nollalla yhdellä
    kahdella kolmella neljällä viidellä kuudella seitsemällä kahdeksalla yhdeksällä kymmenellä sadalla
    tuhannella nollalta yhdeltä kahdelta kolmelta neljältä viideltä kuudelta seitsemältä kahdeksalta yhdeksältä
    kymmeneltä sadalta tuhannelta nollalle yhdelle kahdelle kolmelle neljälle viidelle kuudelle seitsemälle
    kahdeksalle yhdeksälle kymmenelle sadalle tuhannelle ensimmäinen toinen kolmas neljäs viides kuudes
    seitsemäs kahdeksas yhdeksäs kymmenes sadas tuhannes ensimmäisen toisen kolmannen neljännen viidennen
    kuudennen seitsemännen kahdeksannen yhdeksännen kymmenennen sadannen tuhannennen ensimmäistä toista kolmatta
    neljättä viidettä kuudetta seitsemättä kahdeksatta yhdeksättä kymmenettä sadatta tuhannetta ensimmäisenä
    toisena kolmantena neljäntenä viidentenä kuudentena seitsemäntenä kahdeksantena yhdeksäntenä kymmenentenä
    sadantena tuhannentena ensimmäisessä toisessa kolmannessa neljännessä viidennessä kuudennessa seitsemännessä
    kahdeksannessa yhdeksännessä kymmenennessä sadannessa tuhannennessa ensimmäisestä toisesta kolmannesta
    neljännestä viidennestä kuudennesta seitsemännestä kahdeksannesta yhdeksännestä kymmenennestä sadannesta
    tuhannennesta ensimmäiseen toiseen kolmanteen neljänteen viidenteen kuudenteen seitsemänteen kahdeksanteen
    yhdeksänteen kymmenenteen sadanteen tuhannenteen ensimmäisellä toisella kolmannella neljännellä viidennellä
    kuudennella seitsemännellä kahdeksannella yhdeksännellä kymmenennellä sadannella tuhannennella ensimmäiseltä
    toiselta kolmannelta neljänneltä viidenneltä kuudennelta seitsemänneltä kahdeksannelta yhdeksänneltä
    kymmenenneltä sadannelta tuhannennelta ensimmäiselle toiselle kolmannelle neljännelle viidennelle
    kuudennelle seitsemännelle kahdeksannelle yhdeksännelle kymmenennelle sadannelle tuhannennelle`,
  hu: `tizen huszon első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik tizenegyedik
    tizenkettedik tizenharmadik tizennegyedik tizenötödik tizenhatodik tizenhetedik tizennyolcadik
    tizenkilencedik huszadik huszonegyedik huszonkettedik huszonharmadik harmincadik harmincegyedik negyvenedik
    ötvenedik hatvanadik hetvenedik nyolcvanadik kilencvenedik századik ezredik`,
  tr: `birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu yirminci otuzuncu kırkıncı
    ellinci altmışıncı yetmişinci sekseninci doksanıncı yüzüncü bininci`,
  he: `שתים חמשת שלושת ארבעת ששת שבעת שמונת תשעת עשרת ראשון הראשון שלישי השלישי רביעי הרביעי חמישי החמישי שישי השישי
    שביעי השביעי שמיני השמיני תשיעי התשיעי עשירי העשירי השניים השלושה הארבעה החמישה השישה השבעה השמונה התשעה
    העשרים השלושים הארבעים החמישים השישים השבעים השמונים התשעים ראשונה הראשונה שניה השניה שלישית השלישית רביעית
    הרביעית חמישית החמישית שישית השישית שביעית השביעית שמינית השמינית תשיעית התשיעית עשירית העשירית העשרה השתים
    השלוש הארבע`,
  fa: `چهارصد ششصد هفتصد هشتصد نهصد اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم
    شانزدهم هفدهم هجدهم نوزدهم بیستم سی‌ام صدم هزارم اولین دومین سومین چهارمین پنجمین ششمین هفتمین هشتمین نهمین
    دهمین میلیاردها میلیون‌ها تریلیون`,
  hi: `पन्द्रह पहला दूसरा तीसरा चौथा पाँचवाँ छठा सातवाँ आठवाँ नौवाँ दसवाँ ग्यारहवाँ बारहवाँ तेरहवाँ चौदहवाँ पन्द्रहवाँ
    सोलहवाँ सत्रहवाँ अठारहवाँ उन्नीसवाँ बीसवाँ तीसवाँ चालीसवाँ पचासवाँ साठवाँ सत्तरवाँ अस्सीवाँ नब्बेवाँ सौवाँ
    हज़ारवाँ पहली दूसरी तीसरी चौथी पाँचवी छठी सातवी आठवी नौवी दसवी ग्यारहवी बारहवी तेरहवी चौदहवी पन्द्रहवी
    सोलहवी सत्रहवी अठारहवी उन्नीसवी बीसवी तीसवी चालीसवी पचासवी साठवी सत्तरवी अस्सीवी नब्बेवी सौवी हज़ारवी पहले
    दूसरे तीसरे चौथे पांचवां पांचवीं पांचवें पाँचवें छठे सातवें आठवें नौवें दसवें प्रथम द्वितीय तृतीय चतुर्थ
    पंचम सौवें`,
  id: INDONESIAN,
  ms: `${INDONESIAN} kelapan`,
  sw: `kwanza pili`,
  ko: `열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉 스무 하나 첫 첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째 열한째 열두째 열셋째 열넷째 열다섯째 열여섯째 열일곱째 열여덟째
    열아홉째 스무째 서른째 마흔째 쉰째`,
  ur: `پہلا پہلی پہلے دوسرا دوسری دوسرے تیسرا تیسری تیسرے چوتھا چوتھی چوتھے پانچواں پانچویں چھٹا چھٹی چھٹے ساتواں
    ساتویں آٹھواں آٹھویں نواں نویں دسواں دسویں کھرب`,
  bn: `প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম একাদশ দ্বাদশ`,
};
