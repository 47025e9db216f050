// Navigation, trees and history for the page of components.
import type { NavGroup, NavItem } from '#ui/frame.ts'
import type { TreeNode } from '#ui/tree.ts'

const item = (label: string, more: Partial<NavItem> = {}): NavItem => ({ href: `#nav-${label}`, label, ...more })
export const groups: NavGroup[] = [
  { items: [item('Việc cần làm', { badge: 12, badgeLabel: 'việc' })] },
  {
    items: ['Tổ chức', 'Đảng viên', 'Sinh hoạt', 'Đánh giá', 'Kiểm tra, giám sát', 'Thi đua, khen thưởng'].map((l) =>
      item(l),
    ),
  },
  {
    items: [
      item('Chỉ tiêu, nhiệm vụ'),
      item('Báo cáo', { current: true }),
      item('Hội nghị'),
      item('Văn bản'),
      item('Cổng thông tin'),
    ],
  },
]
export const quick: NavItem[] = [
  { href: '#q1', label: 'Việc', icon: 'check', badge: 12, badgeLabel: 'việc' },
  { href: '#q2', label: 'Sinh hoạt', icon: 'calendar' },
  { href: '#q3', label: 'Đảng viên', icon: 'people' },
  { href: '#q4', label: 'Báo cáo', icon: 'doc', current: true },
]
const leaf = (id: string, label: string, count: number, more: Partial<TreeNode> = {}): TreeNode => ({
  id,
  label,
  count,
  href: `#${id}`,
  ...more,
})
export const before: TreeNode[] = [
  leaf('a', 'Đảng bộ Khối các cơ quan tỉnh', 4402, {
    open: true,
    current: true,
    children: [
      leaf('b', 'Đảng bộ Văn phòng Tỉnh ủy', 97, { kind: 'đảng bộ cơ sở' }),
      leaf('c', 'Đảng bộ Viện kiểm sát', 131, {
        kind: 'đảng bộ cơ sở',
        open: true,
        children: [
          leaf('c1', 'Chi bộ Văn phòng tổng hợp', 14),
          leaf('c2', 'Chi bộ Thanh tra – Pháp chế', 9, { tag: { state: 'late', label: 'dưới 3 chính thức' } }),
        ],
      }),
      leaf('d', 'Đảng bộ Sở Tài chính', 101, {
        kind: 'đảng bộ cơ sở',
        children: [leaf('d1', 'Chi bộ Ngân sách', 22), leaf('d2', 'Chi bộ Văn phòng', 19)],
      }),
      leaf('e', 'Đảng bộ Sở Kế hoạch và Đầu tư', 74),
      leaf('f', 'Đảng bộ Sở Y tế', 403),
      leaf('g', 'Chi bộ Ban Dân tộc', 25, { kind: 'chi bộ cơ sở' }),
      leaf('h', 'Đảng bộ Công ty cổ phần Xi măng', 88),
    ],
  }),
]
export const after: TreeNode[] = [
  { id: 'x', label: 'Đảng bộ Khối các cơ quan tỉnh', count: 'kết thúc', change: 'gone' },
  leaf('y', 'Đảng bộ các cơ quan Đảng tỉnh', 1186, {
    change: 'new',
    open: true,
    children: [
      leaf('y1', 'Đảng bộ Văn phòng Tỉnh ủy', 97, { change: 'moved' }),
      leaf('y2', 'Đảng bộ Viện kiểm sát', 131, { change: 'moved' }),
    ],
  }),
  leaf('z', 'Đảng bộ Ủy ban nhân dân tỉnh', 3128, {
    change: 'new',
    open: true,
    children: [
      leaf('z1', 'Đảng bộ Sở Tài chính', 175, { change: 'new', kind: 'hợp nhất 2' }),
      leaf('z2', 'Đảng bộ Sở Y tế', 403, { change: 'moved' }),
      leaf('z3', 'Chi bộ Sở Dân tộc và Tôn giáo', 25, { change: 'moved', kind: 'đổi tên' }),
    ],
  }),
  leaf('t', 'Đảng bộ phường Tam Thanh', 0, {
    kind: 'ngoài Khối',
    open: true,
    children: [leaf('t1', 'Đảng bộ Công ty cổ phần Xi măng', 88, { change: 'moved' })],
  }),
]
export const history = [
  {
    day: '28/09/2020',
    iso: '2020-09-28',
    what: 'Hoàng Thị Mai Chi',
    href: '#h1',
    who: 'Chi bộ Trường THPT Việt Bắc',
    by: { label: '412-QĐ/ĐUK', href: '#q' },
    state: 'done' as const,
  },
  {
    day: '28/09/2020',
    what: 'Lương Văn Thắng',
    href: '#h2',
    who: 'Chi bộ Thanh tra – Pháp chế',
    by: { label: '413-QĐ/ĐUK', href: '#q' },
  },
  {
    day: '21/09/2020',
    what: 'Vy Thị Thanh Huyền',
    href: '#h3',
    who: 'Chi bộ Khoa Nội',
    by: { label: '405-QĐ/ĐUK', href: '#q' },
    state: 'gold' as const,
  },
  {
    day: '18/09/2020',
    time: '16:40',
    what: 'Nguyễn Đức Anh',
    href: '#h4',
    who: 'Chi bộ Phòng Kiểm tra, Cục Thuế',
    by: { label: '401-QĐ/ĐUK' },
    note: 'Lễ kết nạp tổ chức tại hội trường Cục Thuế',
  },
]
