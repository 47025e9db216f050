// Edits an article: title, lead, section, sentences, pictures. A changed sentence is marked; an approval given before is void.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addPicture } from '#platform/files/file-rows.ts'
import { choiceField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { editedSentences, SECTIONS } from './article.ts'
import { picturesField, sentencesField, tagsField } from './article-fields.ts'
import {
  changeArticle,
  foldedOf,
  lockArticle,
  readSentences,
  slugFor,
  slugTaken,
  writePictures,
  writeSentences,
} from './article-store.ts'
import type { LockedArticle } from './article-store.ts'

/** Files that may stand in the article: its own and those of its conference. */
async function choosable(ctx: Context, article: LockedArticle): Promise<Set<Id>> {
  const own = await ctx.db
    .selectFrom('article_picture')
    .select('file_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('article_id', '=', article.id)
    .execute()
  const theirs =
    article.conferenceId === null
      ? []
      : await ctx.db
          .selectFrom('conference_picture')
          .select('file_id')
          .where('tenant_id', '=', ctx.tenantId)
          .where('conference_id', '=', article.conferenceId)
          .execute()
  return new Set([...own, ...theirs].map((row) => row.file_id))
}

export const editArticle = operation({
  name: 'portal.edit-article',
  summary: 'Change title, lead, section, author, tags, sentences and pictures of an article that is not published',
  permission: 'article.write',
  input: v.object({
    articleId: idField(),
    version: versionField(),
    title: textField(300),
    lead: textField(2000),
    section: choiceField(SECTIONS),
    author: textField(200),
    tags: tagsField(),
    sentences: sentencesField(),
    /** Without it the pictures stay as they are. */
    pictures: picturesField(),
  }),
  constraints: slugTaken,
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'edit', input.version)
    const before = await readSentences(ctx, article.id)
    const sentences = editedSentences(before, input.sentences)
    await writeSentences(ctx, article.id, sentences)
    if (input.pictures !== null) {
      const known = await choosable(ctx, article)
      const chosen = input.pictures.filter((picture) => picture.show)
      chosen.forEach((picture, at) => {
        if (picture.fileId === null || !known.has(picture.fileId)) {
          throw AppError.at(`pictures.${at}.fileId`, 'portal.unknown_picture')
        }
        if (picture.caption === null) throw AppError.at(`pictures.${at}.caption`, 'field.required')
      })
      await writePictures(
        ctx,
        article.id,
        chosen.map(({ fileId, caption, credit }) => ({ fileId: fileId as Id, caption: caption as string, credit })),
      )
    }
    // An address that was out in the world stays; a draft's follows its title.
    const keepsSlug = article.publishedAt !== null || article.title === input.title
    const version = await changeArticle(ctx, article, {
      title: input.title,
      lead: input.lead,
      section: input.section,
      author: input.author,
      tags: input.tags,
      folded: foldedOf(input.title, input.lead, sentences),
      slug: keepsSlug ? article.slug : await slugFor(ctx, input.title),
      approved_by: null,
    })
    ctx.note({ sentences: sentences.length, edited: sentences.filter((one) => one.edited).length })
    return { id: article.id, version }
  },
})

export const addArticlePicture = operation({
  name: 'portal.add-picture',
  summary: 'Add a picture to an article: name and content in base64, caption, credit',
  permission: 'article.write',
  input: v.object({
    articleId: idField(),
    name: v.optional(optionalText(200), null),
    /** base64; JPEG, PNG or WebP. */
    content: v.optional(v.pipe(v.string(), v.maxLength(30_000_000, 'files.too_large')), ''),
    caption: textField(500),
    credit: v.optional(optionalText(200), null),
  }),
  async run(ctx, input) {
    const article = await lockArticle(ctx, input.articleId, 'edit')
    const content = new Uint8Array(Buffer.from(input.content, 'base64'))
    const file = await addPicture(ctx, blobs(), { name: input.name ?? 'anh', content, field: 'content' })
    const last = await ctx.db
      .selectFrom('article_picture')
      .select((eb) => eb.fn.max('ordinal').as('last'))
      .where('tenant_id', '=', ctx.tenantId)
      .where('article_id', '=', article.id)
      .executeTakeFirst()
    await ctx.db
      .insertInto('article_picture')
      .values({
        tenant_id: ctx.tenantId,
        article_id: article.id,
        file_id: file.id,
        ordinal: (last?.last ?? 0) + 1,
        caption: input.caption,
        credit: input.credit,
      })
      .execute()
    const version = await changeArticle(ctx, article, { approved_by: null })
    return { id: article.id, version, fileId: file.id }
  },
})
