// Articles as their writers and approvers see them: the list by state, and one with every sentence beside its source.
import type { DueItem } from '#kernel/due.ts'
import { dayInVietnam } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { pictureFacts } from '#platform/files/file-rows.ts'
import { idField, integerField, optionalChoice } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { ARTICLE_STATES } from './article.ts'
import type { ArticleState, Section } from './article.ts'
import { sourceTexts } from './article-draft.ts'
import { isStaff, readSentences } from './article-store.ts'
import type { Confirmations } from './article-store.ts'
import { findingsOf } from './check-article.ts'
import { draftSources } from './draft-article.ts'

const views = sql<number>`coalesce((select sum(w.views) from article_view w where w.tenant_id = a.tenant_id and w.article_id = a.id), 0)`

export const listArticles = query({
  name: 'portal.list-articles',
  summary: 'Articles by state, the last changed first',
  permission: 'article.read',
  input: v.object({
    state: v.optional(optionalChoice(ARTICLE_STATES), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 200), 50),
  }),
  async run(ctx, input) {
    const staff = isStaff(ctx)
    const seen = ctx.db
      .selectFrom('article as a')
      .where('a.tenant_id', '=', ctx.tenantId)
      .$if(!staff, (qb) => qb.where('a.state', '=', 'published'))
    const counted = await seen
      .select(['a.state', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('a.state')
      .execute()
    const counts = Object.fromEntries(
      ARTICLE_STATES.map((state) => [state, counted.find((row) => row.state === state)?.count ?? 0]),
    ) as Record<ArticleState, number>
    const rows = await seen
      .$if(input.state !== null, (qb) => qb.where('a.state', '=', input.state as string))
      .select(['a.id', 'a.slug', 'a.title', 'a.section', 'a.state', 'a.author', 'a.published_at as publishedAt'])
      .select(['a.changed_at as changedAt', views.as('views')])
      .orderBy('a.changed_at', 'desc')
      .orderBy('a.id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    return {
      counts,
      total: input.state === null ? Object.values(counts).reduce((a, b) => a + b, 0) : counts[input.state],
      mayWrite: ctx.scope('article.write').whole,
      articles: rows.map((row) => ({ ...row, state: row.state as ArticleState, section: row.section as Section })),
    }
  },
})

export const readArticle = query({
  name: 'portal.read-article',
  summary: 'An article with every sentence beside the record it came from, its pictures and what the gate finds',
  permission: 'article.read',
  input: v.object({ articleId: idField() }),
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('article as a')
      .leftJoin('account as s', (join) =>
        join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.submitted_by'),
      )
      .leftJoin('account as p', (join) =>
        join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.approved_by'),
      )
      .selectAll('a')
      .select(['s.display_name as submitterName', 'p.display_name as approverName', views.as('views')])
      .where('a.tenant_id', '=', ctx.tenantId)
      .where('a.id', '=', input.articleId)
      .executeTakeFirst()
    if (!row || !isStaff(ctx)) throw notFound()
    const sources = await draftSources(ctx, row.conference_id)
    const texts = sources ? sourceTexts(sources.record, sources.figures) : new Map<string, string>()
    const pictures = await ctx.db
      .selectFrom('article_picture as p')
      .innerJoin('file as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.id', '=', 'p.file_id'))
      .select(['p.file_id as fileId', 'p.caption', 'p.credit', 'f.variants'])
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.article_id', '=', row.id)
      .orderBy('p.ordinal')
      .execute()
    const shown = new Set(pictures.map((picture) => picture.fileId))
    const more = (sources?.record.pictures ?? []).filter((picture) => !shown.has(picture.fileId))
    return {
      id: row.id,
      slug: row.slug,
      section: row.section as Section,
      title: row.title,
      lead: row.lead,
      author: row.author,
      state: row.state as ArticleState,
      tags: row.tags,
      note: row.note,
      version: row.version,
      publishedAt: row.published_at,
      submitterName: row.submitterName,
      approverName: row.approverName,
      isOwn: row.submitted_by !== null && row.submitted_by === ctx.actor.accountId,
      views: row.views,
      conference: sources ? { id: sources.record.id, title: sources.record.title } : null,
      sentences: (await readSentences(ctx, row.id)).map((one) => ({
        ...one,
        source: one.sourceId === null ? null : (texts.get(`${one.sourceKind} ${one.sourceId}`) ?? null),
      })),
      pictures: [
        ...pictures.map(({ variants, ...one }) => ({ ...one, ...pictureFacts(one.fileId, variants), show: true })),
        ...more.map(({ fileId, caption, credit, width, height, widths }) => ({
          ...{ fileId, caption, credit, width, height, widths },
          show: false,
        })),
      ],
      findings: await findingsOf(ctx, {
        id: row.id,
        conferenceId: row.conference_id,
        confirmations: row.confirmations as Confirmations,
      }),
      may: { write: ctx.scope('article.write').whole, approve: ctx.scope('article.approve').whole },
    }
  },
})

/** Articles that wait for the caller: to approve, to publish, or returned with a reason. */
export async function articlesDue(ctx: ReadContext): Promise<DueItem[]> {
  const wanted: [ArticleState, string][] = [
    ...(ctx.scope('article.approve').whole ? [['in_review', 'article_approve'] as [ArticleState, string]] : []),
    ...(ctx.scope('article.write').whole
      ? ([
          ['approved', 'article_publish'],
          ['draft', 'article_returned'],
        ] as [ArticleState, string][])
      : []),
  ]
  const unit = ctx.actor.stands[0]
  if (wanted.length === 0 || !unit) return []
  const rows = await ctx.db
    .selectFrom('article')
    .select(['id', 'title', 'state', 'note', 'changed_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(
      'state',
      'in',
      wanted.map(([state]) => state),
    )
    .where((eb) => eb.or([eb('state', '<>', 'draft'), eb('note', 'is not', null)]))
    .orderBy('changed_at')
    .limit(20)
    .execute()
  const kinds = new Map(wanted)
  return rows.map((row) => ({
    kind: kinds.get(row.state as ArticleState) as string,
    params: { title: row.title, note: row.note },
    dueOn: dayInVietnam(row.changed_at),
    href: `/bai-viet/${row.id}`,
    unitId: unit.unitId,
  }))
}
