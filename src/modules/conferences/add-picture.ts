// Pictures of a conference: freed of camera and place data, with caption and credit.
import { AppError } from '#kernel/errors.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addPicture } from '#platform/files/file-rows.ts'
import { idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { nextOrdinal, unitOfConference, unitOfLine } from './conference-store.ts'

export const addConferencePicture = operation({
  name: 'conferences.add-picture',
  summary: 'Add a picture to a conference: name and content in base64, caption, credit',
  permission: 'conference.write',
  input: v.object({
    conferenceId: idField(),
    name: v.optional(optionalText(200), null),
    /** base64; JPEG, PNG or WebP. */
    content: v.optional(v.pipe(v.string(), v.maxLength(30_000_000, 'files.too_large')), ''),
    caption: textField(500),
    credit: v.optional(optionalText(200), null),
  }),
  units: unitOfConference,
  async run(ctx, input) {
    const content = new Uint8Array(Buffer.from(input.content, 'base64'))
    const file = await addPicture(ctx, blobs(), { name: input.name ?? 'anh', content, field: 'content' })
    const id = ctx.newId()
    await ctx.db
      .insertInto('conference_picture')
      .values({
        tenant_id: ctx.tenantId,
        id,
        conference_id: input.conferenceId,
        file_id: file.id,
        ordinal: await nextOrdinal(ctx, 'conference_picture', input.conferenceId),
        caption: input.caption,
        credit: input.credit,
      })
      .execute()
    ctx.touch(id, input.conferenceId)
    ctx.note({ caption: input.caption })
    return { id, fileId: file.id }
  },
})

export const removeConferencePicture = operation({
  name: 'conferences.remove-picture',
  summary: 'Take a picture off a conference; articles that show it keep it',
  permission: 'conference.write',
  input: v.object({ pictureId: idField() }),
  units: (ctx, input) => unitOfLine(ctx, 'conference_picture', input.pictureId),
  async run(ctx, input) {
    const gone = await ctx.db
      .deleteFrom('conference_picture')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.pictureId)
      .returning(['id', 'conference_id', 'caption'])
      .executeTakeFirst()
    if (!gone) throw new AppError('conferences.unknown_line')
    ctx.touch(gone.id, gone.conference_id)
    ctx.note({ caption: gone.caption })
    return { id: gone.id }
  },
})
