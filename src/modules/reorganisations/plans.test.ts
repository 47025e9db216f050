// Plans on a real database: the whole way of one, what a simulation tells, and every refusal with nothing changed.
import type { Id } from '#kernel/ids.ts'
import { expect, test } from 'vitest'
import { ask } from '#platform/operation/execute.ts'
import { newId } from '#platform/new-id.ts'
import { withTenant } from '#platform/db/db.ts'
import { allLineage, readTree } from '#modules/units/units.server.ts'
import {
  applied,
  database,
  everything,
  fresh,
  membersOn,
  now,
  ON,
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
  addActs,
  answerComment,
  applyPlan,
  commentPlan,
  correctPlan,
  editPlan,
  listPlans,
  missingSentence,
  readPlan,
  removeAct,
  reorderActs,
  replaceAct,
  reversePlan,
  schedulePlan,
  sharePlan,
  unschedulePlan,
  withdrawPlan,
} from './reorganisations.server.ts'

usePlans()

const joinCells = () => [{ kind: 'absorb', inputs: [unit('a1')], into: unit('a2') }]
const step = ({ planId, version }: Opened) => ({ planId, version })
const versionOf = async (planId: Id) => (await ask(database, system, readPlan, { planId }, { now })).version

test('a plan from its draft to its day: cells joined, a committee split up, units renamed and moved', async () => {
  const merged = fresh('khoi', 'grassroots_cell', 'Chi bộ Hợp nhất')
  const plan = await opened([
    ...joinCells(),
    { kind: 'consolidate', inputs: [unit('C'), unit('D')], unit: merged },
    { kind: 'dissolve', input: unit('B'), children: { [unit('b1')]: unit('A'), [unit('b2')]: unit('A') } },
    { kind: 'rename', unitId: unit('A'), name: 'Đảng bộ Mới' },
    { kind: 'appoint', unitId: merged.unitId, post: 'secretary', personId: null, holderName: 'Nguyễn Văn Bí' },
  ])
  const simulation = await simulated(plan.planId)
  expect(simulation.mayCommit).toBe(true)
  expect(simulation.counts).toEqual({ founded: 1, ended: 4, moved: 2, renamed: 1, changed: 0 })
  expect(simulation.members).toMatchObject({ total: 35, moved: 15, departed: 0, withoutPlace: [] })
  expect(simulation.after.find(({ id }) => id === merged.unitId)).toMatchObject({ members: 10, full: 8, change: 'new' })
  expect(simulation.before.find(({ id }) => id === unit('B'))).toMatchObject({ members: 10, change: 'gone' })
  expect(simulation.after[0]).toMatchObject({ id: unit('khoi'), members: 35 })

  const shared = await run<Opened>(sharePlan, step(plan))
  const { commentId } = await run<{ commentId: Id }>(commentPlan, { planId: plan.planId, body: 'Đề nghị đổi tên khác' })
  expect((await simulated(plan.planId)).missing.map(({ code, blocks }) => [code, blocks])).toContainEqual([
    'comments_open',
    false,
  ])
  await run(answerComment, { commentId, answer: 'Đã tiếp thu' })
  const fixed = await run<Opened>(schedulePlan, { ...step(shared), ...paper() })
  const done = await run<Opened & { moved: number }>(applyPlan, step(fixed))
  expect(done.moved).toBe(15)

  const tree = await ask(database, system, readTree, { day: ON }, { now })
  expect(tree.units.map(({ name }) => name)).toEqual(expect.arrayContaining(['Đảng bộ Mới', 'Chi bộ Hợp nhất']))
  expect(tree.units.map(({ id }) => id).sort()).toEqual(simulation.after.map(({ id }) => id).sort())
  const members = await membersOn(ON)
  expect(members.size).toBe(35)
  expect([members.get(who('a1', 1)), members.get(who('D', 5))]).toEqual([unit('a2'), merged.unitId])
  expect((await membersOn('2026-11-15')).get(who('a1', 1))).toBe(unit('a1'))

  expect(await refusal(simulated(plan.planId))).toEqual(['reorganisations.applied_already', []])
  const edges = await withTenant(database, tenantId, (db) => allLineage({ tenantId, db }))
  expect(
    edges.map(({ kind, predecessorId, successorId, members: along }) => [kind, predecessorId, successorId, along]),
  ).toEqual(
    expect.arrayContaining([
      ['absorb', unit('a1'), unit('a2'), 5],
      ['consolidate', unit('C'), merged.unitId, 5],
    ]),
  )
  const view = await ask(database, system, readPlan, { planId: plan.planId }, { now })
  expect(view).toMatchObject({ state: 'applied', done: { moved: 15, departed: 0, appointed: 1 }, steps: ['reverse'] })
  expect(view.decision?.issuedOn).toBe('2026-11-10')
  expect(view.comments[0]).toMatchObject({ answer: 'Đã tiếp thu' })
  const { plans, counts } = await ask(database, system, listPlans, { unitId: unit('a1') }, { now })
  expect([plans.map(({ state }) => state), counts.applied]).toEqual([['applied'], 1])
})

test('acts are replaced, removed and put in order; the simulation follows', async () => {
  const plan = await opened([
    { kind: 'rename', unitId: unit('C'), name: 'Chi bộ Ba' },
    { kind: 'rename', unitId: unit('D'), name: 'Chi bộ Bốn' },
  ])
  const { acts } = await ask(database, system, readPlan, { planId: plan.planId }, { now })
  const [first, second] = acts.map(({ id }) => id) as [Id, Id]
  const turned = await run<Opened>(reorderActs, { ...step(plan), actIds: [second, first] })
  const after = await ask(database, system, readPlan, { planId: plan.planId }, { now })
  expect(after.acts.map(({ id }) => id)).toEqual([second, first])
  const act = { kind: 'rename', unitId: unit('D'), name: 'Chi bộ Năm' }
  const changed = await run<Opened>(replaceAct, { ...step(turned), actId: second, act })
  const fewer = await run<Opened>(removeAct, { ...step(changed), actId: first })
  const { counts, after: rows } = await simulated(plan.planId)
  expect([counts.renamed, rows.find(({ id }) => id === unit('D'))?.name]).toEqual([1, 'Chi bộ Năm'])
  await refused(() => run(reorderActs, { ...step(fewer), actIds: [second, first] }), 'reorganisations.other_acts', [
    'actIds',
  ])
  await refused(() => run(removeAct, { ...step(fewer), actId: newId() }), 'reorganisations.unknown_act', ['actId'])
  await refused(() => run(removeAct, { ...step(plan), actId: second }), 'stale')
})

test('nobody may be left without a place: the members are named until the plan says where they go', async () => {
  const halves = [fresh('A', 'sub_cell', 'Chi bộ Một'), fresh('A', 'sub_cell', 'Chi bộ Hai')]
  const split = { kind: 'split', input: unit('a3'), units: halves, children: {} }
  const plan = await opened([
    { ...split, members: [{ from: unit('a3'), to: halves[0]!.unitId, members: [1, 2, 3].map((n) => who('a3', n)) }] },
  ])
  const { mayCommit, missing, members } = await simulated(plan.planId)
  expect([mayCommit, members.withoutPlace.map(({ count }) => count)]).toEqual([false, [2]])
  expect(
    missing
      .filter(({ blocks }) => blocks)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['threshold', 'without_place'])
  expect(missingSentence(missing.find(({ code }) => code === 'without_place')!)).toContain(
    'Nguyễn Văn A3 4, Nguyễn Văn A3 5',
  )
  const shared = await run<Opened>(sharePlan, step(plan))
  await refused(() => run(schedulePlan, { ...step(shared), ...paper() }), 'reorganisations.not_ready')
})

test('what goes on in a cell that ends: meetings and tasks need a successor, and go to it', async () => {
  const [planned, late] = [newId(), newId()]
  const task = newId()
  const meeting = {
    tenant_id: tenantId,
    kind: 'regular',
    state: 'planned',
    month: '2026-12-01',
    recorded_at: now,
    changed_at: now,
  } as const
  await withTenant(database, tenantId, async (db) => {
    await db
      .insertInto('meeting')
      .values([
        { ...meeting, id: planned, unit_id: unit('a1') } as never,
        { ...meeting, id: late, unit_id: unit('a2'), month: '2027-01-01' } as never,
      ])
      .execute()
    await db
      .insertInto('meeting')
      .values({ ...meeting, id: newId(), unit_id: unit('a1'), month: '2027-01-01' } as never)
      .execute()
    await db
      .insertInto('task')
      .values({
        tenant_id: tenantId,
        id: task,
        title: 'Nộp tham luận',
        owner_unit_id: unit('a1'),
        issuer_unit_id: unit('A'),
        due_on: '2026-12-20',
        state: 'open',
        source_kind: 'manual',
        recorded_at: now,
        changed_at: now,
      } as never)
      .execute()
  })
  const members = [
    { from: unit('a1'), to: unit('a2'), members: [who('a1', 1)] },
    { from: unit('a1'), to: unit('a3'), members: 'rest' },
  ]
  const plan = await opened([{ kind: 'dissolve', input: unit('a1'), children: {}, members }])
  const before = await simulated(plan.planId)
  expect(before.matters.map(({ area, way, count }) => [area, way, count])).toEqual(expect.arrayContaining([['meetings', 'missing', 2], ['tasks', 'missing', 1]])) // prettier-ignore
  const settled = await run<Opened>(addActs, {
    ...step(plan),
    acts: ['meetings', 'tasks'].map((area) => ({ kind: 'settle', area, from: unit('a1'), to: unit('a2') })),
  })
  expect((await simulated(plan.planId)).mayCommit).toBe(true)
  const shared = await run<Opened>(sharePlan, step(settled))
  const fixed = await run<Opened>(schedulePlan, { ...step(shared), ...paper() })
  const done = await run<Opened>(applyPlan, step(fixed))
  const rows = await withTenant(database, tenantId, async (db) => ({
    meetings: await db
      .selectFrom('meeting')
      .select(['id', 'unit_id', 'state', 'month'])
      .where('tenant_id', '=', tenantId)
      .execute(),
    tasks: await db.selectFrom('task').select(['owner_unit_id', 'state']).where('tenant_id', '=', tenantId).execute(),
  }))
  expect(rows.meetings.find(({ id }) => id === planned)).toMatchObject({ unit_id: unit('a2'), state: 'planned' })
  // a2 has its own meeting in January.
  expect(rows.meetings.filter(({ unit_id, state }) => unit_id === unit('a1') && state === 'cancelled')).toHaveLength(1)
  expect(rows.tasks).toEqual([{ owner_unit_id: unit('a2'), state: 'open' }])
  // Others work with it now: no way back but a correction.
  await refused(() => run(reversePlan, { ...step(done), reason: 'Nhầm', ...paper() }), 'reorganisations.built_upon')
  const corrected = await run<Opened>(correctPlan, {
    planId: plan.planId,
    title: 'Đính chính',
    effectiveOn: '2026-12-01',
    reason: 'Nhầm chi bộ nhận',
  })
  expect(await ask(database, system, readPlan, { planId: corrected.planId }, { now })).toMatchObject({
    state: 'draft',
    corrects: { id: plan.planId },
  })
})

test('thresholds speak with their rule: too few for a new cell blocks, the form of a committee wants a letter', async () => {
  const cell = fresh('A', 'sub_cell', 'Chi bộ Nhỏ')
  const small = await opened([{ kind: 'separate', input: unit('a1'), units: [cell], children: {}, members: [{ from: unit('a1'), to: cell.unitId, members: [who('a1', 1), who('a1', 2)] }] }]) // prettier-ignore
  const { thresholds, missing } = await simulated(small.planId)
  expect(thresholds.map(({ rule, outcome, unitId }) => [rule, outcome, unitId])).toEqual(
    expect.arrayContaining([
      ['ORG-08', 'refusal', cell.unitId],
      ['ORG-09', 'warning', unit('a1')],
    ]),
  )
  expect(missing.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual(['threshold'])

  const grown = await opened([{ kind: 'change', unitId: unit('C'), facts: { kind: 'grassroots_committee' } }, { kind: 'move', unitId: unit('a1'), parentId: unit('C') }, { kind: 'rename', unitId: unit('C'), name: 'Đảng bộ C' }]) // prettier-ignore
  const sub = fresh('C', 'sub_cell', 'Chi bộ của C')
  await run(addActs, {
    ...step(grown),
    acts: [{ kind: 'found', unit: sub, members: [{ from: unit('C'), to: sub.unitId, members: 'rest' }] }],
  })
  const needs = await simulated(grown.planId)
  expect(
    needs.thresholds.filter(({ rule }) => rule === 'ORG-05').map(({ outcome, members }) => [outcome, members]),
  ).toEqual([['consent', 10]])
  const version = await versionOf(grown.planId)
  await run(addActs, {
    planId: grown.planId,
    version,
    acts: [{ kind: 'consent', unitId: unit('C'), paper: 'CV 15-CV/TU ngày 01/11/2026' }],
  })
  const has = await simulated(grown.planId)
  expect([has.thresholds.find(({ rule }) => rule === 'ORG-05')?.outcome, has.mayCommit]).toEqual(['consented', true])
})

test('bad acts are refused where they are written, each with one sentence, and nothing changes', async () => {
  const plan = await opened([])
  const add = (...acts: object[]) => refused(() => run(addActs, { ...step(plan), acts }), ...expected)
  let expected: [string, string[]] = ['', []]
  const cases: [object[], string, string[]][] = [
    [[{ kind: 'move', unitId: unit('A'), parentId: unit('a1') }], 'units.act_cycle', ['acts.0.parentId']],
    [[{ kind: 'absorb', inputs: [newId()], into: unit('a1') }], 'units.unknown', ['acts.0.inputs.0']],
    [[{ kind: 'absorb', inputs: [unit('a1')], into: newId() }], 'units.unknown', ['acts.0.into']],
    [[...joinCells(), { kind: 'rename', unitId: unit('a1'), name: 'Khác' }], 'units.act_overlap', ['acts.1.name']],
  ]
  for (const [acts, code, fields] of cases) {
    expected = [code, fields]
    await add(...acts)
  }
  const early = await run<Opened>(editPlan, { ...step(plan), title: 'Sớm', effectiveOn: '2009-01-01' })
  const work = run(addActs, { ...step(early), acts: joinCells() })
  const [code] = await refusal(work)
  expect(code).toBe('units.act_not_yet')
  await work.catch((error: unknown) => expect(sentenceOf(error)).toMatch(/01\/01\/2009.*\.$/))
})

test('steps out of order, stale versions, decisions used twice and plans in each other’s way are refused', async () => {
  const draft = await opened(joinCells())
  await refused(() => run(schedulePlan, { ...step(draft), ...paper() }), 'reorganisations.not_shared')
  await refused(() => run(applyPlan, step(draft)), 'reorganisations.not_scheduled')
  await refused(() => run(reversePlan, { ...step(draft), reason: 'x', ...paper() }), 'reorganisations.not_applied')
  await refused(() => run(sharePlan, { ...step(draft), version: 1 }), 'stale')
  const shared = await run<Opened>(sharePlan, step(draft))
  await refused(() => run(sharePlan, step(shared)), 'reorganisations.shared_already')
  await refused(() => run(schedulePlan, step(shared)), 'reorganisations.decision_required', ['decision.number'])
  const decision = paper('77-QĐ/ĐUK')
  const fixed = await run<Opened>(schedulePlan, { ...step(shared), ...decision })
  await refused(() => run(addActs, { ...step(fixed), acts: joinCells() }), 'reorganisations.is_scheduled')
  await refused(() => run(withdrawPlan, { ...step(fixed), reason: 'x' }), 'reorganisations.is_scheduled')
  await refused(() => run(unschedulePlan, step(fixed)), 'reorganisations.day_has_come')

  const other = await run<Opened>(sharePlan, step(await opened([{ kind: 'rename', unitId: unit('a2'), name: 'Khác' }])))
  await refused(() => run(schedulePlan, { ...step(other), ...paper() }), 'reorganisations.collision')
  const third = await run<Opened>(sharePlan, step(await opened([{ kind: 'rename', unitId: unit('C'), name: 'Khác' }])))
  await refused(() => run(schedulePlan, { ...step(third), ...decision }), 'reorganisations.decision_used', [
    'decision.number',
  ])
  await refused(
    () => run(schedulePlan, { ...step(third), ...paper('77-QĐ/ĐUK', '2026-11-11') }),
    'decisions.number_taken',
    ['decision.number'],
  )
  await run(applyPlan, step(fixed))
  await refused(() => run(applyPlan, step(fixed)), 'reorganisations.applied_already')

  const later = await scheduled([{ kind: 'rename', unitId: unit('D'), name: 'Sau' }], '2027-01-01')
  await refused(() => run(applyPlan, step(later)), 'reorganisations.before_its_day')
  const undone = await run<Opened & { state: string }>(unschedulePlan, step(later))
  expect(undone.state).toBe('shared')
  await run(withdrawPlan, { ...step(undone), reason: 'Không cần nữa' })
  await refused(() => run(commentPlan, { planId: later.planId, body: 'x' }), 'reorganisations.withdrawn')
})

test('of two who apply one plan at once, one does and the other is told; of two plans scheduled at once on the same units, one is', async () => {
  const plan = await scheduled(joinCells())
  const [one, two] = await Promise.all([refusal(run(applyPlan, step(plan))), refusal(run(applyPlan, step(plan)))])
  expect([one[0], two[0]].sort()).toEqual(['carried out', 'reorganisations.applied_already'])
  expect((await membersOn(ON)).size).toBe(35)

  const share = async (acts: object[]) => run<Opened>(sharePlan, step(await opened(acts)))
  const pair = [
    await share([{ kind: 'rename', unitId: unit('C'), name: 'Một' }]),
    await share([{ kind: 'absorb', inputs: [unit('C')], into: unit('D') }]),
  ]
  const answers = await Promise.all(pair.map((each) => refusal(run(schedulePlan, { ...step(each), ...paper() }))))
  expect(answers.map(([code]) => code).sort()).toEqual(['carried out', 'reorganisations.collision'])
})

test('an applied plan is taken back: the same tree, the same spans, as if it had not been', async () => {
  const tables = ['unit_closure', 'member_status', 'member_cell']
  const versions = async () =>
    withTenant(database, tenantId, (db) =>
      db.selectFrom('unit_version').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
    )
  const [spans, tree] = [await everything(tables), await versions()]
  const done = await applied([
    ...joinCells(),
    { kind: 'transfer_out', unitId: unit('B'), to: 'Đảng bộ Ủy ban nhân dân tỉnh' },
    { kind: 'move', unitId: unit('C'), parentId: unit('A'), toKind: 'sub_cell' },
  ])
  expect((await membersOn(ON)).size).toBe(25)
  expect(await everything(tables)).not.toBe(spans)
  await run(reversePlan, { ...step(done), reason: 'Trên không đồng ý', ...paper() })
  expect(await everything(tables)).toBe(spans)
  expect(await versions()).toEqual(tree)
  expect((await membersOn(ON)).size).toBe(35)
  const voided = await withTenant(database, tenantId, (db) =>
    db.selectFrom('member_event').select(['kind', 'void_reason']).where('tenant_id', '=', tenantId).execute(),
  )
  expect(new Set(voided.map(({ void_reason }) => void_reason))).toEqual(new Set(['Trên không đồng ý']))
  await refused(() => run(reversePlan, { ...step(done), reason: 'x', ...paper() }), 'reorganisations.reversed')
})
