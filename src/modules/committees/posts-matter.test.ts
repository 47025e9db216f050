// Posts when their unit ends, and appointments where another begins, on a real database.
import { addDays, day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { closeUnit, foundUnit, matterKinds } from '#modules/units/units.server.ts'
import { askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, Context } from '#platform/operation/operation.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { codeOf, look, put, unitWithTerm } from '../../../tests/samples/committees.ts'
import { database, now, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { appointTo, readCommittees } from './committees.server.ts'
import type { UnitCommittees } from './committees.server.ts'

useRegister()

describe('when a unit ends', () => {
  const within = <R>(work: (ctx: Context) => Promise<R>) =>
    execute(
      database,
      system,
      operation({
        name: 'committees.test-act',
        summary: 'For this test',
        permission: 'post.write',
        input: v.object({}),
        run: work,
      }),
      {},
      { now },
    )
  const posts = () => matterKinds().find((kind) => kind.name === 'posts')!

  test('its posts hold it until somebody lets them end with it', async () => {
    const { unitId, body } = await unitWithTerm()
    await put(body, { holderName: 'Cứ A Pó' })
    await put(body, { holderName: 'Sùng Thị Mai', post: 'deputy_secretary', from: '2024-09-01' })
    const close = { unitId, effectiveOn: '2024-07-01' }
    expect(await codeOf(run(system, closeUnit as AnyOperation, close))).toBe('committees.unit_has_posts')
    const open = await askAll(database, system, (_, ctx) => posts().list(ctx, [unitId, unit('a')], day('2024-07-01')))
    expect(open).toMatchObject([{ unitId, count: 2, examples: [{ label: 'Bí thư: Cứ A Pó' }, {}] }])
    const act = { on: day('2024-07-01'), decisionId: null }
    expect(await within((ctx) => posts().handOver!(ctx, [{ from: unitId, to: null }], act))).toBe(2)
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: '2024-06-30' })
    expect(seen.terms[0]?.valid.to).toBe('2024-07-01')
    expect(seen.history.map((one) => [one.name, one.endReason, one.voidReason])).toEqual([
      ['Sùng Thị Mai', null, 'unit_ended'],
      ['Cứ A Pó', 'unit_ended', null],
    ])
    expect(await codeOf(run(system, closeUnit as AnyOperation, close))).toBe('done')
  })

  test('a term, its bodies and posts that were to begin only later never run', async () => {
    const { unitId, body } = await unitWithTerm()
    await put(body, { holderName: 'Cứ A Pó' })
    const before = await look<UnitCommittees>(readCommittees, { unitId, day: '2024-06-30' })
    const from = before.terms[0]!.valid.from
    const act = { on: addDays(from, -30), decisionId: null }
    await within((ctx) => posts().handOver!(ctx, [{ from: unitId, to: null }], act))
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: '2024-06-30' })
    expect(seen.terms.map(({ valid }) => valid)).toEqual([{ from, to: addDays(from, 1) }])
    expect(seen.bodies).toEqual([])
    expect(seen.history.map((one) => one.voidReason)).toEqual(['unit_ended'])
    expect(await codeOf(run(system, closeUnit as AnyOperation, { unitId, effectiveOn: '2024-07-01' }))).toBe('done')
  })

  test('the unit that comes after is given its secretary, in a term called like the running one', async () => {
    const found = await run<{ unitId: Id }>(system, foundUnit, {
      ...{ kind: 'grassroots_committee', name: 'Đảng bộ mới', parentId: unit('bloc'), effectiveOn: '2024-07-01' },
    })
    const from = day('2024-07-01')
    await within((ctx) =>
      appointTo(ctx, {
        ...{ unitId: found.unitId, post: 'secretary', personId: null, holderName: 'Đinh Văn Tư', from },
        ...{ basis: 'appointed' as const, decisionId: null },
      }),
    )
    const seen = await look<UnitCommittees>(readCommittees, { unitId: found.unitId, day: from })
    expect(seen.term).toMatchObject({ label: '2020-2025', basis: 'appointed', ordinal: null })
    expect(seen.bodies[0]?.holders).toMatchObject([{ name: 'Đinh Văn Tư', label: 'Bí thư' }])
  })
})
