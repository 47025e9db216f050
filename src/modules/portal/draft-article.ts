// Drafts an article from a conference that was held: its record, its pictures, and the figures of its frozen lead report.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { conferenceRecord, unitOfConference } from '#modules/conferences/conferences.server.ts'
import { readFrozen } from '#modules/reports/reports.server.ts'
import { choiceField, optionalId, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { SECTIONS } from './article.ts'
import { draftArticle } from './article-draft.ts'
import type { DraftFigure, DraftRecord } from './draft-record.ts'
import { foldedOf, slugFor, slugTaken, writePictures, writeSentences } from './article-store.ts'
import { draftFigures } from './draft-figures.ts'
import { tagsField } from './article-fields.ts'

/** Figures of the newest frozen version of a report; none while it is open. */
export async function frozenFigures(ctx: ReadContext, reportId: Id | null): Promise<DraftFigure[]> {
  if (reportId === null) return []
  try {
    const snapshot = await readFrozen.run(ctx, { reportId, ordinal: null })
    return draftFigures(snapshot.content, snapshot.id)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not_found') return []
    throw thrown
  }
}

/** The record of a conference and the figures behind it, if there is such a conference. */
export async function draftSources(
  ctx: ReadContext,
  conferenceId: Id | null,
): Promise<{ record: Awaited<ReturnType<typeof conferenceRecord>> & DraftRecord; figures: DraftFigure[] } | null> {
  if (conferenceId === null || (await unitOfConference(ctx, { conferenceId })).length === 0) return null
  const record = await conferenceRecord(ctx, conferenceId)
  return { record, figures: await frozenFigures(ctx, record.reportId) }
}

export const draftArticleOperation = operation({
  name: 'portal.draft-article',
  summary: 'Draft an article from a conference, each sentence linked to its record; without a conference an empty one',
  permission: 'article.write',
  input: v.object({
    conferenceId: v.optional(optionalId(), null),
    /** Of an article without a conference. */
    title: v.optional(optionalText(300), null),
    section: v.optional(choiceField(SECTIONS), 'news'),
    author: v.optional(optionalText(200), null),
    tags: tagsField(),
  }),
  constraints: slugTaken,
  async run(ctx, input) {
    const sources = await draftSources(ctx, input.conferenceId)
    if (input.conferenceId !== null && !sources) throw AppError.at('conferenceId', 'portal.unknown_conference')
    if (sources?.record.state === 'planned') throw AppError.at('conferenceId', 'portal.conference_not_held')
    if (!sources && input.title === null) throw AppError.at('title', 'field.required')
    const draft = sources
      ? draftArticle(sources.record, sources.figures)
      : { title: input.title as string, lead: input.title as string, sentences: [] }
    const title = input.title ?? draft.title
    const id = ctx.newId()
    await ctx.db
      .insertInto('article')
      .values({
        tenant_id: ctx.tenantId,
        id,
        slug: await slugFor(ctx, title),
        section: input.section,
        title,
        lead: draft.lead,
        author: input.author ?? ctx.actor.name,
        state: 'draft',
        conference_id: input.conferenceId,
        tags: input.tags,
        folded: foldedOf(title, draft.lead, draft.sentences),
        recorded_at: ctx.now,
        changed_at: ctx.now,
      })
      .execute()
    await writeSentences(ctx, id, draft.sentences)
    await writePictures(ctx, id, sources?.record.pictures ?? [])
    ctx.touch(id, ...(input.conferenceId === null ? [] : [input.conferenceId]))
    ctx.note({ title, sentences: draft.sentences.length })
    return { id }
  },
})
