// The demo's transfers in the first bloc, in all states and some of them late, guests and stays for a time, pauses; and one record on its
// way to another bloc. Nothing that is received changes a strength of a day that is over.
import { addDays, addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { setStanding } from '#modules/members/members.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import {
  askTransfer,
  issueLetter,
  presentLetter,
  readTransfer,
  receiveTransfer,
  returnTransfer,
  reviewTransfer,
  sendParcelJob,
  takeLetter,
  withdrawTransfer,
} from '#modules/transfers/transfers.server.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { askIn } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { membersNow } from './members-now.ts'
import type { MemberNow } from './members-now.ts'
import { personName } from './names.ts'
import { random } from './random.ts'
import { runner } from './run.ts'
import type { Run } from './run.ts'

interface Setting {
  run: Run
  db: Db
  tenantId: Id
  top: Id
  /** Cells of the demo's accounts: some of it is theirs to do. */
  own: readonly Id[]
  /** People with an account stay where they are. */
  taken: ReadonlySet<Id>
  seed: string
  today: Day
}

const PLACES = ['Đảng bộ phường Mường Thanh', 'Đảng bộ xã Thanh Nưa', 'Đảng bộ phường Cầu Giấy, Hà Nội', 'Đảng bộ Công an tỉnh Sơn La'] // prettier-ignore
const REMARK = 'Chấp hành nghiêm chủ trương của Đảng, hoàn thành nhiệm vụ được giao, giữ mối liên hệ với nơi cư trú.'
const SIGNERS = ['Lò Văn Sơn', 'Quàng Thị Hiền', 'Nguyễn Đức Thắng']

/** Steps of one case, as far as `until`; days count back from today. */
async function carry(
  setting: Pick<Setting, 'run' | 'db' | 'tenantId'>,
  id: Id,
  steps: readonly (readonly [AnyOperation, Day, object?])[],
) {
  const { run, db, tenantId } = setting
  for (const [operation, on, more = {}] of steps) {
    const { version } = await askIn(db, systemCaller(tenantId, 'demo'), (ask) => ask(readTransfer, { transferId: id }))
    await run(operation, { transferId: id, version, on, ...more })
  }
}

export async function loadTransfers(setting: Setting): Promise<{ transfers: number; pauses: number }> {
  const { run, db, tenantId, top, own, taken, seed, today } = setting
  const chance = random(`${seed} transfers`)
  const { rows: active } = await sql<{ id: Id }>`
    select member_id as id from member_status
    where tenant_id = ${tenantId} and valid @> ${today}::date and status = 'full' and standing = 'active'`.execute(db)
  const here = new Set(active.map((row) => row.id))
  const free = (await membersNow(db, tenantId, today, top)).filter(
    (one) => here.has(one.memberId) && !taken.has(one.memberId),
  )
  const mine = free.filter((one) => own.includes(one.unitId))
  const others = free.filter((one) => !own.includes(one.unitId))
  const step = Math.max(1, Math.floor(others.length / 60))
  const people = [...mine.slice(3, 7), ...others.filter((_, i) => i % step === 0)]
  const cells = [...new Set(others.map((one) => one.unitId))]
  const cellBeside = (one: MemberNow, n: number): Id => {
    const cell = cells[(n * 7 + 3) % cells.length] as Id
    return cell === one.unitId ? (cells[(n * 7 + 4) % cells.length] as Id) : cell
  }
  let transfers = 0
  for (const [n, one] of people.slice(0, 40).entries()) {
    const kind = n % 10
    const late = n % 5 === 0
    const issuedOn = addDays(today, late ? -60 : -12)
    const askedOn = addDays(issuedOn, -9)
    const reviewedOn = addDays(issuedOn, -4)
    const review = [reviewTransfer, reviewedOn, { remark: REMARK, duesPaidTo: issuedOn }] as const
    const issue = [issueLetter, issuedOn, { signer: SIGNERS[n % SIGNERS.length] }] as const
    const stays = kind === 7 || kind === 8
    const { transferId } = await run(askTransfer, {
      memberId: one.memberId,
      kind: stays ? 'temporary' : 'official',
      ...(kind === 1 || kind === 4 ? { toPlace: PLACES[n % PLACES.length] } : { toUnitId: cellBeside(one, n) }),
      reason: stays ? 'work' : 'job',
      basisOn: addDays(askedOn, -10),
      askedOn,
      untilOn: stays ? addMonths(today, kind === 7 ? 1 : 5) : null,
    })
    transfers++
    const inTime = late ? { lateReason: 'Đang điều trị tại bệnh viện, đã báo cáo chi bộ nơi đến' } : {}
    const ways: readonly (readonly [AnyOperation, Day, object?])[][] = [
      [],
      [review],
      [review, issue],
      [review, issue],
      [review, issue],
      [review, issue, [presentLetter, addDays(today, -2), inTime]],
      [review, issue, [presentLetter, addDays(today, -5), inTime]],
      [review, issue, [receiveTransfer, today, inTime]],
      [review, issue, [receiveTransfer, today, inTime]],
      n % 20 === 9
        ? [review, [withdrawTransfer, addDays(issuedOn, 3), { reason: 'Cơ quan thôi điều động' }]]
        : [review, issue, [returnTransfer, addDays(issuedOn, 6), { reason: 'Giấy ghi nhầm nơi nhận' }]],
    ]
    await carry(setting, transferId, ways[kind] ?? [])
  }
  // Letters from elsewhere: waiting to be received, and guests for a time.
  for (let n = 0; n < 8; n++) {
    const presentedOn = addDays(today, -3 * n - 1)
    const kind = n % 2 === 0 ? 'temporary' : 'official'
    const name = personName(chance, n % 3 === 0 ? 'female' : 'male', 'kinh')
    const { transferId } = await run(takeLetter, {
      toUnitId: n < own.length ? own[n] : cells[n % cells.length],
      kind,
      fullName: name,
      birthOn: `${1980 + n}-0${1 + n}-1${n}`,
      cardNumber: null,
      admittedOn: `${2008 + n}-05-19`,
      confirmedOn: `${2009 + n}-05-19`,
      fromPlace: PLACES[n % PLACES.length],
      reason: kind === 'temporary' ? 'work' : 'job',
      letterNumber: `${31 + n}-GTSHĐ`,
      issuedOn: addDays(presentedOn, -8),
      duesPaidTo: addDays(presentedOn, -8),
      presentedOn,
      untilOn: kind === 'temporary' ? addMonths(presentedOn, 6) : null,
    })
    transfers++
    if (kind === 'temporary') await carry(setting, transferId, [[receiveTransfer, presentedOn]])
  }
  let pauses = 0
  for (const [n, one] of people.slice(44, 54).entries()) {
    await run(setStanding, {
      memberId: one.memberId,
      deed: 'pause',
      ground: n % 2 === 0 ? 'treatment' : 'away',
      untilOn: addMonths(today, 1 + (n % 9)),
      decidedOn: today,
      effectiveOn: today,
    })
    pauses++
  }
  return { transfers, pauses }
}

/** One record of the first bloc waits at another one, sealed, as if the letter had come this week. */
export async function loadParcel(
  database: Database,
  from: string,
  into: string,
  now: Date,
  today: Day,
): Promise<boolean> {
  const [home, other] = [await tenantBySlug(database, from), await tenantBySlug(database, into)]
  if (!home || !other || other.endedOn !== null) return false
  const id = await withTenant(database, home.id, async (db) => {
    const top = await db
      .selectFrom('unit_version')
      .select('unit_id')
      .where('tenant_id', '=', home.id)
      .where('parent_id', 'is', null)
      .executeTakeFirstOrThrow()
    const open = await db.selectFrom('transfer').select('member_id').where('tenant_id', '=', home.id).execute()
    const known = new Set(open.map((row) => row.member_id))
    const one = (await membersNow(db, home.id, today, top.unit_id)).findLast((each) => each.cardNumber && !known.has(each.memberId)) // prettier-ignore
    if (!one) return null
    const run = runner(db, home.id, now)
    const { transferId } = await run(askTransfer, {
      memberId: one.memberId,
      kind: 'official',
      otherBloc: other.id,
      reason: 'job',
      askedOn: addDays(today, -9),
    })
    const setting = { run, db, tenantId: home.id }
    const on = addDays(today, -4)
    await carry(setting, transferId, [
      [reviewTransfer, addDays(today, -6), { remark: REMARK, duesPaidTo: on }],
      [issueLetter, on, { signer: SIGNERS[0] }],
    ])
    return transferId
  })
  if (id === null) return false
  const caller = systemCaller(home.id, 'demo')
  const quiet = { set: () => undefined, cancelled: () => Promise.resolve(false) }
  await sendParcelJob.run({ database, tenantId: home.id, runId: id, accountId: null, caller, now, attempt: 1, signal: new AbortController().signal }, { transferId: id }, quiet) // prettier-ignore
  return true
}
