// Codes of the register's lists. Their Vietnamese words are in members-messages.ts; the order of levels is their rank.

/** The 54 ethnic groups, most numerous first, then those outside the list. */
export const ETHNICITIES = [
  'kinh',
  'tay',
  'thai',
  'muong',
  'mong',
  'khmer',
  'nung',
  'dao',
  'hoa',
  'gia-rai',
  'e-de',
  'ba-na',
  'xo-dang',
  'san-chay',
  'co-ho',
  'cham',
  'san-diu',
  'hre',
  'ra-glai',
  'mnong',
  'xtieng',
  'bru-van-kieu',
  'tho',
  'kho-mu',
  'co-tu',
  'giay',
  'gie-trieng',
  'ta-oi',
  'ma',
  'co',
  'cho-ro',
  'ha-nhi',
  'xinh-mun',
  'churu',
  'lao',
  'khang',
  'la-chi',
  'phu-la',
  'la-hu',
  'la-ha',
  'pa-then',
  'chut',
  'lu',
  'lo-lo',
  'mang',
  'co-lao',
  'bo-y',
  'cong',
  'ngai',
  'si-la',
  'pu-peo',
  'ro-mam',
  'brau',
  'o-du',
  'foreign',
  'other',
] as const
export type Ethnicity = (typeof ETHNICITIES)[number]

/** The majority; all others together are "dân tộc thiểu số" in every figure. */
export const MAJORITY: Ethnicity = 'kinh'

/** No religion is stored as null. */
export const RELIGIONS = [
  'buddhism',
  'catholicism',
  'protestantism',
  'caodaism',
  'hoahaoism',
  'islam',
  'other',
] as const
export type Religion = (typeof RELIGIONS)[number]

/** General and professional schooling in one scale, lowest first. */
export const EDUCATION_LEVELS = [
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'college',
  'university',
  'master',
  'doctor',
] as const
export type EducationLevel = (typeof EDUCATION_LEVELS)[number]

/** Political theory; the two highest are one class in the statistics. */
export const THEORY_LEVELS = ['none', 'elementary', 'intermediate', 'advanced', 'bachelor'] as const
export type TheoryLevel = (typeof THEORY_LEVELS)[number]

/** How far at school; with it goes the class finished, 12/12 or 10/10. */
export const GENERAL_EDUCATIONS = ['literate', 'primary', 'lower_secondary', 'upper_secondary'] as const
export type GeneralEducation = (typeof GENERAL_EDUCATIONS)[number]

/** Vocational and professional schooling. */
export const PROFESSIONAL_LEVELS = [
  'skilled_worker',
  'vocational',
  'college',
  'university',
  'master',
  'doctor',
] as const
export type ProfessionalLevel = (typeof PROFESSIONAL_LEVELS)[number]

/** Only the highest one is written. */
export const DEGREES = ['master', 'doctor', 'doctor_of_science'] as const
export type Degree = (typeof DEGREES)[number]
export const ACADEMIC_TITLES = ['associate_professor', 'professor'] as const
export type AcademicTitle = (typeof ACADEMIC_TITLES)[number]

/** Classes of war invalids, the gravest first. */
export const WAR_INVALIDS = ['1/4', '2/4', '3/4', '4/4'] as const

/** Issues of party cards: before the directive of 2003, by it, with a chip. */
export const CARD_SERIES = ['older', 'paper_2003', 'chip_2025'] as const
export type CardSeries = (typeof CARD_SERIES)[number]

/** What the grassroots committee certifies: verified and right, or as the member declared. */
export const CERTIFICATIONS = ['checked', 'declared'] as const
export type Certification = (typeof CERTIFICATIONS)[number]

export const SEXES = ['female', 'male'] as const

/** Bands of the statistics on members: lowest and highest age, in full years. */
export const AGE_BANDS = [
  { code: '18-30', from: 0, to: 30 },
  { code: '31-40', from: 31, to: 40 },
  { code: '41-50', from: 41, to: 50 },
  { code: '51-60', from: 51, to: 60 },
  { code: '61-up', from: 61, to: null },
] as const
export type AgeBand = (typeof AGE_BANDS)[number]['code']
export const AGE_BAND_CODES = AGE_BANDS.map((band) => band.code)

/** Bands of the statistics on party seniority: lowest and highest full years; before confirmation there is none. */
export const SENIORITY_BANDS = [
  { code: 'under-10', from: 0, to: 9 },
  { code: '10-19', from: 10, to: 19 },
  { code: '20-29', from: 20, to: 29 },
  { code: '30-39', from: 30, to: 39 },
  { code: '40-up', from: 40, to: null },
] as const
export type SeniorityBand = (typeof SENIORITY_BANDS)[number]['code']
