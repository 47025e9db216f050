// The areas of the frame as nouns in the users' words, in the order of the work: only those one may enter.
import type { NavGroup, NavItem } from '#ui/frame.ts'

export interface Areas {
  units: boolean
  own: boolean
  corrections: boolean
  posts: boolean
  members: boolean
  dues: boolean
  meetings: boolean
  figures: boolean
  targets: boolean
  tasks: boolean
  reports: boolean
  conferences: boolean
  congresses: boolean
  coordination: boolean
  articles: boolean
  rules: boolean
  access: boolean
  audit: boolean
}

/** Groups for the side column; `path` marks where one is. */
export function navGroups(areas: Areas, path: string): NavGroup[] {
  const item = (href: string, label: string, icon?: NavItem['icon']): NavItem => ({
    href,
    label,
    ...(icon ? { icon } : {}),
    current: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
  })
  const when = (may: boolean, ...items: NavItem[]): NavItem[] => (may ? items : [])
  const groups: NavGroup[] = [
    {
      items: [
        ...when(areas.units, item('/', 'Việc cần làm')),
        ...when(areas.members, item('/sap-den-han', 'Sắp đến hạn')),
        ...when(areas.own, item('/ho-so-cua-toi', 'Hồ sơ của tôi')),
      ],
    },
    {
      label: 'Tổ chức',
      items: [
        ...when(areas.units, item('/to-chuc', 'Cây tổ chức')),
        ...when(areas.posts, item('/cap-uy', 'Cấp ủy')),
        ...when(areas.congresses, item('/dai-hoi', 'Đại hội')),
        ...when(areas.meetings, item('/sinh-hoat', 'Sinh hoạt')),
      ],
    },
    {
      label: 'Đảng viên',
      items: [
        ...when(
          areas.members,
          item('/dang-vien', 'Danh sách đảng viên'),
          item('/ket-nap', 'Kết nạp'),
          item('/chuyen-sinh-hoat', 'Chuyển sinh hoạt'),
          item('/lop-hoc', 'Lớp học'),
          item('/noi-cu-tru', 'Nơi cư trú'),
          item('/huy-hieu', 'Huy hiệu Đảng'),
          item('/the-dang', 'Thẻ đảng viên'),
        ),
        ...when(areas.dues, item('/dang-phi', 'Đảng phí')),
        ...when(areas.corrections, item('/dang-vien/de-nghi', 'Đề nghị sửa hồ sơ')),
        ...when(
          areas.members,
          item('/dang-vien/giay-to', 'Giấy tờ còn thiếu'),
          item('/thong-ke', 'Thống kê'),
          item('/chat-luong-du-lieu', 'Chất lượng dữ liệu'),
        ),
      ],
    },
    {
      label: 'Chỉ đạo, báo cáo',
      items: [
        ...when(areas.targets, item('/chi-tieu', 'Chỉ tiêu')),
        ...when(areas.tasks, item('/nhiem-vu', 'Nhiệm vụ')),
        ...when(areas.reports, item('/bao-cao', 'Báo cáo')),
        ...when(areas.figures, item('/so-lieu', 'Số liệu')),
        ...when(areas.conferences, item('/hoi-nghi', 'Hội nghị')),
        ...when(areas.coordination, item('/phoi-hop', 'Phối hợp')),
        ...when(areas.articles, item('/bai-viet', 'Cổng thông tin')),
      ],
    },
    {
      label: 'Quản trị',
      items: [
        ...when(areas.rules, item('/quy-dinh', 'Quy định')),
        ...when(areas.access, item('/quyen', 'Tài khoản, quyền')),
        ...when(areas.audit, item('/nhat-ky', 'Nhật ký')),
      ],
    },
  ]
  // An area within another one: only the nearer is where one is.
  const here = groups.flatMap((group) => group.items.filter((each) => each.current).map((each) => each.href))
  const nearest = here.toSorted((a, b) => b.length - a.length)[0]
  return groups
    .map((group) => ({ ...group, items: group.items.map((each) => ({ ...each, current: each.href === nearest })) }))
    .filter((group) => group.items.length > 0)
}

const shortLabel: Record<string, string> = {
  '/': 'Việc',
  '/to-chuc': 'Tổ chức',
  '/dang-vien': 'Đảng viên',
  '/quyen': 'Tài khoản',
  '/ho-so-cua-toi': 'Của tôi',
}

/** The four most used on a phone, by what one may do. */
export function quickItems(areas: Areas, path: string): NavItem[] {
  const all = navGroups(areas, path).flatMap((group) => group.items)
  const icons: Record<string, NavItem['icon']> = {
    '/': 'home',
    '/sinh-hoat': 'calendar',
    '/dang-vien': 'people',
    '/bao-cao': 'doc',
    '/to-chuc': 'tree',
    '/quyen': 'people',
    '/nhat-ky': 'doc',
    '/ho-so-cua-toi': 'people',
  }
  const work = areas.reports
    ? ['/', '/bao-cao', '/sinh-hoat', '/dang-vien']
    : ['/', '/sinh-hoat', '/dang-vien', '/to-chuc']
  // Who looks after accounts has few areas of work: the list is filled up with theirs.
  const order = [
    ...work,
    ...['/to-chuc', '/quyen', '/nhat-ky', '/ho-so-cua-toi'].filter((href) => !work.includes(href)),
  ]
  const items = order.flatMap((href) => {
    const found = all.find((entry) => entry.href === href)
    const icon = icons[href]
    return found ? [{ ...found, label: shortLabel[href] ?? found.label, ...(icon ? { icon } : {}) }] : []
  })
  return items.slice(0, 4)
}
