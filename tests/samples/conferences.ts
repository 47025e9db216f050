// A small bloc with one agency, an officer, a leader and the agency's committee, for the tests of conferences and the portal:
// call `useBloc()` at the top of a file.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, publicCaller, systemCaller } from '#modules/access/access.server.ts'
import {
  addConferencePicture,
  addPaper,
  addRecommendation,
  concludeConference,
  holdConference,
  planConference,
} from '#modules/conferences/conferences.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { useBlobs } from '#platform/files/blobs.ts'
import { diskBlobs } from '#platform/files/disk-blobs.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { testDatabase } from '../database/database.ts'
import type { TestDatabase } from '../database/database.ts'

export const now = new Date('2026-11-22T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'khoi-files-'))
let server: TestDatabase
export let database: Database
export let tenantId: Id
export let system: Caller
export let root: Id
export let agency: Id
export let officer: Caller
export let leader: Caller
export let committee: Caller
export let anybody: Caller
export let picture: string

export const run = <R>(caller: Caller, operation: AnyOperation, input: object) =>
  execute(database, caller, operation, input, { now }) as Promise<R>
export const look = <R>(caller: Caller, query: AnyQuery, input: object = {}) =>
  ask(database, caller, query, input, { now }) as Promise<R>
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof AppError ? [thrown.code, thrown.fields] : Promise.reject(thrown)),
  )

export async function account(role: string, unitId: Id, ...more: string[]): Promise<Caller> {
  const made = await run<{ id: Id }>(system, createAccount, {
    userName: `u${newId().slice(-12)}`,
    displayName: role,
    password: 'mat-khau-dai-lam',
  })
  for (const each of [role, ...more]) {
    await run(system, grantAccess, { accountId: made.id, role: each, unitId, from: '2020-01-01' })
  }
  return accountCaller(tenantId, made.id, { now })
}

/** Opens a database for the file and a fresh bloc for each test. */
export function useBloc(): void {
  beforeAll(async () => {
    server = await testDatabase()
    database = openDatabase(server.app)
    useBlobs(diskBlobs(folder))
    const image = sharp({ create: { width: 1200, height: 800, channels: 3, background: '#a4161a' } })
    picture = (
      await image
        .withExif({ IFD0: { Copyright: 'secret place' } })
        .jpeg()
        .toBuffer()
    ).toString('base64')
  })
  afterAll(async () => {
    await database?.destroy()
    await server?.drop()
    rmSync(folder, { recursive: true })
  })

  beforeEach(async () => {
    tenantId = (await createTenant(database, { slug: `t${newId().slice(-12)}`, name: 'Khối' }, now)).id
    system = systemCaller(tenantId, 'test')
    const { units } = await run<{ units: { key: string; unitId: Id }[] }>(system, foundUnits, {
      units: [
        { key: 'khoi', parentKey: null, kind: 'bloc', name: 'Đảng bộ Khối', effectiveOn: '2010-01-01' },
        {
          key: 'so',
          parentKey: 'khoi',
          kind: 'grassroots_committee',
          name: 'Đảng bộ Sở Y tế',
          effectiveOn: '2010-01-01',
        },
      ],
    })
    root = units.find((unit) => unit.key === 'khoi')?.unitId as Id
    agency = units.find((unit) => unit.key === 'so')?.unitId as Id
    officer = await account('bloc_officer', root)
    leader = await account('bloc_leader', root)
    committee = await account('grassroots_committee', agency)
    anybody = publicCaller(tenantId)
  })
}

export async function planned(more: object = {}): Promise<Id> {
  const { id } = await run<{ id: Id }>(officer, planConference, {
    ...{
      unitId: root,
      template: 'nine_month_review',
      title: 'Hội nghị sơ kết 9 tháng năm 2026',
      startsOn: '20/11/2026',
    },
    ...{ starts: '14h', place: 'Hội trường số 2', chair: 'Đồng chí Lý Thị Ánh, Bí thư Đảng ủy Khối' },
    ...more,
  })
  return id
}
export const conclusion = (id: Id, version: number, more: object = {}) => ({
  ...{ conferenceId: id, version, conclusion: 'Thống nhất đánh giá. Tập trung 2 việc.' },
  points: [
    { text: 'Rà soát đảng viên dự bị', ownerUnitId: agency, dueOn: '31/12/2026' },
    { text: '', ownerUnitId: '', dueOn: '' },
  ],
  ...more,
})
export async function concluded(): Promise<Id> {
  const id = await planned()
  await run(officer, addPaper, {
    ...{
      conferenceId: id,
      kind: 'paper',
      title: 'Nâng chất lượng sinh hoạt',
      author: 'Đồng chí Nông Văn Bình',
      state: 'presented',
    },
    unitId: agency,
  })
  await run(officer, addRecommendation, { conferenceId: id, level: 'province', text: 'Sửa quy chế phối hợp số 8' })
  await run(officer, addConferencePicture, {
    conferenceId: id,
    name: 'a.jpg',
    content: picture,
    caption: 'Đại biểu dự',
    credit: 'Văn phòng',
  })
  await run(officer, holdConference, { conferenceId: id, version: 1 })
  await run(officer, concludeConference, conclusion(id, 2))
  return id
}
