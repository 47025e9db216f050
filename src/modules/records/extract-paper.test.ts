// The extract says what is written as of the day; what few may read stands in it only when it was read in full, and logged.
import type { Id } from '#kernel/ids.ts'
import { editPerson, moveMember } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { beforeAll, expect, test } from 'vitest'
import {
  admitted,
  database,
  now,
  person,
  profile,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { extractPaperOf, readFullRecord, readOpenRecord } from './records.server.ts'
import type { MemberRecord } from './records.server.ts'

useRegister()
const CITIZEN = '001190012345'
let memberId: Id
beforeAll(async () => {
  memberId = await admitted('a', {
    fullName: 'Lê Thị Trích',
    citizenId: CITIZEN,
    phone: '0912345678',
    religion: 'buddhism',
  })
  const { version } = await profile(memberId)
  await run(system, editPerson, { memberId, version, birthPlace: 'Xã Một', health: 'Loại hai' })
})
const paperOf = async (record: MemberRecord, full: boolean, on: string | null = null) =>
  JSON.stringify(
    extractPaperOf({
      member: await profile(memberId, on),
      record,
      full,
      unit: { name: 'Chi bộ Văn phòng', superior: 'Đảng bộ Sở Y tế' },
      on: (await profile(memberId)).day,
    }),
  )
const SECRETS = [CITIZEN, '0912345678', 'Phật giáo', 'Loại hai']

test('without its restricted parts it says who, where from and by which decision, and nothing few may read', async () => {
  const secretary = await person('cell_secretary', 'a')
  const open = await ask(database, secretary, readOpenRecord, { memberId }, { now })
  const text = await paperOf(open, false)
  for (const told of ['Lê Thị Trích', 'Xã Một', '12-QĐ/ĐUK', 'CHI BỘ VĂN PHÒNG', '15/03/2023'])
    expect(text).toContain(told)
  for (const secret of SECRETS) expect(text).not.toContain(secret)
  await expect(run(secretary, readFullRecord, { memberId, reason: 'In' })).rejects.toMatchObject({ code: 'not_found' })
})

test('with them it says everything, and the log knows who read it and why', async () => {
  const office = await person('bloc_officer', 'bloc')
  const text = await paperOf(
    await run<MemberRecord>(office, readFullRecord, { memberId, reason: 'Nộp cấp trên' }),
    true,
  )
  for (const secret of SECRETS) expect(text).toContain(secret)
  const log = await withTenant(database, tenantId, (db) =>
    db.selectFrom('read_log').select(['field', 'reason']).where('tenant_id', '=', tenantId).execute(),
  )
  expect(log.map(({ field }) => field)).toContain('citizen_id')
  expect(new Set(log.map(({ reason }) => reason))).toEqual(new Set(['Nộp cấp trên']))
})

test('a unit the member has left reads nothing masked any more, whatever the day it asks for', async () => {
  const office = await person('bloc_officer', 'com')
  const moved = await admitted('a', { citizenId: '011090005678' })
  await run(system, moveMember, { memberId: moved, unitId: unit('c'), decidedOn: '2024-06-01', effectiveOn: '2024-06-01' }) // prettier-ignore
  for (const day of [null, '2024-05-01'])
    await expect(run(office, readFullRecord, { memberId: moved, day, reason: 'In' })).rejects.toMatchObject({ code: 'not_found' }) // prettier-ignore
})
