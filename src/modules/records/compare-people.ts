// Two records side by side before they are made one: where they differ, whose days are whose, and from which day they clash. Masked
// values are only told to differ.
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { differingMember, differingPerson, maskedDifferences } from './merge-fields.ts'
import { clashOf } from './merge-spans.ts'
import type { Stay } from './merge-spans.ts'
import { cellsOfPersons } from './record-files.ts'

export interface ComparedSide {
  personId: Id
  memberId: Id | null
  name: string
  birthOn: Day
  cells: { unitName: string; valid: DateRange }[]
}

async function sideOf(ctx: ReadContext, personId: Id) {
  const person = await ctx.db
    .selectFrom('person')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) throw notFound()
  const members = await ctx.db
    .selectFrom('member')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', personId)
    .where('merged_into', 'is', null)
    .execute()
  const member = members[0] ?? null
  const cells = member
    ? await ctx.db
        .selectFrom('member_cell')
        .select(['unit_id', 'valid'])
        .where('tenant_id', '=', ctx.tenantId)
        .where('member_id', '=', member.id)
        .orderBy('valid')
        .execute()
    : []
  const stays = cells.map((cell): Stay<Id> => ({
    valid: parseRange(cell.valid),
    what: cell.unit_id,
    row: cell.unit_id,
  }))
  return { person, member, stays }
}

export const comparePeople = query({
  name: 'records.compare-people',
  summary: 'Two records of people side by side: differing fields, cells with their days, the first day they clash',
  permission: 'member.write',
  input: v.object({ keptId: idField(), mergedId: idField() }),
  units: async (ctx, input) => {
    const [own, other] = [await cellsOfPersons(ctx, [input.keptId]), await cellsOfPersons(ctx, [input.mergedId])]
    return own.length === 0 || other.length === 0 ? [] : [...own, ...other]
  },
  async run(ctx, input) {
    const [kept, merged] = [await sideOf(ctx, input.keptId), await sideOf(ctx, input.mergedId)]
    const names = await namesOn(
      ctx,
      [...kept.stays, ...merged.stays].map(({ row }) => row),
      ctx.today,
    )
    const side = ({ person, member, stays }: typeof kept): ComparedSide => ({
      personId: person.id,
      memberId: member?.id ?? null,
      name: person.full_name,
      birthOn: person.birth_on,
      cells: stays.map(({ row, valid }) => ({ unitName: names.get(row)?.name ?? '', valid })),
    })
    return {
      kept: side(kept),
      merged: side(merged),
      merging:
        kept.person.merged_into !== null || merged.person.merged_into !== null ? ('done' as const) : ('open' as const),
      fields: [
        ...differingPerson(kept.person, merged.person, {}),
        ...(kept.member && merged.member ? differingMember(kept.member, merged.member, {}) : []),
      ],
      masked: await maskedDifferences(ctx, kept.person, merged.person),
      clash: clashOf(kept.stays, merged.stays),
    }
  },
})
