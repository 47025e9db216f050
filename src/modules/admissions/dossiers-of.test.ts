// Where a person's page leads: the dossiers whose cell the reader reads, under the name of their stage.
import type { Id } from '#kernel/ids.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { expect, it } from 'vitest'
import { database, nobody, now, person, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { beginDossier, dossiersOf, readDossier, stepOperations } from './admissions.server.ts'

useRegister()

it('lists the dossiers of one person, newest first, to who reads their cell', async () => {
  const begin = { unitId: unit('a'), as: 'noted', on: '2024-03-01' }
  const { dossierId: first } = await run<{ dossierId: Id }>(system, beginDossier, { ...nobody(), ...begin })
  const { personId } = await ask(database, system, readDossier, { dossierId: first }, { now })
  await run(system, beginDossier, { ...nobody(), ...begin })
  await run(system, stepOperations.stopped, { dossierId: first, version: 1, on: '2024-03-05', reason: 'withdrawn' })
  const again = { ...begin, unitId: unit('b'), as: 'listed', on: '2024-05-01', personId }
  const later = new Date(now.getTime() + 1000)
  const { dossierId: second } = await execute(database, system, beginDossier, again, { now: later })
  const seen = async (key: string) =>
    (await ask(database, await person('cell_secretary', key), dossiersOf, { personId }, { now })).map((each) => [
      each.id,
      each.open,
      each.stageName,
    ])
  const all = await ask(database, system, dossiersOf, { personId }, { now })
  expect(all.map((each) => [each.id, each.memberId])).toEqual([
    [second, null],
    [first, null],
  ])
  const [there] = await seen('a')
  expect(there).toEqual([first, false, expect.stringMatching(/^[^_]+$/)])
  expect((await seen('b')).map(([id]) => id)).toEqual([second])
  expect(await seen('c')).toEqual([])
})
