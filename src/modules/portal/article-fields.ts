// Fields of article forms: tags, sentences with the place they came from, pictures chosen.
import { flagField, optionalId, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import * as v from 'valibot'

/** A list, or one line with commas; at most ten tags of 40 letters. */
export const tagsField = () =>
  v.pipe(
    v.optional(v.nullable(v.union([v.array(v.string()), v.string()], 'field.shape')), []),
    v.transform((given) => [
      ...new Set(
        (Array.isArray(given) ? given : (given ?? '').split(','))
          .map((tag) => tag.normalize('NFC').trim())
          .filter((tag) => tag !== ''),
      ),
    ]),
    v.maxLength(10, 'field.too_long:10'),
    v.array(v.pipe(v.string(), v.maxLength(40, 'field.too_long:40'))),
  )

export const sentencesField = () =>
  v.optional(
    v.pipe(
      v.array(
        v.object({
          /** Place in the stored article; missing for a new sentence. */
          from: v.optional(optionalInteger(0, 1000), null),
          paragraph: v.optional(optionalInteger(1, 500), null),
          text: v.optional(optionalText(2000), null),
          unlink: flagField(),
        }),
      ),
      v.maxLength(500, 'field.too_long:500'),
    ),
    [],
  )

export const picturesField = () =>
  v.optional(
    v.nullable(
      v.pipe(
        v.array(
          v.object({
            fileId: optionalId(),
            caption: v.optional(optionalText(500), null),
            credit: v.optional(optionalText(200), null),
            show: flagField(),
          }),
        ),
        v.maxLength(50, 'field.too_long:50'),
      ),
    ),
    null,
  )
