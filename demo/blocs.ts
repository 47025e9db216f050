// The three blocs of the demo and the days on which their figures are known from public articles (A, B, C, D of the mission).
// Everything a bloc is called here is invented: provinces, districts, people.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Peoples } from './names.ts'
import { BORDER_PEOPLES, DELTA_PEOPLES } from './names.ts'

/** Strength that must be met exactly on a day. */
export interface Anchor {
  on: Day
  members: number
  /** Probationary among them, where the article tells. */
  probationary?: number
}

/** Admissions, by day of decision, that must be met exactly between two days. */
export interface AdmissionAnchor {
  from: Day
  to: Day
  count: number
  /** Nobody was admitted from this day to the window: a period of whole years then counts the same. */
  quietSince?: Day
}

/** An admission round: decided at one sitting, received in ceremonies of one day. Counted beside the usual admissions. */
export interface AdmissionRound {
  decidedOn: Day
  ceremonyOn: Day
  count: number
}

export interface BlocDefinition {
  slug: string
  /** Short name before sign-in. */
  name: string
  officialName: string
  /** In numbers of papers: 12-QĐ/ĐUK. */
  issuer: string
  province: string
  districts: readonly string[]
  peoples: Peoples
  /** The first day whose comings and goings are on record; who was a member then is on record with his days. */
  openedOn: Day
  /** Grassroots committees, those of agencies with offices in all districts apart, and grassroots cells on the anchor's day. */
  committees: number
  spread: number
  cells: number
  /** Sub-cells in districts, over all spread agencies; sections there, and sections at the seat. */
  localSubCells: number
  localSections: number
  seatSections: number
  enterprises: boolean
  opening: number
  anchors: readonly Anchor[]
  admissionAnchors: readonly AdmissionAnchor[]
  admissionRounds: readonly AdmissionRound[]
  /** Usual admissions and arrivals a year where no anchor says more. */
  admissionsPerYear: number
  arrivalsPerYear: number
  /** Months with meetings in full detail, first and last (null: up to now). */
  meetings: readonly { from: Day; to: Day | null }[]
  /** Thematic meetings of a cell a year. */
  themesPerYear: number
}

export const BLOC_1: BlocDefinition = {
  slug: 'khoi-1',
  name: 'Khối các cơ quan tỉnh Sơn Khê',
  officialName: 'Đảng bộ Khối các cơ quan tỉnh Sơn Khê',
  issuer: 'Đảng ủy Khối các cơ quan tỉnh Sơn Khê',
  province: 'Sơn Khê',
  districts: [
    'huyện Nà Liềng', 'huyện Phia Dền', 'huyện Thạch Lương', 'huyện Pác Khuông', 'huyện Trà Cổn', 'huyện Bản Sưa',
    'huyện Đồng Quán', 'huyện Khau Pha Linh', 'thị xã Mai Kỳ',
  ],
  peoples: BORDER_PEOPLES,
  openedOn: day('2019-01-01'),
  committees: 26,
  spread: 7,
  cells: 30,
  localSubCells: 62,
  localSections: 8,
  seatSections: 2,
  enterprises: false,
  opening: 4183,
  anchors: [{ on: day('2023-09-21'), members: 4351, probationary: 212 }],
  admissionAnchors: [{ from: day('2020-01-01'), to: day('2020-09-30'), count: 99 }],
  // For the National Day; the portal of one of the sources tells of such a batch.
  admissionRounds: [{ decidedOn: day('2026-08-20'), ceremonyOn: day('2026-09-02'), count: 45 }],
  admissionsPerYear: 176,
  arrivalsPerYear: 62,
  meetings: [
    // From the year before article D, so that its figures have something to be compared with.
    { from: day('2019-01-01'), to: day('2020-09-30') },
    { from: day('2023-09-01'), to: null },
  ],
  themesPerYear: 4,
} // prettier-ignore

/** The day the bloc's congress of the term 2015–2020 closed: the term before it ends here, the half term begins. */
export const BLOC_2_CONGRESS_ON = day('2015-08-21')

export const BLOC_2: BlocDefinition = {
  slug: 'khoi-2',
  name: 'Khối các cơ quan tỉnh Vân Trạch',
  officialName: 'Đảng bộ Khối các cơ quan tỉnh Vân Trạch',
  issuer: 'Đảng ủy Khối các cơ quan tỉnh Vân Trạch',
  province: 'Vân Trạch',
  districts: ['huyện Lạc Thủy Đông', 'huyện Hưng Tràng', 'huyện Sông Mây', 'thị xã Bình Lãng', 'huyện Yên Khoái'],
  peoples: DELTA_PEOPLES,
  openedOn: BLOC_2_CONGRESS_ON,
  committees: 18,
  spread: 2,
  cells: 33,
  localSubCells: 10,
  localSections: 0,
  seatSections: 0,
  enterprises: false,
  opening: 2301,
  anchors: [{ on: day('2018-06-20'), members: 2397 }],
  admissionAnchors: [{ from: BLOC_2_CONGRESS_ON, to: day('2018-06-20'), count: 305, quietSince: day('2015-01-01') }],
  admissionRounds: [],
  admissionsPerYear: 96,
  arrivalsPerYear: 44,
  meetings: [
    { from: day('2015-09-01'), to: day('2018-06-30') },
    { from: day('2026-01-01'), to: null },
  ],
  themesPerYear: 6,
}

export const BLOC_3: BlocDefinition = {
  slug: 'khoi-3',
  name: 'Khối cơ quan và doanh nghiệp tỉnh Đông Lũng',
  officialName: 'Đảng bộ Khối cơ quan và doanh nghiệp tỉnh Đông Lũng',
  issuer: 'Đảng ủy Khối cơ quan và doanh nghiệp tỉnh Đông Lũng',
  province: 'Đông Lũng',
  districts: [
    'huyện An Quỳ',
    'huyện Cẩm Sơn Hạ',
    'huyện Thanh Viên',
    'thị xã Phú Lộ',
    'huyện Hòa Bắc',
    'huyện Nghi Điền',
  ],
  peoples: DELTA_PEOPLES,
  openedOn: day('2022-01-01'),
  committees: 33,
  spread: 5,
  cells: 56,
  localSubCells: 30,
  localSections: 0,
  seatSections: 2,
  enterprises: true,
  opening: 7448,
  anchors: [{ on: day('2023-11-03'), members: 7595 }],
  admissionAnchors: [],
  admissionRounds: [],
  admissionsPerYear: 262,
  arrivalsPerYear: 128,
  meetings: [{ from: day('2026-01-01'), to: null }],
  themesPerYear: 4,
}

export const BLOCS: readonly BlocDefinition[] = [BLOC_1, BLOC_2, BLOC_3]
