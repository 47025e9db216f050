// Asking for a correction of one's own record; or, for a member without a telephone, the cell enters it on behalf: marked so, with who
// said it and when. Nothing of the record changes until the cell confirms.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember, checkBirth, editPerson, recordEntries, valuesIn } from '#modules/members/members.server.ts'
import { MASKED_VALUES } from '#modules/members/members.server.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addDocument } from '#platform/files/file-rows.ts'
import { choiceField, dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { changesBetween } from './corrections.ts'
import type { Value } from './corrections.ts'
import { changeColumns, changesOf } from './corrections-store.ts'
import { correctable, editInput, isMaskedInput, lockStanding, MASKED_INPUTS } from './corrections-values.ts'
import type { MaskedInput } from './corrections-values.ts'
import { ownMember } from './own-page-person.ts'

const { religion, phone, citizenId, health, income, property, historyNotes } = editPerson.input.entries

/** Any fields of the record, those that differ are asked for; why; and perhaps a paper that proves it. */
const asking = () => ({
  /** Of the record, as the form was opened on it. */
  version: versionField(),
  ...recordEntries(),
  ...{ religion, phone, citizenId, health, income, property, historyNotes },
  reason: textField(500),
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
  /** Masked fields to be emptied: an empty one stays as it is. */
  clear: v.optional(v.array(choiceField(MASKED_VALUES)), []),
})
type Asking = v.InferOutput<v.ObjectSchema<ReturnType<typeof asking>, undefined>>

/** What the form asks for, by field. */
function askedIn(input: Asking): Record<string, Value | undefined> {
  const values = valuesIn(input)
  const open = correctable.map(({ name }) => [name, values[name]] as const)
  const masked = (Object.keys(MASKED_INPUTS) as MaskedInput[]).map((field) => {
    const kept = input[field] === null && !input.clear.includes(MASKED_INPUTS[field])
    return [field, kept ? undefined : input[field]] as const
  })
  return Object.fromEntries([...open, ...masked])
}

interface Said {
  by: string
  on: Day
}

/** Keeps the paper that came along, when one did. Throws like addDocument, at `content`. */
export async function keepFile(ctx: Context, input: { fileName: string | null; content: string }): Promise<Id | null> {
  if (input.content === '') return null
  const content = new Uint8Array(Buffer.from(input.content, 'base64'))
  return (await addDocument(ctx, blobs(), { name: input.fileName ?? 'file', content, field: 'content' })).id
}

async function enterRequest(ctx: Context, about: { memberId: Id; unitId: Id }, input: Asking, said: Said | null) {
  const standing = await lockStanding(ctx, about.memberId)
  if (standing.version !== input.version) throw new AppError('stale')
  const changes = changesBetween(standing.values, askedIn(input), said === null ? [] : Object.keys(MASKED_INPUTS))
  if (changes.length === 0) throw new AppError('records.nothing_to_correct')
  // What the edit would refuse is refused now, where it can still be put right.
  const edit = editInput(standing, changes, input.reason, said !== null)
  if (typeof edit.birthOn === 'string') checkBirth(edit.birthOn as Day, ctx.today)

  const waiting = await ctx.db
    .selectFrom('correction_request')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', about.memberId)
    .where('state', '=', 'waiting')
    .execute()
  const pending = new Set(waiting.flatMap((row) => changesOf(row).map(({ field }) => field)))
  const twice = changes.find(({ field }) => pending.has(field))
  if (twice) throw AppError.at(twice.field, 'records.asked_already')

  const fileId = await keepFile(ctx, input)
  const id = ctx.newId()
  await ctx.db
    .insertInto('correction_request')
    .values({
      tenant_id: ctx.tenantId,
      id,
      person_id: standing.personId,
      member_id: about.memberId,
      unit_id: about.unitId,
      kind: 'fields',
      reason: input.reason,
      ...changeColumns(ctx.tenantId, id, changes),
      file_id: fileId,
      said_by: said?.by ?? null,
      said_on: said?.on ?? null,
      asked_at: ctx.now,
      asked_by: ctx.actor.accountId,
    })
    .execute()
  ctx.touch(id, about.memberId, standing.personId)
  ctx.note({
    reason: input.reason,
    fields: changes.filter(({ field }) => !isMaskedInput(field)),
    // Masked fields are named in the audit entry, never told.
    masked: changes.filter(({ field }) => isMaskedInput(field)).map(({ field }) => field),
    ...(said ? { saidBy: said.by, saidOn: said.on } : {}),
  })
  return { requestId: id, memberId: about.memberId }
}

export const askCorrection = operation({
  name: 'records.ask-correction',
  summary: 'Ask for a correction of your own record; the cell confirms it or returns it',
  permission: 'own.ask',
  ownRecord: true,
  input: v.object(asking()),
  async run(ctx, input) {
    return enterRequest(ctx, await ownMember(ctx), input, null)
  },
})

export const askOnBehalf = operation({
  name: 'records.ask-on-behalf',
  summary: 'Enter a correction for a member who cannot ask by telephone: marked so, with who said it and when',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    ...asking(),
    saidBy: textField(120),
    saidOn: dayField(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    if (input.saidOn > ctx.today) throw AppError.at('saidOn', 'records.said_in_future')
    const [unitId] = await cellOfMember(ctx, input.memberId, ctx.today)
    const about = { memberId: input.memberId, unitId: unitId as Id }
    return enterRequest(ctx, about, input, { by: input.saidBy, on: input.saidOn })
  },
})
