// The demo's coordination: regulations with the committees of the districts until they ended, with some of the communes after, and with
// two boards of the province; what each side did since, some of it late, one given back, one answer of a guest waiting for review.
import { addDays, day, maxDay, minDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  addBody,
  addObligation,
  answerObligation,
  endRegulation,
  importDone,
  instancesOf,
  makeGuestLink,
  recordRegulation,
} from '#modules/coordination/coordination.server.ts'
import { guestOf } from '#modules/guests/guests.server.ts'
import type { ObligationKind, Rhythm } from '#modules/coordination/coordination.server.ts'
import { BLOC_1 } from './blocs.ts'
import type { Organisation } from './organisation.ts'
import { TWO_TIERS_ON } from './organisation.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

interface Side {
  name: string
  kind: 'local_committee' | 'board'
  localityId: Id | null
  from: Day
  to: Day | null
}

interface Script {
  number: string
  title: string
  signedOn: Day
  side: Side
  /** Last day, where it has ended. */
  lastOn: Day | null
  /** The answer of a guest is waiting; something was given back; something of ours is late. */
  waits?: true
  returned?: true
  late?: true
}

interface Duty {
  ours: boolean
  kind: ObligationKind
  title: string
  rhythm: Rhythm
  dueAfter: number
  texts: readonly string[]
}

const LOCAL: readonly Duty[] = [
  { ours: true, kind: 'exchange_plan', title: 'Gửi chương trình công tác năm', rhythm: 'year', dueAfter: 30, texts: ['Đã gửi chương trình công tác năm và danh mục chi bộ hoạt động trên địa bàn.', 'Gửi chương trình công tác, kèm lịch kiểm tra, giám sát các chi bộ ở địa bàn.'] },
  { ours: false, kind: 'exchange_plan', title: 'Gửi nghị quyết, kế hoạch công tác năm', rhythm: 'year', dueAfter: 30, texts: ['Đã gửi nghị quyết năm và kế hoạch công tác xây dựng Đảng trên địa bàn.', 'Gửi kế hoạch công tác năm, trong đó có nội dung phối hợp với các chi bộ trực thuộc Khối.'] },
  { ours: false, kind: 'member_opinion', title: 'Cho ý kiến về đảng viên nơi cư trú', rhythm: 'half', dueAfter: 180, texts: ['Các chi bộ nơi cư trú đã có ý kiến, không có trường hợp cần trao đổi thêm.', 'Đã tổng hợp ý kiến của các chi bộ thôn, tổ dân phố; đa số đánh giá tốt.'] },
  { ours: true, kind: 'joint_meeting', title: 'Họp liên tịch đánh giá thực hiện quy chế', rhythm: 'year', dueAfter: 348, texts: ['Đã họp liên tịch, thống nhất ba việc trọng tâm năm sau.', 'Họp liên tịch tại trụ sở; hai bên thống nhất trao đổi sớm hơn về nhân sự cấp ủy.'] },
] // prettier-ignore

const BOARD: readonly Duty[] = [
  { ours: true, kind: 'report', title: 'Báo cáo kết quả phối hợp', rhythm: 'half', dueAfter: 175, texts: ['Đã gửi báo cáo kết quả phối hợp sáu tháng.'] },
  { ours: false, kind: 'exchange_plan', title: 'Gửi hướng dẫn công tác năm', rhythm: 'year', dueAfter: 45, texts: ['Đã gửi hướng dẫn nhiệm vụ trọng tâm năm.'] },
  { ours: true, kind: 'joint_meeting', title: 'Giao ban công tác phối hợp', rhythm: 'year', dueAfter: 330, texts: ['Đã giao ban, thống nhất kế hoạch mở lớp bồi dưỡng năm sau.'] },
] // prettier-ignore

/** What was signed with whom: all districts and two boards in the first bloc, a little in the others. */
function scriptsOf(organisation: Organisation): Script[] {
  const first = organisation.definition === BLOC_1
  const ended = addDays(TWO_TIERS_ON, -1)
  const place = (kind: 'district' | 'commune') => organisation.localities.filter((one) => one.kind === kind)
  const side = (one: Organisation['localities'][number]): Side => ({ name: one.committee, kind: 'local_committee', localityId: one.id, from: one.from, to: one.to }) // prettier-ignore
  const board = (name: string): Side => ({ name, kind: 'board', localityId: null, from: day('1998-04-01'), to: null })
  const title = (name: string) => `Quy chế phối hợp với ${name} trong công tác xây dựng Đảng`
  const districts = place('district').slice(0, first ? undefined : 2)
  const communes = place('commune').slice(0, first ? 4 : 1)
  return [
    ...districts.map((one, at): Script => ({ number: `${String(8 + at).padStart(2, '0')}-QC/TU`, title: title(one.committee), signedOn: addDays(day('2021-01-05'), at * 2), side: side(one), lastOn: ended })), // prettier-ignore
    ...communes.map((one, at): Script => ({ number: `${String(3 + at).padStart(2, '0')}-QC/ĐU`, title: title(one.committee), signedOn: addDays(day('2025-07-08'), at * 6), side: side(one), lastOn: null, ...(at === 0 ? { waits: true } : {}), ...(at === 1 ? { returned: true } : {}), ...(at === 2 ? { late: true } : {}) })), // prettier-ignore
    ...(first ? ['Ban Tổ chức Tỉnh ủy', 'Ban Tuyên giáo Tỉnh ủy'] : []).map((name, at): Script => ({ number: `${String(20 + at)}-QC/TU`, title: `Quy chế phối hợp công tác với ${name}`, signedOn: addDays(day('2021-03-10'), at), side: board(name), lastOn: null })), // prettier-ignore
  ]
}

/** Loads the regulations that were signed by today; returns how many, and how many things done. */
export async function loadCoordination(
  run: Run,
  organisation: Organisation,
  today: Day,
): Promise<{ regulations: number; done: number }> {
  const chance = random(`coordination ${organisation.definition.slug}`)
  let [regulations, done] = [0, 0]
  for (const script of scriptsOf(organisation)) {
    const { side } = script
    const lastOn = side.to === null ? null : addDays(side.to, -1)
    const { bodyId } = await run(addBody, { name: side.name, kind: side.kind, localityId: side.localityId, from: side.from, lastOn }) // prettier-ignore
    if (script.signedOn > today) continue
    regulations++
    done += await write(run, organisation.units[0]!.id, bodyId, script, chance, today)
  }
  return { regulations, done }
}

async function write(run: Run, top: Id, bodyId: Id, script: Script, chance: Random, today: Day): Promise<number> {
  const { number, title, signedOn } = script
  const { regulationId, partyIds } = await run(recordRegulation, {
    ...{ number, title, signedOn, unitIds: [top], externalIds: [bodyId] },
    summary: 'Trao đổi nghị quyết, chương trình; cho ý kiến về đảng viên; họp liên tịch hằng năm.',
  })
  const [own, other] = partyIds as [Id, Id]
  const duties = script.side.kind === 'board' ? BOARD : LOCAL
  const agreement = { valid: { from: signedOn, to: script.lastOn && addDays(script.lastOn, 1) }, sides: [{ id: own, valid: { from: signedOn, to: null } }, { id: other, valid: { from: signedOn, to: script.side.to } }] } // prettier-ignore
  const rows: Record<string, unknown>[] = []
  let waiting: { obligationId: Id; period: string } | null = null
  for (const duty of duties) {
    const from = day(`${yearOf(signedOn)}-01-01`)
    const [partyId, toPartyId] = duty.ours ? [own, other] : [other, own]
    const { kind, rhythm, dueAfter } = duty
    const { obligationId } = await run(addObligation, { regulationId, partyId, toPartyId, kind, title: duty.title, rhythm, dueAfter, from }) // prettier-ignore
    const owed = instancesOf({ id: obligationId, partyId, toPartyId, rhythm, dueAfter, valid: { from, to: null } }, agreement, { from, to: addDays(today, 1) }) // prettier-ignore
    for (const [at, one] of owed.entries()) {
      const last = at === owed.length - 1
      if (script.waits && kind === 'member_opinion' && last) {
        waiting = { obligationId, period: one.period }
        continue
      }
      if (script.late && duty.ours && kind === 'exchange_plan' && last) continue
      const late = chance.chance(0.09)
      // Most things are done in the weeks before their day; what is not yet due now and then, too.
      const doneOn = maxDay(signedOn, addDays(one.dueOn, late ? chance.between(2, 20) : -chance.between(0, 18)))
      if (doneOn > today) continue
      const body = chance.pick(duty.texts)
      const common = { obligationId, period: one.period, body, answeredBy: duty.ours ? null : 'Văn phòng cấp ủy' }
      if (script.returned && !duty.ours && kind === 'exchange_plan' && last) {
        rows.push({ ...common, doneOn, state: 'returned', reason: 'Bản gửi thiếu phụ lục danh sách chi bộ trên địa bàn.' }) // prettier-ignore
        continue
      }
      rows.push({ ...common, doneOn, state: 'accepted' })
    }
  }
  await run(importDone, { rows })
  if (script.lastOn !== null && script.lastOn < today)
    await run(endRegulation, { regulationId, version: duties.length + 1, lastOn: script.lastOn, reason: 'Kết thúc hoạt động của cấp huyện, tổ chức chính quyền địa phương hai cấp.' }) // prettier-ignore
  if (script.waits && waiting) await answerAsGuest(run, regulationId, bodyId, waiting, today)
  return rows.length
}

/** The committee outside opens its link and answers; the office has not looked yet. */
async function answerAsGuest(
  run: Run,
  regulationId: Id,
  externalId: Id,
  one: { obligationId: Id; period: string },
  today: Day,
) {
  const lastOn = minDay(addDays(today, 60), day('2200-12-31'))
  const { token } = await run(makeGuestLink, { regulationId, externalId, lastOn })
  const guest = guestOf(token, new Date(`${today}T00:00:00+07:00`))
  if (!guest) throw new RangeError('a link just made opens nothing')
  await run(
    answerObligation,
    {
      ...one,
      answeredBy: 'Bế Văn Toản, Văn phòng Đảng ủy',
      body: 'Đã tổng hợp ý kiến của 11 chi bộ thôn, tổ dân phố. Đề nghị Khối trao đổi thêm về thời gian họp liên tịch cuối năm.',
    },
    undefined,
    guest,
  )
}
