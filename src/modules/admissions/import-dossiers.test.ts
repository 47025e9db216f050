// The import of whole histories: linked to members on record, judged by the same fold, all or nothing.
import { addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { importMembers } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { expect, it } from 'vitest'
import { admissionSteps, ceremonyOf, officialSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import {
  database,
  nobody,
  now,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { importDossiers, importRounds, listRounds } from './admissions.server.ts'

useRegister()

const ceremonyOn = ceremonyOf(sampleDay)
const decidedOn = admissionSteps(sampleDay).find((step) => step.kind === 'decided')!.on
const officialOn = officialSteps(ceremonyOn).at(-1)!.on
const paper = (number: string, issuedOn: Day) => ({
  number,
  issuedOn,
  issuer: 'Đảng ủy Khối',
  abstract: 'Về đảng viên',
})

/** Members as the register's import takes them, admitted and confirmed on the days of the sample. */
async function members(count: number): Promise<Id[]> {
  const confirmedOn = addMonths(ceremonyOn, 12)
  const { memberIds } = await run<{ memberIds: Id[] }>(system, importMembers, {
    decisions: [paper('1-QĐ/ĐUK', decidedOn), paper('2-QĐ/ĐUK', officialOn)],
    members: Array.from({ length: count }, () => ({
      ...nobody(),
      admittedOn: ceremonyOn,
      confirmedOn,
      statuses: [
        { status: 'probationary', standing: 'active', from: ceremonyOn, to: confirmedOn },
        { status: 'full', standing: 'active', from: confirmedOn },
      ],
      cells: [{ unitId: unit('a'), from: ceremonyOn }],
      events: [
        { kind: 'admission', unitId: unit('a'), effectiveOn: ceremonyOn, decidedOn, decision: 0 },
        { kind: 'confirmation', unitId: unit('a'), effectiveOn: confirmedOn, decidedOn: officialOn, decision: 1 },
      ],
    })),
  })
  return memberIds
}
const decisions = [paper('1-QĐ/ĐUK', decidedOn), paper('2-QĐ/ĐUK', officialOn)]
const history = () => [...admissionSteps(sampleDay), ...officialSteps(ceremonyOn)]

const counted = () =>
  withTenant(database, tenantId, async (db) => ({
    dossiers: await db
      .selectFrom('admission_dossier')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute(),
    steps: await db.selectFrom('admission_step').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
  }))

it('takes whole histories over, linked to members and to people who are none, and cites the very papers of the register', async () => {
  const [first, second] = await members(2)
  const answer = await run<{ dossierIds: Id[]; steps: number }>(system, importDossiers, {
    decisions,
    dossiers: [
      { memberId: first, unitId: unit('a'), steps: history() },
      { memberId: second, unitId: unit('a'), steps: admissionSteps(sampleDay) },
      { person: nobody(), unitId: unit('b'), steps: admissionSteps(day('2024-03-04')).slice(0, 8) },
    ],
  })
  const { dossiers, steps } = await counted()
  const by = new Map(dossiers.map((row) => [row.id, row]))
  expect(answer.dossierIds.map((id) => [by.get(id)!.stage, by.get(id)!.open, by.get(id)!.member_id])).toEqual([
    ['full', false, first],
    ['probationary', true, second],
    ['dossier', true, null],
  ])
  expect(steps.length).toBe(answer.steps)
  const papers = await withTenant(database, tenantId, (db) =>
    db
      .selectFrom('member_event')
      .select(['member_id', 'kind', 'decision_id'])
      .where('tenant_id', '=', tenantId)
      .execute(),
  )
  const decided = steps.find((step) => step.kind === 'decided' && step.dossier_id === answer.dossierIds[0])
  expect(papers.find((event) => event.member_id === first && event.kind === 'admission')!.decision_id).toBe(
    decided!.decision_id,
  )
})

it('refuses the whole import for one history that does not stand, and names its row', async () => {
  const before = await counted()
  const [member] = await members(1)
  const refusal = (dossiers: object[]) =>
    run(system, importDossiers, { decisions, dossiers }).then(
      () => 'carried out',
      (thrown: unknown) =>
        thrown instanceof AppError
          ? [thrown.code, Object.keys(thrown.fields)[0], thrown.details['row'], thrown.details['rule']]
          : thrown,
    )
  const good = { person: nobody(), unitId: unit('b'), steps: admissionSteps(day('2024-03-04')).slice(0, 8) }
  const leftOut = (kind: string) => ({
    memberId: member,
    unitId: unit('a'),
    steps: history().filter((step) => step.kind !== kind),
  })
  expect(await refusal([good, leftOut('cell_vote')])).toEqual(['admissions.not_now', 'dossiers.1.steps', 2, undefined])
  expect(await refusal([good, leftOut('new_class')])).toEqual([
    'admissions.rule',
    'dossiers.1.on',
    2,
    'NEW_MEMBER_CLASS',
  ])
  expect(await refusal([good, { ...leftOut('none'), memberId: null }])).toEqual([
    'admissions.unknown_person',
    'dossiers.1.memberId',
    2,
    undefined,
  ])
  expect(await counted()).toEqual(before)
})

it('takes over a round that was held, and refuses one with a dossier decided on another day', async () => {
  const memberIds = await members(2)
  const { dossierIds } = await run<{ dossierIds: Id[] }>(system, importDossiers, {
    decisions,
    dossiers: memberIds.map((memberId) => ({
      memberId,
      unitId: unit('a'),
      steps: history().map((step) => ({
        ...step,
        decision: step.kind === 'decided' ? 0 : step.kind === 'official_decided' ? 1 : null,
      })),
    })),
  })
  const round = { unitId: unit('bloc'), purpose: 'admission', name: 'Đợt 2/9', sittingOn: decidedOn, dossierIds }
  await expect(run(system, importRounds, { rounds: [{ ...round, sittingOn: officialOn }] })).rejects.toMatchObject({
    fields: { 'rounds.0.dossierIds.0': 'admissions.not_decided_then' },
  })
  await run(system, importRounds, { rounds: [round] })
  const listed = await ask(database, system, listRounds, {}, { now })
  expect(listed).toMatchObject([{ name: 'Đợt 2/9', state: 'decided', count: 2 }])
})

it('takes over only what the caller may enter step by step: own cells, own members, no decision of the body above', async () => {
  const [member] = (await members(1)) as [Id]
  const steps = admissionSteps(sampleDay)
  const begun = steps.slice(
    0,
    steps.findIndex((step) => step.kind === 'vetting'),
  )
  const secretary = await person('cell_secretary', 'b')
  const imported = (more: object) =>
    run(secretary, importDossiers, {
      decisions,
      dossiers: [{ person: nobody(), unitId: unit('b'), steps: begun, ...more }],
    })
  const before = await counted()
  const handedOver = { kind: 'handed_over', on: begun.at(-1)!.on, unitId: unit('a'), number: null }
  for (const more of [
    { person: null, memberId: member },
    { steps: [...begun, handedOver] },
    {
      steps: steps.slice(
        0,
        steps.findIndex((step) => step.kind === 'decided'),
      ),
    },
  ])
    await expect(imported(more)).rejects.toMatchObject({ code: 'not_found' })
  expect(await counted()).toEqual(before)
  await imported({})
})

it('puts no dossier of a cell out of reach into a round', async () => {
  const { dossierIds } = await run<{ dossierIds: Id[] }>(system, importDossiers, {
    dossiers: [{ person: nobody(), unitId: unit('c'), steps: admissionSteps(sampleDay).slice(0, 3) }],
  })
  const committee = await person('grassroots_committee', 'com')
  const round = { unitId: unit('com'), purpose: 'admission', name: 'Đợt 2/9', sittingOn: decidedOn, dossierIds }
  await expect(run(committee, importRounds, { rounds: [round] })).rejects.toMatchObject({ code: 'not_found' })
})
