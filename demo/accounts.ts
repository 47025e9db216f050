// Who may sign in to the demo: one account for each role, with names that are easy to type, and the post each stands on. The units are those of organisation.ts.
import type { Id } from '#kernel/ids.ts'
import { grantAccess } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { AGENCIES_BLOC, ENTERPRISES_BLOC, MERGED } from './merger-2019.ts'
import type { Organisation } from './organisation.ts'
import type { WantedPost } from './posts.ts'
import type { Run } from './run.ts'

export const DEMO_PASSWORD = 'khoi-demo-2026'

interface DemoAccount {
  bloc: BlocDefinition
  userName: string
  displayName: string
  /** What the account may do by grant: only where no post gives it. */
  roles: readonly Role[]
  /** The post of the person behind the account, from which its rights follow. */
  post?: { code: string; sex: 'female' | 'male' }
  /** Name of the unit on the first day of the tree; the bloc itself without one. */
  at: string | null
  role: string
  note: string
}

const accounts: readonly DemoAccount[] = [
  { bloc: BLOC_1, userName: 'bithu', displayName: 'Nông Thị Thu Hiền', roles: [], post: { code: 'secretary', sex: 'female' }, at: 'Chi bộ Văn phòng Sở Nội vụ', role: 'Bí thư chi bộ', note: 'họp, điểm danh, nghị quyết' },
  { bloc: BLOC_1, userName: 'chibo', displayName: 'Triệu Văn Kiên', roles: [], post: { code: 'secretary', sex: 'male' }, at: 'Chi bộ cơ quan Hội Nông dân tỉnh', role: 'Bí thư chi bộ cơ sở', note: 'như trên, và báo cáo của chi bộ cơ sở' },
  { bloc: BLOC_1, userName: 'dangbo', displayName: 'Hoàng Minh Tuấn', roles: [], post: { code: 'deputy_secretary', sex: 'male' }, at: 'Đảng bộ Sở Nội vụ', role: 'Đảng ủy cơ sở', note: 'các chi bộ trực thuộc, báo cáo 9 tháng' },
  { bloc: BLOC_1, userName: 'vanphong', displayName: 'Lương Thị Bích Ngọc', roles: [], post: { code: 'office_chief', sex: 'female' }, at: null, role: 'Văn phòng Đảng ủy Khối', note: 'tổng hợp, hội nghị, tin bài' },
  { bloc: BLOC_1, userName: 'thuongtruc', displayName: 'Nguyễn Đức Hòa', roles: [], post: { code: 'permanent_deputy', sex: 'male' }, at: null, role: 'Thường trực Đảng ủy Khối', note: 'xem toàn Khối, duyệt' },
  { bloc: BLOC_1, userName: 'quantri', displayName: 'Vũ Quang Huy', roles: ['administrator'], at: null, role: 'Quản trị', note: 'tài khoản, quy định, nhật ký' },
  { bloc: BLOC_2, userName: 'vanphong2', displayName: 'Phạm Thị Thu Hà', roles: [], post: { code: 'office_chief', sex: 'female' }, at: null, role: 'Văn phòng Đảng ủy Khối', note: 'khối thứ hai' },
  { bloc: BLOC_3, userName: 'vanphong3', displayName: 'Lê Anh Dũng', roles: [], post: { code: 'office_chief', sex: 'male' }, at: null, role: 'Văn phòng Đảng ủy Khối', note: 'khối thứ ba' },
] // prettier-ignore

/** Of the blocs that were merged in 2019: made in the old bloc, and gone along with it. */
export const mergedAccounts: readonly {
  bloc: string
  userName: string
  displayName: string
  roles: readonly Role[]
}[] = [
  { bloc: AGENCIES_BLOC.slug, userName: 'vanphong4', displayName: 'Đỗ Thị Hải Yến', roles: ['bloc_officer'] },
  { bloc: ENTERPRISES_BLOC.slug, userName: 'quantri4', displayName: 'Bùi Quốc Cường', roles: ['administrator'] },
]

/** Members without a post, made with what they ask for (corrections.ts). */
const members = [
  { userName: 'dangvien', at: 'Chi bộ cơ quan Hội Nông dân tỉnh' },
  { userName: 'dangvien2', at: 'Chi bộ Văn phòng Sở Nội vụ' },
]

/** For the console and the sign-in page of a demo. */
export const demoAccounts = [
  ...accounts.map(({ role, userName, at, bloc, note }) => ({
    role,
    userName,
    password: DEMO_PASSWORD,
    unit: at ?? bloc.officialName,
    note,
  })),
  ...members.map(({ userName, at }) => ({ role: 'Đảng viên', userName, password: DEMO_PASSWORD, unit: at, note: 'hồ sơ của mình, đề nghị sửa' })), // prettier-ignore
  { role: 'Văn phòng Đảng ủy Khối', userName: 'vanphong4', password: DEMO_PASSWORD, unit: MERGED.name, note: 'khối hợp nhất năm 2019' }, // prettier-ignore
  {
    role: 'Quản trị',
    userName: 'quantri4',
    password: DEMO_PASSWORD,
    unit: MERGED.name,
    note: 'khối hợp nhất năm 2019',
  },
]

/** The unit an account stands at. Throws RangeError when it is not there. */
export function accountUnit(organisation: Organisation, userName: string): Id {
  const at = accounts.find((account) => account.userName === userName)?.at ?? null
  const unit = at === null ? organisation.units[0] : organisation.units.find(({ name }) => name === at)
  if (!unit) throw new RangeError(`no unit called ${at}`)
  return unit.id
}

/** The posts behind the accounts of one bloc. */
export function wantedPosts(organisation: Organisation): WantedPost[] {
  return accounts.flatMap(({ bloc, userName, displayName, post }) =>
    bloc === organisation.definition && post
      ? [{ userName, displayName, unitId: accountUnit(organisation, userName), post: post.code, sex: post.sex }]
      : [],
  )
}

/** Makes the accounts of one bloc; rights come by the posts of the persons behind them, else by grant. Throws RangeError when a unit is not there. */
export async function loadAccounts(
  run: Run,
  organisation: Organisation,
  persons: ReadonlyMap<string, Id> = new Map(),
): Promise<Map<string, Id>> {
  const made = new Map<string, Id>()
  for (const { bloc, userName, displayName, roles } of accounts) {
    if (bloc !== organisation.definition) continue
    const unitId = accountUnit(organisation, userName)
    const personId = persons.get(userName) ?? null
    const { id } = await run(createAccount, { userName, displayName, password: DEMO_PASSWORD, personId })
    for (const role of roles) await run(grantAccess, { accountId: id, role, unitId, from: bloc.openedOn })
    made.set(userName, id)
  }
  return made
}
