// On a real database: congresses from plan to approved result, many at once, by whom, and what is refused without a trace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { addDays, day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { readCommittees } from '#modules/committees/committees.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { closeUnit, foundUnits, matterKinds } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute, runIn } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import {
  approveContent,
  approveResult,
  cancelCongress,
  congressesDue,
  editCongress,
  enterCongresses,
  holdCongress,
  listCongresses,
  listUnitCongresses,
  planCongresses,
  postponeCongress,
  readCongress,
  reportResult,
  suggestCongresses,
  takeBackStep,
} from './congresses.server.ts'

let server: TestDatabase
let db: Database
let tenantId: Id
let system: Caller
const units = new Map<string, Id>()
const unit = (key: string) => units.get(key) as Id
const noon = (on: string) => new Date(`${on}T05:00:00Z`)
const NOW = '2025-05-05'

const run = (op: AnyOperation, input: unknown, by: Caller = system, on = NOW) =>
  execute(db, by, op, input, { now: noon(on) })
const look = (q: AnyQuery, input: unknown, by: Caller = system, on = NOW) => ask(db, by, q, input, { now: noon(on) })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'carried out',
    (thrown: unknown) => (thrown instanceof AppError ? [thrown.code, thrown.fields] : Promise.reject(thrown as Error)),
  )
const decision = { number: '12-QĐ/ĐUK', issuedOn: '01/06/2025', issuer: 'Đảng ủy Khối', abstract: 'Chuẩn y kết quả bầu cử' } // prettier-ignore

async function account(role: string, key: string): Promise<Caller> {
  const userName = `${role.replaceAll('_', '-')}-${key}`.toLowerCase()
  const { id } = await run(createAccount, { userName, displayName: userName, password: 'congress-congress' })
  await run(grantAccess, { accountId: id, role, unitId: unit(key), from: '01/01/2015' })
  return accountCaller(tenantId, id)
}

/** All a congress operation may write. */
const everything = () =>
  withTenant(db, tenantId, async (open) =>
    JSON.stringify([
      await open.selectFrom('congress').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await open.selectFrom('audit_entry').select('id').where('tenant_id', '=', tenantId).orderBy('id').execute(),
    ]),
  )

const plan = async (key: string, plannedOn: string, more: object = {}): Promise<Id> =>
  (await run(planCongresses, { congresses: { [unit(key)]: { plannedOn, form: 'members', ...more } } })).ids[0]
const version = async (congressId: Id) => (await look(readCongress, { congressId })).version as number

let bloc: Caller
let committee: Caller
let leader: Caller
let secretary: Caller

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
  tenantId = (await createTenant(db, { slug: 'khoi-mot', name: 'Khối' }, noon(NOW))).id
  system = systemCaller(tenantId, 'test')
  const row = (key: string, parentKey: string | null, kind: string) => ({ key, parentKey, kind, name: key, effectiveOn: '2010-01-01' }) // prettier-ignore
  const founded = await run(foundUnits, {
    units: [
      row('khoi', null, 'bloc'),
      row('A', 'khoi', 'grassroots_committee'),
      row('A1', 'A', 'sub_cell'),
      row('A2', 'A', 'sub_cell'),
      row('T', 'A1', 'group'),
      ...['B', 'C', 'D', 'E', 'F', 'G'].map((key) => row(key, 'khoi', 'grassroots_cell')),
    ],
  })
  for (const each of founded.units) units.set(each.key, each.unitId)
  const held = (key: string, cycle: string, heldOn: string, more: object = {}) => ({ unitId: unit(key), cycle, heldOn, form: 'members', ...more }) // prettier-ignore
  await run(enterCongresses, {
    congresses: [
      ...['A', 'B', 'C', 'D', 'E', 'F'].map((key, i) =>
        held(key, '2020-2025', `1${i}/05/2020`, {
          ordinal: 3,
          reportedOn: '25/05/2020',
          approvedOn: '05/06/2020',
          decision: { ...decision, number: `${i + 1}-QĐ/ĐUK`, issuedOn: '05/06/2020' },
        }),
      ),
      held('A1', '2022-2025', '10/09/2022'),
      held('A2', '2022-2025', '12/09/2022'),
    ],
  })
  bloc = await account('bloc_officer', 'khoi')
  leader = await account('bloc_leader', 'khoi')
  committee = await account('grassroots_committee', 'A')
  secretary = await account('cell_secretary', 'B')
}, 60_000)
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

describe('the calendar', () => {
  it('shows the cycle with what is due, and what was held before', async () => {
    const now = await look(listCongresses, {})
    expect(now).toMatchObject({ cycle: '2025-2030', level: 'grassroots', progress: { held: 0, all: 7 } })
    expect(now.rows.find((each: { unitId: Id }) => each.unitId === unit('B'))).toMatchObject({ state: 'due', on: '2025-06-30', late: false }) // prettier-ignore
    const before = await look(listCongresses, { cycle: '2020-2025' })
    expect(before).toMatchObject({ progress: { held: 6, all: 6 }, total: 6 })
    expect(before.rows[0]).toMatchObject({ unitName: 'A', heldOn: '2020-05-10', state: 'approved' })
    expect((await look(listCongresses, { level: 'sub_cell' })).rows).toMatchObject([{ cycle: '2025-2027' }, { cycle: '2025-2027' }]) // prettier-ignore
  })

  it('tells nothing of other units to who may not see them', async () => {
    expect((await look(listCongresses, {}, secretary)).rows.map((each: { unitName: string }) => each.unitName)).toEqual(['B']) // prettier-ignore
    expect(await refusal(look(listUnitCongresses, { unitId: unit('C') }, secretary))).toEqual(['not_found', {}])
    const own = await look(listUnitCongresses, { unitId: unit('B') }, secretary)
    expect([own.congresses.length, own.due.cycle]).toEqual([1, '2025-2030'])
  })

  it('rings for the secretary and, in one piece, for the bloc', async () => {
    const due = (by: Caller, on: string) => askAll(db, by, (_, ctx) => congressesDue(ctx), { now: noon(on) })
    expect(await due(secretary, '2025-04-01')).toEqual([])
    expect(await due(secretary, NOW)).toMatchObject([{ kind: 'congress_plan', dueOn: '2025-06-30', unitId: unit('B') }])
    expect((await due(bloc, NOW)).map(({ kind, params }) => [kind, params['count']])).toEqual([
      ['congress_plan_many', 6],
    ])
    expect((await due(committee, NOW)).map(({ unitId }) => unitId).toSorted()).toEqual([unit('A'), unit('A1'), unit('A2')].toSorted()) // prettier-ignore
  })

  it('suggests for planning what the rules and the register say', async () => {
    const { units: due } = await look(suggestCongresses, { level: 'grassroots', cycle: '2025-2030' }, bloc)
    expect(due.find((each: { unitId: Id }) => each.unitId === unit('A'))).toMatchObject({ members: 0, form: 'members', ordinal: 4 }) // prettier-ignore
  })
})

describe('the course', () => {
  it('goes from plan to approval with every step on record; own results are approved above', async () => {
    const congressId = await plan('B', '20/05/2025', { pilot: true, ordinal: 4 })
    const act = (op: AnyOperation, input: object, by: Caller, v: number, on = '2025-07-01') =>
      run(op, { congressId, version: v, ...input }, by, on)
    expect(await refusal(act(approveContent, { on: '10/05/2025' }, secretary, 1))).toEqual(['not_found', {}])
    await act(approveContent, { on: '10/05/2025' }, bloc, 1)
    await act(holdCongress, { heldOn: '20/05/2025', heldTo: '21/05/2025' }, secretary, 2)
    await act(reportResult, { on: '26/05/2025' }, secretary, 3)
    expect(await refusal(act(approveResult, { on: '01/06/2025', decision }, secretary, 4))).toEqual(['not_found', {}])
    expect(await refusal(act(approveResult, { on: '01/06/2025' }, bloc, 4))).toEqual(['congresses.decision_needed', { decisionId: 'congresses.decision_needed' }]) // prettier-ignore
    await act(approveResult, { on: '01/06/2025', decision }, bloc, 4)
    const seen = await look(readCongress, { congressId }, secretary, '2025-07-01')
    expect(seen).toMatchObject({ state: 'approved', cycle: '2025-2030', next: null, decision: { number: '12-QĐ/ĐUK' }, acts: [] }) // prettier-ignore
    expect(seen.steps.map(({ act: name }: { act: string }) => name)).toEqual(['plan', 'approve_content', 'hold', 'report', 'approve']) // prettier-ignore
    expect(seen.warnings.some((sentence: string) => sentence.includes('45 ngày làm việc'))).toBe(true)
    const { rows, progress } = await look(listCongresses, { cycle: '2025-2030', pilot: 'on' }, bloc, '2025-07-01')
    expect([rows.length, progress.held]).toEqual([1, 1])
    // The next one counts from this one.
    expect((await look(listUnitCongresses, { unitId: unit('B') }, secretary, '2026-01-01')).due).toMatchObject({ cycle: '2030-2035', on: '2030-05-21' }) // prettier-ignore
  })

  it('opens the term of the new committee with the approval, and then its steps stand', async () => {
    const congressId = await plan('G', '20/04/2025', { ordinal: 2 })
    await run(holdCongress, { congressId, version: 1, heldOn: '21/04/2025', heldTo: '22/04/2025' })
    await run(reportResult, { congressId, version: 2, on: '24/04/2025' })
    const approve = (by: Caller) => run(approveResult, { congressId, version: 3, on: '05/05/2025', openTerm: 'on', decision: { ...decision, number: '31-QĐ/ĐUK' } }, by) // prettier-ignore
    expect(await refusal(approve(leader))).toEqual(['not_found', {}])
    await approve(bloc)
    const { terms } = await look(readCommittees, { unitId: unit('G') })
    expect(terms).toMatchObject([{ label: '2025-2030', ordinal: 2, valid: { from: '2025-04-22' } }])
    expect(await refusal(run(takeBackStep, { congressId, version: 4, reason: 'x' }))).toEqual(['congresses.term_opened', {}]) // prettier-ignore
  })

  it('of a sub-cell is approved by its committee', async () => {
    const congressId = await plan('A1', '28/05/2025')
    await run(approveContent, { congressId, version: 1, on: '04/05/2025' }, committee)
    expect((await look(readCongress, { congressId }, committee)).acts).toContain('hold')
  })

  it('is put off with its reason, called off, and taken back again', async () => {
    const congressId = await plan('C', '20/05/2025')
    await run(postponeCongress, { congressId, version: 1, newDay: '10/06/2025', reason: 'Chờ kiện toàn nhân sự' })
    await run(cancelCongress, { congressId, version: 2, reason: 'Sáp nhập' })
    await run(takeBackStep, { congressId, version: 3, reason: 'Thôi sáp nhập' })
    const seen = await look(readCongress, { congressId })
    expect(seen).toMatchObject({ state: 'planned', plannedOn: '2025-06-10' })
    expect(seen.steps.map((step: { reason: string | null }) => step.reason)).toEqual([null, 'Chờ kiện toàn nhân sự', 'Sáp nhập', 'Thôi sáp nhập']) // prettier-ignore
  })
})

describe('refused without a trace', () => {
  let congressId: Id
  beforeAll(async () => {
    congressId = await plan('D', '20/05/2025')
  })
  const cases: [string, () => Promise<unknown>, string, string | null][] = [
    ['a second congress of the cycle', () => plan('D', '25/05/2025'), 'congresses.taken', `congresses.{D}.plannedOn`],
    ['no unit at all', () => run(planCongresses, { congresses: {} }), 'invalid_input', 'congresses'],
    ['a group', () => plan('T', '25/05/2025'), 'congresses.no_congress', 'congresses.{T}.plannedOn'],
    ['an unknown unit', () => run(planCongresses, { congresses: { [newId()]: { plannedOn: '20/05/2025', form: 'members' } } }, bloc), 'not_found', null], // prettier-ignore
    ['somebody else’s unit', () => run(planCongresses, { congresses: { [unit('E')]: { plannedOn: '20/05/2025', form: 'members' } } }, secretary), 'not_found', null], // prettier-ignore
    ['a cycle that is none', () => plan('E', '20/05/2025', { cycle: '2025' }), 'congresses.cycle', 'congresses.{E}.cycle'], // prettier-ignore
    ['a sub-cell beyond what the statute lets be shifted', () => plan('A2', '20/09/2025'), 'congresses.rule', 'congresses.{A2}.plannedOn'], // prettier-ignore
    ['a stale form', () => run(holdCongress, { congressId, version: 9, heldOn: '02/05/2025' }), 'stale', null],
    ['a congress of tomorrow as held', () => run(holdCongress, { congressId, version: 1, heldOn: '06/05/2025' }), 'congresses.in_future', 'heldOn'], // prettier-ignore
    ['an end before the opening', () => run(holdCongress, { congressId, version: 1, heldOn: '04/05/2025', heldTo: '03/05/2025' }), 'congresses.ends_before', 'heldTo'], // prettier-ignore
    ['a report of what was not held', () => run(reportResult, { congressId, version: 1, on: '05/05/2025' }), 'congresses.not_held', null], // prettier-ignore
    ['an approval of what was not reported', () => run(approveResult, { congressId, version: 1, on: '05/05/2025', decision }), 'congresses.not_reported', null], // prettier-ignore
    ['content approved after the opening', () => run(approveContent, { congressId, version: 1, on: '20/05/2025' }, system, '2025-06-01'), 'congresses.after_opening', 'on'], // prettier-ignore
    ['putting off to the same day', () => run(postponeCongress, { congressId, version: 1, newDay: '20/05/2025', reason: 'x' }), 'congresses.same_day', 'newDay'], // prettier-ignore
    ['calling off without a reason', () => run(cancelCongress, { congressId, version: 1, reason: ' ' }), 'invalid_input', 'reason'], // prettier-ignore
    ['taking back a plan', () => run(takeBackStep, { congressId, version: 1, reason: 'x' }), 'congresses.nothing_to_take_back', null], // prettier-ignore
    ['a day before the unit existed', () => run(enterCongresses, { congresses: [{ unitId: unit('G'), cycle: '2005-2010', heldOn: '01/05/2005', form: 'members' }] }), 'congresses.unit_not_there', 'congresses.0.unitId'], // prettier-ignore
    ['days out of order', () => run(enterCongresses, { congresses: [{ unitId: unit('G'), cycle: '2020-2025', heldOn: '20/05/2020', reportedOn: '19/05/2020', form: 'members' }] }), 'congresses.before', 'congresses.0.reportedOn'], // prettier-ignore
    ['an approval without its paper', () => run(enterCongresses, { congresses: [{ unitId: unit('G'), cycle: '2020-2025', heldOn: '20/05/2020', approvedOn: '29/05/2020', form: 'members' }] }), 'congresses.decision_needed', 'congresses.0.decision.number'], // prettier-ignore
    ['one’s own past, without the right above', () => run(enterCongresses, { congresses: [{ unitId: unit('B'), cycle: '2015-2020', heldOn: '20/05/2015', form: 'members' }] }, secretary), 'not_found', null], // prettier-ignore
  ]

  it.each(cases)('%s', async (_what, work, code, field) => {
    const before = await everything()
    const [refused, fields] = (await refusal(work())) as [string, Record<string, string>]
    expect(refused).toBe(code)
    const named = field?.replace(/\{(\w+)\}/, (_, key: string) => unit(key))
    expect(Object.keys(fields)).toEqual(named === undefined ? [] : [named])
    expect(await everything()).toBe(before)
  })

  it('two people who plan the same at once: one is told', async () => {
    const both = await Promise.allSettled([plan('F', '20/05/2025'), plan('F', '21/05/2025')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const told = both.find((each) => each.status === 'rejected')
    expect(told?.reason).toMatchObject({ code: 'congresses.taken' })
  })

  it('editing keeps to what is still to come', async () => {
    const edited = await run(editCongress, { congressId, version: 1, plannedOn: '22/05/2025', form: 'delegates' })
    expect(edited.version).toBe(2)
    await run(holdCongress, { congressId, version: 2, heldOn: '05/05/2025' })
    expect(await refusal(run(editCongress, { congressId, version: 3, plannedOn: '23/05/2025', form: 'members' }))).toEqual(['congresses.not_to_come', {}]) // prettier-ignore
    expect(await version(congressId)).toBe(3)
  })
})

describe('a unit that ends', () => {
  it('has its congress told of, and called off with it', async () => {
    const congressId = await plan('E', '20/06/2025')
    const matter = matterKinds().find(({ name }) => name === 'congresses')!
    const on = day('2025-06-01')
    const listed = await askAll(db, system, (_, ctx) => matter.list(ctx, [unit('E')], on), { now: noon(NOW) })
    expect(listed).toMatchObject([{ unitId: unit('E'), count: 1, examples: [{ id: congressId, label: '2025-2030' }] }])
    const handOver = { ...closeUnit, name: 'units.hand-over-test', run: (ctx: Parameters<NonNullable<typeof matter.handOver>>[0]) => matter.handOver!(ctx, [{ from: unit('E'), to: null }], { on, decisionId: null }) } // prettier-ignore
    const count = await withTenant(
      db,
      tenantId,
      (open) =>
      runIn(open, system, handOver as unknown as AnyOperation, { unitId: unit('E'), effectiveOn: addDays(on, 0) }, { now: noon(NOW) }), // prettier-ignore
    )
    expect(count).toBe(1)
    expect(await look(readCongress, { congressId })).toMatchObject({ state: 'cancelled', version: 2 })
  })
})
