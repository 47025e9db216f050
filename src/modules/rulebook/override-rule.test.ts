// On a real database: setting and ending a bloc's own values, and that no day already past ever answers differently.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { day } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { openDatabase, readTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { endOverride, listRules, loadRulebook, overrideRule, quantityOf, showRule } from './rulebook.server.ts'

let server: TestDatabase
let db: Database
let caller: Caller
let stranger: Caller
const now = new Date('2023-09-21T02:00:00Z')

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
  caller = systemCaller((await createTenant(db, { slug: 'khoi-mot', name: 'Đảng bộ Khối một' }, now)).id, 'test')
  stranger = systemCaller((await createTenant(db, { slug: 'khoi-hai', name: 'Đảng bộ Khối hai' }, now)).id, 'test')
})
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

const set = (more: Record<string, unknown>, at = now) =>
  execute(db, caller, overrideRule, { code: 'SH-05', reason: 'Chi bộ ít đảng viên', ...more }, { now: at })
const minutesOn = (on: string, who = caller) =>
  readTenant(db, who.tenantId, async (transaction) => {
    const rulebook = await loadRulebook({ db: transaction, tenantId: who.tenantId })
    return quantityOf(rulebook.need('SH-05', day(on))).amount
  })

describe("a bloc's own value", () => {
  it.each([
    ['a day already past', { from: '20/09/2023', amount: 60 }, { from: 'rulebook.override_in_past' }],
    ['a value below what may be set', { from: '01/10/2023', amount: 20 }, { amount: 'rulebook.below_limit' }],
    ['no value at all', { from: '01/10/2023', amount: '' }, { amount: 'rulebook.empty' }],
    ['words for a number', { from: '01/10/2023', amount: 'sáu mươi' }, { amount: 'field.integer' }],
    [
      'an end before the beginning',
      { from: '01/10/2023', to: '01/10/2023', amount: 60 },
      { to: 'rulebook.end_before_start' },
    ],
    ['a day before the first version', { from: '01/10/2010', amount: 60 }, { from: 'rulebook.not_in_force' }],
    ['no reason', { from: '01/10/2023', amount: 60, reason: ' ' }, { reason: 'field.required' }],
  ])('is refused with %s', async (_what, input, fields) => {
    await expect(set(input)).rejects.toMatchObject({ fields })
    expect(await minutesOn('2023-10-02')).toBe(90)
  })

  it('is refused for a rule that only the centre sets, and for an unknown one', async () => {
    await expect(set({ code: 'PROBATION', from: '01/10/2023', amount: 6 })).rejects.toMatchObject({
      code: 'rulebook.not_overridable',
    })
    await expect(set({ code: 'NO-SUCH', from: '01/10/2023', amount: 6 })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('holds from its day on, for this bloc only, and each later one leaves the days before it as they were', async () => {
    await set({ from: '01/10/2023', amount: '60' })
    expect([
      await minutesOn('2023-09-30'),
      await minutesOn('2023-10-01'),
      await minutesOn('2023-10-01', stranger),
    ]).toEqual([90, 60, 90])
    await set({ from: '01/01/2024', amount: 75 }, new Date('2023-12-01T02:00:00Z'))
    expect([await minutesOn('2023-10-01'), await minutesOn('2023-12-31'), await minutesOn('2024-01-01')]).toEqual([
      60, 60, 75,
    ])
  })

  it('is refused before one that is already set', async () => {
    await expect(set({ from: '01/11/2023', amount: 45 })).rejects.toMatchObject({
      fields: { from: 'rulebook.override_follows' },
    })
    expect(await minutesOn('2023-11-02')).toBe(60)
  })

  it('ends on a day, and then the national value holds again', async () => {
    const shown = await ask(db, caller, showRule, { code: 'SH-05', on: '2024-02-01' })
    const [newest] = shown.overrides
    expect(shown.inForce?.override?.id).toBe(newest?.id)
    await execute(
      db,
      caller,
      endOverride,
      { overrideId: newest?.id, on: '01/06/2024' },
      { now: new Date('2024-05-02T02:00:00Z') },
    )
    expect([await minutesOn('2024-05-31'), await minutesOn('2024-06-01')]).toEqual([75, 90])
    await expect(
      execute(db, stranger, endOverride, { overrideId: newest?.id, on: '01/07/2024' }, { now }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the list of rules', () => {
  it('is of one day, found by words without marks, within an area', async () => {
    const found = await ask(db, caller, listRules, { on: '21/09/2023', find: 'thoi luong sinh hoat' })
    expect(found.rules.map((rule) => rule.code)).toEqual(['SH-05', 'SH-05-COMBINED'])
    const none = await ask(db, caller, listRules, { on: '21/09/2023', find: 'thoi luong sinh hoat', area: 'documents' })
    expect(none.rules).toEqual([])
  })

  it("shows the bloc's own value on the days it holds", async () => {
    const own = async (on: string) =>
      (await ask(db, caller, listRules, { on, find: 'SH-05' })).rules.find((rule) => rule.code === 'SH-05')
    expect(await own('2023-10-02')).toMatchObject({ value: { amount: 60 }, ownReason: 'Chi bộ ít đảng viên' })
    expect(await own('2023-09-22')).toMatchObject({ value: { amount: 90 }, ownReason: null })
  })
})
