// Laws of reach: rights end where the unit ends, also in lists that name no unit themselves — papers, grants, articles, the bloc's own text.
import type { Id } from '#kernel/ids.ts'
import { listGrants } from '#modules/access/access.server.ts'
import { listDecisions } from '#modules/decisions/decisions.server.ts'
import { articlesDue, checkArticle, draftArticle, listArticles, readArticle } from '#modules/portal/portal.server.ts'
import {
  editMerged,
  freezeReport,
  openReport,
  readDraft,
  readFrozen,
  readReport,
  saveNarrative,
} from '#modules/reports/reports.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { askAll } from '#platform/operation/execute.ts'
import { beforeEach, expect, test } from 'vitest'
import {
  account,
  codeOf,
  committee,
  database,
  leader,
  look,
  now,
  officer,
  root,
  run,
  system,
  useBloc,
} from '../samples/conferences.ts'

useBloc()

let other: Id
const decision = (number: string) => ({
  decision: { number, issuedOn: '2020-01-02', issuer: 'Đảng ủy Khối', abstract: `Về việc ${number}` },
})
beforeEach(async () => {
  const found = await run<{ unitId: Id }>(system, foundUnit, {
    parentId: root,
    kind: 'grassroots_committee',
    name: 'Đảng bộ Sở Khác',
    effectiveOn: '2020-02-01',
    ...decision('7-QĐ/ĐUK'),
  })
  other = found.unitId
})

test('an administrator of one unit sees the grants of that unit', async () => {
  const local = await account('administrator', other)
  const seen = await look<{ unit_id: Id }[]>(local, listGrants, {})
  expect(new Set(seen.map((grant) => grant.unit_id))).toEqual(new Set([other]))
})

test('papers on file are for who answers for the whole bloc; others see those they wrote down themselves', async () => {
  const numbers = async (caller: typeof officer) =>
    (await look<{ number: string }[]>(caller, listDecisions, {})).map((paper) => paper.number)
  expect(await numbers(officer)).toEqual(['7-QĐ/ĐUK'])
  expect(await numbers(committee)).toEqual([])
  const local = await account('administrator', other)
  await run(local, foundUnit, {
    parentId: other,
    kind: 'sub_cell',
    name: 'Chi bộ Một',
    effectiveOn: '2020-03-01',
    ...decision('8-QĐ/ĐU'),
  })
  expect(await numbers(local)).toEqual(['8-QĐ/ĐU'])
})

test('drafts of articles are for writers of the whole bloc', async () => {
  const { id: articleId } = await run<{ id: Id }>(officer, draftArticle, { title: 'Bài chưa đăng' })
  const local = await account('bloc_officer', other)
  expect((await look<{ articles: unknown[]; mayWrite: boolean }>(local, listArticles, {})).articles).toEqual([])
  expect(await codeOf(look(local, readArticle, { articleId }))).toEqual(['not_found', {}])
  expect(await codeOf(look(local, checkArticle, { articleId }))).toEqual(['not_found', {}])
  expect(await askAll(database, local, (_, ctx) => articlesDue(ctx), { now })).toEqual([])
})

test("the bloc's own text tells what other units wrote: a committee reads its own part only, in drafts and in frozen versions", async () => {
  const { id: reportId } = await run<{ id: Id }>(officer, openReport, {
    period: '6-thang-2026',
    cutOffOn: '30/06/2026',
    dueOn: '05/07/2026',
  })
  const heading = 'I.1'
  await run(system, saveNarrative, { reportId, unitId: other, heading, body: 'Chuyện của Sở Khác', version: 0 })
  await run(officer, editMerged, { reportId, version: 1, heading, body: 'Đảng bộ Sở Khác: Chuyện của Sở Khác' })
  const told = async (caller: typeof officer) =>
    JSON.stringify([await look(caller, readReport, { reportId }), await look(caller, readDraft, { reportId })])
  expect(await told(officer)).toContain('Chuyện của Sở Khác')
  expect(await told(committee)).not.toContain('Chuyện của Sở Khác')

  await run(leader, freezeReport, { reportId, version: 2 })
  const frozen = (caller: typeof officer) =>
    look<{ content: { completeness: { units: number } } }>(caller, readFrozen, { reportId })
  expect(JSON.stringify(await frozen(leader))).toContain('Chuyện của Sở Khác')
  const seen = await frozen(committee)
  expect(JSON.stringify(seen)).not.toContain('Chuyện của Sở Khác')
  expect(seen.content.completeness.units).toBe(1)
})
