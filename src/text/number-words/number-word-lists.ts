const NORWEGIAN = `null to tre fire fem seks syv sju åtte ni ti elleve tolv tretten fjorten femten seksten
  sytten atten nitten tjue tyve tretti førti femti seksti sytti åtti nitti hundre tusen million millioner
  milliard milliarder halv halvparten dusin`;

const CROATIAN = `nula dva dvije dvoje tri četiri pet šest sedam osam devet deset jedanaest dvanaest trinaest
  četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest dvadeset trideset četrdeset pedeset šezdeset
  sedamdeset osamdeset devedeset sto stotinu stotine tisuća tisuće tisuću hiljada hiljade hiljadu milijun
  milijuna milion miliona milijuni milijarda milijarde milijardi pola polovica polovina tucet`;

const MALAY = `nol sifar dua tiga empat lima enam tujuh delapan lapan sembilan sepuluh sebelas belas puluh ratus
  seratus ribu seribu juta sejuta miliar miliaran bilion triliun setengah separuh lusin puluhan ratusan
  ribuan jutaan`;

/**
 * Words for numbers, by the primary subtag of BCP 47, compiled by the project: from zero to twenty, the
 * tens, and the large ones. "One" is listed in English alone, for in most others it is the indefinite
 * article as well. Written as in lower case, divided by white space.
 */
export const NUMBER_WORDS: Readonly<Record<string, string>> = {
  en: `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
    thousand thousands million millions billion billions trillion trillions half dozen dozens`,
  es: `cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
    diecisiete dieciocho diecinueve veinte veintiuno veintidós treinta cuarenta cincuenta sesenta setenta
    ochenta noventa cien ciento cientos doscientos trescientos quinientos mil miles millón millones mitad
    docena docenas`,
  fr: `zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts
    trente quarante cinquante soixante septante huitante nonante cent cents centaine centaines mille milliers
    million millions milliard milliards moitié douzaine douzaines`,
  de: `null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
    siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert
    hunderte tausend tausende million millionen milliarde milliarden billion billionen hälfte dutzend dutzende`,
  ar: `صفر اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون
    عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة
    مئات ألف آلاف مليون ملايين مليار مليارات نصف`,
  pt: `zero dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quatorze quinze
    dezesseis dezasseis dezessete dezassete dezoito dezenove dezanove vinte trinta quarenta cinquenta sessenta
    setenta oitenta noventa cem cento centos duzentos trezentos quinhentos mil milhares milhão milhões bilhão
    bilhões metade dúzia dúzias`,
  it: `zero due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici
    diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento
    mille mila migliaia milione milioni miliardo miliardi metà dozzina dozzine`,
  nl: `nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd honderden
    duizend duizenden miljoen miljoenen miljard miljarden helft dozijn`,
  ro: `zero doi două trei patru cinci șase şase șapte şapte opt nouă zece unsprezece doisprezece treisprezece
    paisprezece cincisprezece șaisprezece douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci
    nouăzeci sută sute mie mii milion milioane miliard miliarde jumătate duzină`,
  ca: `zero dos dues tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit
    dinou vint trenta quaranta cinquanta seixanta setanta vuitanta noranta cent cents mil milers milió
    milions meitat dotzena`,
  sv: `noll två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton
    tjugo trettio fyrtio femtio sextio sjuttio åttio nittio hundra tusen tusentals miljon miljoner miljard
    miljarder hälften dussin`,
  da: `nul to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten
    tyve tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede hundreder tusind tusinder million
    millioner milliard milliarder halvdelen dusin`,
  no: NORWEGIAN,
  nb: NORWEGIAN,
  nn: NORWEGIAN,
  pl: `zero dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć siedem osiem dziewięć dziesięć
    jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
    dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt
    dziewięćdziesiąt sto setki tysiąc tysiące tysięcy milion miliony milionów miliard miliardy miliardów
    połowa pół tuzin`,
  cs: `nula dva dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct
    sedmnáct osmnáct devatenáct dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát sto stovky
    tisíc tisíce tisíců milion miliony milionů miliarda miliardy miliard polovina půl tucet`,
  sk: `nula dva dve tri štyri päť šesť sedem osem deväť desať jedenásť dvanásť trinásť štrnásť pätnásť šestnásť
    sedemnásť osemnásť devätnásť dvadsať tridsať štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat
    deväťdesiat sto stovky tisíc tisíce milión milióny miliónov miliarda miliardy miliárd polovica pol tucet`,
  ru: `ноль два две двух три трёх трех четыре четырёх пять пяти шесть семь восемь девять десять одиннадцать
    двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
    тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто сотни двести триста пятьсот тысяча
    тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов половина полтора дюжина`,
  uk: `нуль два дві двох три трьох чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять
    чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять тридцять сорок
    п'ятдесят шістдесят сімдесят вісімдесят дев'яносто сто сотні двісті триста п'ятсот тисяча тисячі тисяч
    мільйон мільйони мільйонів мільярд мільярди мільярдів половина дюжина`,
  bg: `нула два две трима три четири пет шест седем осем девет десет единадесет дванадесет тринадесет
    четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет двадесет тридесет четиридесет
    петдесет шестдесет седемдесет осемдесет деветдесет сто стотици хиляда хиляди милион милиона милиони
    милиард милиарда половина дузина`,
  hr: CROATIAN,
  bs: CROATIAN,
  sr: `${CROATIAN} нула два две двоје три четири пет шест седам осам девет десет једанаест дванаест тринаест
    четрнаест петнаест шеснаест седамнаест осамнаест деветнаест двадесет тридесет четрдесет педесет шездесет
    седамдесет осамдесет деведесет сто стотину стотине хиљада хиљаде хиљаду милион милиона милиони милијарда
    милијарде милијарди пола половина туцет`,
  el: `μηδέν δύο δυο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά δέκα έντεκα δώδεκα
    δεκατρία δεκατέσσερα δεκαπέντε είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα εκατό
    εκατόν εκατοντάδες χίλια χιλιάδες εκατομμύριο εκατομμύρια δισεκατομμύριο δισεκατομμύρια μισό μισά ντουζίνα`,
  fi: `nolla kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista
    kolmetoista neljätoista viisitoista kuusitoista kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä
    sata sataa satoja tuhat tuhatta tuhansia miljoona miljoonaa miljoonia miljardi miljardia puolet tusina`,
  hu: `nulla kettő két három négy öt hat hét nyolc kilenc tíz tizenegy tizenkettő tizenhárom tizennégy tizenöt
    húsz harminc negyven ötven hatvan hetven nyolcvan kilencven száz százak ezer ezrek millió milliárd fél
    tucat`,
  tr: `sıfır iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan yüz
    yüzlerce bin binlerce milyon milyonlarca milyar trilyon yarım yarısı düzine`,
  he: `אפס שני שתי שניים שתיים שלוש שלושה ארבע ארבעה חמש חמישה שש שישה שבע שבעה שמונה תשע תשעה עשר עשרה עשרים
    שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה מאתיים מאות אלף אלפיים אלפים מיליון מיליוני מיליארד
    חצי מחצית תריסר`,
  fa: `صفر دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست سی چهل
    پنجاه شصت هفتاد هشتاد نود صد صدها دویست سیصد پانصد هزار هزاران میلیون میلیارد نیم نصف دوجین`,
  ur: `صفر دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس تیس چالیس پچاس
    ساٹھ ستر اسی نوے سو سینکڑوں ہزار ہزاروں لاکھ لاکھوں کروڑ کروڑوں ارب آدھا نصف درجن`,
  hi: `शून्य दो तीन चार पांच पाँच छह छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस तीस
    चालीस पचास साठ सत्तर अस्सी नब्बे सौ सैकड़ों हज़ार हजार हजारों लाख लाखों करोड़ करोड़ों अरब आधा आधे दर्जन`,
  bn: `শূন্য দুই দুটি তিন তিনটি চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ বিশ
    কুড়ি ত্রিশ চল্লিশ পঞ্চাশ ষাট সত্তর আশি নব্বই শত একশ একশো হাজার লাখ লক্ষ কোটি অর্ধেক ডজন`,
  id: MALAY,
  ms: MALAY,
  vi: `không hai ba bốn năm lăm sáu bảy tám chín mười mươi trăm nghìn ngàn triệu tỷ tỉ nửa tá`,
  sw: `sifuri mbili wawili tatu watatu nne wanne tano watano sita saba nane tisa kumi ishirini thelathini
    arobaini hamsini sitini sabini themanini tisini mia elfu laki milioni bilioni nusu dazeni`,
  th: `ศูนย์ สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ยี่สิบ ร้อย พัน หมื่น แสน ล้าน ครึ่ง โหล`,
  zh: `零 〇 二 两 兩 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 半`,
  ja: `零 〇 二 三 四 五 六 七 八 九 十 百 千 万 億 兆 半`,
  ko: `영 둘 두 셋 세 넷 네 다섯 여섯 일곱 여덟 아홉 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔 십 백 천 만 억 조 절반 수백
    수천 수만`,
};
