// The gate before publication: what an article says that may be personal data or an internal matter, computed anew each time.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { isStaff } from './article-store.ts'
import type { Confirmations } from './article-store.ts'
import { findPersonalData, possibleNames } from './personal-data.ts'
import type { Finding, TextPart } from './personal-data.ts'

export interface CheckedFinding extends Finding {
  /** Why it may stay; null while nobody said so. */
  confirmed: { reason: string; by: string; at: string } | null
}

async function partsOf(ctx: ReadContext, articleId: Id): Promise<TextPart[]> {
  const { rows } = await sql<TextPart>`
    select 'title' as "where", title as text, 0 as n from article where tenant_id = ${ctx.tenantId} and id = ${articleId}
    union all select 'lead', lead, 1 from article where tenant_id = ${ctx.tenantId} and id = ${articleId}
    union all select 'author', author, 2 from article where tenant_id = ${ctx.tenantId} and id = ${articleId}
    union all select 'sentence.' || (ordinal + 1), text, 100 + ordinal from article_sentence
      where tenant_id = ${ctx.tenantId} and article_id = ${articleId}
    union all select 'caption.' || ordinal, caption || coalesce('. ' || credit, ''), 1000 + ordinal from article_picture
      where tenant_id = ${ctx.tenantId} and article_id = ${articleId}
    order by n`.execute(ctx.db)
  return rows
}

/** Names in the text that stand in the register, without those who speak at the conference. One statement each. */
async function membersNamed(ctx: ReadContext, parts: readonly TextPart[], conferenceId: Id | null): Promise<string[]> {
  const names = [...new Set(parts.flatMap((part) => possibleNames(part.text)))]
  if (names.length === 0) return []
  const folded = new Map(names.map((name) => [fold(name), name]))
  const rows = await ctx.db
    .selectFrom('person')
    .select('folded')
    .distinct()
    .where('tenant_id', '=', ctx.tenantId)
    .where('folded', '=', sql<string>`any(${[...folded.keys()]}::text[])`)
    .execute()
  const speakers = conferenceId === null ? '' : await speakersOf(ctx, conferenceId)
  return rows.filter((row) => !speakers.includes(row.folded)).flatMap((row) => folded.get(row.folded) ?? [])
}

/** Chair, presenters and authors of the conference, folded: they speak as officials. */
async function speakersOf(ctx: ReadContext, conferenceId: Id): Promise<string> {
  const { rows } = await sql<{ who: string | null }>`
    select chair as who from conference where tenant_id = ${ctx.tenantId} and id = ${conferenceId}
    union all select presenter from conference_item where tenant_id = ${ctx.tenantId} and conference_id = ${conferenceId}
    union all select author from conference_paper where tenant_id = ${ctx.tenantId} and conference_id = ${conferenceId}`.execute(
    ctx.db,
  )
  return fold(rows.map((row) => row.who ?? '').join(' | '))
}

/** All findings of an article with their confirmations. */
export async function findingsOf(
  ctx: ReadContext,
  article: { id: Id; conferenceId: Id | null; confirmations: Confirmations },
): Promise<CheckedFinding[]> {
  const parts = await partsOf(ctx, article.id)
  const members = await membersNamed(ctx, parts, article.conferenceId)
  return findPersonalData(parts, members).map((finding) => ({
    ...finding,
    confirmed: article.confirmations[finding.key] ?? null,
  }))
}

export const checkArticle = query({
  name: 'portal.check-article',
  summary: 'What the publication gate finds in an article, and which findings were confirmed with a reason',
  permission: 'article.write',
  input: v.object({ articleId: idField() }),
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('article')
      .select(['id', 'conference_id', 'confirmations'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.articleId)
      .executeTakeFirst()
    if (!row || !isStaff(ctx)) throw notFound()
    const findings = await findingsOf(ctx, {
      id: row.id,
      conferenceId: row.conference_id,
      confirmations: row.confirmations as Confirmations,
    })
    return { findings, open: findings.filter((finding) => finding.confirmed === null).length }
  },
})
