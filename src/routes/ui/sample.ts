// Invented people and units in the amounts and lengths that really occur, made without chance.
import { compareNames } from '#kernel/vietnamese/name.ts'

const families = [
  'Nông',
  'Hoàng',
  'Nguyễn',
  'Lương',
  'Vy',
  'Triệu',
  'Bế',
  'Lý',
  'Đặng',
  'Lộc',
  'Chu',
  'Hứa',
  'Âu Dương',
]
const middles = [
  'Thị Thanh',
  'Văn',
  'Thị Ngọc Bích',
  'Đức',
  'Minh',
  'Thị',
  'Quốc',
  'Thị Kim',
  'Hữu',
  'Thu',
  'Thị Hoài Phương',
]
const givens = [
  'Anh',
  'Ân',
  'Bình',
  'Châu',
  'Dũng',
  'Đạt',
  'Hà',
  'Hạnh',
  'Hường',
  'Khánh',
  'Linh',
  'Nghĩa',
  'Oanh',
  'Phượng',
  'Quỳnh',
  'Thảo',
  'Uyên',
  'Yến',
]
const bodies = [
  'Sở Giáo dục và Đào tạo',
  'Kho bạc Nhà nước',
  'Cục Thuế',
  'Sở Y tế',
  'Viện kiểm sát nhân dân tỉnh',
  'Sở Nông nghiệp và Phát triển nông thôn',
  'Ngân hàng Nhà nước',
  'Sở Tài chính',
  'Văn phòng Tỉnh ủy',
  'Bảo hiểm xã hội tỉnh',
  'Sở Kế hoạch và Đầu tư',
  'Công ty cổ phần Xi măng',
  'Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng – Lạng Sơn',
]
const parts = [
  'Văn phòng',
  'Thanh tra – Pháp chế',
  'Phòng Kế hoạch – Tài chính',
  'Phòng Tổ chức cán bộ',
  'Trường THPT Việt Bắc',
  'Khoa Nội tổng hợp',
  'Phòng Kiểm tra',
]

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

export interface Person {
  id: string
  name: string
  note: string
}
export const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `p${n}`,
    name: `${at(families, n * 5 + 1)} ${at(middles, n * 7 + 2)} ${at(givens, n * 11)}`,
    note: n % 9 === 3 ? 'Dự bị' : n % 11 === 4 ? 'Công tác xa' : n === 0 ? 'Phó Bí thư' : '',
  })).sort((a, b) => compareNames(a.name, b.name))

export interface Unit {
  id: string
  ten: string
  level: number
  dangvien: number
  ketnap: number
  socungky: number
  chitieu: number | null
  chinhthuc: number
  dungky: number | null
  chuyende: number
  late: boolean
}
export const units = (count: number): Unit[] =>
  Array.from({ length: count }, (_, n) => {
    const root = n % 8 === 0
    return {
      id: `u${n}`,
      ten: root
        ? `Đảng bộ ${at(bodies, n / 8)}${n > 100 ? ` ${Math.floor(n / 104) + 1}` : ''}`
        : `Chi bộ ${at(parts, n - 1)}`,
      level: root ? 0 : 1,
      dangvien: root ? 96 + ((n * 37) % 320) : 9 + ((n * 13) % 41),
      ketnap: (n * 7) % 5,
      socungky: ((n * 5) % 7) - 3,
      chitieu: root ? 60 + ((n * 11) % 50) + 0.33 : null,
      chinhthuc: (n * 3) % 11,
      dungky: n === 13 ? null : 88 + ((n * 17) % 13),
      chuyende: (n * 9) % 91,
      late: n === 16 || n === 43,
    }
  })
