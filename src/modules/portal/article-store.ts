// Finds the article an operation acts upon, reads its lines and writes them.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { DB } from '#platform/db/schema.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Updateable } from 'kysely'
import { afterAct, freeSlug } from './article.ts'
import type { ArticleAct, ArticleState, Sentence, SourceKind } from './article.ts'

const REFUSALS: Record<ArticleAct, string> = {
  edit: 'portal.not_editable',
  submit: 'portal.not_draft',
  return: 'portal.not_returnable',
  confirm: 'portal.not_in_review',
  approve: 'portal.not_in_review',
  publish: 'portal.not_approved',
  withdraw: 'portal.not_published',
}

/** Why a finding of the gate may stay, by its key. */
export type Confirmations = Record<string, { reason: string; by: string; at: string }>

export interface LockedArticle {
  id: Id
  slug: string
  title: string
  lead: string
  state: ArticleState
  /** The state the act leads to. */
  next: ArticleState
  conferenceId: Id | null
  submittedBy: Id | null
  publishedAt: Date | null
  confirmations: Confirmations
  version: number
}

/** The article, locked, if its state allows the act. Throws not_found, stale, or the act's refusal. */
export async function lockArticle(ctx: Context, id: Id, act: ArticleAct, version?: number): Promise<LockedArticle> {
  const row = await ctx.db
    .selectFrom('article')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  const next = afterAct(row.state as ArticleState, act)
  if (next === null) throw new AppError(REFUSALS[act])
  if (version !== undefined && version !== row.version) throw new AppError('stale')
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    lead: row.lead,
    state: row.state as ArticleState,
    next,
    conferenceId: row.conference_id,
    submittedBy: row.submitted_by,
    publishedAt: row.published_at,
    confirmations: row.confirmations as Confirmations,
    version: row.version,
  }
}

/** Writes columns, the state the act leads to, and the next version. */
export async function changeArticle(
  ctx: Context,
  article: LockedArticle,
  set: Updateable<DB['article']> = {},
): Promise<number> {
  const version = article.version + 1
  await ctx.db
    .updateTable('article')
    .set({ ...set, state: article.next, version, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', article.id)
    .execute()
  ctx.touch(article.id)
  ctx.note({ state: article.next })
  return version
}

export async function readSentences(ctx: ReadContext, articleId: Id): Promise<Sentence[]> {
  const rows = await ctx.db
    .selectFrom('article_sentence')
    .select(['paragraph', 'text', 'source_kind', 'source_id', 'edited'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('article_id', '=', articleId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    paragraph: row.paragraph,
    text: row.text,
    sourceKind: row.source_kind as SourceKind,
    sourceId: row.source_id,
    edited: row.edited,
  }))
}

/** Puts these sentences in the place of those before. */
export async function writeSentences(ctx: Context, articleId: Id, sentences: readonly Sentence[]): Promise<void> {
  await ctx.db
    .deleteFrom('article_sentence')
    .where('tenant_id', '=', ctx.tenantId)
    .where('article_id', '=', articleId)
    .execute()
  await insertRows(
    ctx.db,
    'article_sentence',
    sentences.map((one, ordinal) => ({
      tenant_id: ctx.tenantId,
      article_id: articleId,
      ordinal,
      paragraph: one.paragraph,
      text: one.text,
      source_kind: one.sourceKind,
      source_id: one.sourceId,
      edited: one.edited,
    })),
  )
}

export interface ArticlePicture {
  fileId: Id
  caption: string
  credit: string | null
}

export async function writePictures(ctx: Context, articleId: Id, pictures: readonly ArticlePicture[]): Promise<void> {
  await ctx.db
    .deleteFrom('article_picture')
    .where('tenant_id', '=', ctx.tenantId)
    .where('article_id', '=', articleId)
    .execute()
  await insertRows(
    ctx.db,
    'article_picture',
    pictures.map((picture, at) => ({
      tenant_id: ctx.tenantId,
      article_id: articleId,
      file_id: picture.fileId,
      ordinal: at + 1,
      caption: picture.caption,
      credit: picture.credit,
    })),
  )
}

/** An address nobody has yet, out of the title. */
export async function slugFor(ctx: Context, title: string): Promise<string> {
  const stem = freeSlug(title, new Set())
  const rows = await ctx.db
    .selectFrom('article')
    .select('slug')
    .where('tenant_id', '=', ctx.tenantId)
    .where('slug', 'like', `${stem}%`)
    .execute()
  return freeSlug(title, new Set(rows.map((row) => row.slug)))
}

/** What search looks through. */
export const foldedOf = (title: string, lead: string, sentences: readonly { text: string }[]): string =>
  fold([title, lead, ...sentences.map((one) => one.text)].join(' '))

/** Articles belong to no unit: what is not published is for who writes or approves over the whole bloc. */
export const isStaff = (ctx: Pick<ReadContext, 'scope'>): boolean =>
  ctx.scope('article.write').whole || ctx.scope('article.approve').whole

export const slugTaken = { article_tenant_id_slug_key: { code: 'portal.slug_taken' } }
