// From the writer's desk to the portal and back: submit, confirm findings, return, approve, publish, withdraw.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, verdict } from '#modules/rulebook/rulebook.server.ts'
import { setPublic } from '#platform/files/file-rows.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { changeArticle, lockArticle, readSentences } from './article-store.ts'
import type { LockedArticle } from './article-store.ts'
import { findingsOf } from './check-article.ts'

const which = { articleId: idField(), version: versionField() }

export const submitArticle = operation({
  name: 'portal.submit-article',
  summary: 'Hand an article in for review',
  permission: 'article.write',
  input: v.object(which),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'submit', input.version)
    if ((await readSentences(ctx, article.id)).length === 0) throw new AppError('portal.no_text')
    return {
      id: article.id,
      version: await changeArticle(ctx, article, { submitted_by: ctx.actor.accountId, note: null }),
    }
  },
})

export const returnArticle = operation({
  name: 'portal.return-article',
  summary: 'Give an article back to its writer, with the reason',
  permission: 'article.approve',
  input: v.object({ ...which, reason: textField(1000) }),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'return', input.version)
    ctx.note({ reason: input.reason })
    return {
      id: article.id,
      version: await changeArticle(ctx, article, { note: input.reason, approved_by: null }),
    }
  },
})

async function confirm(ctx: Context, article: LockedArticle, key: string, reason: string): Promise<number> {
  const findings = await findingsOf(ctx, article)
  if (!findings.some((finding) => finding.key === key)) throw new AppError('portal.unknown_finding')
  const confirmations = {
    ...article.confirmations,
    [key]: { reason, by: ctx.actor.name, at: ctx.now.toISOString() },
  }
  ctx.note({ finding: key, reason })
  return changeArticle(ctx, article, { confirmations: JSON.stringify(confirmations) })
}

export const confirmFinding = operation({
  name: 'portal.confirm-finding',
  summary: 'Say why something the gate found may be published',
  permission: 'article.write',
  input: v.object({ ...which, key: textField(500), reason: textField(500, 5) }),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'confirm', input.version)
    return { id: article.id, version: await confirm(ctx, article, input.key, input.reason) }
  },
})

export const approveArticle = operation({
  name: 'portal.approve-article',
  summary: 'Approve an article: nothing the gate found may be open; by another person than its writer (PORTAL-01)',
  permission: 'article.approve',
  input: v.object(which),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'approve', input.version)
    const open = (await findingsOf(ctx, article)).filter((finding) => finding.confirmed === null)
    if (open.length > 0) throw new AppError('portal.findings_open', { count: open.length })
    const rule = (await loadRulebook(ctx)).at('PORTAL-01', ctx.today)
    const another = ctx.actor.accountId === null || ctx.actor.accountId !== article.submittedBy
    const judged = rule === null ? null : verdict(rule, another, ctx.today, [{ kind: 'article', id: article.id }])
    if (judged?.outcome === 'refusal') throw new AppError('portal.same_person')
    const version = await changeArticle(ctx, article, { approved_by: ctx.actor.accountId, note: null })
    return { id: article.id, version, warning: judged?.outcome === 'warning' ? judged.explanation : null }
  },
})

/** Files of the article that no other published article shows. */
async function ownFiles(ctx: Context, articleId: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select p.file_id as id from article_picture p
    where p.tenant_id = ${ctx.tenantId} and p.article_id = ${articleId} and not exists (
      select from article_picture o join article a on a.tenant_id = o.tenant_id and a.id = o.article_id
      where o.tenant_id = p.tenant_id and o.file_id = p.file_id and o.article_id <> p.article_id and a.state = 'published')`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

export const publishArticle = operation({
  name: 'portal.publish-article',
  summary: 'Put an approved article on the portal; its pictures become readable for everybody',
  permission: 'article.write',
  input: v.object(which),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'publish', input.version)
    await setPublic(ctx, await ownFiles(ctx, article.id), true)
    const version = await changeArticle(ctx, article, { published_at: article.publishedAt ?? ctx.now })
    return { id: article.id, version, slug: article.slug }
  },
})

export const withdrawArticle = operation({
  name: 'portal.withdraw-article',
  summary: 'Take an article off the portal at once, with the reason',
  permission: 'article.write',
  input: v.object({ ...which, reason: textField(1000) }),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'withdraw', input.version)
    await setPublic(ctx, await ownFiles(ctx, article.id), false)
    ctx.note({ reason: input.reason })
    return { id: article.id, version: await changeArticle(ctx, article, { note: input.reason, approved_by: null }) }
  },
})
