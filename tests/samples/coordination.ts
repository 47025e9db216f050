// A regulation between the bloc, one of its units and two committees outside, on the sample bloc of conferences.ts: call `useBloc()`,
// then `recorded()` in a test.
import type { Id } from '#kernel/ids.ts'
import {
  addBody,
  addObligation,
  makeGuestLink,
  readRegulation,
  recordRegulation,
} from '#modules/coordination/coordination.server.ts'
import { agency, look, officer, root, run } from './conferences.ts'

process.env['KHOI_SECRET'] ??= 'a secret for tests of at least thirty-two letters'

export interface Sample {
  regulationId: Id
  district: Id
  board: Id
  /** Places in the regulation, by what stands there. */
  places: { root: Id; agency: Id; district: Id; board: Id }
}

export const body = async (name: string, more: object = {}): Promise<Id> =>
  (
    await run<{ bodyId: Id }>(officer, addBody, {
      ...{ name, kind: 'local_committee', from: '01/01/2010' },
      ...more,
    })
  ).bodyId

export const facts = (more: object = {}) => ({
  ...{ number: '08-QC/TU', title: 'Quy chế phối hợp', signedOn: '01/01/2024' },
  ...more,
})

export async function recorded(more: object = {}): Promise<Sample> {
  const district = await body('Huyện ủy Nà Liềng')
  const board = await body('Ban Tổ chức Tỉnh ủy', { kind: 'board' })
  const { regulationId } = await run<{ regulationId: Id }>(officer, recordRegulation, {
    ...facts({ unitIds: [root, agency], externalIds: [district, board] }),
    ...more,
  })
  const { parties } = await page(regulationId)
  const at = (id: Id) => parties.find((party) => party.unitId === id || party.externalId === id)?.id as Id
  const places = { root: at(root), agency: at(agency), district: at(district), board: at(board) }
  return { regulationId, district, board, places }
}

export const page = (regulationId: Id, more: object = {}) =>
  look<Awaited<ReturnType<(typeof readRegulation)['run']>>>(officer, readRegulation, { regulationId, ...more })

export const duty = (sample: Sample, from: keyof Sample['places'], more: object = {}) => ({
  ...{ regulationId: sample.regulationId, partyId: sample.places[from], kind: 'exchange_plan' },
  ...{ title: 'Trao đổi kế hoạch', rhythm: 'year', dueAfter: 30 },
  ...more,
})

export async function owes(sample: Sample, from: keyof Sample['places'], more: object = {}): Promise<Id> {
  return (await run<{ obligationId: Id }>(officer, addObligation, duty(sample, from, more))).obligationId
}

export const link = (sample: Sample, more: object = {}) =>
  run<{ linkId: Id; token: string }>(officer, makeGuestLink, {
    ...{ regulationId: sample.regulationId, externalId: sample.district, lastOn: '31/12/2026' },
    ...more,
  })
