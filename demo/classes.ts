// Classes of the demo: awareness classes of those admitted later, a class of new members, a contest, a study of a resolution with the
// session that makes up for it, one class whose results are missing and one that people are enrolled in now.
import { addDays, addMonths, dayOf, weekdayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { compareNames } from '#kernel/vietnamese/name.ts'
import {
  addSession,
  callClass,
  enrolPeople,
  gatherObliged,
  importLearners,
  issueCertificates,
  saveClassAttendance,
  saveResults,
  setQuotas,
} from '#modules/classes/classes.server.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { KnownMember } from './life.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

const SCHOOL = 'Trung tâm Chính trị tỉnh'
/** Files of admission carry their own certificates from here on. */
const FILED_MONTHS = 30
const SIZE = 60

interface Ground {
  run: Run
  db: Db
  tenantId: Id
  top: Id
  seed: string
  today: Day
}

/** The Monday on or after a day. */
const monday = (on: Day): Day => addDays(on, (8 - weekdayOf(on)) % 7)

const admittedBetween = (members: readonly KnownMember[], from: Day, to: Day): KnownMember[] =>
  members.filter(
    ({ admittedOn, events }) =>
      admittedOn > from &&
      admittedOn <= to &&
      events.some(({ kind, decidedOn }) => kind === 'admission' && decidedOn > from),
  )

async function personsOf({ db, tenantId }: Ground): Promise<Map<Id, Id>> {
  const rows = await db.selectFrom('member').select(['id', 'person_id']).where('tenant_id', '=', tenantId).execute()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

async function enrolmentsOf({ db, tenantId }: Ground, classId: Id) {
  return db
    .selectFrom('class_enrolment')
    .select(['id', 'person_id', 'exempt_reason'])
    .where('tenant_id', '=', tenantId)
    .where('class_id', '=', classId)
    .orderBy('id')
    .execute()
}

async function markSessions(ground: Ground, classId: Id, chance: Random, share: number): Promise<void> {
  const learners = (await enrolmentsOf(ground, classId)).filter((row) => row.exempt_reason === null)
  const sessions = await ground.db
    .selectFrom('class_session')
    .select('id')
    .where('tenant_id', '=', ground.tenantId)
    .where('class_id', '=', classId)
    .where('makes_up', '=', false)
    .orderBy('on_day')
    .execute()
  for (const session of sessions)
    await ground.run(saveClassAttendance, {
      sessionId: session.id,
      version: 1,
      marks: Object.fromEntries(
        learners.map(({ id }) => [id, chance.chance(share) ? 'present' : chance.chance(0.8) ? 'excused' : 'absent']),
      ),
    })
}

/** A class that has been: who was there, what came of it, and certificates. */
async function heldClass(
  ground: Ground,
  call: { kind: string; title: string; fromOn: Day; days: number },
  people: readonly Id[],
): Promise<number> {
  if (people.length === 0) return 0
  const chance = random(`${ground.seed} class ${call.kind} ${call.fromOn}`)
  const { id } = await ground.run(callClass, {
    unitId: ground.top,
    kind: call.kind,
    title: call.title,
    fromOn: call.fromOn,
    toOn: addDays(call.fromOn, call.days - 1),
    enrolBy: addDays(call.fromOn, -10),
    place: 'Hội trường Trung tâm Chính trị tỉnh',
    organiser: SCHOOL,
    halfDays: call.days * 2,
  })
  const lines = people.map((personId) => ({
    personId,
    score: `${chance.between(65, 95) / 10}`.replace('.', ','),
    outcome: 'passed',
  }))
  await ground.run(importLearners, { classId: id, version: 1, lines })
  await markSessions(ground, id, chance, 0.97)
  await ground.run(issueCertificates, {
    classId: id,
    version: 2,
    pattern: call.kind === 'awareness' ? '{n}/GCN-NTVĐ' : '{n}/GCN-ĐVM',
    firstNumber: '001',
    issuedOn: addDays(call.fromOn, call.days + 6),
    issuer: SCHOOL,
    signer: 'Lương Thị Bích Hà',
  })
  return people.length
}

/** The resolution studied by everybody obliged: nearly all on the day, most of the rest when it was made up for. */
async function study(ground: Ground, title: string, fromOn: Day): Promise<number> {
  const chance = random(`${ground.seed} study ${fromOn}`)
  const { id } = await ground.run(callClass, {
    unitId: ground.top,
    kind: 'study',
    title,
    resolution: 'Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng',
    fromOn,
    toOn: fromOn,
    halfDays: 1,
    place: 'Trực tiếp tại hội trường tỉnh và trực tuyến tại các điểm cầu',
    speakers: 'Báo cáo viên cấp tỉnh',
  })
  await ground.run(gatherObliged, { classId: id })
  await markSessions(ground, id, chance, 0.955)
  const makeUp = await ground.run(addSession, {
    classId: id,
    onDay: addDays(fromOn, 12),
    part: 'morning',
    topic: 'Học bù cho người vắng',
    makesUp: true,
  })
  const rows = await ground.db
    .selectFrom('class_enrolment as e')
    .innerJoin('class_attendance as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.enrolment_id', '=', 'e.id').on('a.mark', '<>', 'present'),
    )
    .select('e.id')
    .where('e.tenant_id', '=', ground.tenantId)
    .where('e.class_id', '=', id)
    .orderBy('e.id')
    .execute()
  const came = rows.filter(() => chance.chance(0.6))
  await ground.run(saveClassAttendance, {
    sessionId: makeUp.id,
    version: 1,
    marks: Object.fromEntries(came.map((row) => [row.id, 'present'])),
  })
  return rows.length
}

async function contest(ground: Ground, people: readonly Id[], fromOn: Day): Promise<void> {
  const { id } = await ground.run(callClass, {
    unitId: ground.top,
    kind: 'contest',
    title: 'Hội thi báo cáo viên giỏi',
    fromOn,
    toOn: addDays(fromOn, 1),
    halfDays: 4,
    place: 'Nhà văn hóa trung tâm tỉnh',
  })
  await ground.run(importLearners, { classId: id, version: 1, lines: people.map((personId) => ({ personId })) })
  await markSessions(ground, id, random(`${ground.seed} contest`), 1)
  const learners = await enrolmentsOf(ground, id)
  const prizes = ['Giải Nhất', 'Giải Nhì', 'Giải Nhì', 'Giải Ba', 'Giải Ba', 'Giải Ba']
  await ground.run(saveResults, {
    classId: id,
    version: 2,
    results: Object.fromEntries(
      learners.map((learner, at) => [
        learner.id,
        {
          score: String(95 - at * 2),
          outcome: 'passed',
          rank: String(at + 1),
          prize: prizes[at] ?? 'Giải Khuyến khích',
        },
      ]),
    ),
  })
}

/** Candidates of today's files, by the cell that has them. */
async function candidatesOf({ db, tenantId }: Ground): Promise<{ person_id: Id; unit_id: Id }[]> {
  return db
    .selectFrom('admission_dossier')
    .select(['person_id', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('stage', 'in', ['candidate', 'in_class'])
    .orderBy('unit_id')
    .orderBy('person_id')
    .limit(24)
    .execute()
}

/** One class people are enrolled in now: the first half is on the list, each cell has a place more than it used. */
async function comingClass(ground: Ground): Promise<void> {
  const fromOn = monday(addDays(ground.today, 18))
  const { id } = await ground.run(callClass, {
    unitId: ground.top,
    kind: 'awareness',
    title: `Lớp bồi dưỡng nhận thức về Đảng khóa II năm ${yearOf(fromOn)}`,
    fromOn,
    toOn: addDays(fromOn, 4),
    enrolBy: addDays(fromOn, -5),
    place: 'Hội trường Trung tâm Chính trị tỉnh',
    organiser: SCHOOL,
  })
  const byCell = [...Map.groupBy(await candidatesOf(ground), ({ unit_id }) => unit_id)]
  if (byCell.length === 0) return
  await ground.run(setQuotas, {
    classId: id,
    version: 1,
    quotas: byCell.map(([unitId, people]) => ({ unitId, seats: people.length + 1 })),
  })
  for (const [unitId, people] of byCell.slice(0, Math.ceil(byCell.length / 2)))
    await ground.run(enrolPeople, { classId: id, unitId, people: people.map(({ person_id }) => person_id) })
}

/** Classes of the bloc. Returns how many people were on their lists. */
export async function loadClasses(ground: Ground, members: readonly KnownMember[]): Promise<number> {
  // Classes ask about a few people at a time: what is best for whole months of meetings reads everybody for each of them.
  await sql.raw('set local enable_nestloop = on').execute(ground.db)
  const persons = await personsOf(ground)
  const ids = (some: readonly KnownMember[]): Id[] =>
    some
      .toSorted((a, b) => compareNames(a.fullName, b.fullName) || (a.memberId < b.memberId ? -1 : 1))
      .slice(0, SIZE)
      .flatMap(({ memberId }) => persons.get(memberId) ?? [])
  const thisYear = yearOf(ground.today)
  const filed = addMonths(ground.today, -FILED_MONTHS)
  let learners = 0
  for (let year = 2021; year < thisYear; year++) {
    const fromOn = monday(dayOf(year, 5, 8))
    const later = admittedBetween(members, addDays(fromOn, 60), addDays(fromOn, 420)).filter(
      ({ admittedOn }) => admittedOn < filed,
    )
    const title = `Lớp bồi dưỡng nhận thức về Đảng khóa I năm ${year}`
    learners += await heldClass(ground, { kind: 'awareness', title, fromOn, days: 5 }, ids(later))
    const autumn = monday(dayOf(year, 9, 10))
    const fresh = admittedBetween(members, addMonths(autumn, -11), addDays(autumn, -20)).filter(
      ({ admittedOn, cells, leftOn }) =>
        admittedOn < filed &&
        leftOn === null &&
        cells.some(({ from, to }) => from <= autumn && (to === null || to > autumn)),
    )
    const newTitle = `Lớp bồi dưỡng đảng viên mới năm ${year}`
    learners += await heldClass(ground, { kind: 'new_member', title: newTitle, fromOn: autumn, days: 5 }, ids(fresh))
  }
  const settled = members.filter(({ confirmedOn, leftOn, admittedOn, statuses }) => {
    const active = statuses.every(({ standing }) => standing === 'active')
    return confirmedOn !== null && leftOn === null && active && admittedOn < filed
  })
  await contest(ground, ids(settled).slice(0, 10), monday(dayOf(thisYear, 5, 11)))
  learners += await study(
    ground,
    'Hội nghị học tập, quán triệt Nghị quyết Đại hội XIV của Đảng',
    dayOf(thisYear, 3, 28),
  )
  await comingClass(ground)
  await sql.raw('set local enable_nestloop = off').execute(ground.db)
  return learners
}
