// Operations of classes on a real database: from the call to the certificate, a study made up for, and each refusal with nothing changed.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicatorOf, rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  admitted,
  database,
  now,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import {
  addSession,
  cancelClass,
  certificatesOf,
  classesDeadlines,
  classesOfMember,
  editClass,
  enrolPeople,
  excuseLearner,
  findLearners,
  gatherObliged,
  importLearners,
  issueCertificates,
  listClasses,
  planLearnersImport,
  postponeClass,
  readCertificates,
  readClass,
  resultsByUnit,
  saveClassAttendance,
  saveResults,
  setQuotas,
  voidCertificate,
  withdrawLearner,
} from './classes.server.ts'
import {
  called,
  candidate,
  learnersOf,
  look,
  markAll,
  personOf,
  refused,
  versionOf,
} from '../../../tests/samples/classes.ts'

useRegister()

describe('an awareness class', () => {
  test('from the call to certificates with running numbers, valid sixty months (CERT_AWARENESS_VALID)', async () => {
    const classId = await called()
    const page = await look<{ sessions: { id: Id }[]; stage: string }>(readClass, { classId })
    expect(page.sessions).toHaveLength(10)
    const [one, two, three] = [await candidate(), await candidate(), await candidate()]
    const found = await look<{ people: { personId: Id; enrolled: boolean }[] }>(findLearners, {
      classId,
      unitId: unit('a'),
    })
    expect(found.people.map(({ personId }) => personId)).toEqual(expect.arrayContaining([one.id, two.id, three.id]))
    await run(system, enrolPeople, { classId, unitId: unit('a'), people: [one.id, two.id, three.id] })
    const learners = await learnersOf(classId)
    expect(learners.map(({ name, unitId }) => [name, unitId])).toEqual(
      [one, two, three].map(({ name }) => [name, unit('a')]),
    )
    expect((await look<{ stage: string }>(readClass, { classId })).stage).toBe('attendance')

    const everybody = Object.fromEntries(learners.map(({ id }) => [id, 'present']))
    for (const { id } of page.sessions) await markAll(id, everybody)
    expect((await look<{ stage: string }>(readClass, { classId })).stage).toBe('results')
    await run(system, saveResults, {
      classId,
      version: await versionOf(classId),
      results: {
        [learners[0]!.id]: { score: '8,5', outcome: 'passed' },
        [learners[1]!.id]: { score: '9', essay: '7.25', outcome: 'passed' },
        [learners[2]!.id]: { score: '3', outcome: 'failed' },
      },
    })
    const issue = {
      classId,
      pattern: '{n}/GCN-NTVĐ',
      firstNumber: '041',
      issuedOn: '2024-05-20',
      issuer: 'Trung tâm Chính trị',
      signer: 'Hà Văn Ký',
    }
    await run(system, issueCertificates, { ...issue, version: await versionOf(classId) })
    const certified = await learnersOf(classId, { state: 'certified' })
    expect(certified.map(({ name, number, score, essay }) => [name, number, score, essay])).toEqual([
      [one.name, '041/GCN-NTVĐ', 850, null],
      [two.name, '042/GCN-NTVĐ', 900, 725],
    ])
    const certificates = await withTenant(database, tenantId, (db) =>
      certificatesOf({ db, tenantId, today: day('2024-06-30') } as never, [one.id, three.id]),
    )
    expect(certificates).toMatchObject([
      {
        personId: one.id,
        kind: 'awareness',
        number: '041/GCN-NTVĐ',
        issuedOn: '2024-05-20',
        validUntil: '2029-05-20',
        classId,
      },
    ])
    const { sheets } = await look<{ sheets: { number: string; validity: string }[] }>(readCertificates, { classId })
    expect(sheets.map(({ number, validity }) => [number, validity])).toEqual([
      ['Số: 041/GCN-NTVĐ', 'Có giá trị đến ngày 20/05/2029'],
      ['Số: 042/GCN-NTVĐ', 'Có giá trị đến ngày 20/05/2029'],
    ])
    expect((await look<{ stage: string }>(readClass, { classId })).stage).toBe('done')

    // A number is given once, a certificate stands before its result, and one issued by mistake gives its number free.
    await refused(
      async () => run(system, issueCertificates, { ...issue, version: await versionOf(classId) }),
      'classes.nobody_passed',
    )
    const wrong = { [learners[0]!.id]: { score: '8,5', outcome: 'failed' } }
    await refused(
      async () =>
        run(system, saveResults, { classId, version: await versionOf(classId), results: wrong, reason: 'Chấm lại' }),
      'classes.has_certificate',
      'classes.has_certificate',
    )
    await run(system, voidCertificate, { certificateId: certified[0]!.certificateId, reason: 'In sai họ tên' })
    await refused(
      async () => run(system, issueCertificates, { ...issue, firstNumber: '042', version: await versionOf(classId) }),
      'classes.number_taken',
      'classes.number_taken',
    )
    await run(system, issueCertificates, { ...issue, version: await versionOf(classId) })
    expect((await learnersOf(classId, { state: 'certified' })).map(({ number }) => number)).toEqual([
      '041/GCN-NTVĐ',
      '042/GCN-NTVĐ',
    ])
    const after = await look<{ changes: { kind: string; reason: string }[] }>(readClass, { classId })
    expect(after.changes.map(({ kind, reason }) => [kind, reason])).toEqual([['certificate_voided', 'In sai họ tên']])
  })

  test('refuses a member, a stranger, somebody on the list, a full quota, a closed list', async () => {
    const secretary = await person('cell_secretary', 'a')
    const classId = await called({ enrolBy: '2024-07-01', fromOn: '2024-07-08', toOn: '2024-07-12' })
    const memberId = await admitted('a', { decidedOn: '2024-01-02', effectiveOn: '2024-01-09', decision: { number: '1-QĐ/ĐUK', issuedOn: '2024-01-02', issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' } }) // prettier-ignore
    const one = await candidate()
    const two = await candidate()
    const enrol = (people: Id[], caller = secretary, key = 'a') =>
      run(caller, enrolPeople, { classId, unitId: unit(key), people })
    await refused(async () => enrol([await personOf(memberId)]), 'classes.member_already', 'classes.member_already')
    await refused(() => enrol([newId()]), 'classes.unknown_person', 'classes.unknown_person')
    await refused(() => enrol([]), 'classes.nobody_chosen', 'classes.nobody_chosen')
    await refused(() => enrol([one.id], secretary, 'b'), 'not_found')
    // A candidate of cell a is nobody for cell b, even by the system.
    await refused(() => enrol([one.id], system, 'b'), 'classes.unknown_person', 'classes.unknown_person')
    await run(system, setQuotas, { classId, version: 1, quotas: [{ unitId: unit('a'), seats: 1 }] })
    await enrol([one.id])
    await refused(() => enrol([one.id]), 'classes.enrolled_already', 'classes.enrolled_already')
    await refused(() => enrol([two.id]), 'classes.quota_full', 'classes.quota_full')
    // Whoever runs the class is not held to the quota.
    await enrol([two.id], system)
    const [first] = await learnersOf(classId, {}, secretary)
    await run(secretary, withdrawLearner, { enrolmentId: first!.id, reason: 'Đi công tác' })
    await refused(
      () => run(secretary, withdrawLearner, { enrolmentId: first!.id, reason: 'Đi công tác' }),
      'classes.cannot_withdraw',
    )
    const closed = await called({ fromOn: '2024-07-15', toOn: '2024-07-19', enrolBy: '2024-06-29' })
    await refused(
      () => run(secretary, enrolPeople, { classId: closed, unitId: unit('a'), people: [one.id] }),
      'classes.enrolment_closed',
    )
  })
})

describe('the course of a class', () => {
  test('is put off with its half-days, or called off; not once somebody was there', async () => {
    const classId = await called({ fromOn: '2024-06-17', toOn: '2024-06-18', enrolBy: null })
    await run(system, postponeClass, { classId, version: 1, fromOn: '2024-06-24', reason: 'Trùng hội nghị' })
    const page = await look<{ fromOn: string; toOn: string; sessions: { id: Id; onDay: string }[] }>(readClass, {
      classId,
    })
    expect([page.fromOn, page.toOn]).toEqual(['2024-06-24', '2024-06-25'])
    expect(page.sessions.map(({ onDay }) => onDay)).toEqual(['2024-06-24', '2024-06-24', '2024-06-25', '2024-06-25'])
    await refused(() => run(system, editClass, { classId, version: 1, title: 'Tên mới' }), 'stale')
    const one = await candidate()
    await run(system, enrolPeople, { classId, unitId: unit('a'), people: [one.id] })
    const [learner] = await learnersOf(classId)
    await refused(() => markAll(page.sessions[0]!.id, {}), 'classes.marks_do_not_fit', 'classes.mark_missing')
    await refused(() => markAll(page.sessions[0]!.id, { [newId()]: 'present', [learner!.id]: 'present' }), 'classes.marks_do_not_fit', 'classes.not_on_list') // prettier-ignore
    await markAll(page.sessions[0]!.id, { [learner!.id]: 'present' })
    await refused(() => run(system, saveClassAttendance, { sessionId: page.sessions[0]!.id, version: 1, marks: { [learner!.id]: 'absent' } }), 'stale') // prettier-ignore
    await refused(
      () => run(system, cancelClass, { classId, version: 2, reason: 'Không đủ người' }),
      'classes.has_begun',
    )
    const other = await called({ fromOn: '2024-08-05', toOn: '2024-08-05' })
    await run(system, cancelClass, { classId: other, version: 1, reason: 'Không đủ người' })
    await refused(
      () => run(system, enrolPeople, { classId: other, unitId: unit('a'), people: [one.id] }),
      'classes.is_cancelled',
    )
    const { classes } = await look<{ classes: { id: Id }[] }>(listClasses, { stage: 'cancelled' })
    expect(classes.map(({ id }) => id)).toEqual([other])
  })

  test('days and half-days that cannot be are refused at their field', async () => {
    const ends = () => called({ toOn: '2024-05-12' })
    await refused(ends, 'classes.ends_before_beginning', 'classes.ends_before_beginning')
    await refused(() => called({ enrolBy: '2024-05-18' }), 'classes.enrols_after_end', 'classes.enrols_after_end')
    await refused(() => called({ halfDays: 11 }), 'classes.too_many_half_days', 'classes.too_many_half_days')
    const classId = await called({ fromOn: '2024-07-22', toOn: '2024-07-23' })
    const [session] = (await look<{ sessions: { id: Id }[] }>(readClass, { classId })).sessions
    await refused(() => markAll(session!.id, {}), 'classes.session_to_come')
    const results = { classId, version: 1, results: {} }
    await refused(() => run(system, saveResults, results), 'classes.not_begun')
    await refused(
      () => run(system, addSession, { classId, onDay: '2024-07-01', part: 'day' }),
      'classes.before_class',
      'classes.before_class',
    )
  })
})

describe('a study of a resolution', () => {
  let classId: Id
  test('gathers whom it obliges, leaves out the exempt, counts who came and who made up for it over the tree', async () => {
    for (const [at, key] of ['a', 'b', 'b'].entries()) {
      await admitted(key, { decidedOn: '2023-02-01', effectiveOn: '2023-02-03', decision: { number: `9${at}-QĐ/ĐUK`, issuedOn: '2023-02-01', issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' } }) // prettier-ignore
    }
    classId = await called({
      kind: 'study',
      title: 'Học tập nghị quyết',
      fromOn: '2024-06-03',
      toOn: '2024-06-03',
      enrolBy: null,
    })
    const { gathered } = await run<{ gathered: number }>(system, gatherObliged, { classId })
    const learners = await learnersOf(classId)
    expect(learners).toHaveLength(gathered)
    const [first, second, third, ...rest] = learners
    await run(system, excuseLearner, { enrolmentId: first!.id, exemptReason: 'Nghỉ thai sản' })
    const { sessions } = await look<{ sessions: { id: Id }[] }>(readClass, { classId })
    expect(sessions).toHaveLength(1)
    await markAll(
      sessions[0]!.id,
      Object.fromEntries([second!, third!, ...rest].map(({ id }, at) => [id, at < 2 ? 'excused' : 'present'])),
    )
    const all = gathered - 1
    const total = async () => (await look<{ total: object }>(resultsByUnit, { classId })).total
    expect(await total()).toMatchObject({ learners: all, exempt: 1, done: all - 2, madeUp: 0, missing: 2 })
    expect((await look<{ stage: string }>(readClass, { classId })).stage).toBe('make_up')
    const due = await askAll(database, system, (_, ctx) => classesDeadlines(ctx, () => sql`true`, day('2024-07-30')), {
      now,
    })
    expect(
      due.filter(({ kind }) => kind === 'class_make_up').reduce((sum, { params }) => sum + Number(params['count']), 0),
    ).toBe(2)

    const { id: again } = await run<{ id: Id }>(system, addSession, {
      classId,
      onDay: '2024-06-10',
      part: 'day',
      makesUp: true,
    })
    await markAll(again, { [second!.id]: 'present' })
    expect(await total()).toMatchObject({ learners: all, done: all - 2, madeUp: 1, missing: 1 })
    // Every number of the table opens its people.
    const missing = await learnersOf(classId, { state: 'missing' })
    expect(missing.map(({ id }) => id)).toEqual([third!.id])
    const { units } = await look<{ units: { unitId: Id; learners: number; missing: number }[] }>(resultsByUnit, {
      classId,
    })
    expect(units.reduce((sum, row) => sum + row.learners, 0)).toBe(all)
    for (const row of units)
      expect(await learnersOf(classId, { unitId: row.unitId, state: 'missing' })).toHaveLength(row.missing)
    const own = await look<{ studied: string; classId: Id }[]>(classesOfMember, { memberId: second!.memberId })
    expect(own.find((each) => each.classId === classId)?.studied).toBe('made_up')
  })

  test('a cell marks its own people beside another cell, and sees nobody else', async () => {
    const secretary = await person('cell_secretary', 'b')
    const seen = await learnersOf(classId, {}, secretary)
    expect(new Set(seen.map(({ unitId }) => unitId))).toEqual(new Set([unit('b')]))
    const { sessions } = await look<{ sessions: { id: Id }[] }>(readClass, { classId }, secretary)
    const marks = Object.fromEntries(
      seen.filter(({ exemptReason }) => exemptReason === null).map(({ id }) => [id, 'present']),
    )
    await markAll(sessions[0]!.id, marks, unit('b'), secretary)
    await refused(
      () => run(secretary, saveClassAttendance, { sessionId: sessions[0]!.id, version: 1, marks }),
      'not_found',
    )
    await refused(() => run(secretary, gatherObliged, { classId }), 'not_found')
    await refused(() => look(resultsByUnit, { classId, unitId: unit('a') }, secretary), 'not_found')
  })
})

test('a sheet is matched by name and day of birth, told cell by cell, and taken whole', async () => {
  const classId = await called({ title: 'Lớp nhập từ bảng' })
  const one = await candidate()
  const row = { birthOn: day('2000-02-03'), unitCode: null, score: '8', essay: null, outcome: 'passed' as const, number: '77/GCN', issuedOn: day('2024-05-20') } // prettier-ignore
  const plan = await withTenant(database, tenantId, (db) =>
    planLearnersImport({ db, tenantId } as never, classId, [
      { ...row, line: 2, name: one.name.toUpperCase() },
      { ...row, line: 3, name: 'Không Có Ai' },
      { ...row, line: 4, name: one.name },
    ]),
  )
  expect(plan.lines.map(({ line, state }) => [line, state])).toEqual([[2, 'new']])
  expect(plan.faults.map(({ line, code: fault }) => [line, fault])).toEqual([
    [3, 'classes.unknown_person'],
    [4, 'classes.twice_in_sheet'],
  ])
  const lines = plan.lines.map(({ personId, score, essay, outcome, number, issuedOn }) => ({ personId, score, essay, outcome, number, issuedOn })) // prettier-ignore
  await refused(() => run(system, importLearners, { classId, version: 1, lines }), 'field.required', 'field.required')
  await run(system, importLearners, { classId, version: 1, lines, issuer: 'Trường Chính trị tỉnh' })
  expect((await learnersOf(classId)).map(({ name, score, number }) => [name, score, number])).toEqual([
    [one.name, 800, '77/GCN'],
  ])
})

test('who was withdrawn with an import is found by no list of learners', async () => {
  const classId = await called({ title: 'Lớp sau khi rút bảng nhập' })
  const one = await candidate()
  const row = { line: 2, name: one.name, birthOn: day('2000-02-03'), unitCode: null, score: null, essay: null, outcome: null, number: null, issuedOn: null } // prettier-ignore
  const plan = () =>
    withTenant(database, tenantId, (db) => planLearnersImport({ db, tenantId } as never, classId, [row]))
  const [line] = (await plan()).lines
  expect(line).toBeDefined()
  await withTenant(database, tenantId, (db) =>
    db.updateTable('person').set({ withdrawn_at: now }).where('tenant_id', '=', tenantId).where('id', '=', line!.personId).execute(),
  ) // prettier-ignore
  expect((await plan()).faults).toEqual([{ line: 2, field: 'name', code: 'classes.unknown_person' }])
  const lines = [{ personId: line!.personId, score: null, essay: null, outcome: null, number: null, issuedOn: null }]
  await refused(
    () => run(system, importLearners, { classId, version: 1, lines }),
    'classes.unknown_person',
    'classes.unknown_person',
  )
})

test('I08, I08N, I20, I22: figures over the tree, each with as many records as it says', async () => {
  const span = { from: day('2024-05-01'), to: day('2024-06-30') }
  const requests = ['I08', 'I08N', 'I09', 'I20', 'I22'].map((key) => {
    const indicator = indicatorOf(key)!
    return { key, indicator, span, dimensions: indicator.dimensions }
  })
  const table = await askAll(database, system, (_, ctx) => rollUp(ctx, requests, { basis: { on: span.to } }), { now })
  const at = (code: string, key: string) => {
    const figure = table.get(code)?.get(unit(key))
    return [figure?.num ?? 0, figure?.den ?? null]
  }
  // A class with lists and results, one with a list alone, one out of a sheet; the study of the committee; nobody was called to a class of new members.
  expect([at('I08', 'bloc'), at('I08', 'com'), at('I08', 'a')]).toEqual([[3, null], [3, null], [0, null]]) // prettier-ignore
  expect([at('I08N', 'bloc'), at('I08N', 'a'), at('I08N', 'b')]).toEqual([[3, null], [3, null], [0, null]]) // prettier-ignore
  expect([at('I09', 'bloc'), at('I22', 'bloc')]).toEqual([[0, null], [1, null]]) // prettier-ignore
  const [studied, obliged] = at('I20', 'bloc')
  expect(obliged).toBe((at('I20', 'a')[1] ?? 0) + (at('I20', 'b')[1] ?? 0))
  expect(studied).toBeGreaterThan(0)
  for (const request of requests) {
    const trace = await askAll(
      database,
      system,
      (_, ctx) => traceFigure(ctx, request, { basis: { on: span.to }, unitId: unit('bloc'), limit: 50, offset: 0 }),
      { now },
    )
    expect([request.key, trace.num, trace.den]).toEqual([request.key, ...at(request.key, 'bloc')])
    expect(trace.records).toHaveLength(trace.total)
    expect(trace.records.every((record) => record.title !== record.id && record.href?.startsWith('/lop-hoc/'))).toBe(
      true,
    )
  }
})

test('a sheet finds nobody of units the class is not called for', async () => {
  const classId = await called({ title: 'Lớp của một chi bộ', unitId: unit('b') })
  const one = await candidate()
  const row = { line: 2, name: one.name, birthOn: day('2000-02-03'), unitCode: null, score: null, essay: null, outcome: null, number: null, issuedOn: null } // prettier-ignore
  const plan = await withTenant(database, tenantId, (db) =>
    planLearnersImport({ db, tenantId } as never, classId, [row]),
  )
  expect(plan.faults).toEqual([{ line: 2, field: 'name', code: 'classes.unknown_person' }])
  const secretary = await person('grassroots_committee', 'b')
  const lines = [{ personId: one.id, score: null, essay: null, outcome: null, number: null, issuedOn: null }]
  await refused(
    () => run(secretary, importLearners, { classId, version: 1, lines }),
    'classes.unknown_person',
    'classes.unknown_person',
  )
})
