// What is due in admissions, and the indicators I36 and I43 with their records, on a real database.
import { addDays, day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicatorOf, rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import { closeUnit, isUnder } from '#modules/units/units.server.ts'
import { askAll } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { admissionSteps } from '../../../tests/samples/admissions.ts'
import {
  database,
  nobody,
  now,
  paper,
  refused,
  run,
  system,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { admissionsDeadlines, importDossiers } from './admissions.server.ts'

useRegister()

const span = { from: day('2024-01-01'), to: day('2024-06-30') }
const listedOn = day('2024-02-01')
/** Introduced by the Youth Union instead of a second sponsor. */
const introduced = (() => {
  let sponsors = 0
  return admissionSteps(listedOn).flatMap((step) => {
    if (step.kind !== 'sponsor') return [step]
    return sponsors++ === 0 ? [step, { kind: 'introduction', on: step.on, by: 'youth_union', number: '3-NQ/ĐTN' }] : []
  })
})()
const until = (kind: string) =>
  introduced.slice(
    0,
    introduced.findIndex((step) => step.kind === kind),
  )

let ids: Id[]
beforeAll(async () => {
  const decidedOn = introduced.find((step) => step.kind === 'decided')!.on
  const answer = await run<{ dossierIds: Id[] }>(system, importDossiers, {
    decisions: [paper('7-QĐ/ĐUK', decidedOn).decision],
    dossiers: [
      { person: nobody(), unitId: unit('a'), steps: until('received') },
      { person: nobody(), unitId: unit('a'), steps: until('committee_vote') },
      { person: nobody(), unitId: unit('b'), steps: until('completed') },
      { person: nobody(), unitId: unit('c'), steps: until('check') },
    ],
  })
  ids = answer.dossierIds
})

it('counts conclusions by purpose, and youth members introduced with those admitted', async () => {
  const requests = [
    { key: 'vetted', indicator: indicatorOf('I36')!, span },
    { key: 'introduced', indicator: indicatorOf('I43')!, span },
  ]
  const table = await askAll(database, system, (_, ctx) => rollUp(ctx, requests, { basis: { on: span.to } }), { now })
  expect([table.get('vetted')?.get(unit('com'))?.num, table.get('vetted')?.get(unit('bloc'))?.num]).toEqual([3, 3])
  expect(table.get('introduced')?.get(unit('bloc'))).toMatchObject({ num: 1, den: 4 })
  const traced = await askAll(
    database,
    system,
    (_, ctx) => traceFigure(ctx, requests[0]!, { basis: { on: span.to }, unitId: unit('bloc'), limit: 50, offset: 0 }),
    { now },
  )
  expect(traced.records.map((record) => record.href).toSorted()).toEqual(
    ids
      .slice(0, 3)
      .map((id) => `/ket-nap/${id}`)
      .toSorted(),
  )
})

it('tells per unit what is due by a day, the soonest first', async () => {
  const due = (key: string, by: string) =>
    askAll(
      database,
      system,
      (_, ctx) =>
        admissionsDeadlines(ctx, (column) => sql<boolean>`${isUnder(ctx, [unit(key)], ctx.today, column)}`, day(by)),
      { now },
    )
  const kinds = async (key: string, by: string) => (await due(key, by)).map((item) => [item.kind, item.href])
  expect(await kinds('a', '2024-06-30')).toEqual([['admission_ceremony', `/ket-nap/${ids[0]}`]])
  expect(await kinds('a', '2024-12-31')).toEqual([
    ['admission_ceremony', `/ket-nap/${ids[0]}`],
    ['admission_decide', `/ket-nap/${ids[1]}`],
  ])
  expect((await due('com', '2025-12-31')).map((item) => item.kind)).toEqual([
    'admission_ceremony',
    'admission_decide',
    'admission_dossier',
  ])
  expect(await kinds('c', '2024-12-31')).toEqual([])
})

it('does not let a cell end while dossiers are under way there', async () => {
  const closing = { unitId: unit('c'), effectiveOn: addDays(day('2024-06-30'), -1), ...paper('8-QĐ/ĐUK', '2024-06-29') }
  await refused(() => run(system, closeUnit, closing), 'admissions.unit_has_dossiers', {
    effectiveOn: 'admissions.unit_has_dossiers',
  })
})
