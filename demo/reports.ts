// The demo's reports of bloc 1: nine months of 2020 (article D) and of last year frozen, this year's under way, the next one just open.
import { addDays, day, dayInVietnam, dayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { editMerged, freezeReport, importParts, mergeUnitTexts, openReport } from '#modules/reports/reports.server.ts'
import { BLOC_TEXTS, partTexts } from './narratives.ts'
import type { Organisation } from './organisation.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

type State = 'none' | 'draft' | 'submitted' | 'returned' | 'accepted'

interface Part {
  unitId: Id
  state: Exclude<State, 'none'>
  submittedOn: Day | null
  reason: string | null
  texts: { heading: string; body: string }[]
}

const REASONS = [
  'Mục kiểm tra, giám sát chưa nêu kết quả cụ thể. Đề nghị bổ sung số cuộc và nội dung đã kiểm tra.',
  'Phần hạn chế còn chung chung. Đề nghị nêu rõ chi bộ nào chưa sinh hoạt đủ kỳ và nguyên nhân.',
  'Nhiệm vụ trọng tâm kỳ tới chưa gắn với chỉ tiêu kết nạp được giao. Đề nghị bổ sung.',
]

/** Grassroots units of a day. */
export function grassrootsOn({ units, founded, changes }: Organisation, on: Day): Id[] {
  const closed = new Set(
    changes.filter((change) => change.act === 'close' && change.on <= on).map(({ unitId }) => unitId),
  )
  return [...units, ...founded]
    .filter(({ kind, from }) => /^grassroots_/.test(kind) && from <= on)
    .map(({ id }) => id)
    .filter((id) => !closed.has(id))
}

function part(chance: Random, unitId: Id, state: Part['state'], dueOn: Day, until: Day): Part {
  const latest =
    state === 'draft' ? null : addDays(dueOn, chance.chance(0.88) ? -chance.below(5) : chance.between(1, 6))
  return {
    unitId,
    state,
    submittedOn: latest !== null && latest > until ? until : latest,
    reason: state === 'returned' ? chance.pick(REASONS) : null,
    texts: partTexts(chance, state === 'draft' ? 0.3 + 0.4 * chance.next() : 1),
  }
}

export interface DemoReports {
  /** Nine months of 2020, and of the latest year. */
  article: Id
  latest: Id
}

export async function loadReports(
  run: Run,
  organisation: Organisation,
  now: Date,
  own: { committee: Id; cell: Id },
): Promise<DemoReports> {
  const today = dayInVietnam(now)
  const frozen = async (year: number, cutOffOn: Day, frozenOn: Day): Promise<Id> => {
    const chance = random(`reports ${year}`)
    const at = (on: Day, hour: number) => new Date(`${on}T${String(hour).padStart(2, '0')}:00:00+07:00`)
    const dueOn = addDays(cutOffOn, 5)
    const opened = await run(openReport, { period: `9-thang-${year}`, cutOffOn, dueOn }, at(addDays(cutOffOn, -20), 8))
    const parts = grassrootsOn(organisation, cutOffOn).map((unitId) =>
      part(chance, unitId, 'accepted', dueOn, frozenOn),
    )
    await run(importParts, { reportId: opened.id, parts }, at(frozenOn, 8))
    let { version } = await run(mergeUnitTexts, { reportId: opened.id, version: 1 }, at(frozenOn, 9))
    for (const [heading, body] of Object.entries(BLOC_TEXTS)) {
      version = (await run(editMerged, { reportId: opened.id, version, heading, body }, at(frozenOn, 9))).version
    }
    await run(freezeReport, { reportId: opened.id, version }, at(frozenOn, 10))
    return opened.id
  }

  const article = await frozen(2020, day('2020-09-30'), day('2020-10-09'))
  // The nine months whose cut-off day has come most lately are under way, those of the year before are closed.
  const year = dayOf(yearOf(today), 9, 15) <= today ? yearOf(today) : yearOf(today) - 1
  await frozen(year - 1, dayOf(year - 1, 9, 15), dayOf(year - 1, 9, 25))
  const latest = await underWay(run, organisation, `9-thang-${year}`, dayOf(year, 9, 15), today, own)
  const [period, cutOffOn] = nextReport(today)
  await underWay(run, organisation, period, cutOffOn, today, null)
  return { article, latest }
}

/** The periodic report whose cut-off day comes next. */
function nextReport(today: Day): [string, Day] {
  const year = yearOf(today)
  const coming: [string, Day][] = [
    [`6-thang-${year}`, dayOf(year, 6, 15)],
    [`9-thang-${year}`, dayOf(year, 9, 15)],
    [`nam-${year}`, dayOf(year, 12, 15)],
    [`6-thang-${year + 1}`, dayOf(year + 1, 6, 15)],
  ]
  return coming.find(([, cutOffOn]) => cutOffOn > today) as [string, Day]
}

/** A report with parts in every state; of those in `own` the committee is writing, the cell has been asked to improve. */
async function underWay(
  run: Run,
  organisation: Organisation,
  period: string,
  cutOffOn: Day,
  today: Day,
  own: { committee: Id; cell: Id } | null,
): Promise<Id> {
  const chance = random(`reports ${period}`)
  const dueOn = addDays(cutOffOn, 5)
  const { id } = await run(openReport, { period, cutOffOn, dueOn })
  const begun = cutOffOn <= today
  const parts = grassrootsOn(organisation, cutOffOn < today ? cutOffOn : today).flatMap((unitId) => {
    const state: State =
      own?.committee === unitId
        ? 'draft'
        : own?.cell === unitId
          ? 'returned'
          : begun
            ? chance.weighted([['accepted', 58], ['submitted', 20], ['returned', 6], ['draft', 9], ['none', 7]] as const)
            : chance.weighted([['draft', 12], ['none', 88]] as const) // prettier-ignore
    return state === 'none' ? [] : [part(chance, unitId, state, dueOn, today)]
  })
  if (parts.length > 0) await run(importParts, { reportId: id, parts })
  return id
}
