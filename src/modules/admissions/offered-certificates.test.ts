// A certificate that a class has issued is the next thing to do in an open dossier, due to be taken over, and gone once it is.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { enrolPeople, issueCertificates, readClass, saveResults } from '#modules/classes/classes.server.ts'
import type { Certificate } from '#modules/classes/classes.server.ts'
import { isUnder } from '#modules/units/units.server.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { called, learnersOf, look, markAll, versionOf } from '../../../tests/samples/classes.ts'
import { database, nobody, now, person, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { admissionsDeadlines, beginDossier, listDossiers, readDossier, stepOperations } from './admissions.server.ts'
import { offeredTo } from './offered-certificates.ts'

useRegister()

describe('what a dossier lacks', () => {
  const today = day('2024-06-30')
  const certificate = (more: Partial<Certificate> = {}): Certificate => ({
    ...{ id: '1', personId: '2', kind: 'awareness', number: '41', issuedOn: day('2024-05-20') },
    ...{ validUntil: day('2029-05-20'), issuer: 'Trung tâm', classId: '3', classTitle: 'Khóa I', ...more },
  })
  const dossier = { stage: 'in_class', certificate: null, newClass: null, ceremonyOn: null } as const
  const kept = { id: '4', on: day('2024-05-20'), number: '41', issuer: null }
  const lacks = (more: Partial<Parameters<typeof offeredTo>[0]>, each: Partial<Certificate> = {}) =>
    offeredTo({ ...dossier, ...more }, [certificate(each)], today).map(({ kind }) => kind)
  it('is an awareness certificate that counts today, or a newer one than it has', () => {
    expect(lacks({})).toEqual(['certificate'])
    expect(lacks({}, { validUntil: day('2024-06-29') })).toEqual([])
    expect(lacks({ stage: 'dossier', certificate: kept })).toEqual([])
    expect(lacks({ stage: 'dossier', certificate: { ...kept, on: day('2019-01-05') } })).toEqual(['certificate'])
    expect(lacks({ stage: 'cell_proposed' })).toEqual([])
  })
  it('is a new member’s certificate on probation, of this membership', () => {
    const member = { stage: 'probationary', certificate: kept, ceremonyOn: day('2024-01-10') } as const
    const issued = { kind: 'new_member', validUntil: null } as const
    expect(lacks(member, issued)).toEqual(['new_class'])
    expect(lacks(member, { ...issued, issuedOn: day('2014-01-10') })).toEqual([])
    expect(lacks({ ...member, newClass: kept }, issued)).toEqual([])
    expect(lacks({}, issued)).toEqual([])
    expect(lacks(member, { ...issued, kind: 'contest' })).toEqual([])
  })
})

it('is told as the next step and as due from the day the class issued it until it is taken over', async () => {
  const secretary = await person('cell_secretary', 'a')
  const begin = { ...nobody(), unitId: unit('a'), as: 'listed', on: '2024-04-01' }
  const { dossierId } = await run<{ dossierId: Id }>(secretary, beginDossier, begin)
  const read = () => ask(database, secretary, readDossier, { dossierId }, { now })
  const due = () =>
    askAll(
      database,
      system,
      (_, ctx) =>
        admissionsDeadlines(ctx, (column) => sql<boolean>`${isUnder(ctx, [unit('a')], ctx.today, column)}`, ctx.today),
      { now },
    )
  const classId = await called()
  const { personId } = await read()
  await run(system, enrolPeople, { classId, unitId: unit('a'), people: [personId] })
  const [learner] = await learnersOf(classId)
  const { sessions } = await look<{ sessions: { id: Id }[] }>(readClass, { classId })
  for (const { id } of sessions) await markAll(id, { [learner!.id]: 'present' })
  await run(system, saveResults, {
    ...{ classId, version: await versionOf(classId) },
    results: { [learner!.id]: { score: '8,5', outcome: 'passed' } },
  })
  const before = await read()
  expect([before.next.act, before.offered, await due()]).toEqual(['class_sent', [], []])
  await run(system, issueCertificates, {
    ...{ classId, version: await versionOf(classId), pattern: '{n}/GCN', firstNumber: '41' },
    ...{ issuedOn: '2024-05-20', issuer: 'Trung tâm Chính trị' },
  })
  const { next, offered, version } = await read()
  expect([next.act, next.may]).toEqual(['certificate', true])
  expect(offered).toMatchObject([{ kind: 'certificate', number: '41/GCN', issuedOn: '2024-05-20' }])
  const list = await ask(database, secretary, listDossiers, {}, { now })
  expect(list.dossiers.map((each) => each.next.act)).toEqual(['certificate'])
  expect(await due()).toMatchObject([{ kind: 'admission_issued', dueOn: '2024-06-30', href: `/ket-nap/${dossierId}` }])
  const [{ issuedOn: on, number, issuer }] = offered as [(typeof offered)[number]]
  await run(secretary, stepOperations.certificate, { dossierId, version, on, number, issuer })
  const after = await read()
  expect([after.dossier.stage, after.dossier.certificate?.number, after.offered]).toEqual(['class_done', '41/GCN', []])
  expect((await due()).map(({ kind }) => kind)).not.toContain('admission_issued')
})
