import type { NegationWords } from './negation-words-of-a-language.js';

/**
 * UD_Indonesian-GSD and UD_Indonesian-CSUI; Sneddon, Indonesian Reference Grammar, 3.87 ff. With the words
 * of Malay, since detection does not tell the two apart.
 */
export const INDONESIAN_AND_MALAY: NegationWords = {
  negations: `tidak tidaklah tak bukan bukanlah bukannya belum belumlah jangan janganlah tanpa tiada nggak
    enggak ngga gak ga tidakkah bukankah mustahil takkan takboleh tanpanya non mana_mungkin usah nir-`,
  denials: `bohong* palsu hoaks hoax dusta salah keliru membantah dibantah bantahan bantah menyangkal disangkal
    menafikan dinafikan menepis ditepis menolak ditolak enggan mengada-ada rekaan fitnah menyesatkan
    menyanggah disanggah sangkal diragukan meragukan ragu dakwaan kononnya konon tuduhan gagal sukar
    kecuali jarang alih-alih disinformasi`,
  idioms: `tidak_hanya bukan_hanya bukan_sekadar bukan_saja bukan_sahaja tidak_sekadar tak_hanya
    tidak_kurang_dari tanpa_ragu tak_ayal tidak_diragukan_lagi
    tidak_lama_kemudian tak_lama_kemudian tidak_lama_setelah tidak_lama_lagi`,
  prefixes: 'tak- non- nir anti- ketidak',
};

/** UD_Vietnamese-VTB; Nguyễn Đình Hoà, Vietnamese, 7. */
export const VIETNAMESE: NegationWords = {
  negations: `không chưa chẳng chả đừng chớ vô chẳng_phải ko hông hổng thiếu miễn cấm phi`,
  denials: `sai bịa giả dối bác_bỏ phủ_nhận phủ_định từ_chối xuyên_tạc nhầm đính_chính tin_đồn lừa khó
    vu_khống nghi_ngờ thất_bại cáo_buộc bị_bác cải_chính giả_mạo
    trừ ngoại_trừ thay_vì hiếm_khi`,
  idioms: `không_chỉ không_những không_kém không_ngừng không_khí không_quân
    không_phận không_tặc hàng_không vô_cùng vô_địch vô_tuyến vô_số vô_lăng`,
  struckOut: 'không gian(?! (?:ác|dối|lận|trá|xảo))',
};

/** UD_Thai-PUD; Iwasaki and Ingkaphirom, A Reference Grammar of Thai, 19 ("Negation"). */
export const THAI: NegationWords = {
  unspaced: true,
  negations: 'ไม่ มิ ไร้ อย่า ปราศจาก หาไม่ ยังไม่ ใช่ว่า ห้าม เปล่า',
  denials: `เท็จ ปลอม โกหก ปฏิเสธ ข่าวลือ บิดเบือน หลอก ผิด คลาดเคลื่อน โต้แย้ง อ้างว่า ล้มเหลว ยาก เข้าใจผิด
    กุข่าว มโน
    ยกเว้น แทนที่จะ`,
  struckOut:
    'มิ(?:ตร|ถุน|นิ|เตอร์|ใช่น้อย|ชชัน|ติ|ล[ลเ]|วสิ|สซ|สเ|ชลิ|เชล|กซ์|ดะ|น)|สมิ|ภูมิ|นิมิ|บารมิ|พยามิ|มิ่ง|ไม่(?:เพียง|น้อย|นาน|ว่า|ช้า)|อย่าง',
};

/** UD_Greek-GDT; Holton, Mackridge and Philippaki-Warburton, Greek, 3.4 ("Negation"). */
export const GREEK: NegationWords = {
  negations: `δεν δε μη μην όχι οχι ούτε ουτε μήτε ποτέ κανείς κανένας κανένα κανέναν καμία καμιά καμμία
    κανενός τίποτα τίποτε πουθενά χωρίς χωρις δίχως ουδέποτε ουδείς ουδεμία ουδέν ουδόλως ουδένα άνευ
    μηδέ ουδέ αδύνατο αδύνατον`,
  denials: `ψευδ* ψεύτικ* ψέμα ψέματα ψεμάτων ψεύδ* ανακριβ* λάθος λανθασμέν* εσφαλμέν* διέψευσ* διαψεύδ*
    διάψευσ* αρνήθηκ* αρνείται αρνούνται αρνηθ* άρνησ* αναληθ* απέρριψ* απορρίπτ* απόρριψ* διαστρεβλ*
    κατασκευασμέν* παραπλανητικ* αβάσιμ* ανυπόστατ* πλαστ* φήμες φήμη αμφισβητ* αμφιβολ* αμφιβάλλ* δήθεν
    αναιρ* αντικρού* διαψευ* απέτυχ*
    εκτός_από πλην με_εξαίρεση αντί_για σπάνια παραπληροφόρ*`,
  idioms: `όχι_μόνο όχι_μόνον οχι_μονο χωρίς_αμφιβολία αναμφίβολα δεν_χωρά_αμφιβολία όσο_ποτέ
    από_ποτέ`,
  prefixes: 'α ά αν άν μη- αντι',
};

/**
 * Swahili: Ashton, Swahili Grammar, 12 and 24: ha- with the subject prefixes, si-, -si- within the verb
 * and the copula si; words with hawa-, hai-, haya- that are not verbs are kept apart.
 */
export const SWAHILI: NegationWords = {
  negations: `si sio siyo hapana hakuna hamna bila wala hawana hana hatuna sina huna hamna haina
    hayana hazina kamwe asipo wasipo isipokuwa haiwezekani`,
  denials: `uongo uwongo urongo bandia kanusha* *kanusha *kanushwa amekanusha amekana wamekanusha alikanusha
    kukanusha kukana alikana uzushi potofu *potosha *potoshi makosa kosa *kataa *kataliwa si_kweli uvumi
    madai inadaiwa tuhuma *shindwa
    badala_ya nadra`,
  forms:
    '(?:ha(?:tu|wa|m|i|ya|zi|ki|vi|li|u|ku|pa)?|si)(?:ja|ta|ku|wez|na|po|ki)\\p{L}{2,}|ha(?:tu|wa|i|ya|zi|u)\\p{L}{3,}i|\\p{L}{1,3}si(?:po|yo)\\p{L}{2,}',
  except: `hata hatari hatua hakika haki hali hapa hasa hawa haya hao hadi hatimaye hatuani hadithi haraka
    hawajui_ hatia hatimae hatiani hayati haiba hayawani hatujui_ sita sitini sikukuu sikitik* sikiliz* sifa`,
  idioms: `si_tu sio_tu siyo_tu bila_shaka`,
  prefixes: 'ha hatu hawa si',
};
