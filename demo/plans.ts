// Plans of reorganisation in the demo: the mergers of 2025 as one plan that was carried out, and one for the coming year that is being
// talked over. What the units come to is invented.
import { addDays, dayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller } from '#modules/access/access.server.ts'
import {
  addActs,
  answerComment,
  applyPlan,
  commentPlan,
  openPlan,
  schedulePlan,
  sharePlan,
} from '#modules/reorganisations/reorganisations.server.ts'
import type { Db } from '#platform/db/db.ts'
import { runIn } from '#platform/operation/execute.ts'
import type { Organisation } from './organisation.ts'
import { decisionOf } from './load-organisation.ts'
import type { Run } from './run.ts'

interface Step {
  planId: Id
  version: number
}

const atMorning = (day: Day): Date => new Date(`${day}T08:30:00+07:00`)

/** The mergers of one day, with the names that came with them, by one decision; after the members, whose number the lineage keeps. */
export async function loadMergers(run: Run, organisation: Organisation): Promise<void> {
  const { mergers, changes, definition } = organisation
  const planned = changes.filter(({ byPlan }) => byPlan)
  for (const [on, ofDay] of Map.groupBy(planned, (change) => change.on)) {
    const acts = [
      ...mergers
        .filter((merger) => merger.on === on)
        .map(({ from, into }) => ({ kind: 'absorb', inputs: [from], into })),
      ...ofDay.flatMap((change) =>
        change.act === 'rename'
          ? [{ kind: 'rename', unitId: change.unitId, name: change.name, shortName: change.shortName }]
          : [],
      ),
    ]
    const paper = ofDay[0]?.paper ?? null
    const abstract = 'Sáp nhập, đổi tên một số tổ chức cơ sở đảng sau sắp xếp các sở, ban, ngành của tỉnh'
    const opened = await run(openPlan, {
      title: 'Sắp xếp tổ chức đảng theo các sở, ban, ngành hợp nhất năm 2025',
      summary:
        'Đảng bộ của các sở được hợp nhất nhập vào đảng bộ của sở mới; chi bộ trực thuộc và đảng viên chuyển theo, không đổi nơi sinh hoạt.',
      effectiveOn: on,
    })
    const filled: Step = await run(addActs, { ...opened, acts })
    const shared: Step = await run(sharePlan, { planId: filled.planId, version: filled.version })
    const decision = decisionOf(paper && { ...paper, abstract }, definition.issuer)
    const fixed: Step = await run(schedulePlan, { planId: shared.planId, version: shared.version, decision })
    await run(applyPlan, { planId: fixed.planId, version: fixed.version })
  }
}

/** A plan for the year after the present, shared for comment: two cells joined, a section dissolved, a committee renamed. */
export async function loadDraftPlan(
  run: Run,
  db: Db,
  tenantId: Id,
  organisation: Organisation,
  { accounts, today, now }: { accounts: ReadonlyMap<string, Id>; today: Day; now: Date },
): Promise<void> {
  const { units } = organisation
  const below = (id: Id | undefined) => units.filter(({ parentId }) => parentId === id)
  const named = (name: string) => units.find((unit) => unit.name === name)
  const own = named('Đảng bộ Sở Nội vụ')
  const [first, second] = below(own?.id).filter(({ kind, name }) => kind === 'sub_cell' && !name.includes('Văn phòng')).slice(-2) // prettier-ignore
  const section = units.find(({ kind, localityId }) => kind === 'section' && localityId === null)
  const renamed = named('Đảng bộ Đài Phát thanh và Truyền hình tỉnh')
  if (!first || !second || !section?.parentId) throw new RangeError('the demo has no units for its plan')
  const opened = await run(openPlan, {
    title: `Kiện toàn tổ chức trực thuộc năm ${yearOf(today) + 1}`,
    summary: 'Ghép hai chi bộ ít đảng viên, bỏ một cấp trung gian, đổi tên một đảng bộ theo tên cơ quan mới.',
    effectiveOn: dayOf(yearOf(today) + 1, 1, 1),
  })
  const cells = Object.fromEntries(below(section.id).map(({ id }) => [id, section.parentId]))
  const filled = await run(addActs, {
    ...opened,
    acts: [
      { kind: 'absorb', inputs: [second.id], into: first.id },
      { kind: 'dissolve', input: section.id, children: cells },
      ...(renamed
        ? [
            {
              kind: 'rename',
              unitId: renamed.id,
              name: 'Đảng bộ Trung tâm Truyền thông tỉnh',
              shortName: 'TT Truyền thông',
            },
          ]
        : []),
    ],
  })
  await run(sharePlan, { planId: filled.planId, version: filled.version }, atMorning(addDays(today, -9)))
  const [joining, dissolving] = filled.actIds
  const say = async (userName: string, days: number, actId: Id | undefined, body: string): Promise<Id | null> => {
    const accountId = accounts.get(userName)
    if (!accountId) return null
    const at = atMorning(addDays(today, -days))
    const caller = accountCaller(tenantId, accountId, { now })
    const input = { planId: filled.planId, actId: actId ?? null, body }
    return (await runIn(db, caller, commentPlan, input, { now: at })).commentId
  }
  const asked = await say('dangbo', 7, joining, 'Hai chi bộ ở hai tầng làm việc khác nhau, đề nghị giữ hai tổ đảng trong chi bộ mới để tiện sinh hoạt.') // prettier-ignore
  await say('thuongtruc', 5, dissolving, 'Cần làm việc trước với đảng ủy cơ sở về phân công cấp ủy phụ trách các chi bộ này.') // prettier-ignore
  await say('dangbo', 2, undefined, 'Nhất trí thời điểm đầu năm, sau khi kiểm điểm, đánh giá xếp loại.')
  if (asked) await run(answerComment, { commentId: asked, answer: 'Tiếp thu: chi bộ mới lập hai tổ đảng.' }, atMorning(addDays(today, -4))) // prettier-ignore
}
