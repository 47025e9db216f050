// Invented people: names in the proportions one meets in the north, minorities of the highlands among them, some long names.
import type { Random } from './random.ts'

export type Sex = 'male' | 'female'

const KINH_FAMILIES = [
  ['Nguyễn', 38], ['Trần', 11], ['Lê', 9], ['Phạm', 7], ['Hoàng', 5], ['Vũ', 4], ['Đặng', 2], ['Bùi', 2], ['Đỗ', 2], ['Ngô', 1.5],
  ['Dương', 1.2], ['Đào', 1], ['Đinh', 1], ['Trịnh', 1], ['Mai', 0.8], ['Phan', 1.5], ['Lưu', 0.7], ['Tạ', 0.6], ['Cao', 0.6],
  ['Hà', 0.8], ['Lương', 0.8], ['Chu', 0.6], ['Phùng', 0.5], ['Quách', 0.3], ['Nghiêm', 0.3], ['Thái', 0.3], ['Kiều', 0.3],
] as const // prettier-ignore

const FAMILIES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  kinh: KINH_FAMILIES,
  tay: [['Nông', 4], ['Hoàng', 4], ['Lý', 2], ['Ma', 2], ['Hà', 2], ['Bế', 1], ['Triệu', 1], ['Đàm', 2], ['Lục', 1], ['La', 1]],
  nung: [['Nông', 3], ['Lương', 3], ['Hoàng', 3], ['Vi', 2], ['Lý', 2], ['Mông', 1], ['Chu', 1], ['Lăng', 1], ['Sầm', 1]],
  dao: [['Triệu', 3], ['Đặng', 3], ['Bàn', 3], ['Phùng', 2], ['Chảo', 1], ['Tẩn', 1], ['Phàn', 1]],
  mong: [['Giàng', 3], ['Vàng', 3], ['Thào', 2], ['Hầu', 1], ['Sùng', 2], ['Lầu', 1], ['Ly', 1], ['Cứ', 1]],
  thai: [['Lò', 4], ['Cà', 2], ['Quàng', 2], ['Lường', 2], ['Tòng', 1], ['Điêu', 1], ['Cầm', 1]],
  muong: [['Bùi', 3], ['Đinh', 2], ['Hà', 2], ['Quách', 2], ['Bạch', 1]],
} // prettier-ignore

const MIDDLES: Readonly<Record<Sex, readonly (readonly [string, number])[]>> = {
  male: [
    ['Văn', 24], ['Đức', 7], ['Hữu', 5], ['Quang', 5], ['Minh', 5], ['Anh', 4], ['Mạnh', 4], ['Xuân', 4], ['Ngọc', 4], ['Thanh', 4],
    ['Đình', 4], ['Công', 3], ['Trung', 3], ['Việt', 3], ['Tuấn', 3], ['Duy', 3], ['Quốc', 3], ['Thế', 3], ['Hồng', 2], ['Bá', 1], ['Trọng', 2],
  ],
  female: [
    ['Thị', 30], ['Thu', 6], ['Thanh', 5], ['Ngọc', 5], ['Thị Thu', 4], ['Thị Thanh', 4], ['Hồng', 4], ['Thùy', 3], ['Thị Hồng', 3],
    ['Phương', 3], ['Minh', 3], ['Lan', 2], ['Thị Bích', 2], ['Kim', 2], ['Thị Kim', 2], ['Bích', 2], ['Thị Minh', 2], ['Diệu', 1], ['Mai', 2],
  ],
} // prettier-ignore

const GIVEN: Readonly<Record<Sex, string>> = {
  male: 'Anh An Bình Bảo Chiến Chung Cường Công Cảnh Dũng Dương Đạt Đông Đức Giang Hà Hải Hiếu Hiệp Hòa Hoàn Hùng Huy Hưng Khánh Khoa Kiên Lâm Linh Long Lợi Lực Minh Mạnh Nam Nghĩa Ngọc Phong Phú Phúc Phương Quân Quang Quyết Quý Sơn Tài Tân Thái Thắng Thành Thao Thiện Thịnh Thọ Thuận Tiến Toàn Trung Trường Tú Tuấn Tùng Tuyên Việt Vinh Vũ Xuân',
  female:
    'Anh An Bích Châm Chi Diệp Dung Duyên Giang Hà Hạnh Hằng Hiền Hiên Hoa Hòa Hoài Hồng Huệ Huyền Hương Hường Khuyên Lan Lâm Lê Liên Liễu Linh Loan Lý Mai Minh Nga Ngân Ngọc Nguyệt Nhàn Nhung Oanh Phúc Phương Phượng Quyên Quỳnh Tâm Thảo Thêu Thơm Thu Thủy Thúy Trang Trinh Tuyết Vân Xuân Yến',
}

// A second family name or a whole title of the grandparents: the longest names a list has to bear.
const LONG: Readonly<Record<Sex, readonly string[]>> = {
  male: ['Hoàng Quốc Bảo', 'Lê Minh Đức', 'Trần Vũ Đăng', 'Phạm Hữu Thiên'],
  female: ['Hoàng Thị Ngọc Minh', 'Lê Thị Thanh Bảo', 'Trần Thị Diệu Phương', 'Phạm Thị Thùy Mai'],
}

const given = { male: GIVEN.male.split(' '), female: GIVEN.female.split(' ') }

/** A name for one person: family name first, given name last, up to six syllables. */
export function personName(chance: Random, sex: Sex, ethnicity: string): string {
  const family = chance.weighted(FAMILIES[ethnicity] ?? KINH_FAMILIES)
  const last = chance.pick(given[sex])
  if (chance.chance(0.006)) return `${family} ${chance.pick(LONG[sex])} ${last}`
  if (ethnicity === 'mong' && chance.chance(0.6)) {
    return `${family} ${sex === 'male' ? chance.pick(['A', 'Mí', 'Seo']) : chance.pick(['Thị', 'Thị Mỷ'])} ${last}`
  }
  for (;;) {
    const middle = chance.weighted(MIDDLES[sex])
    // "Hà Thanh Thanh" or "Minh Minh" is not a name parents choose.
    if (!middle.split(' ').includes(last)) return `${family} ${middle} ${last}`
  }
}

/** Peoples of a province, by share. */
export type Peoples = readonly (readonly [string, number])[]

export const BORDER_PEOPLES: Peoples = [
  ['kinh', 46], ['tay', 26], ['nung', 12], ['dao', 7], ['mong', 6], ['thai', 1], ['muong', 1],
] // prettier-ignore

export const DELTA_PEOPLES: Peoples = [
  ['kinh', 96],
  ['tay', 1.5],
  ['muong', 1.5],
  ['thai', 1],
]
