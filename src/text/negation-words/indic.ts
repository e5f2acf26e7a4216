import type { NegationWords } from './negation-words-of-a-language.js';

/** UD_Hindi-HDTB; Kachru, Hindi, 7 ("Negation"). */
export const HINDI: NegationWords = {
  negations: `नहीं नहीँ नही न ना मत बिना बगैर बग़ैर नामुमकिन असंभव कदापि`,
  denials: `झूठ* गलत* ग़लत* असत्य फर्जी फ़र्जी फर्ज़ी फ़र्ज़ी इनकार इन्कार नकार* खंडन खण्डन अफवाह* अफ़वाह*
    भ्रामक निराधार बेबुनियाद मनगढ़ंत मनगढ़न्त खारिज ख़ारिज अस्वीकार* ठुकरा* मिथ्या नकली कथित संदेह शक
    विफल नाकाम असफल`,
  idioms: `न_केवल न_सिर्फ न_सिर्फ़ ना_केवल ना_सिर्फ़ निस्संदेह`,
  prefixes: 'अ अन ना बे ग़ैर- गैर- निः निर्',
};

/** UD_Marathi-UFAL; Dhongde and Wali, Marathi, 8: the negative verbs नस- and नव्ह- and नाही. */
export const MARATHI: NegationWords = {
  negations: `नाही नाहीत नाहीस नाहीये नको नका नकोस नये न विना बिगर शिवाय ना अशक्य`,
  denials: `खोट* चुकीच* चूक असत्य बनावट* फेक इन्कार इनकार नकार* फेटाळ* खंडन अफवा* दिशाभूल* निराधार कथित
    शंका अपयश*`,
  forms: 'नस(?:ल|त|ण|े|ू)\\S*|नव्ह\\S*|नाही\\S*',
  prefixes: 'अ अन ना बे गैर- निः निर्',
};

/**
 * UD_Bengali-BRU; Thompson, Bengali: A Comprehensive Grammar, 33 ("Negation"): না, নি and নেই, the latter
 * two often written together with the verb.
 */
export const BENGALI: NegationWords = {
  negations: `না নি নেই নয় নহে নন নই নও নাই বিনা ছাড়া নাকচ অসম্ভব কখনোই_না নাহি নয়তো`,
  denials: `মিথ্যা* মিথ্যে ভুল* ভুয়া* অসত্য গুজব* অস্বীকার* প্রত্যাখ্যান* খণ্ডন* ভিত্তিহীন* বানোয়াট* বিভ্রান্তিকর
    নাকচ* জাল সন্দেহ* কথিত ব্যর্থ*`,
  forms:
    '\\S+(?:েনি|য়নি|িনি|ইনি|ননি|োনি|ওনি)[ইও]?|\\S{2,}েনা|(?:হয়|যায়|হবে|যাবে|করে|করবে|পারে|পারবে)না',
  except: `তিনি যিনি ইনি তিনিও তিনিই যিনিও সেনা চেনা কেনা দেনা লেনদেনা কিনি চিনি গিনি মিনি বেনি শ্রেনি
    শ্রেণি কোম্পানি যোনি জেনি টেনি হেনা`,
  idioms: `শুধু_তাই_নয় কেবল_তাই_নয় নিঃসন্দেহে`,
  prefixes: 'অ অন না বে নিঃ নির্',
};

/** Gujarati: Cardona, A Gujarati Reference Grammar, 7; Doctor, A Grammar of Gujarati. */
export const GUJARATI: NegationWords = {
  negations: `નથી નહીં નહિ નહી ન ના નહોતું નહોતો નહોતી નહોતા નહોતાં વિના વગર મા નથીને અશક્ય`,
  denials: `ખોટ* જૂઠ* જુઠ* અસત્ય ઇનકાર ઈનકાર નકાર* ખંડન અફવા* ભ્રામક પાયાવિહોણ* બનાવટી ફગાવ* કથિત નકલી`,
  prefixes: 'અ અન ના બે ગેર- બિન-',
};

/** Punjabi: Bhatia, Punjabi, 1.4 ("Negation"). */
export const PUNJABI: NegationWords = {
  negations: `ਨਹੀਂ ਨਹੀ ਨਾ ਨਾਂਹ ਨ ਬਿਨਾਂ ਬਿਨਾ ਬਗੈਰ ਬਗ਼ੈਰ ਮਤ ਨਾਹੀਂ`,
  denials: `ਝੂਠ* ਗਲਤ* ਗ਼ਲਤ* ਇਨਕਾਰ ਖੰਡਨ ਅਫਵਾਹ* ਅਫ਼ਵਾਹ* ਫਰਜ਼ੀ ਜਾਅਲੀ ਬੇਬੁਨਿਆਦ ਨਕਾਰ* ਰੱਦ ਕਥਿਤ ਗੁੰਮਰਾਹ*`,
  prefixes: 'ਅ ਅਣ ਨਾ ਬੇ ਗੈਰ- ਗ਼ੈਰ-',
};

/**
 * UD_Tamil-TTB; Lehmann, A Grammar of Modern Tamil, 1.5 and 3.3: இல்லை, அல்ல, and the negative forms of
 * verbs in -ஆத, -ஆது, -ஆமல் and -மாட்ட-, all of which words end in or hold.
 */
export const TAMIL: NegationWords = {
  negations: `இல்லை அல்ல இல்லாமல் இல்லாத இல்லாது இன்றி அன்று இல்ல கூடாது முடியாது வேண்டாம் *வில்லை *வேயில்லை *ில்லை
    *ல்லை *மாட்டார் *மாட்டாது *மாட்டேன் *மாட்டார்கள் *மாட்டோம் *மாட்டான் *மாட்டாள் *ாமல் *ாது *ாத *ாதது *ாதவர் *ாதவை
    *ாதே *ாதீர்கள்`,
  denials: `பொய்* தவறான தவறு தவறாக போலி* வதந்தி* மறுத்* மறுப்பு மறுக்* நிராகரி* உண்மையற்ற ஆதாரமற்ற சந்தேகம்`,
  except: `எல்லை தொல்லை முல்லை கொல்லை வில்லை சில்லை மாத சாதாரண நாத பாத வாத மாது சாது தாது தீவிரவாத பயங்கரவாத`,
  prefixes: 'அ அவ',
};

/** UD_Telugu-MTG; Krishnamurti and Gwynn, A Grammar of Modern Telugu, 15: the verb లేదు and its kin, and -దు. */
export const TELUGU: NegationWords = {
  negations: `లేదు లేదని లేవు లేడు లేను లేరు లేము లేని లేకుండా లేక కాదు కాదని కావు కాని వద్దు కూడదు లేదా
    *లేదు *లేదని *లేవు *లేరు *లేడు *లేను *లేము *కాదు *కుండా *నివ్వదు *రాదు *బోదు *యదు *లదు *వద్దు`,
  denials: `అబద్ధ* అబద్ద* తప్పు* తప్పుడు ఖండిం* ఖండన తిరస్క* నిరాక* పుకారు* వదంతి* వదంతు* నకిలీ అవాస్తవ* అసత్య*`,
  except: 'లేదా కానీ',
  prefixes: 'అ అన',
};
