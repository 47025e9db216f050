// The clock carries plans out on their day, keeps what stands in the way, and tries again the next day; who may apply them is told. Units
// see what concerns them and may comment on it, and nothing else.
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { admitMember, moveMember } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import {
  applied,
  database,
  membersOn,
  now,
  opened,
  paper,
  refusal,
  refused,
  run,
  scheduled,
  sentenceOf,
  simulated,
  system,
  tenantId,
  unit,
  usePlans,
  who,
} from '../../../tests/samples/plans.ts'
import type { Opened } from '../../../tests/samples/plans.ts'
import {
  applyDuePlans,
  commentPlan,
  editPlan,
  listPlans,
  missingSentence,
  plansDue,
  readPlan,
  reversePlan,
  schedulePlan,
  sharePlan,
  unschedulePlan,
} from './reorganisations.server.ts'

usePlans()

const FIRST = '2026-12-01'
const onFirst = new Date('2026-12-01T01:00:00+07:00')
const onSecond = new Date('2026-12-02T01:00:00+07:00')
const joined = () => [{ kind: 'absorb', inputs: [unit('a1')], into: unit('a2') }]
const read = (planId: Id, at = now) => ask(database, system, readPlan, { planId }, { now: at })
/** The database is this file's own; plans of earlier tests' blocs are not due any more. */
const own = (at: Date) => applyDuePlans(database, at)

async function account(role: Role, key: string): Promise<Caller> {
  const accountId = newId()
  const row = {
    tenant_id: tenantId,
    id: accountId,
    user_id: accountId,
    user_name: `${role}-${key}`,
    display_name: role,
    created_at: now,
  }
  await withTenant(database, tenantId, (db) => db.insertInto('account').values(row).execute())
  await run(grantAccess, { accountId, role, unitId: unit(key), from: '2020-01-01' })
  return accountCaller(tenantId, accountId, { now })
}

test('a plan waits for its day and is carried out by the clock, once', async () => {
  const { planId } = await scheduled(joined(), FIRST)
  expect(await own(new Date('2026-11-30T23:00:00+07:00'))).toEqual([])
  expect(await own(onFirst)).toEqual([{ planId, applied: true, failure: null }])
  expect(await own(onFirst)).toEqual([])
  expect(await read(planId)).toMatchObject({ state: 'applied', done: { moved: 5 } })
  expect((await membersOn(FIRST)).get(who('a1', 1))).toBe(unit('a2'))
})

test('several workers at once carry a plan out once', async () => {
  const { planId } = await scheduled(joined(), FIRST)
  const results = (await Promise.all([own(onFirst), own(onFirst), own(onFirst)])).flat()
  expect(results).toEqual([{ planId, applied: true, failure: null }])
})

test('what came between is told: the failure is kept, nothing is written, and the next day it may go through', async () => {
  const plan = await scheduled(joined(), FIRST)
  // Recorded after the plan was fixed: somebody is admitted to the ending cell on its very day.
  const admission = { unitId: unit('a1'), fullName: 'Lò Thị Mới', sex: 'female', birthOn: '1999-05-05', ethnicity: 'kinh', education: 'university', decidedOn: FIRST, effectiveOn: FIRST, youthMember: true, ...paper('9-QĐ/ĐUK', FIRST) } // prettier-ignore
  await run(admitMember, admission, system, onFirst)
  const [result] = await own(onFirst)
  expect(result).toMatchObject({ applied: false, failure: { code: 'reorganisations.not_ready', on: FIRST } })
  const view = await read(plan.planId, onFirst)
  expect([view.state, view.failure?.code, view.steps]).toEqual([
    'scheduled',
    'reorganisations.not_ready',
    ['comment', 'unschedule', 'apply'],
  ])
  expect((await membersOn(FIRST)).get(who('a1', 1))).toBe(unit('a1'))
  const missing = (await simulated(plan.planId)).missing.filter(({ blocks }) => blocks)
  expect(missing.map(missingSentence).join()).toMatch(/01\/12\/2026.*Lò Thị Mới/)
  const due = await askAll(database, system, (_, ctx) => plansDue(ctx), { now: onFirst })
  expect(due.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['plan_failed', FIRST]])
  // Once a day is enough.
  expect(await own(onFirst)).toEqual([])
  expect(await own(onSecond)).toMatchObject([{ applied: false }])
  const undone = await run<Opened>(unschedulePlan, { planId: plan.planId, version: view.version }, system, onSecond)
  await run(
    editPlan,
    { ...undone, planId: plan.planId, title: 'Muộn hơn', effectiveOn: '2026-12-05' },
    system,
    onSecond,
  )
  expect((await simulated(plan.planId)).mayCommit).toBe(true)
})

test('a member with a later fact stands in the way of both ways and is named', async () => {
  const later = { memberId: who('a1', 2), unitId: unit('b1'), decidedOn: '2026-11-20', effectiveOn: '2026-11-20', ...paper('11-QĐ/ĐUK', '2026-11-20') } // prettier-ignore
  await run(moveMember, later)
  const plan = await run<Opened>(
    sharePlan,
    (({ planId, version }: Opened) => ({ planId, version }))(await opened(joined())),
  )
  const { missing } = await simulated(plan.planId)
  expect(missing.filter(({ blocks }) => blocks).map(missingSentence)).toEqual([
    expect.stringMatching(/20\/11\/2026.*Nguyễn Văn A1 2/),
  ])
  const other = await applied([{ kind: 'absorb', inputs: [unit('a3')], into: unit('a2') }])
  await run(moveMember, { ...later, memberId: who('a3', 1) })
  const back = () => run(reversePlan, { planId: other.planId, version: other.version, reason: 'Nhầm', ...paper() })
  await refused(back, 'members.moves_followed')
  await back().catch((error: unknown) => expect(sentenceOf(error)).toContain('Nguyễn Văn A3 1'))
})

test('the day that nears and comments that wait stand in the list of what is due', async () => {
  const plan = await scheduled(joined(), FIRST, 'Ghép chi bộ')
  await run(commentPlan, { planId: plan.planId, body: 'Xin cho biết nơi họp' })
  const due = await askAll(database, system, (_, ctx) => plansDue(ctx), { now })
  expect(due.map(({ kind, dueOn, params }) => [kind, dueOn, params['title']])).toEqual([
    ['plan_day_near', FIRST, 'Ghép chi bộ'],
    ['plan_comments', '2026-11-29', 'Ghép chi bộ'],
  ])
  const leader = await account('bloc_leader', 'khoi')
  const told = await askAll(database, leader, (_, ctx) => plansDue(ctx), { now })
  expect(told.map(({ kind }) => kind)).toEqual(['plan_day_near'])
  const committee = await account('grassroots_committee', 'A')
  expect(await askAll(database, committee, (_, ctx) => plansDue(ctx), { now })).toEqual([])
})

test('a shared plan waits for a word of who may fix it, until it is fixed', async () => {
  const leader = await account('bloc_leader', 'khoi')
  const told = () => askAll(database, leader, (_, ctx) => plansDue(ctx), { now })
  const { planId, version } = await opened(joined(), FIRST, 'Ghép chi bộ')
  expect(await told()).toEqual([])
  const shared = await run<Opened>(sharePlan, { planId, version })
  expect(await told()).toMatchObject([
    { kind: 'plan_shared', dueOn: FIRST, href: `/to-chuc/phuong-an/${planId}`, params: { title: 'Ghép chi bộ' } },
  ])
  const officer = await account('bloc_officer', 'khoi')
  expect(await askAll(database, officer, (_, ctx) => plansDue(ctx), { now })).toEqual([])
  await run(schedulePlan, { planId, version: shared.version, ...paper() })
  expect((await told()).map(({ kind }) => kind)).toEqual(['plan_day_near'])
})

test('a committee sees shared plans that concern its units, its own part of them, and comments; others see nothing', async () => {
  const [mine, other] = [await account('grassroots_committee', 'A'), await account('grassroots_committee', 'B')]
  const plan = await opened([...joined(), { kind: 'rename', unitId: unit('C'), name: 'Chi bộ Khác' }])
  const seen = (caller: Caller) => ask(database, caller, readPlan, { planId: plan.planId }, { now })
  expect(await refusal(seen(mine))).toEqual(['not_found', []])
  await run(sharePlan, { planId: plan.planId, version: plan.version })
  const view = await seen(mine)
  expect([view.acts.length, view.steps]).toEqual([1, ['comment']])
  expect(JSON.stringify(view)).not.toContain('Chi bộ Khác')
  const part = await simulated(plan.planId, mine)
  expect(part.before.map(({ id }) => id).sort()).toEqual(['A', 'a1', 'a2', 'a3'].map(unit).sort())
  expect([part.members.moved, part.counts.ended, part.counts.renamed, part.before[0]?.depth]).toEqual([5, 1, 0, 0])
  expect(JSON.stringify(part)).not.toContain('Tổ chức C')
  await run(commentPlan, { planId: plan.planId, body: 'Đồng ý' }, mine)
  expect((await ask(database, mine, listPlans, {}, { now })).total).toBe(1)

  expect((await ask(database, other, listPlans, {}, { now })).total).toBe(0)
  expect(await refusal(seen(other))).toEqual(['not_found', []])
  expect(await refusal(simulated(plan.planId, other))).toEqual(['not_found', []])
  await refused(() => run(commentPlan, { planId: plan.planId, body: 'x' }, other), 'not_found')
  await refused(() => run(commentPlan, { planId: newId(), body: 'x' }), 'not_found')
  const officer = await account('bloc_officer', 'A')
  await refused(() => run(sharePlan, { planId: plan.planId, version: 3 }, officer), 'not_found')
})
