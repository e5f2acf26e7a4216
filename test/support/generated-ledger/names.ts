/** Who and what the generated ledger speaks of. All of it is made up. */
export const PEOPLE = [
  'Amal Haddad',
  'Jonas Weber',
  'Chiara Bianchi',
  'Олена Коваленко',
  'يوسف منصور',
  'ليلى العمري',
  '佐藤 花',
  'María del Mar Ortega',
  'Tadhg Ó Briain',
  'Zoë van der Meer',
  'Kwame Boateng',
  'Ngozi Eze',
  'Søren Østergaard',
  'Priya Raman',
  'Étienne Lefèvre',
  'Hatice Yıldız',
] as const;

export const ORGANIZATIONS = [
  'Harbour Fact Desk',
  'Redaktion Prüfstand',
  'مرصد الخبر',
  'Collectif Vérif',
  'Mesa de Datos',
  '調査報道室',
  'Open Sources Circle',
] as const;

export const PUBLISHERS = [
  'The Harbour Post',
  'Der Uferbote',
  'صحيفة الميناء',
  'Le Courrier du Quai',
  'El Faro de la Ría',
  '港の便り',
  'Radio Lagoon',
] as const;

export const OFFICES = ['spokesperson', 'mayor', 'harbour master', 'statistician', 'minister'];

export const UNNAMED = [
  'diplomats familiar with the talks',
  'two people who saw the draft',
  'مصادر مطّلعة على المفاوضات',
  'aus Kreisen der Verwaltung',
  'des sources proches du dossier',
] as const;

export const TOPICS = [
  'ceasefire',
  'diplomacy',
  'public health',
  'prices',
  'housing',
  'water',
  'schools',
  'elections',
  'transport',
  'énergie',
  'Hafen',
  'إعادة الإعمار',
  '防災',
  '🌍 climate',
] as const;
