// Asking for a period or event to be added to one's own record; confirmed, it is written by the same code the cell writes it with. Kinds
// of which everything is masked are told to the cell in person.
import { cellOfMember } from '#modules/members/members.server.ts'
import { choiceField, idField, optionalText, textField, dayField } from '#platform/operation/fields.ts'
import { validate } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import * as v from 'valibot'
import { keepFile } from './corrections-ask.ts'
import type { RequestRow } from './corrections-store.ts'
import { checkedEntry, entryFields } from './entry-input.ts'
import type { EntryInput } from './entry-input.ts'
import { addEntry, personsOf } from './entry-operations.ts'
import { ownMember } from './own-page-person.ts'

export const ASKED_KINDS = ['work', 'post', 'training', 'trip', 'reward'] as const

const asking = () => ({
  ...entryFields(),
  kind: choiceField(ASKED_KINDS),
  reason: textField(500),
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
})
type Asking = v.InferOutput<v.ObjectSchema<ReturnType<typeof asking>, undefined>>

async function enter(
  ctx: Context,
  about: { personId: Id; memberId: Id; unitId: Id },
  { reason, fileName, content, ...given }: Asking,
  said: { by: string; on: Day } | null,
) {
  const entry = checkedEntry(given, ctx.today)
  const fileId = await keepFile(ctx, { fileName, content })
  const id = ctx.newId()
  await ctx.db
    .insertInto('correction_request')
    .values({
      tenant_id: ctx.tenantId,
      id,
      person_id: about.personId,
      member_id: about.memberId,
      unit_id: about.unitId,
      kind: 'entry',
      reason,
      changes: '[]',
      addition: JSON.stringify(entry),
      file_id: fileId,
      said_by: said?.by ?? null,
      said_on: said?.on ?? null,
      asked_at: ctx.now,
      asked_by: ctx.actor.accountId,
    })
    .execute()
  ctx.touch(id, about.memberId, about.personId)
  ctx.note({ reason, kind: entry.kind, ...(said ? { saidBy: said.by, saidOn: said.on } : {}) })
  return { requestId: id, memberId: about.memberId }
}

export const askEntry = operation({
  name: 'records.ask-entry',
  summary: 'Ask for a period or event to be added to your own record; the cell confirms it or returns it',
  permission: 'own.ask',
  ownRecord: true,
  input: v.object(asking()),
  run: async (ctx, input) => enter(ctx, await ownMember(ctx), input, null),
})

export const askEntryOnBehalf = operation({
  name: 'records.ask-entry-on-behalf',
  summary: 'Enter a period or event to be added, for a member who cannot ask by telephone: who said it and when',
  permission: 'member.write',
  input: v.object({ memberId: idField(), ...asking(), saidBy: textField(120), saidOn: dayField() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, saidBy, saidOn, ...input }) {
    if (saidOn > ctx.today) throw AppError.at('saidOn', 'records.said_in_future')
    const [unitId] = await cellOfMember(ctx, memberId, ctx.today)
    const personId = (await personsOf(ctx, [memberId])).get(memberId) as Id
    return enter(ctx, { memberId, personId, unitId: unitId as Id }, input, { by: saidBy, on: saidOn })
  },
})

/** Writes what a confirmed request adds. Throws like records.add-entry. */
export async function carryOutEntry(ctx: Context, row: RequestRow): Promise<void> {
  const input = validate(addEntry.input, {
    ...(row.addition as unknown as EntryInput),
    memberId: row.member_id,
    onBehalf: row.said_by !== null,
  })
  await addEntry.run(ctx, input)
}
