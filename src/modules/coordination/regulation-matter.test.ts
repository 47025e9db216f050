// A unit that is a side ends: its successor takes its place, what is still to fall due, and what was done for it; nothing is owed twice.
import { expect, test } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { foundUnits, matterKinds } from '#modules/units/units.server.ts'
import type { MatterRoute } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Context } from '#platform/operation/operation.ts'
import { agency, committee, database, now, root, run, system, tenantId, useBloc } from '../../../tests/samples/conferences.ts' // prettier-ignore
import { owes, page, recorded } from '../../../tests/samples/coordination.ts'
import { recordDone } from './coordination.server.ts'

useBloc()
const ON = day('2026-07-01')

const matter = () => matterKinds().find((kind) => kind.name === 'regulations')!

/** The matter is asked by a reorganisation inside its own operation; here a context is enough. */
function inContext<R>(work: (ctx: Context) => Promise<R>): Promise<R> {
  return withTenant(database, tenantId, async (db) => {
    const actor = await system.actor(db)
    const ctx = { tenantId, actor, db, now, today: day('2026-11-22'), scope: actor.scope, newId, touch() {}, note() {} }
    return work(ctx as unknown as Context)
  })
}
const handOver = (routes: readonly MatterRoute[]) =>
  inContext((ctx) => matter().handOver!(ctx, routes, { on: ON, decisionId: null }))
const listed = (unitId: Id) => inContext((ctx) => matter().list(ctx, [unitId], ON))

async function heir(): Promise<Id> {
  const { units } = await run<{ units: { unitId: Id }[] }>(system, foundUnits, {
    units: [
      { key: 'n', parentId: root, kind: 'grassroots_committee', name: 'Đảng bộ Sở Mới', effectiveOn: '2026-01-01' },
    ],
  })
  return units[0]?.unitId as Id
}

test('every instance stays owed once, by who is there on the day it is due', async () => {
  const sample = await recorded({ signedOn: '01/01/2025' })
  const plan = await owes(sample, 'agency', { toPartyId: sample.places.root })
  await owes(sample, 'agency', { dueAfter: 348, title: 'Họp' })
  await owes(sample, 'district', { toPartyId: sample.places.agency, rhythm: 'half', dueAfter: 190, title: 'Ý kiến' })
  await run(committee, recordDone, { obligationId: plan, period: 'nam-2026', doneOn: '20/01/2026', body: 'Kế hoạch' })
  const facts = async () => {
    const years = [2025, 2026, 2027].map((year) => page(sample.regulationId, { year }))
    const instances = (await Promise.all(years)).flatMap((view) => view.instances)
    return instances.map((one) => [one.obligation.title, one.period, one.dueOn, one.state])
  }
  const before = await facts()
  expect((await listed(agency))[0]).toMatchObject({ unitId: agency, count: 1, examples: [{ id: sample.regulationId }] })

  const successor = await heir()
  expect(await handOver([{ from: agency, to: successor }])).toBe(1)
  expect(await facts()).toEqual(before)
  expect(await listed(agency)).toEqual([])
  expect((await listed(successor))[0]?.count).toBe(1)
  const { instances, parties } = await page(sample.regulationId, { year: 2026 })
  const who = instances.map((one) => [one.dueOn, parties.find((party) => party.id === one.party.id)?.name])
  expect(who).toEqual([
    ['2026-01-31', 'Đảng bộ Sở Y tế'],
    ['2026-07-10', 'Huyện ủy Nà Liềng'],
    ['2026-12-15', 'Đảng bộ Sở Mới'],
    ['2027-01-07', 'Huyện ủy Nà Liềng'],
  ])
})

test('a successor that is a side already takes over without a second place; without one the place closes', async () => {
  const sample = await recorded({ signedOn: '01/01/2025' })
  await owes(sample, 'agency', { title: 'Của Sở' })
  await owes(sample, 'root', { toPartyId: sample.places.agency, title: 'Cho Sở' })
  expect(await handOver([{ from: agency, to: root }])).toBe(1)
  const { parties, instances } = await page(sample.regulationId, { year: 2027 })
  expect(parties).toHaveLength(4)
  // What the two owed each other is over; the rest is owed by the one that is left.
  expect(instances.map((one) => [one.obligation.title, one.party.name])).toEqual([['Của Sở', 'Đảng bộ Khối']])

  expect(await handOver([{ from: root, to: null }])).toBe(1)
  expect((await page(sample.regulationId, { year: 2027 })).instances).toEqual([])
})
