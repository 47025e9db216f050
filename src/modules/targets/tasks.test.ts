// On a real database: tasks from giving to closing, and targets with their progress; what is refused changes nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import {
  cancelTask,
  closeTask,
  createTask,
  listTargets,
  listTasks,
  reportTask,
  setTarget,
  setTargets,
} from './targets.server.ts'

let server: TestDatabase
let db: Database
let caller: Caller
let bloc: Id
let unit: Id
const now = new Date('2020-06-01T02:00:00Z')
const run = (op: AnyOperation, input: unknown) => execute(db, caller, op, input, { now })
const look = (q: AnyQuery, input: unknown) => ask(db, caller, q, input, { now })

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
  caller = systemCaller((await createTenant(db, { slug: 'khoi-mot', name: 'Đảng bộ Khối một' }, now)).id, 'test')
  bloc = (await run(foundUnit, { kind: 'bloc', name: 'Đảng bộ Khối', effectiveOn: '01/01/2015' })).unitId
  unit = (
    await run(foundUnit, { kind: 'grassroots_cell', parentId: bloc, name: 'Chi bộ Một', effectiveOn: '01/01/2015' })
  ).unitId
})
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

describe('targets', () => {
  const target = (more: object) => ({
    indicator: 'I01',
    unitId: bloc,
    period: 'nam-2020',
    value: '2',
    source: 'NQ 05',
    ...more,
  })

  it('are set once, changed with their version, and compared with the figure of the day', async () => {
    await run(setTarget, target({}))
    await expect(run(setTarget, target({ value: 3 }))).rejects.toMatchObject({ fields: { unitId: 'targets.taken' } })
    await expect(run(setTarget, target({ value: 3, version: 7 }))).rejects.toMatchObject({ code: 'stale' })
    await run(setTarget, target({ value: 1, version: 1 }))
    const { targets } = await look(listTargets, { period: 'nam-2020' })
    expect(targets).toMatchObject([{ value: 1, version: 2, figure: { num: 1 }, progress: { status: 'met' } }])
  })

  it.each([
    ['a word for a number', { value: 'nhiều' }, { value: 'targets.value' }],
    ['a negative number', { value: '-1' }, { value: 'targets.value' }],
    ['no value', { value: ' ' }, { value: 'field.required' }],
    ['an unknown indicator', { indicator: 'X99' }, { indicator: 'targets.unknown_indicator' }],
    ['a wrong period', { period: 'nam-20' }, { period: 'field.period' }],
  ])('are refused with %s', async (_what, more, fields) => {
    await expect(run(setTarget, target({ unitId: unit, ...more }))).rejects.toMatchObject({ fields })
    expect((await look(listTargets, { period: 'nam-2020' })).targets).toHaveLength(1)
  })

  it('come many at once, the known ones changed; a cell named twice is refused', async () => {
    const many = [target({ value: 5 }), target({ unitId: unit, value: 1 })]
    await expect(run(setTargets, { targets: [...many, many[0]] })).rejects.toMatchObject({
      fields: { 'targets.2.unitId': 'targets.taken' },
    })
    await run(setTargets, { targets: many })
    const { targets } = await look(listTargets, { period: 'nam-2020' })
    expect(targets.map((one: { value: number }) => one.value)).toEqual([5, 1])
  })
})

describe('tasks', () => {
  const version = async (taskId: Id) => (await look(listTasks, { taskId })).tasks[0].version
  const give = async () =>
    (await run(createTask, { title: 'Rà soát đảng viên', ownerUnitId: unit, issuerUnitId: bloc, dueOn: '30/06/2020' }))
      .id

  it('go from given to reported, back once, and are closed by the verdict', async () => {
    const taskId = await give()
    await expect(
      run(closeTask, { taskId, decision: 'done', verdict: 'Tốt', version: await version(taskId) }),
    ).rejects.toMatchObject({ code: 'tasks.not_reported' })
    await run(reportTask, { taskId, evidence: 'Báo cáo số 12', version: await version(taskId) })
    await run(closeTask, { taskId, decision: 'back', verdict: 'Bổ sung danh sách', version: await version(taskId) })
    await run(reportTask, { taskId, evidence: 'Báo cáo số 12 và danh sách', version: await version(taskId) })
    await run(closeTask, { taskId, decision: 'done', verdict: 'Đạt', version: await version(taskId) })
    expect((await look(listTasks, { taskId })).tasks).toMatchObject([
      { state: 'done', closedOn: '2020-06-01', verdict: 'Đạt' },
    ])
    await expect(run(reportTask, { taskId, evidence: 'x', version: await version(taskId) })).rejects.toMatchObject({
      code: 'tasks.not_open',
    })
  })

  it('are refused with a deadline already past, without evidence, or from a stale form', async () => {
    await expect(
      run(createTask, { title: 'Việc', ownerUnitId: unit, issuerUnitId: bloc, dueOn: '31/05/2020' }),
    ).rejects.toMatchObject({ fields: { dueOn: 'tasks.due_in_past' } })
    const taskId = await give()
    await expect(run(reportTask, { taskId, evidence: ' ', version: 1 })).rejects.toMatchObject({
      fields: { evidence: 'field.required' },
    })
    await expect(run(reportTask, { taskId, evidence: 'x', version: 9 })).rejects.toMatchObject({ code: 'stale' })
    await run(cancelTask, { taskId, reason: 'Trùng việc', version: 1 })
    expect((await look(listTasks, {})).counts).toMatchObject({ open: 0, done: 1, cancelled: 1 })
  })
})
