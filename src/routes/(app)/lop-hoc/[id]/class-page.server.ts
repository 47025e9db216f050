// What the page of a class shows: its head, and the one view that is open.
import { formatDay } from '#kernel/day.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { Query } from '#platform/operation/operation.ts'
import {
  changeNames,
  classMarkNames,
  classSpan,
  classStageNames,
  exemptName,
  LEARNER_STATES,
  learnerStateNames,
  listLearners,
  outcomeNames,
  partNames,
  points,
  readClass,
  readRegister,
  resultsByUnit,
  studiedNames,
  validUntil,
} from '#modules/classes/classes.server.ts'
import type { Learner, LearnerState } from '#modules/classes/classes.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { newId } from '#platform/new-id.ts'
import type { GenericSchema } from 'valibot'
import { address } from '../../address.ts'
import { nextTab, stageLooks, TABS } from '../class-looks.ts'
import type { Tab } from '../class-looks.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

const tabNames: Record<Tab, string> = {
  'hoc-vien': 'Học viên',
  'diem-danh': 'Điểm danh',
  'ket-qua': 'Kết quả',
  'giay-chung-nhan': 'Giấy chứng nhận',
  'don-vi': 'Theo đơn vị',
  'qua-trinh': 'Thay đổi',
}

const LEARNERS_PAGE = 100
const MOST_MARKED = 400
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

export const tabIn = (url: URL): Tab => TABS.find((tab) => tab === url.searchParams.get('xem')) ?? 'hoc-vien'

export async function classHead(run: Run, classId: string) {
  const found = await run(readClass, { classId })
  const { kindOf: kind, counts, stage } = found
  return { found, kind, counts, stage }
}

const shownLearner = (classId: string, exam: boolean) => (one: Learner) => ({
  id: one.id,
  name: one.name,
  href: one.memberId === null ? null : `/dang-vien/${one.memberId}`,
  birth: formatDay(one.birthOn),
  unit: one.unitName,
  present: one.held === 0 ? '—' : `${one.present}/${one.held}${one.madeUp > 0 ? ' + bù' : ''}`,
  state:
    one.withdrawnOn !== null
      ? `Rút tên: ${one.withdrawReason ?? ''}`
      : one.exemptReason !== null
        ? `Không phải học: ${exemptName(one.exemptReason)}`
        : exam
          ? one.outcome === null
            ? '—'
            : outcomeNames[one.outcome]
          : one.held === 0
            ? '—'
            : capital(studiedNames[one.studied]),
  outcome: one.outcome,
  score: points(one.score),
  essay: points(one.essay),
  rank: one.rank === null ? '' : String(one.rank),
  prize: one.prize ?? '',
  remark: one.remark ?? '',
  number: one.number,
  certificateId: one.certificateId,
  issuedOn: one.issuedOn,
  withdrawn: one.withdrawnOn !== null,
  act: `/lop-hoc/${classId}/hoc-vien/${one.id}`,
})

export async function classPage(run: Run, ctx: ReadContext, classId: string, url: URL) {
  const { found, kind, counts, stage } = await classHead(run, classId)
  const asked = tabIn(url)
  const to = (name: Tab, more = {}) =>
    address(`/lop-hoc/${classId}`, { xem: name === 'hoc-vien' ? null : name, ...more })
  const views = TABS.filter(
    (name) =>
      (name !== 'ket-qua' || kind.graded) &&
      (name !== 'giay-chung-nhan' || kind.certificate) &&
      (name !== 'qua-trinh' || found.changes.length > 0),
  )
  const tab = views.includes(asked) ? asked : 'hoc-vien'
  const tabs = views.map((name) => ({ href: to(name), label: tabNames[name], current: name === tab }))
  const state = LEARNER_STATES.find((each) => each === url.searchParams.get('trang-thai')) ?? null
  const unitId = url.searchParams.get('don-vi') || null
  const shown = shownLearner(classId, kind.graded)
  const people = async (input: object) => {
    const list = await run(listLearners, { classId, ...input })
    return { ...list, learners: list.learners.map(shown) }
  }
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1)
  const next = nextTab[stage]
  const rules = await loadRulebook(ctx)
  return {
    tab,
    tabs,
    id: classId,
    key: newId(),
    version: found.version,
    title: found.title,
    kindName: kind.name,
    unit: found.unitName,
    stage: capital(classStageNames[stage]),
    look: stageLooks[stage],
    next: next && next !== tab && found.mayRun ? { href: to(next), label: tabNames[next] } : null,
    mayRun: found.mayRun,
    mayEnrol: found.mayEnrol,
    obliges: kind.audience === 'obliged',
    early: ['enrolling', 'ready', 'running'].includes(stage),
    graded: kind.graded,
    ranked: kind.ranked,
    cancelReason: found.cancelReason,
    facts: [
      { term: 'Thời gian', value: classSpan(found.fromOn, found.toOn) },
      { term: 'Nơi mở', value: found.unitName },
      { term: 'Nơi tổ chức', value: found.organiser },
      { term: 'Địa điểm', value: found.place },
      { term: 'Văn bản học tập', value: found.resolution },
      { term: 'Giảng viên, báo cáo viên', value: found.speakers },
      { term: 'Hạn ghi danh', value: found.enrolBy ? formatDay(found.enrolBy) : null },
      {
        term: 'Kế hoạch, thông báo',
        value: found.decision ? `${found.decision.number}, ${formatDay(found.decision.issuedOn)}` : null,
      },
      { term: 'Ghi chú', value: found.note },
    ].filter(({ value }) => value !== null && value !== ''),
    stats: statsOf(classId, kind, counts),
    quotas: found.quotas.map(({ unitName, seats, enrolled }) => ({ unitName, seats, enrolled })),
    sessions: found.sessions.map((session) => ({
      id: session.id,
      label: `${capital(partNames[session.part])} ${formatDay(session.onDay)}`,
      topic: session.topic,
      makesUp: session.makesUp,
      cancelled: session.cancelled,
      marked: session.marked,
      present: session.present,
      come: session.onDay <= ctx.today,
      href: to('diem-danh', { buoi: session.id, 'don-vi': unitId }),
    })),
    state,
    stateName: state === null ? null : learnerStateNames[state],
    unitId,
    find: url.searchParams.get('tim') ?? '',
    list:
      tab === 'hoc-vien'
        ? await people({
            unitId,
            state,
            find: (url.searchParams.get('tim') ?? '').slice(0, 100),
            page,
            size: LEARNERS_PAGE,
          })
        : tab === 'ket-qua'
          ? await people({ state: 'learning', size: 1000 })
          : tab === 'giay-chung-nhan'
            ? await people({ state: 'certified', size: 2000 })
            : null,
    /** Too many for one page: marked unit by unit. */
    byUnits: counts.learners > MOST_MARKED && unitId === null && ctx.scope('member.write').whole,
    register:
      tab === 'diem-danh' && !(counts.learners > MOST_MARKED && unitId === null && ctx.scope('member.write').whole)
        ? await registerOf(run, ctx, found.sessions, url)
        : null,
    byUnit: tab === 'don-vi' ? await unitsOf(run, classId, kind.graded, url, to) : null,
    certificate: kind.certificate && {
      pattern: kind.certificate.pattern,
      waiting: counts.uncertified,
      issuer: found.organiser ?? found.unitName,
      validUntil: validUntil(rules, kind, ctx.today) ? 'có hạn theo quy định' : 'không thời hạn',
      today: ctx.today,
    },
    changes: found.changes.map(({ id, kind: what, onDay, reason }) => ({
      id,
      day: formatDay(onDay),
      what: changeNames[what],
      reason,
    })),
    stateOptions: (kind.graded
      ? (['learning', 'passed', 'failed', 'ungraded', 'withdrawn'] as const)
      : (['learning', 'exempt', 'done', 'made_up', 'missing', 'withdrawn'] as const)
    ).map((value) => ({ value, label: learnerStateNames[value] })),
  }
}

export type ClassPage = Awaited<ReturnType<typeof classPage>>

type Head = Awaited<ReturnType<typeof classHead>>

function statsOf(classId: string, kind: Head['kind'], counts: Head['counts']) {
  const link = (state: LearnerState) => `/lop-hoc/${classId}?trang-thai=${state}`
  const studied = counts.done + counts.made_up
  return kind.graded
    ? [
        { label: 'Học viên', value: counts.learners, href: link('learning') },
        { label: 'Đạt', value: counts.passed, href: link('passed') },
        { label: 'Chưa có kết quả', value: counts.ungraded, href: link('ungraded') },
        ...(kind.certificate ? [{ label: 'Giấy chứng nhận', value: counts.certified, href: link('certified') }] : []),
      ]
    : [
        { label: 'Phải học', value: counts.learners, href: link('learning') },
        { label: 'Đã học, học bù', value: studied, href: `/lop-hoc/${classId}?xem=don-vi` },
        { label: 'Tỷ lệ', value: formatPercent(studied, counts.learners) },
        { label: 'Chưa học', value: counts.missing, href: link('missing') },
        { label: 'Không phải học', value: counts.exempt, href: link('exempt') },
      ]
}

async function registerOf(run: Run, ctx: ReadContext, sessions: Head['found']['sessions'], url: URL) {
  const live = sessions.filter(({ cancelled }) => !cancelled)
  const asked = live.find(({ id }) => id === url.searchParams.get('buoi'))
  const past = live.filter(({ onDay }) => onDay <= ctx.today)
  const session = asked ?? past.find(({ marked }) => marked === 0) ?? past.at(-1) ?? live[0]
  if (!session) return null
  // Who runs the class marks everybody; a unit its own people.
  const scope = ctx.scope('member.write')
  const own = url.searchParams.get('don-vi') ?? (scope.whole ? null : (scope.units[0] ?? null))
  const found = await run(readRegister, { sessionId: session.id, unitId: own }).catch(() =>
    own === null ? null : run(readRegister, { sessionId: session.id, unitId: null }),
  )
  if (!found) return null
  return {
    sessionId: session.id,
    title: `${capital(partNames[found.session.part])} ${formatDay(found.session.onDay)}`,
    topic: found.session.topic,
    makesUp: found.session.makesUp,
    unitId: found.unit.id,
    unitName: found.unit.name,
    version: found.version,
    mayWrite: found.mayWrite,
    come: found.session.onDay <= ctx.today,
    marks: classMarkNames,
    people: found.people
      .filter(
        ({ exemptReason, studied, mark }) =>
          // Who was there already need not make up for it.
          exemptReason === null && (!found.session.makesUp || mark !== null || studied === 'missing'),
      )
      .map(({ id, name, unitName, mark, reason }) => ({ id, name, unit: unitName, mark, reason })),
    exempt: found.people
      .filter(({ exemptReason }) => exemptReason !== null)
      .map(({ name, exemptReason }) => `${name} (${exemptName(exemptReason ?? '')})`),
  }
}

async function unitsOf(run: Run, classId: string, graded: boolean, url: URL, to: (tab: Tab, more?: object) => string) {
  const found = await run(resultsByUnit, { classId, unitId: url.searchParams.get('don-vi') || null })
  const row = (one: NonNullable<typeof found.total>) => {
    const people = (state: LearnerState) =>
      address(`/lop-hoc/${classId}`, { 'trang-thai': state, 'don-vi': one.unitId })
    const part = graded ? one.passed : one.done + one.madeUp
    return {
      ...one,
      open: one.hasBelow && one.unitId !== found.unit.id ? to('don-vi', { 'don-vi': one.unitId }) : people('learning'),
      percent: formatPercent(part, one.learners),
      people: Object.fromEntries(LEARNER_STATES.map((state) => [state, people(state)])) as Record<LearnerState, string>,
    }
  }
  return { unit: found.unit, total: found.total && row(found.total), units: found.units.map(row) }
}
