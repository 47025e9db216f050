// The portal on a real database: an article is drafted, checked, approved by another person, published, and read by anybody —
// and nothing before.
import type { Id } from '#kernel/ids.ts'
import { publicCaller, systemCaller } from '#modules/access/access.server.ts'
import { holdConference } from '#modules/conferences/conferences.server.ts'
import { freezeReport, openReport } from '#modules/reports/reports.server.ts'
import { overrideRule } from '#modules/rulebook/rulebook.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { readFile } from '#platform/files/read-file.ts'
import { newId } from '#platform/new-id.ts'
import { describe, expect, test } from 'vitest'
import {
  account,
  anybody,
  codeOf,
  concluded,
  database,
  leader,
  look,
  now,
  officer,
  planned,
  root,
  run,
  system,
  tenantId,
  useBloc,
} from '../../../tests/samples/conferences.ts'
import {
  approveArticle,
  checkArticle,
  confirmFinding,
  countView,
  draftArticle,
  editArticle,
  listArticles,
  listPublished,
  listSection,
  publishArticle,
  readArticle,
  readFront,
  readPublished,
  returnArticle,
  searchPublished,
  submitArticle,
  withdrawArticle,
} from './portal.server.ts'

useBloc()

interface Draft {
  id: Id
  version: number
  slug: string
  title: string
  lead: string
  section: string
  author: string
  sentences: {
    text: string
    paragraph: number
    sourceKind: string
    sourceId: string | null
    source: string | null
    edited: boolean
  }[]
  pictures: { fileId: Id; caption: string; credit: string; show: boolean }[]
  findings: { key: string; confirmed: object | null }[]
}
const drafted = async (): Promise<Draft> => {
  const { id } = await run<{ id: Id }>(officer, draftArticle, {
    conferenceId: await concluded(),
    tags: 'sơ kết, chi bộ',
  })
  return look<Draft>(officer, readArticle, { articleId: id })
}
const formOf = (article: Draft) => ({
  ...{ articleId: article.id, version: article.version, title: article.title, lead: article.lead },
  ...{ section: article.section, author: article.author },
  sentences: article.sentences.map((one, from) => ({ from, paragraph: one.paragraph, text: one.text })),
})
async function published(): Promise<Draft> {
  const article = await drafted()
  await run(officer, submitArticle, { articleId: article.id, version: 1 })
  await run(leader, approveArticle, { articleId: article.id, version: 2 })
  await run(officer, publishArticle, { articleId: article.id, version: 3 })
  return article
}

describe('an article', () => {
  test('is drafted from the record, each sentence with the text of its source', async () => {
    const article = await drafted()
    expect(article.title).toBe('Hội nghị sơ kết 9 tháng năm 2026')
    expect(article.slug).toBe('hoi-nghi-so-ket-9-thang-nam-2026')
    expect(article.sentences.length).toBeGreaterThan(5)
    expect(article.sentences.every((one) => one.source !== null && one.sourceId !== null && !one.edited)).toBe(true)
    expect(article.sentences.map((one) => one.sourceKind)).toEqual(
      expect.arrayContaining([
        'conference',
        'conference_guest',
        'conference_paper',
        'recommendation',
        'conclusion_point',
      ]),
    )
    expect(article.pictures).toMatchObject([{ caption: 'Đại biểu dự', show: true }])
  })

  test('tells the figures of the frozen lead report, each as indicator@unit@snapshot', async () => {
    const opened = await run<{ id: Id }>(system, openReport, {
      ...{ period: '9-thang-2026', cutOffOn: '2026-09-30', dueOn: '2026-10-05' },
    })
    await run(system, freezeReport, { reportId: opened.id, version: 1 })
    const conferenceId = await planned({ reportId: opened.id })
    await run(officer, holdConference, { conferenceId, version: 1 })
    const { id } = await run<{ id: Id }>(officer, draftArticle, { conferenceId })
    const { sentences } = await look<Draft>(officer, readArticle, { articleId: id })
    const figures = sentences.filter((one) => one.sourceKind === 'figure')
    expect(figures.length).toBeGreaterThan(0)
    for (const one of figures) {
      expect(one.sourceId).toMatch(/^I\d+[A-Z]?@[0-9a-f-]{36}@[0-9a-f-]{36}$/)
      expect(one.source).toContain('30/09/2026')
    }
  })

  test('a changed sentence keeps its link; approval is void after an edit', async () => {
    const article = await drafted()
    await run(officer, submitArticle, { articleId: article.id, version: 1 })
    await run(leader, approveArticle, { articleId: article.id, version: 2 })
    const form = formOf({ ...article, version: 3 })
    if (form.sentences[0]) form.sentences[0].text += ' Thêm.'
    await run(officer, editArticle, form)
    const after = await look<Draft & { state: string }>(officer, readArticle, { articleId: article.id })
    expect(after.state).toBe('draft')
    expect(after.sentences[0]).toMatchObject({
      edited: true,
      sourceKind: 'conference',
      sourceId: article.sentences[0]?.sourceId,
    })
    expect(await codeOf(run(officer, publishArticle, { articleId: article.id, version: 4 }))).toEqual([
      'portal.not_approved',
      {},
    ])
  })

  test('the gate holds it until every finding is confirmed with a reason', async () => {
    const article = await drafted()
    const form = formOf(article)
    await run(officer, editArticle, { ...form, lead: 'Liên hệ 0912 345 678. Bị khiển trách.' })
    await run(officer, submitArticle, { articleId: article.id, version: 2 })
    expect(await codeOf(run(leader, approveArticle, { articleId: article.id, version: 3 }))).toEqual([
      'portal.findings_open',
      {},
    ])
    const { findings } = await look<{ findings: { key: string }[] }>(officer, checkArticle, { articleId: article.id })
    expect(findings.map((finding) => finding.key)).toEqual(['phone:0912 345 678', 'discipline:khien trach'])
    let version = 3
    for (const { key } of findings) {
      await run(officer, confirmFinding, { articleId: article.id, version: version++, key, reason: 'Số của cơ quan' })
    }
    expect(
      await codeOf(run(officer, confirmFinding, { articleId: article.id, version, key: 'phone:1', reason: 'lý do' })),
    ).toEqual(['portal.unknown_finding', {}])
    await run(leader, approveArticle, { articleId: article.id, version })
  })

  test('is published only after approval, and its sentences keep their links', async () => {
    const article = await drafted()
    expect(await codeOf(run(officer, publishArticle, { articleId: article.id, version: 1 }))).toEqual([
      'portal.not_approved',
      {},
    ])
    expect(await codeOf(run(officer, approveArticle, { articleId: article.id, version: 1 }))).toEqual(['not_found', {}])
    await run(officer, submitArticle, { articleId: article.id, version: 1 })
    expect(await codeOf(run(leader, returnArticle, { articleId: article.id, version: 2, reason: 'Thiếu ảnh' }))).toBe(
      'done',
    )
    await run(officer, submitArticle, { articleId: article.id, version: 3 })
    await run(leader, approveArticle, { articleId: article.id, version: 4 })
    await run(officer, publishArticle, { articleId: article.id, version: 5 })
    const after = await look<Draft & { state: string }>(officer, readArticle, { articleId: article.id })
    expect(after.state).toBe('published')
    expect(after.sentences).toEqual(article.sentences)
    expect(await codeOf(run(officer, editArticle, formOf({ ...after, version: 6 })))).toEqual([
      'portal.not_editable',
      {},
    ])
  })

  test('the rule of two persons warns, and refuses once the bloc has set it', async () => {
    const both = await account('bloc_officer', root, 'bloc_leader')
    const { id } = await run<{ id: Id }>(both, draftArticle, { title: 'Tin ngắn', author: 'Văn phòng' })
    const form = { articleId: id, title: 'Tin ngắn', lead: 'Tin', section: 'news', author: 'Văn phòng' }
    const sentences = [{ paragraph: 1, text: 'Một câu.' }]
    expect(await codeOf(run(both, submitArticle, { articleId: id, version: 1 }))).toEqual(['portal.no_text', {}])
    await run(both, editArticle, { ...form, version: 1, sentences })
    await run(both, submitArticle, { articleId: id, version: 2 })
    const { warning } = await run<{ warning: { code: string } }>(both, approveArticle, { articleId: id, version: 3 })
    expect(warning.code).toBe('PORTAL-01')
    await run(both, editArticle, { ...form, version: 4, sentences })
    await run(both, submitArticle, { articleId: id, version: 5 })
    await run(system, overrideRule, {
      code: 'PORTAL-01',
      text: 'Hai người',
      from: '2026-11-22',
      reason: 'Quy chế cổng',
    })
    expect(await codeOf(run(both, approveArticle, { articleId: id, version: 6 }))).toEqual(['portal.same_person', {}])
    expect(await run<object>(leader, approveArticle, { articleId: id, version: 6 })).toMatchObject({ warning: null })
  })
})

describe('a reader without an account', () => {
  test('sees published articles only, and nothing of a foreign bloc', async () => {
    const draft = await drafted()
    expect(await look<object>(anybody, readFront)).toMatchObject({ lead: null, latest: [], sections: [] })
    expect(await codeOf(look(anybody, readPublished, { slug: draft.slug }))).toEqual(['not_found', {}])
    expect(await codeOf(look(anybody, readArticle, { articleId: draft.id }))).toEqual(['not_found', {}])
    expect(await codeOf(look(anybody, listArticles))).toEqual(['not_found', {}])
    const fileId = draft.pictures[0]?.fileId as Id
    expect(await codeOf(look(anybody, readFile, { fileId }))).toEqual(['not_found', {}])

    await run(officer, submitArticle, { articleId: draft.id, version: 1 })
    await run(leader, approveArticle, { articleId: draft.id, version: 2 })
    expect(await look<unknown[]>(anybody, listPublished)).toEqual([])
    await run(officer, publishArticle, { articleId: draft.id, version: 3 })
    expect(await look<object>(anybody, readPublished, { slug: draft.slug })).toMatchObject({
      title: draft.title,
      views: 0,
    })
    expect((await look<{ total: number }>(anybody, listSection, { section: 'news' })).total).toBe(1)
    expect((await look<{ total: number }>(anybody, searchPublished, { find: 'so ket CHIN thang' })).total).toBe(0)
    expect((await look<{ total: number }>(anybody, searchPublished, { find: 'so ket hoi nghi' })).total).toBe(1)
    const file = await look<{ variants: { mime: string; width: number }[] }>(anybody, readFile, { fileId })
    expect(file.variants.map((one) => `${one.mime} ${one.width}`)).toContain('image/webp 480')

    const other = (await createTenant(database, { slug: `t${newId().slice(-12)}`, name: 'Khác' }, now)).id
    expect(await codeOf(look(publicCaller(other), readPublished, { slug: draft.slug }))).toEqual(['not_found', {}])
    expect(await codeOf(look(publicCaller(other), readFile, { fileId }))).toEqual(['not_found', {}])
    expect(await codeOf(look(systemCaller(other, 'test'), readArticle, { articleId: draft.id }))).toEqual([
      'not_found',
      {},
    ])

    await run(officer, withdrawArticle, { articleId: draft.id, version: 4, reason: 'Sai tên' })
    expect(await codeOf(look(anybody, readPublished, { slug: draft.slug }))).toEqual(['not_found', {}])
    expect(await codeOf(look(anybody, readFile, { fileId }))).toEqual(['not_found', {}])
  })

  test('every visit counts once, without an audit entry; drafts are not counted', async () => {
    const article = await published()
    await Promise.all(Array.from({ length: 7 }, () => run(anybody, countView, { slug: article.slug })))
    await run(anybody, countView, { slug: 'khong-co' })
    expect(await look<object>(anybody, readPublished, { slug: article.slug })).toMatchObject({ views: 7 })
    const entries = await withTenant(database, tenantId, (db) =>
      db.selectFrom('audit_entry').select('operation').distinct().where('tenant_id', '=', tenantId).execute(),
    )
    const named = entries.map((entry) => entry.operation)
    expect(named).toContain('portal.publish-article')
    expect(named).not.toContain('portal.count-view')
  })
})
