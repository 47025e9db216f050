// What is easily overlooked at the edge of a plan: work in units that a plan founded, matters settled on whom they
// cannot go to, names of people who do not belong to a reader's units yet.
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { planCongresses } from '#modules/congresses/congresses.server.ts'
import { planMeeting } from '#modules/meetings/meetings.server.ts'
import { moveMember } from '#modules/members/members.server.ts'
import { addLocality, closeUnit, foundUnit } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  applied,
  database,
  fresh,
  now,
  ON,
  opened,
  owner,
  paper,
  refused,
  run,
  scheduled,
  simulated,
  system,
  tenantId,
  unit,
  usePlans,
  who,
} from '../../../tests/samples/plans.ts'
import type { Opened } from '../../../tests/samples/plans.ts'
import {
  addActs,
  applyDuePlans,
  editPlan,
  reversePlan,
  schedulePlan,
  sharePlan,
  unschedulePlan,
} from './reorganisations.server.ts'

usePlans()

const step = ({ planId, version }: Opened) => ({ planId, version })
const three = (from: string, to: Id) => [{ from: unit(from), to, members: [1, 2, 3].map((n) => who(from, n)) }]
const joined = () => [{ kind: 'absorb', inputs: [unit('a1')], into: unit('a2') }]

async function account(role: Role, key: string): Promise<{ id: Id; caller: Caller }> {
  const id = newId()
  const row = { tenant_id: tenantId, id, user_id: id, user_name: `${role}-${key}`, display_name: role, created_at: now }
  await withTenant(database, tenantId, (db) => db.insertInto('account').values(row).execute())
  await run(grantAccess, { accountId: id, role, unitId: unit(key), from: '2020-01-01' })
  return { id, caller: accountCaller(tenantId, id, { now }) }
}

test('a plan is not taken back once somebody works in a unit it founded', async () => {
  const cell = fresh('A', 'sub_cell', 'Chi bộ Mới')
  const done = await applied([{ kind: 'found', unit: cell, members: three('a1', cell.unitId) }])
  await run(planMeeting, { unitId: cell.unitId, months: '12/2026' })
  await refused(() => run(reversePlan, { ...step(done), reason: 'Nhầm', ...paper() }), 'reorganisations.built_upon')

  const other = fresh('A', 'sub_cell', 'Chi bộ Khác')
  const second = await applied([{ kind: 'found', unit: other, members: three('a2', other.unitId) }])
  const move = { memberId: who('b1', 1), unitId: other.unitId, decidedOn: '2026-11-20', effectiveOn: '2026-11-20' }
  await run(moveMember, { ...move, ...paper(undefined, '2026-11-20') })
  await refused(() => run(reversePlan, { ...step(second), reason: 'Nhầm', ...paper() }), 'reorganisations.built_upon')
})

test('a congress of a unit that ends is called off, also where several take its place or nobody', async () => {
  const row = { tenant_id: tenantId, id: newId(), unit_id: unit('b1'), cycle: '2025-2030', state: 'planned', steps: '[]', form: 'delegates', recorded_at: now } // prettier-ignore
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('congress')
      .values(row as never)
      .execute(),
  )
  const to = (cell: string, members: unknown) => ({ from: unit('b1'), to: unit(cell), members })
  const members = [to('a1', [who('b1', 1)]), to('b2', 'rest')]
  await applied([{ kind: 'dissolve', input: unit('b1'), children: {}, members }])
  const { rows } = await withTenant(database, tenantId, (db) =>
    sql<{ state: string }>`select state from congress where tenant_id = ${tenantId}`.execute(db),
  )
  expect(rows).toEqual([{ state: 'cancelled' }])
})

test('rights and posts go nowhere but to who takes the place of their unit', async () => {
  await account('cell_secretary', 'a1')
  const settle = (area: string, to: Id | null) => ({ kind: 'settle', area, from: unit('a1'), to })
  for (const [area, to] of [
    ['rights', unit('khoi')],
    ['rights', unit('A')],
    ['tasks', newId()],
    ['tasks', unit('a1')],
  ] as const) {
    const { missing, mayCommit } = await simulated((await opened([...joined(), settle(area, to)])).planId)
    expect([area, mayCommit, missing.map(({ code, actIndex }) => [code, actIndex])]).toEqual([area, false, expect.arrayContaining([[expect.stringMatching(/settled_nowhere|rights_elsewhere/), 1]])]) // prettier-ignore
  }
  for (const [area, to] of [
    ['rights', unit('a2')],
    ['rights', null],
    ['tasks', unit('A')],
  ] as const) {
    expect((await simulated((await opened([...joined(), settle(area, to)])).planId)).mayCommit).toBe(true)
  }
})

test('a right granted for days after its unit ended goes on at the successor and ends where it was', async () => {
  const { id } = await account('cell_secretary', 'a1')
  await run(grantAccess, { accountId: id, role: 'grassroots_committee', unitId: unit('a1'), from: '2026-11-18' })
  await applied(joined())
  const rights = await withTenant(database, tenantId, (db) =>
    db
      .selectFrom('access_grant')
      .select(['role', 'unit_id', 'valid'])
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', id)
      .orderBy('role')
      .orderBy('valid')
      .execute(),
  )
  expect(rights.map(({ role, unit_id, valid }) => [role, unit_id === unit('a2') ? 'a2' : 'a1', valid])).toEqual([
    ['cell_secretary', 'a1', '[2020-01-01,2026-11-16)'],
    ['cell_secretary', 'a2', '[2026-11-16,)'],
    ['grassroots_committee', 'a1', '[2026-11-18,2026-11-19)'],
    ['grassroots_committee', 'a2', '[2026-11-18,)'],
  ])
})

test('no act puts a unit at a place that has ended by the day of the plan', async () => {
  const place = { name: 'Huyện Nà Liềng', kind: 'district', from: '2000-01-01', to: '2025-07-01' }
  const { localityId } = await run<{ localityId: Id }>(addLocality, place)
  const found = { kind: 'found', unit: { ...fresh('A', 'sub_cell', 'Chi bộ Mới'), localityId } }
  const change = { kind: 'change', unitId: unit('a3'), facts: { localityId } }
  const plan = step(await opened([]))
  const add = (...acts: object[]) => run(addActs, { ...plan, acts })
  await refused(() => add(found), 'units.locality_not_there', ['acts.0.unit.localityId'])
  await refused(() => add(...joined(), change), 'units.locality_not_there', ['acts.1.facts.localityId'])
  const { planId, version } = await opened([change], '2025-06-01')
  await run(editPlan, { planId, version, title: 'Phương án', effectiveOn: ON })
  const { faults, mayCommit } = await simulated(planId)
  expect([mayCommit, faults.map(({ code }) => code)]).toEqual([false, ['units.locality_not_there']])
})

test('a committee that will take over cells is not told the names of their people before', async () => {
  const { caller } = await account('grassroots_committee', 'A')
  const halves = [fresh('A', 'sub_cell', 'Chi bộ Một'), fresh('A', 'sub_cell', 'Chi bộ Hai')]
  const later = { memberId: who('b1', 1), unitId: unit('C'), decidedOn: '2026-11-20', effectiveOn: '2026-11-20' }
  await run(moveMember, { ...later, ...paper(undefined, '2026-11-20') })
  const plan = await opened([
    {
      kind: 'dissolve',
      input: unit('B'),
      children: { [unit('b1')]: unit('A'), [unit('b2')]: unit('A') },
      members: [{ from: unit('b1'), to: unit('a2'), members: [who('b1', 1)] }],
    },
    { kind: 'split', input: unit('a3'), units: halves, children: {} },
  ])
  expect(JSON.stringify(await simulated(plan.planId))).toContain('Nguyễn Văn B1 1')
  await run(sharePlan, step(plan))
  const part = JSON.stringify(await simulated(plan.planId, caller))
  expect(part).toContain('Nguyễn Văn A3')
  expect(part).not.toContain('Nguyễn Văn B')
})

test('a sector that is not on the list is refused when the plan is fixed, in its own words', async () => {
  const plan = await opened([{ kind: 'change', unitId: unit('C'), facts: { sector: 'khong-co' } }])
  const shared = await run<Opened>(sharePlan, step(plan))
  await refused(() => run(schedulePlan, { ...step(shared), ...paper() }), 'units.unknown_sector', ['sector'])
})

test('a unit closed by itself takes the rights at it along, and the congress it was to hold', async () => {
  const given = { kind: 'sub_cell', name: 'Chi bộ Trống', parentId: unit('A'), effectiveOn: '2020-01-01' }
  const { unitId } = await run<{ unitId: Id }>(foundUnit, given)
  const { id } = await account('cell_secretary', 'a1')
  await run(grantAccess, { accountId: id, role: 'cell_secretary', unitId, from: '2020-01-01' })
  await run(planCongresses, {
    congresses: { [unitId]: { plannedOn: '2027-05-10', cycle: '2025-2030', form: 'members' } },
  })
  await run(closeUnit, { unitId, effectiveOn: ON })
  const left = await withTenant(database, tenantId, async (db) => ({
    rights: await db.selectFrom('access_grant').select(['unit_id', 'valid']).where('tenant_id', '=', tenantId).orderBy('valid').execute(), // prettier-ignore
    congresses: await db.selectFrom('congress').select('state').where('tenant_id', '=', tenantId).execute(),
  }))
  expect(left.rights).toEqual(
    expect.arrayContaining([
      { unit_id: unitId, valid: `[2020-01-01,${ON})` },
      { unit_id: unit('a1'), valid: '[2020-01-01,)' },
    ]),
  )
  expect(left.congresses).toEqual([{ state: 'cancelled' }])
})

test('what nobody foresaw on the day is kept with the plan, and the plan can be taken back', async () => {
  const plan = await scheduled([{ kind: 'rename', unitId: unit('C'), name: 'Chi bộ Ba' }], '2026-12-01')
  await sql`alter table unit_version add constraint unforeseen check (name <> 'Chi bộ Ba') not valid`.execute(owner)
  const day = new Date('2026-12-01T01:00:00+07:00')
  const results = await applyDuePlans(database, day)
  await sql`alter table unit_version drop constraint unforeseen`.execute(owner)
  expect(results.filter(({ planId }) => planId === plan.planId)).toMatchObject([
    { applied: false, failure: { code: 'unexpected', on: '2026-12-01' } },
  ])
  const undone = await run<{ state: string }>(unschedulePlan, step(plan), system, day)
  expect(undone.state).toBe('shared')
})
