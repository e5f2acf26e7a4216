import type { NegationWords } from './negation-words-of-a-language.js';

/**
 * UD_Chinese-GSD and UD_Chinese-GSDSimp (Polarity=Neg); Chao, A Grammar of Spoken Chinese, 8.3;
 * 吕叔湘, 现代汉语八百词. Simplified and traditional, and the negations of Cantonese. What is struck out
 * are compounds in which the sign does not negate; 别 mostly means "other", so that it is looked for
 * before the verbs of warnings alone.
 */
export const CHINESE: NegationWords = {
  unspaced: true,
  negations: `不 没 沒 未 无 無 非 否 勿 弗 毋 唔 冇 莫要 切莫 别再 別再 别让 別讓 别相信 別相信 别信 別信 别说 別說
    别去 別去 别忘 別忘 别转发 別轉發 别做 別做 别想 別想 别被 別被 别怕 別怕 别用 別用 别买 別買 缺乏 免`,
  denials: `假 谣 謠 虚构 虛構 捏造 编造 編造 杜撰 伪造 偽造 误导 誤導 错误 錯誤 谎 謊 撒谎 撒謊 失实 失實 驳斥 駁斥
    反驳 反駁 澄清 拒绝 拒絕 推翻 辟谣 闢謠 误传 誤傳 讹 訛 难以 難以 据称 據稱 涉嫌 质疑 質疑 所谓 所謂 失败 失敗`,
  struckOut: `不[过過](?!去)|不[断斷]|不[仅僅但只光止][是]?|不[管论論]|不同(?!意)|不少|不久|不得不|不愧|不禁|不妨|不由|不[锈鏽]|不[动動][产產]|不等|不良|(?<![并並绝絕若是而])非(?:常|洲|凡|典|[裔])|是非|非[政营營物正洲][府利质質式]|除非|莫非|(?<![尚从從并並還还])未[来來]|未婚|未成年|[无無](?:[线線]|[论論]|[数數]|疑|非|[人][机機]|[产產]|[锡錫]|[奈聊]|[时時][无無]刻|比)|[毫]?[无無]疑[问問]|[没沒](?:收|落|入)|[沉淹埋出吞][没沒]|[是能可会會与與]否|否[则則]|假(?:期|日|如|若|[设設]|[装裝]|[发髮])|[放休度寒暑病事长長年婚产產]假|免[费費疫税稅]|[难難]免|[避以]免|罢免|罷免|任免|未[免遂]`,
  prefixes: '不 没 沒 未 无 無 非',
};

/**
 * UD_Japanese-GSD (Polarity=Neg); Martin, A Reference Grammar of Japanese, 8: ない and its forms, ません,
 * ず and ぬ after the stem of a verb, まい. What is struck out are adjectives in -nai, "must", "may" and
 * "surely", and adverbs in -zu.
 */
export const JAPANESE: NegationWords = {
  unspaced: true,
  negations: `ない なかっ なく なけれ ません 無い 無く 無かっ 無し なし ざる ねば ずに`,
  denials: `虚偽 嘘 うそ ウソ デマ 誤り 誤報 誤解 間違 まちが 否定 否認 偽 でたらめ デタラメ 捏造 ねつ造 根も葉も 事実無根
    無関係 不可能 不正確 不明 拒否 拒ん 断っ 反論 撤回 疑わし 疑問 無根 フェイク 困難 難しい 未確認 未定 非公開 失敗
    にくい がたい 禁止 却下 不成立 中止`,
  forms:
    '(?<=[かがさたなばらわえけげせてねべめれきじちにびみり])ず(?![かつっれねけらくいこな])|(?<=\\p{Script=Han}ま|[得出見来経寝着似])ず|(?<=[らわかさたばまえけせべれ])ぬ|まい(?=[。、」』と]|$)',
  struckOut:
    '(?:少|危|幼|汚|切|すく|あぶ|おさ|きた)な(?:い|く|かっ)|か(?:も|)しれ(?:ない|ません)|(?:なけれ|ね)ば(?:なら|なり|いけ|い)(?:ない|ません|なかっ|ず|ぬ)|なくては(?:なら|なり|いけ)(?:ない|ません|なかっ)|に(?:違|ちが|相違)い?な(?:い|く)|(?:間も|まも|ほど|程)なく|ざるを得(?:ない|ません|なかっ)|必ず|かならず|はなし(?=[をがにも合])|に[ほか他]なら(?:ない|ず)|までもなく|だけでなく|のみならず|だけではなく|ばかりでなく|みならず|相変わらず|思わず|いずれ|まずは|内容|ないし|ないと(?:いけ)(?:ない|ません)',
  prefixes: '不 無 未 非',
};

/**
 * UD_Korean-Kaist and UD_Korean-GSD; Sohn, The Korean Language, 9.7 ("Negation"): 안 and 못 before the
 * verb, -지 않-, -지 못하-, -지 말-, 없- and 아니-.
 */
export const KOREAN: NegationWords = {
  negations: `안 못 안되* 안된* 안돼* 안됐* 안됩* 아니* 아닌* 아닐* 아닙* 아님 아닐* 아녔* 없* 않* 못하* 못한* 못할* 못했*
    못합* 못해* 말라 말고 마라 마세요 마십시오 말아야 결코 전혀 절대로 아무도 아무것도 불가 불가능*`,
  denials: `거짓* 허위* 가짜* 사실무근* 부인* 부정* 반박* 거부* 거절* 날조* 조작* 오보* 틀린 틀렸* 잘못* 루머* 괴담*
    왜곡* 근거없* 오해* 의심* 의혹* 실패* 어렵* 어려* 힘들* 모르* 기각* 무산* 미정*`,
  forms:
    '\\S*(?:않|지못|지마세|지말)\\S*|(?!\\S*(?:끊임없|틀림없|거침없|어김없|변함없|아낌없))\\S*없\\S*|(?!\\S*(?:연못|잘못))\\S+못(?:하|한|할|했|합|해)?\\S*|\\S+(?:이아니|가아니)\\S*',
  except: '아니라면 안내 안전 없애* 없앤* 없앨* 없앴* 못지않* 말고도',
  struckOut: '뿐만? 아니라',
  prefixes: '불 부 비 무 미 몰 반',
};
