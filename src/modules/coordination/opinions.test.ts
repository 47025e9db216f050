// What one side says of members to another is not read by the rest of the regulation's sides.
import type { Id } from '#kernel/ids.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { readFile } from '#platform/files/read-file.ts'
import { expect, test } from 'vitest'
import { account, anybody, codeOf, committee, look, officer, root, run, useBloc } from '../../../tests/samples/conferences.ts' // prettier-ignore
import { owes, page, recorded } from '../../../tests/samples/coordination.ts'
import { readRegulation, recordDone, yearSheet } from './coordination.server.ts'

useBloc()

const PERIOD = 'nam-2026'
const elsewhere = async (): Promise<Id> =>
  (await run<{ unitId: Id }>(officer, foundUnit, { kind: 'grassroots_cell', name: 'Chi bộ xa', parentId: root, effectiveOn: '2015-01-01' })).unitId // prettier-ignore

test('opinions on members are read by the sides that wrote or wait for them; others only learn that there are some', async () => {
  const sample = await recorded()
  const { root: top, agency: own } = sample.places
  const opinion = { kind: 'member_opinion', title: 'Ý kiến về đảng viên nơi cư trú' }
  const [toTop, toOwn] = [
    await owes(sample, 'district', { ...opinion, toPartyId: top }),
    await owes(sample, 'district', { ...opinion, toPartyId: own }),
  ]
  const said = (obligationId: Id, body: string) =>
    run(officer, recordDone, { obligationId, period: PERIOD, doneOn: '20/01/2026', body })
  await said(toTop, 'Lò Văn Riêng: gương mẫu')
  await said(toOwn, 'Hà Thị Chung: tích cực')
  const texts = async (who: typeof officer) =>
    JSON.stringify([
      await look(who, readRegulation, { regulationId: sample.regulationId, year: 2026 }),
      await look(who, yearSheet, { year: 2026 }),
    ])
  expect(await texts(officer)).toContain('Lò Văn Riêng')
  const narrow = await texts(committee)
  expect(narrow).toContain('Hà Thị Chung')
  expect(narrow).not.toContain('Lò Văn Riêng')
})

test('a file of what was sent is opened by whoever reads it: opinions by their sides, the rest by any side, by nobody else', async () => {
  const sample = await recorded()
  const stranger = await account('bloc_officer', await elsewhere())
  const sent = async (more: object) => {
    const obligationId = await owes(sample, 'district', more)
    const content = Buffer.from(`%PDF-1.4 ${obligationId}`).toString('base64')
    await run(officer, recordDone, { obligationId, period: PERIOD, doneOn: '20/01/2026', body: 'Gửi kèm', content })
    const { exchanges } = await page(sample.regulationId)
    return exchanges.find((one) => one.obligationId === obligationId)?.file?.id as Id
  }
  const { root: top, agency: own } = sample.places
  const opinion = { kind: 'member_opinion', title: 'Ý kiến' }
  const files = [
    await sent({ toPartyId: top }),
    await sent({ ...opinion, toPartyId: own }),
    await sent({ ...opinion, toPartyId: top }),
  ]
  const opened = (who: typeof officer) =>
    Promise.all(files.map(async (fileId) => (await codeOf(look(who, readFile, { fileId }))) === 'done'))
  expect(await opened(officer)).toEqual([true, true, true])
  expect(await opened(committee)).toEqual([true, true, false])
  expect(await opened(stranger)).toEqual([false, false, false])
  expect(await opened(anybody)).toEqual([false, false, false])
})
