// Whom to put in a post: members of a day by words of their name or card, those of the unit first, with what they hold there already.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField, optionalDay, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

const MOST = 30

export interface Candidate {
  personId: Id
  name: string
  birthOn: Day
  status: 'probationary' | 'full'
  cellName: string
  /** Belongs to the unit or below it. */
  own: boolean
}

export const findCandidates = query({
  name: 'committees.find-candidates',
  summary:
    'Members of a day to put in a post of a unit: its own without words, everybody within reach with them; thirty at most',
  permission: 'post.write',
  input: v.object({
    unitId: idField(),
    day: v.optional(optionalDay(), null),
    find: v.optional(optionalText(100), null),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input): Promise<Candidate[]> {
    const day = input.day ?? ctx.today
    const words = fold(input.find ?? '')
    const own = isUnder(ctx, [input.unitId], day, 'c.unit_id')
    const match = /^\d+$/.test(words)
      ? sql`m.card_number like ${`${likeSafe(words)}%`}`
      : sql`p.folded like ${`%${likeSafe(words)}%`}`
    const { rows } = await sql<Candidate>`
      select p.id as "personId", p.full_name as name, p.birth_on as "birthOn", s.status, ${own} as own,
        (select u.name from unit_version u where u.tenant_id = c.tenant_id and u.unit_id = c.unit_id
         and lower(u.valid) <= ${day}::date order by lower(u.valid) desc limit 1) as "cellName"
      from member_cell c
      join member_status s on s.tenant_id = c.tenant_id and s.member_id = c.member_id and ${validOn('s', day)}
      join member m on m.tenant_id = c.tenant_id and m.id = c.member_id
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where c.tenant_id = ${ctx.tenantId} and ${validOn('c', day)} and ${inScope(ctx, 'post.write', day, 'c.unit_id')}
        and ${words === '' ? own : match}
      order by 5 desc, p.sort_key, p.id limit ${MOST}`.execute(ctx.db)
    return rows
  },
})
