// What the pages of one member's record have in common: the name, the state, the tabs, the way back.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { stateNames } from '#modules/members/members.server.ts'
import type { readMember } from '#modules/members/members.server.ts'
import { address } from '../../address.ts'

type Profile = Awaited<ReturnType<typeof readMember.run>>

const TABS = [
  ['', 'Lý lịch'],
  ['/qua-trinh', 'Quá trình'],
  ['/giay-to', 'Giấy tờ'],
  ['/dien-bien', 'Diễn biến'],
] as const
export type Tab = (typeof TABS)[number][0]

/** Head and tabs of the record as of the day looked at. */
export const headOf = (member: Profile, asked: Day | null, current: Tab) => ({
  id: member.id,
  name: member.name,
  state: member.state,
  stateName: stateNames[member.state],
  dayText: formatDay(member.day),
  asked,
  cellName: member.cells.at(-1)?.unit?.name ?? '',
  tabs: [
    ...TABS.map(([path, label]) => ({
      href: address(`/dang-vien/${member.id}${path}`, { ngay: asked }),
      label: label as string,
      current: path === current,
    })),
    { href: `/huy-hieu/nguoi/${member.id}`, label: 'Tuổi đảng, Huy hiệu, thẻ', current: false },
  ],
})
