// Papers of a member's file on a real database: how complete it is, who lacks what, and who may open a scan or a photo.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { confirmMember } from '#modules/members/members.server.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { guardsAllow } from '#platform/files/file-guards.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { describe, expect, it } from 'vitest'
import {
  admitted,
  database,
  now,
  paper,
  person,
  profile,
  refused,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { completeness, documentKinds, neededKinds } from './document-kinds.ts'
import {
  addPaper,
  correctPaper,
  enterPapers,
  incompleteSheet,
  listIncomplete,
  readOpenRecord,
  voidPaper,
} from './records.server.ts'

useRegister()

const today = day('2024-06-30')
const kinds = documentKinds(rulebookOf([]), today)
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')

describe('the papers of a file', () => {
  it.each([
    ['ADMISSION_FILE', 'A', 6, true],
    ['MEMBER_FILE_ADMITTED', 'B', 6, true],
    ['MEMBER_FILE_OFFICIAL', 'C', 8, false],
    ['MEMBER_FILE_LATER', 'later', 7, false],
  ])('%s lists those of stage %s', (code, stage, count, confirmed) => {
    expect(kinds.filter((kind) => kind.stage === stage)).toHaveLength(count)
    expect(rulebookOf([]).need(code, today).version.confirmed).toBe(confirmed)
  })

  it('are needed by stage; one that there only is if any is never missing', () => {
    expect(neededKinds(kinds, false).map(({ code }) => code)).not.toContain('4-KNĐ')
    expect(completeness(kinds, new Set(), false).map(({ stage, have, need }) => [stage, have, need])).toEqual([
      ['A', 0, 5],
      ['B', 0, 5],
    ])
    const all = new Set(neededKinds(kinds, true).map(({ code }) => code))
    expect(completeness(kinds, all, true).every(({ missing }) => missing.length === 0)).toBe(true)
    const [first] = completeness(kinds, new Set(['1-KNĐ', 'degree_copy']), true)
    expect([first?.have, first?.missing.length]).toEqual([1, 4])
  })
})

const record = (memberId: Id, caller: Caller = system) => ask(database, caller, readOpenRecord, { memberId }, { now })
const opens = (caller: Caller, fileId: Id) =>
  askAll(database, caller, (_, ctx) => guardsAllow(ctx, { id: fileId, createdBy: null }), { now })

describe('a file', () => {
  it('fills up paper by paper; what was entered wrongly is kept beside what is right', async () => {
    const memberId = await admitted('a')
    const given = { memberId, kind: '1-KNĐ', issuedOn: '02/01/2023', fileName: 'don.pdf', content: pdf }
    const { documentId } = await run<{ documentId: Id }>(system, addPaper, given)
    expect((await record(memberId)).stages[0]).toMatchObject({ stage: 'A', have: 1, need: 5 })
    const correction = { memberId, documentId, version: 1, reason: 'Sai ngày', kind: '1-KNĐ', issuedOn: '03/01/2023' }
    await run(system, correctPaper, correction)
    await refused(() => run(system, correctPaper, correction), 'stale')
    const [kept] = (await record(memberId)).documents
    expect(kept).toMatchObject({ issuedOn: '2023-01-03', formCode: '1-KNĐ', stage: 'A', version: 2 })
    expect(kept?.fileId).not.toBeNull()
    await run(system, voidPaper, { memberId, documentId: kept?.id, version: 2, reason: 'Của người khác' })
    expect((await record(memberId)).documents).toEqual([])
    const rows = await withTenant(
      database,
      tenantId,
      (db) =>
      db.selectFrom('record_document').select(['version', 'void_reason']).where('tenant_id', '=', tenantId).orderBy('version').execute(), // prettier-ignore
    )
    expect(rows.map((row) => row.void_reason)).toEqual(['Sai ngày', 'Của người khác'])
  })

  it('refuses a paper nobody knows, and one of tomorrow', async () => {
    const memberId = await admitted('a')
    await refused(() => run(system, addPaper, { memberId, kind: 'thư tay' }), 'records.unknown_paper', {
      kind: 'records.unknown_paper',
    })
    await refused(
      () => run(system, addPaper, { memberId, kind: '1-HSĐV', issuedOn: '2024-07-01' }),
      'records.in_future',
      {
        issuedOn: 'records.in_future',
      },
    )
  })

  it('is told as incomplete until nothing is missing, to who reads the cell', async () => {
    const [probationary, official] = [await admitted('c'), await admitted('c')]
    await run(system, confirmMember, {
      memberId: official,
      decidedOn: '2024-05-20',
      ...paper('20-QĐ/ĐUK', '2024-05-20'),
    })
    const listed = async (caller = system) =>
      (await ask(database, caller, listIncomplete, { unitId: unit('c') }, { now })).files.map((file) => file.memberId)
    expect((await listed()).toSorted()).toEqual([probationary, official].toSorted())
    const put = (memberId: Id) =>
      neededKinds(kinds, false).map(({ code }) => ({ memberId, kind: code, issuedOn: '2023-03-01' }))
    await run(system, enterPapers, { papers: [...put(probationary), ...put(official)] })
    const { files, total, members } = await ask(database, system, listIncomplete, { unitId: unit('c') }, { now })
    expect([files.map((file) => file.memberId), total, members]).toEqual([[official], 1, 2])
    expect(files[0]?.stages.map(({ stage, have, need }) => [stage, have, need])).toEqual([
      ['A', 5, 5],
      ['B', 5, 5],
      ['C', 0, 7],
    ])
    expect(await listed(await person('cell_secretary', 'b'))).toEqual([])
    expect((await ask(database, system, incompleteSheet, { unitId: unit('c') }, { now })).files).toEqual(files)
  })

  it('opens its scans to who reads the member, a paper on a discipline to who reads masked fields', async () => {
    const memberId = await admitted('a')
    await run(system, addPaper, { memberId, kind: '1-HSĐV', fileName: 'a.pdf', content: pdf })
    await run(system, addPaper, { memberId, kind: 'discipline_decision', fileName: 'b.pdf', content: pdf })
    const { documents } = await record(memberId)
    const fileOf = (kind: string) => documents.find((each) => each.kind === kind)?.fileId as Id
    const callers = [
      await person('cell_secretary', 'a'),
      await person('grassroots_committee', 'c'),
      await person('bloc_officer', 'bloc'),
    ]
    const answers = []
    for (const caller of callers)
      answers.push([await opens(caller, fileOf('1-HSĐV')), await opens(caller, fileOf('discipline_decision'))])
    expect(answers).toEqual([
      [true, false],
      [false, false],
      [true, true],
    ])
    const { personId } = await profile(memberId)
    expect(personId).toBe(documents[0]?.personId)
  })
})
