// Corrects what is written of a person: with a reason, and only on the version that was seen. A masked field left empty stays as
// it is, since the form never shows it; it is cleared by name.
import { AppError, notFound } from '#kernel/errors.ts'
import {
  choiceField,
  idField,
  optionalChoice,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { RELIGIONS } from './code-lists.ts'
import { memberConstraints } from './enter-member.ts'
import { MASKED_FIELDS, sealedCitizenId } from './masked.ts'
import { cellOfMember } from './member-store.ts'
import { checkBirth, citizenIdField, openColumns, openFields, phoneField } from './person-fields.ts'

export const editPerson = operation({
  name: 'members.edit-person',
  summary: 'Correct what is written of a person, with a reason',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    version: versionField(),
    reason: textField(500),
    ...openFields(),
    religion: v.optional(optionalChoice(RELIGIONS), null),
    phone: phoneField(),
    citizenId: citizenIdField(),
    cardNumber: v.optional(optionalText(30), null),
    fileNumber: v.optional(optionalText(30), null),
    /** Masked fields to be emptied. */
    clear: v.optional(v.array(choiceField(MASKED_FIELDS)), []),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: memberConstraints,
  async run(ctx, input) {
    checkBirth(input.birthOn, ctx.today)
    const before = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .selectAll('p')
      .select(['m.card_number', 'm.file_number'])
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw notFound()
    if (before.version !== input.version) throw new AppError('stale')

    const given = {
      citizen_id: input.citizenId !== null || input.clear.includes('citizen_id'),
      phone: input.phone !== null || input.clear.includes('phone'),
      religion: input.religion !== null || input.clear.includes('religion'),
    }
    const open = openColumns(input)
    const papers = { card_number: input.cardNumber, file_number: input.fileNumber }
    await ctx.db
      .updateTable('person')
      .set({
        ...open,
        ...(given.citizen_id ? sealedCitizenId(ctx.tenantId, before.id, input.citizenId) : {}),
        ...(given.phone ? { phone: input.phone } : {}),
        ...(given.religion ? { religion: input.religion } : {}),
        version: sql`version + 1`,
        changed_at: ctx.now,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    await ctx.db
      .updateTable('member')
      .set({ ...papers, changed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.memberId)
      .execute()

    const seen: Record<string, unknown> = before
    const changes = Object.entries({ ...open, ...papers }).filter(([column, value]) => seen[column] !== value)
    ctx.touch(input.memberId, before.id)
    // Masked fields are named in the audit entry, never told.
    ctx.note({
      reason: input.reason,
      before: Object.fromEntries(changes.map(([column]) => [column, seen[column]])),
      after: Object.fromEntries(changes),
      masked: MASKED_FIELDS.filter((field) => given[field]),
    })
    return { memberId: input.memberId, version: before.version + 1 }
  },
})
