// How far a hand reaches in admissions: nobody out of reach or withdrawn is put on the way, no sitting decides for another body.
import { addDays } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { beforeAll, expect, it } from 'vitest'
import { admissionSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import {
  database,
  nobody,
  now,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import {
  beginDossier,
  decideRound,
  fillRound,
  importDossiers,
  openRound,
  readDossier,
  stepOperations,
} from './admissions.server.ts'
import type { Caller } from '#platform/operation/caller.ts'

useRegister()

let committee: Caller
beforeAll(async () => {
  committee = await person('grassroots_committee', 'com')
})

/** A dossier of cell a with the steps before one. */
async function upTo(kind: string): Promise<Id> {
  const steps = admissionSteps(sampleDay)
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.kind === kind),
  )
  const dossier = { person: nobody(), unitId: unit('a'), steps: before }
  const made = await run<{ dossierIds: Id[] }>(system, importDossiers, { dossiers: [dossier] })
  return made.dossierIds[0] as Id
}
const read = (dossierId: Id) => ask(database, system, readDossier, { dossierId }, { now })
const inTenant = <R>(work: Parameters<typeof withTenant<R>>[2]) => withTenant(database, tenantId, work)

it('puts nobody on the way by an id out of reach, nor a record that was withdrawn', async () => {
  const { personId } = await read(await upTo('certificate'))
  const begin = (caller: Caller, key: string) =>
    run(caller, beginDossier, { personId, unitId: unit(key), as: 'noted', on: sampleDay })
  const unknown = { fields: { personId: 'admissions.unknown_person' } }
  await expect(begin(await person('cell_secretary', 'c'), 'c')).rejects.toMatchObject(unknown)
  await expect(begin(committee, 'b')).rejects.toMatchObject({ fields: { fullName: 'admissions.open_already' } })
  await inTenant((db) =>
    db
      .updateTable('person')
      .set({ withdrawn_at: now })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', personId)
      .execute(),
  )
  await expect(begin(system, 'a')).rejects.toMatchObject(unknown)
})

it('lets a committee with the power decide nobody who went to another body meanwhile', async () => {
  await inTenant((db) =>
    db
      .updateTable('unit_version')
      .set({ delegated: true })
      .where('tenant_id', '=', tenantId)
      .where('unit_id', '=', unit('com'))
      .execute(),
  )
  const dossierId = await upTo('decided')
  const sittingOn = addDays(sampleDay, 90)
  const round = { unitId: unit('com'), purpose: 'admission', name: 'Đợt của đảng ủy', sittingOn, ceremonyOn: null }
  const { roundId } = await run<{ roundId: Id }>(committee, openRound, round)
  await run(committee, fillRound, { roundId, version: 1, pick: { [dossierId]: '1' } })
  const { version } = await read(dossierId)
  await run(system, stepOperations.handed_over, { dossierId, version, on: addDays(sampleDay, 85), unitId: unit('c') })
  const sitting = { roundId, version: 2, on: sittingOn, body: 11, present: 11, method: 'secret', firstNumber: 900 }
  const paper = { numberSuffix: '-QĐ/ĐU', issuer: 'Đảng ủy Sở Y tế', abstract: 'Kết nạp đảng viên' }
  await expect(run(committee, decideRound, { ...sitting, ...paper })).rejects.toMatchObject({
    code: 'admissions.not_ready',
  })
})
