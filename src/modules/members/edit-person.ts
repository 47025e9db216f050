// Writes what the record says of a person, on the version that was seen: any of its fields, the others stay. Changing what is written
// already wants a reason. A masked field left empty stays as it is, since the form never shows it; it is cleared by name.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import {
  choiceField,
  flagField,
  idField,
  optionalChoice,
  optionalText,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { RELIGIONS } from './code-lists.ts'
import { memberConstraints } from './enter-member.ts'
import { MASKED_VALUES, SEALED_FIELDS, sealedCitizenId } from './masked.ts'
import type { MaskedValue } from './masked.ts'
import { writeSealed } from './masked-values.ts'
import { cellOfMember } from './member-store.ts'
import { checkNumbers } from './number-rules.ts'
import { checkBirth, citizenIdField, phoneField } from './person-fields.ts'
import { checkService, RECORD_SECTIONS, recordColumns, recordEntries, recordOf, valuesIn } from './record-fields.ts'

/** Parts of the record that can be saved: the open ones, and the masked fields together. */
export const SAVED_SECTIONS = [...RECORD_SECTIONS, 'masked'] as const
export type SavedSection = (typeof SAVED_SECTIONS)[number]

const maskedEntries = () => ({
  religion: v.optional(optionalChoice(RELIGIONS), null),
  phone: phoneField(),
  citizenId: citizenIdField(),
  health: v.optional(optionalText(500), null),
  income: v.optional(optionalText(500), null),
  property: v.optional(optionalText(1000), null),
  historyNotes: v.optional(optionalText(4000), null),
  /** Masked fields to be emptied. */
  clear: v.optional(v.array(choiceField(MASKED_VALUES)), []),
})

const INPUT_OF = {
  citizen_id: 'citizenId',
  phone: 'phone',
  religion: 'religion',
  health: 'health',
  income: 'income',
  property: 'property',
  history_notes: 'historyNotes',
} as const satisfies Record<MaskedValue, string>

/** Notes that a part of the record was gone through, and whether for a member who wrote it on paper. */
export async function noteSection(ctx: Context, personId: Id, section: SavedSection, onBehalf: boolean): Promise<void> {
  const saved = { on_behalf: onBehalf, saved_at: ctx.now, saved_by: ctx.actor.accountId }
  await ctx.db
    .insertInto('record_section')
    .values({ tenant_id: ctx.tenantId, person_id: personId, section, ...saved })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'section']).doUpdateSet(saved))
    .execute()
}

export const editPerson = operation({
  name: 'members.edit-person',
  summary: 'Write fields of a person’s record; changing what is written already wants a reason',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    version: versionField(),
    reason: v.optional(optionalText(500), null),
    section: v.optional(optionalChoice(SAVED_SECTIONS), null),
    /** Entered by the cell for a member who wrote it on paper. */
    onBehalf: flagField(),
    ...recordEntries(),
    ...maskedEntries(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: memberConstraints,
  async run(ctx, input) {
    const values = valuesIn(input)
    if (typeof values.birthOn === 'string') checkBirth(values.birthOn as Day, ctx.today)
    const before = await ctx.db
      .selectFrom('person as p')
      .selectAll('p')
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.id', '=', (eb) =>
        eb
          .selectFrom('member')
          .select('person_id')
          .where('tenant_id', '=', ctx.tenantId)
          .where('id', '=', input.memberId),
      )
      .forUpdate()
      .executeTakeFirst()
    const member = await ctx.db
      .selectFrom('member')
      .selectAll()
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.memberId)
      .executeTakeFirst()
    if (!before || !member) throw notFound()
    if (before.version !== input.version) throw new AppError('stale')

    const open = recordColumns('person', values)
    const papers = recordColumns('member', values)
    const seen: Record<string, unknown> = { ...member, ...before }
    checkService(recordOf({ ...seen, ...open }))
    const changes = Object.entries({ ...open, ...papers }).filter(([column, value]) => seen[column] !== value)
    const masked = MASKED_VALUES.filter((field) => input[INPUT_OF[field]] !== null || input.clear.includes(field))
    const corrects =
      changes.some(([column]) => seen[column] !== null && seen[column] !== false) || input.clear.length > 0
    if (corrects && input.reason === null) throw AppError.at('reason', 'members.reason_to_correct')
    const verdicts = await checkNumbers(ctx, Object.fromEntries(changes))

    const has = (field: MaskedValue) => masked.includes(field)
    await ctx.db
      .updateTable('person')
      .set({
        ...open,
        ...(has('citizen_id') ? sealedCitizenId(ctx.tenantId, before.id, input.citizenId) : {}),
        ...(has('phone') ? { phone: input.phone } : {}),
        ...(has('religion') ? { religion: input.religion } : {}),
        version: sql`version + 1`,
        changed_at: ctx.now,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    if (Object.keys(papers).length > 0)
      await ctx.db
        .updateTable('member')
        .set({ ...papers, changed_at: ctx.now })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', input.memberId)
        .execute()
    await writeSealed(
      ctx,
      before.id,
      Object.fromEntries(SEALED_FIELDS.filter(has).map((field) => [field, input[INPUT_OF[field]]])),
    )
    if (input.section) await noteSection(ctx, before.id, input.section, input.onBehalf)

    ctx.touch(input.memberId, before.id)
    // Masked fields are named in the audit entry, never told.
    ctx.note({
      reason: input.reason,
      before: Object.fromEntries(changes.map(([column]) => [column, seen[column]])),
      after: Object.fromEntries(changes),
      masked,
      ...(input.onBehalf ? { onBehalf: true } : {}),
    })
    return { memberId: input.memberId, version: before.version + 1, warnings: verdicts.map(verdictSentence) }
  },
})
