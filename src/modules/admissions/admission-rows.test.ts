// One example for each row of the rulebook on admission that is a sentence: one person a vote, and what probation does not give.
import { addDays, day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { expect, it } from 'vitest'
import { admissionSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import { admitted, database, nobody, now, refused, run, system, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { beginDossier, readDossier, stepOperations } from './admissions.server.ts'

useRegister()

const read = (dossierId: Id) => ask(database, system, readDossier, { dossierId }, { now })
const begun = async (): Promise<Id> =>
  (await run<{ dossierId: Id }>(system, beginDossier, { ...nobody(), unitId: unit('a'), as: 'listed', on: sampleDay }))
    .dossierId

async function take(dossierId: Id, { kind, ...fields }: { kind: string }): Promise<void> {
  const op = stepOperations[kind as keyof typeof stepOperations]
  await run(system, op as never, { dossierId, version: (await read(dossierId)).version, ...fields })
}

it('VOTE_ONE_BY_ONE: a vote is on one file, and leaves the next one of the same evening where it was', async () => {
  const files = [await begun(), await begun()] as const
  const steps = admissionSteps(sampleDay)
  const voting = steps.findIndex(({ kind }) => kind === 'cell_vote')
  for (const id of files) for (const step of steps.slice(1, voting)) await take(id, step)
  await take(files[0], steps[voting]!)
  expect([(await read(files[0])).dossier.stage, (await read(files[1])).dossier.stage]).toEqual([
    'cell_proposed',
    'dossier_complete',
  ])
  const rule = await askAll(database, system, async (_, ctx) => (await loadRulebook(ctx)).at('VOTE_ONE_BY_ONE', sampleDay), { now }) // prettier-ignore
  expect(rule?.version.confirmed).toBe(true)
})

it('PROBATION_RIGHTS: who is on probation vouches for nobody', async () => {
  const id = await begun()
  const steps = admissionSteps(sampleDay)
  for (const step of steps.slice(
    1,
    steps.findIndex(({ kind }) => kind === 'sponsor'),
  ))
    await take(id, step)
  const memberId = await admitted('a')
  const { version } = await read(id)
  await refused(() => run(system, stepOperations.sponsor as never, { dossierId: id, version, on: addDays(sampleDay, 42), memberId }), 'admissions.not_full_member', { memberId: 'admissions.not_full_member' }) // prettier-ignore
  const rule = await askAll(database, system, async (_, ctx) => (await loadRulebook(ctx)).at('PROBATION_RIGHTS', day('2024-06-01')), { now }) // prettier-ignore
  expect(rule?.version.confirmed).toBe(false)
})
