// What one side says of members to another is not read by the rest of the regulation's sides.
import type { Id } from '#kernel/ids.ts'
import { expect, test } from 'vitest'
import { committee, look, officer, run, useBloc } from '../../../tests/samples/conferences.ts'
import { owes, recorded } from '../../../tests/samples/coordination.ts'
import { readRegulation, recordDone, yearSheet } from './coordination.server.ts'

useBloc()

const PERIOD = 'nam-2026'

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
