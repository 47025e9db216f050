// What the portal shows to everybody: published articles and nothing else. Every query needs only `portal.read`.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { pictureFacts } from '#platform/files/file-rows.ts'
import type { PictureFacts } from '#platform/files/file-rows.ts'
import { choiceField, integerField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { paragraphsOf, SECTIONS } from './article.ts'
import type { Section } from './article.ts'
import { readSentences } from './article-store.ts'

export interface Headline {
  id: Id
  slug: string
  section: Section
  title: string
  lead: string
  publishedAt: Date
  picture: (PictureFacts & { caption: string }) | null
}

type HeadlineRow = Omit<Headline, 'picture'> & { fileId: Id | null; caption: string; variants: unknown }

/** Headlines of published articles that satisfy a condition, newest first; each with its first picture. One statement. */
async function headlines(
  ctx: ReadContext,
  condition: RawBuilder<unknown>,
  page: { limit: number; offset?: number; first?: RawBuilder<unknown> },
): Promise<Headline[]> {
  const { rows } = await sql<HeadlineRow>`
    select a.id, a.slug, a.section, a.title, a.lead, a.published_at as "publishedAt", p.file_id as "fileId", p.caption, p.variants
    from article a
    left join lateral (
      select q.file_id, q.caption, f.variants from article_picture q join file f on f.tenant_id = q.tenant_id and f.id = q.file_id
      where q.tenant_id = a.tenant_id and q.article_id = a.id order by q.ordinal limit 1) p on true
    where a.tenant_id = ${ctx.tenantId} and a.state = 'published' and ${condition}
    order by ${page.first ? sql`${page.first}, ` : sql``}a.published_at desc, a.id desc
    limit ${page.limit} offset ${page.offset ?? 0}`.execute(ctx.db)
  return rows.map(({ fileId, caption, variants, ...row }) => ({
    ...row,
    picture: fileId === null ? null : { ...pictureFacts(fileId, variants), caption },
  }))
}

const all = sql`true`

export const readFront = query({
  name: 'portal.read-front',
  summary: 'Front page of the portal: the newest articles, each section, the most read of the last thirty days',
  permission: 'portal.read',
  input: v.object({}),
  async run(ctx) {
    const newest = await headlines(ctx, all, { limit: 12 })
    const shown = newest.slice(0, 1).map((one) => one.id)
    const rest = sql`not a.id = any(${shown}::uuid[])`
    const sections: { section: Section; articles: Headline[] }[] = []
    for (const section of SECTIONS) {
      const articles = await headlines(ctx, sql`a.section = ${section} and ${rest}`, { limit: 4 })
      if (articles.length > 0) sections.push({ section, articles })
    }
    const mostRead = await headlines(
      ctx,
      sql`a.id in (
        select w.article_id from article_view w where w.tenant_id = ${ctx.tenantId} and w.day > ${ctx.today}::date - 30
        group by w.article_id order by sum(w.views) desc limit 5)`,
      { limit: 5 },
    )
    return { lead: newest[0] ?? null, latest: newest.slice(1, 5), newest, sections, mostRead }
  },
})

async function countOf(ctx: ReadContext, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from article a where a.tenant_id = ${ctx.tenantId} and a.state = 'published' and ${condition}`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

const paged = { page: v.optional(integerField(1, 10_000), 1), size: v.optional(integerField(1, 200), 20) }
const window = (input: { page: number; size: number }) => ({ limit: input.size, offset: (input.page - 1) * input.size })

export const listSection = query({
  name: 'portal.list-section',
  summary: 'Published articles of a section, newest first',
  permission: 'portal.read',
  input: v.object({ section: choiceField(SECTIONS), ...paged }),
  async run(ctx, input) {
    const condition = sql`a.section = ${input.section}`
    return { articles: await headlines(ctx, condition, window(input)), total: await countOf(ctx, condition) }
  },
})

export const listPublished = query({
  name: 'portal.list-published',
  summary: 'All published articles, newest first: for feeds and the site map',
  permission: 'portal.read',
  input: v.object({ ...paged, size: v.optional(integerField(1, 5000), 50) }),
  run: (ctx, input) => headlines(ctx, all, window(input)),
})

export const searchPublished = query({
  name: 'portal.search-published',
  summary: 'Published articles whose title, lead or text hold all words, written with or without marks',
  permission: 'portal.read',
  input: v.object({ find: v.optional(optionalText(100), null), ...paged }),
  async run(ctx, input) {
    const words = (fold(input.find ?? '').match(/[a-z0-9]+/g) ?? []).slice(0, 8)
    if (words.length === 0) return { articles: [], total: 0 }
    const condition = sql.join(
      words.map((word) => sql`a.folded ~ ${`\\m${word}\\M`}`),
      sql` and `,
    )
    // Articles that hold the words as they were typed, in one piece, come first.
    const first = sql`position(${words.join(' ')} in a.folded) = 0`
    const articles = await headlines(ctx, condition, { ...window(input), first })
    return { articles, total: await countOf(ctx, condition) }
  },
})

export const readPublished = query({
  name: 'portal.read-published',
  summary: 'A published article by its address, with pictures, views, related and newer articles',
  permission: 'portal.read',
  input: v.object({ slug: textField(120) }),
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('article as a')
      .select(['a.id', 'a.slug', 'a.section', 'a.title', 'a.lead', 'a.author', 'a.tags', 'a.conference_id'])
      .select(['a.published_at as publishedAt', 'a.changed_at as changedAt'])
      .select(
        sql<number>`coalesce((select sum(w.views) from article_view w where w.tenant_id = a.tenant_id and w.article_id = a.id), 0)`.as(
          'views',
        ),
      )
      .where('a.tenant_id', '=', ctx.tenantId)
      .where('a.slug', '=', input.slug)
      .where('a.state', '=', 'published')
      .executeTakeFirst()
    if (!row?.publishedAt) throw notFound()
    const pictures = await ctx.db
      .selectFrom('article_picture as p')
      .innerJoin('file as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.id', '=', 'p.file_id'))
      .select(['p.file_id as fileId', 'p.caption', 'p.credit', 'f.variants'])
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.article_id', '=', row.id)
      .orderBy('p.ordinal')
      .execute()
    const sentences = await readSentences(ctx, row.id)
    // Same conference first, then a common tag, then the same section.
    const kin = sql`a.id <> ${row.id} and (a.section = ${row.section} or a.tags && ${row.tags}::text[] or a.conference_id = ${row.conference_id}::uuid)`
    const related = await headlines(ctx, kin, {
      limit: 5,
      first: sql`a.conference_id is distinct from ${row.conference_id}::uuid or a.conference_id is null, not a.tags && ${row.tags}::text[]`,
    })
    const newer = await headlines(ctx, sql`a.id <> ${row.id} and a.published_at > ${row.publishedAt}`, { limit: 5 })
    return {
      id: row.id,
      slug: row.slug,
      section: row.section as Section,
      title: row.title,
      lead: row.lead,
      author: row.author,
      tags: row.tags,
      views: row.views,
      publishedAt: row.publishedAt,
      changedAt: row.changedAt,
      paragraphs: paragraphsOf(sentences).map((group) => group.map((one) => one.text).join(' ')),
      pictures: pictures.map(({ variants, ...one }) => ({ ...one, ...pictureFacts(one.fileId, variants) })),
      related,
      newer,
    }
  },
})

export const countView = operation({
  name: 'portal.count-view',
  summary: 'Count one visit of a published article',
  permission: 'portal.read',
  unaudited: true,
  input: v.object({ slug: textField(120) }),
  async run(ctx, input) {
    await sql`
      insert into article_view (tenant_id, article_id, day, views)
      select tenant_id, id, ${ctx.today}::date, 1 from article
      where tenant_id = ${ctx.tenantId} and slug = ${input.slug} and state = 'published'
      on conflict (tenant_id, article_id, day) do update set views = article_view.views + 1`.execute(ctx.db)
    return null
  },
})

export const readMasthead = query({
  name: 'portal.read-masthead',
  summary: 'Name of the bloc as the portal shows it',
  permission: 'portal.read',
  input: v.object({}),
  async run(ctx) {
    const row = await ctx.db
      .selectFrom('unit_version')
      .select('name')
      .where('tenant_id', '=', ctx.tenantId)
      .where('parent_id', 'is', null)
      .where(sql<boolean>`valid @> ${ctx.today}::date`)
      .executeTakeFirst()
    return { name: row?.name ?? null }
  },
})
