// Shows one masked field of one member, and writes down who read it and why: the only way such a field leaves the register.
import { notFound } from '#kernel/errors.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { choiceField, idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { MASKED_FIELDS, readerOf } from './masked.ts'
import './masked-values.ts'
import { cellOfMember } from './member-store.ts'

export const revealField = operation({
  name: 'members.reveal-field',
  summary: 'Read a masked field of a member; the reading is logged',
  permission: 'member.read-masked',
  afterEnd: true,
  secretAnswer: true,
  input: v.object({
    memberId: idField(),
    field: choiceField(MASKED_FIELDS),
    reason: v.optional(optionalText(500), null),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const member = await ctx.db
      .selectFrom('member')
      .select('person_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.memberId)
      .executeTakeFirst()
    if (!member) throw notFound()
    const { person_id: personId } = member
    await logMaskedRead(ctx, [personId], [input.field], input.reason)
    ctx.touch(input.memberId, personId)
    ctx.note({ field: input.field })
    return { field: input.field, value: await readerOf(input.field)(ctx, personId) }
  },
})
