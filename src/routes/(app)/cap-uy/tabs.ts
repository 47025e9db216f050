// The three views of posts, each with its own address; the day and the unit looked at go along.
import { address } from '../address.ts'

export type View = 'nguoi' | 'khuyet' | 'co-cau'

export function viewTabs(current: View, url: URL) {
  const kept = { ngay: url.searchParams.get('ngay'), 'don-vi': url.searchParams.get('don-vi') }
  const tab = (view: View, path: string, label: string, more = {}) => ({
    href: address(path, { ...kept, ...more }),
    label,
    current: view === current,
  })
  return [
    tab('nguoi', '/cap-uy', 'Người giữ chức vụ'),
    tab('khuyet', '/cap-uy', 'Còn khuyết', { khuyet: 1 }),
    tab('co-cau', '/cap-uy/co-cau', 'Cơ cấu'),
  ]
}
