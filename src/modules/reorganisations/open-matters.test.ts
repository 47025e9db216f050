// What goes on in a unit that ends, area by area: closing it alone is refused with one sentence, a plan hands it over or says so.
import type { Id } from '#kernel/ids.ts'
import { planMeeting } from '#modules/meetings/meetings.server.ts'
import { createTask } from '#modules/targets/targets.server.ts'
import { closeUnit, foundUnit } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { expect, test } from 'vitest'
import {
  applied,
  database,
  now,
  ON,
  opened,
  paper,
  refused,
  run,
  sentenceOf,
  simulated,
  tenantId,
  unit,
  usePlans,
} from '../../../tests/samples/plans.ts'
import type { Opened } from '../../../tests/samples/plans.ts'
import { schedulePlan, sharePlan } from './reorganisations.server.ts'

usePlans()

const cellWithoutMembers = async () => {
  const given = { kind: 'sub_cell', name: 'Chi bộ Trống', parentId: unit('A'), effectiveOn: '2020-01-01' }
  return (await run<{ unitId: Id }>(foundUnit, given)).unitId
}
const close = (unitId: Id) => run(closeUnit, { unitId, effectiveOn: ON })
const taskOf = (unitId: Id, issuer = unit('khoi')) =>
  run<{ id: Id }>(createTask, {
    title: 'Nộp danh sách',
    ownerUnitId: unitId,
    issuerUnitId: issuer,
    dueOn: '2026-12-20',
  })

async function conferenceOf(unitId: Id): Promise<Id> {
  const id = newId()
  const row = { tenant_id: tenantId, id, unit_id: unitId, kind: 'thematic', title: 'Hội nghị chuyên đề', starts_at: new Date('2026-12-10T01:00:00Z'), state: 'planned', recorded_at: now } // prettier-ignore
  await withTenant(database, tenantId, (db) => db.insertInto('conference').values(row).execute())
  return id
}

test('a unit with planned meetings or open tasks is not closed by itself', async () => {
  const cell = await cellWithoutMembers()
  await run(planMeeting, { unitId: cell, months: '12/2026' })
  await refused(() => close(cell), 'meetings.unit_has_planned', ['effectiveOn'])
  expect(await close(cell).catch(sentenceOf)).toMatch(/1 buổi sinh hoạt.*tháng 12\/2026/)
  const other = await cellWithoutMembers()
  await taskOf(other)
  await refused(() => close(other), 'targets.unit_has_tasks', ['effectiveOn'])
  const idle = await cellWithoutMembers()
  await close(idle)
})

test('a meeting held in the ending cell after the day stands in the way of plan and closing', async () => {
  const cell = await cellWithoutMembers()
  const held = { tenant_id: tenantId, id: newId(), unit_id: cell, kind: 'regular', month: '2026-11-01', state: 'held', held_on: '2026-11-18', recorded_at: now, changed_at: now } // prettier-ignore
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('meeting')
      .values(held as never)
      .execute(),
  )
  await refused(() => close(cell), 'meetings.unit_met_later', ['effectiveOn'])
  const plan = await opened([{ kind: 'absorb', inputs: [cell], into: unit('a1') }])
  const { missing, matters } = await simulated(plan.planId)
  expect(missing.filter(({ blocks }) => blocks).map(({ code, params }) => [code, params['area']])).toEqual([
    ['by_hand', 'held_meetings'],
  ])
  expect(matters.map(({ area, way }) => [area, way])).toEqual([['held_meetings', 'by_hand']])
})

test('tasks on both sides and conferences go to the successor; without one a task is called off', async () => {
  const conference = await conferenceOf(unit('B'))
  await taskOf(unit('a1'), unit('B'))
  await taskOf(unit('B'))
  await applied([{ kind: 'absorb', inputs: [unit('B')], into: unit('A') }])
  const read = async () =>
    withTenant(database, tenantId, async (db) => ({
      tasks: await db.selectFrom('task').select(['owner_unit_id', 'issuer_unit_id', 'state']).where('tenant_id', '=', tenantId).orderBy('recorded_at').orderBy('id').execute(), // prettier-ignore
      conferences: await db
        .selectFrom('conference')
        .select(['id', 'unit_id'])
        .where('tenant_id', '=', tenantId)
        .execute(),
    }))
  const after = await read()
  expect(after.conferences).toEqual([{ id: conference, unit_id: unit('A') }])
  expect(after.tasks).toEqual(
    expect.arrayContaining([
      { owner_unit_id: unit('a1'), issuer_unit_id: unit('A'), state: 'open' },
      { owner_unit_id: unit('A'), issuer_unit_id: unit('khoi'), state: 'open' },
    ]),
  )
  await taskOf(unit('D'))
  const plan = await opened([{ kind: 'transfer_out', unitId: unit('D'), to: 'Đảng ủy phường' }])
  expect((await simulated(plan.planId)).matters.map(({ area, way, to }) => [area, way, to])).toEqual([
    ['tasks', 'to', null],
  ])
  await applied([{ kind: 'transfer_out', unitId: unit('D'), to: 'Đảng ủy phường' }])
  expect((await read()).tasks.filter(({ state }) => state === 'cancelled')).toHaveLength(1)
})

test('meetings are not handed to a committee', async () => {
  const cell = await cellWithoutMembers()
  await run(planMeeting, { unitId: cell, months: '12/2026' })
  const settle = { kind: 'settle', area: 'meetings', from: cell, to: unit('A') }
  const plan = await opened([{ kind: 'dissolve', input: cell, children: {} }, settle])
  const { planId, version } = await run<Opened>(sharePlan, { planId: plan.planId, version: plan.version })
  await refused(() => run(schedulePlan, { planId, version, ...paper() }), 'meetings.heir_no_cell')
})
