// Shows one masked field of one member, and writes down who read it and why: the only way such a field leaves the register.
import { notFound } from '#kernel/errors.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { choiceField, idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { MASKED_FIELDS, openCitizenId } from './masked.ts'
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
    const person = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .select(['p.id', 'p.phone', 'p.religion', 'p.citizen_id_sealed as sealed'])
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .executeTakeFirst()
    if (!person) throw notFound()
    await logMaskedRead(ctx, [person.id], [input.field], input.reason)
    ctx.touch(input.memberId, person.id)
    ctx.note({ field: input.field })
    const value = {
      citizen_id: () => openCitizenId(ctx.tenantId, person.id, person.sealed),
      phone: () => person.phone,
      religion: () => person.religion,
    }[input.field]()
    return { field: input.field, value }
  },
})
