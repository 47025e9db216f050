// Acts on a real database: written together with lineage and papers, seen in the profile, taken back whole, refused once something followed.
import { day } from '#kernel/day.ts'
import type { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { newId } from '#platform/new-id.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { withTenant } from '#platform/db/db.ts'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { caller, database, refusal, run, tenantId, unit, useCells } from '../../../tests/samples/cells.ts'
import { recordDecision } from '#modules/decisions/decisions.server.ts'
import {
  allLineage,
  carryOutActs,
  changeUnit,
  foundUnit,
  readUnit,
  renameUnit,
  setIdentifier,
  undoOutcome,
} from './units.server.ts'
import type { ActsOutcome, NewUnit, ReorganisationAct } from './units.server.ts'

useCells()

const ON = day('2026-10-01')
const paper = {
  number: '7-QĐ/ĐUK',
  kind: 'decision',
  issuedOn: day('2026-09-20'),
  issuer: 'Đảng ủy Khối',
  signer: null,
  abstract: 'Về sắp xếp',
}

const carryOut = operation({
  name: 'test.carry-out',
  summary: 'for this test',
  permission: 'unit.write',
  input: v.object({ acts: v.any() }),
  async run(ctx, { acts }): Promise<ActsOutcome> {
    const decisionId = await recordDecision(ctx, paper)
    return carryOutActs(ctx, acts as ReorganisationAct[], { on: ON, decisionId, membersOf: () => 4 })
  },
})
const undo = operation({
  name: 'test.undo',
  summary: 'for this test',
  permission: 'unit.write',
  input: v.object({ outcome: v.any(), unitId: v.optional(idField()) }),
  run: (ctx, { outcome }) => undoOutcome(ctx, outcome as ActsOutcome, 'nhầm'),
})

const fresh = (more: Partial<NewUnit> = {}): NewUnit => ({
  ...{ unitId: newId(), parentId: unit('a'), kind: 'sub_cell', name: 'Chi bộ mới', shortName: 'Mới', code: null },
  ...{ sector: null, localityId: null, ...more },
})

/** Every row that acts may write, without the days on which they were written. */
async function tree(): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const of = (table: 'unit_version' | 'unit_closure') =>
      db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).execute()
    const rows = [...(await of('unit_version')), ...(await of('unit_closure'))]
      .map((row) => JSON.stringify(row))
      .toSorted()
    const closing = await db
      .selectFrom('unit')
      .select(['id', 'closing_decision_id'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute()
    const known = closing.filter((row) => rows.some((each) => each.includes(row.id)))
    return JSON.stringify([rows, known])
  })
}

it('writes units, versions, lineage and the paper; the profile tells where it came from and what became of it', async () => {
  const made = fresh({ symbol: 'CBM', provisional: true })
  const outcome = await run<ActsOutcome>(carryOut, {
    acts: [{ kind: 'consolidate', inputs: [unit('a1'), unit('a2')], unit: made }],
  })
  expect(outcome).toMatchObject({
    founded: [made.unitId],
    ended: [unit('a1'), unit('a2')],
    emptied: [unit('a1'), unit('a2')],
  })
  expect(outcome.versionIds.length).toBe(3)

  const after = await ask(database, caller, readUnit, { unitId: made.unitId, day: ON })
  expect(after.code).toMatch(/^\d\d\.\d\d$/)
  expect(after.current).toMatchObject({ symbol: 'CBM', seal: null, provisional: true, delegated: false })
  expect(after.lineage.successors).toEqual([])
  expect(after.lineage.predecessors).toMatchObject(
    ['a1', 'a2'].map((name) => ({
      kind: 'consolidate',
      onDay: ON,
      members: 4,
      share: 1,
      unit: { name },
      decision: { number: '7-QĐ/ĐUK' },
    })),
  )
  const before = await ask(database, caller, readUnit, { unitId: unit('a1'), day: ON })
  expect(before).toMatchObject({ exists: false, closedOn: ON, closingDecision: { number: '7-QĐ/ĐUK' } })
  expect(before.lineage.successors).toMatchObject([{ unit: { id: made.unitId, name: 'Chi bộ mới' } }])
})

it('is refused whole at the act and its field, and writes nothing', async () => {
  const before = await tree()
  const acts = [
    { kind: 'rename', unitId: unit('a1'), name: 'Chi bộ Một', shortName: 'Một' },
    { kind: 'dissolve', input: unit('a'), children: { [unit('a1')]: unit('khoi') } },
  ]
  expect(await refusal(run(carryOut, { acts }))).toEqual([
    'units.act_child_not_placed',
    { 'acts.1.children': 'units.act_child_not_placed' },
  ])
  const coded = [{ kind: 'found', unit: fresh({ code: '01' }) }]
  expect(await refusal(run(carryOut, { acts: coded }))).toEqual([
    'units.code_taken',
    { 'acts.0.unit.code': 'units.code_taken' },
  ])
  expect(await tree()).toBe(before)
})

it('is taken back whole, can be carried out again, and leaves voided lineage only', async () => {
  const before = await tree()
  const acts = [
    { kind: 'absorb', inputs: [unit('a2')], into: unit('a1') },
    { kind: 'found', unit: fresh() },
    { kind: 'change', unitId: unit('a'), facts: { delegated: true, seal: 'parent' } },
  ]
  const outcome = await run<ActsOutcome>(carryOut, { acts })
  // As a plan keeps it.
  await run(undo, { outcome: JSON.parse(JSON.stringify(outcome)) as ActsOutcome })
  expect(await tree()).toBe(before)
  await withTenant(database, tenantId, async (db) => expect(await allLineage({ tenantId, db })).toEqual([]))
  const again = await run<ActsOutcome>(carryOut, { acts })
  expect(again.founded).toEqual(outcome.founded)
  await withTenant(database, tenantId, async (db) => {
    expect(await allLineage({ tenantId, db })).toMatchObject([
      { kind: 'absorb', predecessorId: unit('a2'), successorId: unit('a1'), onDay: ON, members: 4 },
    ])
  })
  expect(await refusal(run(undo, { outcome }))).toEqual(['units.acts_followed', {}])
})

it('is not taken back once one of its units changed, or something was founded below', async () => {
  const made = fresh({ kind: 'grassroots_committee', parentId: unit('khoi') })
  const outcome = await run<ActsOutcome>(carryOut, { acts: [{ kind: 'found', unit: made }] })
  await run(foundUnit, { parentId: made.unitId, kind: 'sub_cell', name: 'x', effectiveOn: '2026-11-01' })
  expect(await refusal(run(undo, { outcome }))).toEqual(['units.has_children', { effectiveOn: 'units.has_children' }])

  const moved = await run<ActsOutcome>(carryOut, {
    acts: [{ kind: 'rename', unitId: unit('a1'), name: 'Chi bộ Một', shortName: 'Một' }],
  })
  await run(renameUnit, { unitId: unit('a1'), name: 'Chi bộ Hai', effectiveOn: '2026-11-01' })
  const now = await tree()
  expect(await refusal(run(undo, { outcome: moved }))).toEqual(['units.acts_followed', {}])
  expect(await tree()).toBe(now)
})

it('of two at once the second sees the first', async () => {
  const act = (name: string) =>
    run(carryOut, {
      acts: [
        { kind: 'absorb', inputs: [unit('a2')], into: unit('a1') },
        { kind: 'rename', unitId: unit('a'), name, shortName: name },
      ],
    })
  const results = await Promise.allSettled([act('một'), act('hai')])
  const refused = results.filter((each) => each.status === 'rejected')
  expect(refused.map((each) => (each.reason as AppError).code)).toEqual(['units.act_closed'])
})

it('keeps identifiers by day, each with one unit at a time', async () => {
  const set = (key: string, more: object) =>
    run(setIdentifier, { unitId: unit(key), scheme: 'Mã định danh điện tử', ...more })
  await set('a1', { value: 'H01.1', from: '2020-01-01' })
  await set('a1', { value: 'H01.2', from: '2024-01-01' })
  expect(await refusal(set('a1', { value: 'H01.3', from: '2023-01-01' }))).toEqual([
    'units.identifier_later',
    { from: 'units.identifier_later' },
  ])
  expect(await refusal(set('a1', { value: 'H01.2', from: '2025-01-01' }))).toEqual([
    'units.nothing_changed',
    { value: 'units.nothing_changed' },
  ])
  expect(await refusal(set('a2', { value: 'H01.2', from: '2025-01-01' }))).toEqual([
    'units.identifier_taken',
    { value: 'units.identifier_taken' },
  ])
  await set('a1', { value: '', from: '2025-01-01' })
  await set('a2', { value: 'H01.2', from: '2025-01-01' })
  const { identifiers } = await ask(database, caller, readUnit, { unitId: unit('a1'), day: null })
  expect(identifiers.map(({ value, valid }) => [value, valid.from, valid.to])).toEqual([
    ['H01.1', '2020-01-01', '2024-01-01'],
    ['H01.2', '2024-01-01', '2025-01-01'],
  ])
})

it('changes symbol, seal and powers from a day on; powers only for a grassroots committee', async () => {
  const change = (unitId: Id, more: object) =>
    execute(database, caller, changeUnit, { unitId, effectiveOn: '2026-10-01', ...more })
  await change(unit('a'), { symbol: 'ĐUSTC', seal: 'own', delegated: 'yes' })
  const { current, history } = await ask(database, caller, readUnit, { unitId: unit('a'), day: '2026-10-01' })
  expect(current).toMatchObject({
    symbol: 'ĐUSTC',
    seal: 'own',
    delegated: true,
    provisional: false,
    changed: ['symbol', 'seal', 'delegated'],
  })
  expect(history.length).toBe(2)
  expect(await refusal(change(unit('a1'), { delegated: 'yes' }))).toEqual([
    'units.delegated_kind',
    { delegated: 'units.delegated_kind' },
  ])
})
