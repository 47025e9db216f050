// Two members of the first bloc who sign in to their own page, and what they and their cells asked to be put right: some waits, some was
// answered, some was entered for somebody without a telephone.
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, systemCaller } from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { membersOfCell, readMember } from '#modules/members/members.server.ts'
import {
  askCorrection,
  askOnBehalf,
  confirmCorrection,
  readOwn,
  returnCorrection,
} from '#modules/records/records.server.ts'
import type { Db } from '#platform/db/db.ts'
import { askIn } from '#platform/operation/execute.ts'
import type { Run } from './run.ts'

interface Setting {
  run: Run
  db: Db
  tenantId: Id
  /** The cells of the two members, by the name they sign in with. */
  cells: readonly (readonly [userName: string, unitId: Id])[]
  /** Members who have an account already. */
  taken: ReadonlySet<Id>
  password: string
  now: Date
}

const DAY = 86_400_000
/** How many days ago the first request was made. */
const FIRST = 40

/** Makes the accounts and the requests; how many of these there are. */
export async function loadCorrections({ run, db, tenantId, cells, taken, password, now }: Setting): Promise<number> {
  let asked = 0
  const system = systemCaller(tenantId, 'demo')
  for (const [userName, unitId] of cells) {
    const on = (days: number) => membersOfCell({ db, tenantId }, unitId, addDays(dayInVietnam(now), -days))
    const before = new Set((await on(FIRST)).map(({ memberId }) => memberId))
    const settled = (await on(0)).filter(({ memberId, status }) => status === 'full' && before.has(memberId))
    const [own, other] = settled.filter(({ memberId }) => !taken.has(memberId))
    if (!own || !other) throw new RangeError(`nobody for ${userName}`)
    const profile = (memberId: Id) => askIn(db, system, (ask) => ask(readMember, { memberId }), { now })
    const { personId } = await profile(own.memberId)
    const account = await run(createAccount, { userName, displayName: own.name, password, personId })
    const ask = async (wanted: object, days: number) => {
      const at = new Date(now.getTime() - days * DAY)
      const caller = accountCaller(tenantId, account.id, { now: at })
      const { version } = await askIn(db, caller, (read) => read(readOwn, {}), { now: at })
      asked++
      return (await run(askCorrection, { version, ...wanted }, at, caller)).requestId
    }
    const done = await ask({ birthPlace: 'Xã Hòa Bình', reason: 'Theo giấy khai sinh bản gốc' }, FIRST)
    await run(confirmCorrection, { requestId: done, version: 1 }, new Date(now.getTime() - 36 * DAY))
    const sent = await ask({ specialty: 'Quản trị văn phòng', reason: 'Có bằng mới' }, 20)
    const answer = 'Gửi kèm bản sao văn bằng để chi bộ đối chiếu.'
    await run(returnCorrection, { requestId: sent, version: 1, answer }, new Date(now.getTime() - 15 * DAY))
    await ask({ phone: '0912 345 670', residence: 'Tổ dân phố 4, phường Trung tâm', reason: 'Mới chuyển nhà' }, 3)
    await run(askOnBehalf, {
      memberId: other.memberId,
      version: (await profile(other.memberId)).version,
      jobBefore: 'Làm ruộng',
      reason: 'Đồng chí nói tại buổi sinh hoạt',
      saidBy: other.name,
      saidOn: addDays(dayInVietnam(now), -2),
    })
    asked++
  }
  return asked
}
