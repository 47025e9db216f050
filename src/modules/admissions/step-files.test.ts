// The scan of a step: kept with it, also when the step is entered anew without one, and opened by whoever reads the dossier alone.
import type { Id } from '#kernel/ids.ts'
import { guardsAllow } from '#platform/files/file-guards.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { expect, it } from 'vitest'
import {
  database,
  nobody,
  now,
  person,
  refused,
  run,
  system,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { beginDossier, readDossier, stepOperations } from './admissions.server.ts'

useRegister()

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')

it('stays with its step and opens to who reads the dossier, wherever it goes', async () => {
  const [secretary, other] = [await person('cell_secretary', 'a'), await person('cell_secretary', 'b')]
  const begin = { ...nobody(), unitId: unit('a'), as: 'listed', on: '2024-04-01' }
  const { dossierId } = await run<{ dossierId: Id }>(secretary, beginDossier, begin)
  const read = () => ask(database, system, readDossier, { dossierId }, { now })
  const opens = (caller: Caller, id: Id) =>
    askAll(database, caller, (_, ctx) => guardsAllow(ctx, { id, createdBy: null }), { now })
  const helper = async (more: object) =>
    run(secretary, stepOperations.helper, {
      ...{ dossierId, version: (await read()).version, on: '2024-04-02', name: 'Trần Văn Giúp' },
      ...more,
    })
  await refused(
    () => helper({ fileName: 'a.pdf', content: Buffer.from('MZ').toString('base64') }),
    'files.document_refused',
    {
      content: 'files.document_refused',
    },
  )
  await helper({ fileName: 'phan-cong.pdf', content: pdf })
  const first = (await read()).steps.find((step) => step.kind === 'helper')!
  expect(first.fileId).not.toBeNull()
  await helper({ replaces: first.id, replaceReason: 'Nhầm tên', name: 'Lê Thị Đỡ' })
  const again = (await read()).steps.filter((step) => step.kind === 'helper')
  expect(again.map((step) => [step.voidReason, step.fileId === first.fileId])).toEqual([
    ['Nhầm tên', true],
    [null, true],
  ])
  const file = first.fileId as Id
  expect([await opens(secretary, file), await opens(other, file)]).toEqual([true, false])
  const over = { dossierId, version: (await read()).version, on: '2024-05-02', unitId: unit('b') }
  await run(system, stepOperations.handed_over, over)
  expect([await opens(secretary, file), await opens(other, file)]).toEqual([false, true])
})
