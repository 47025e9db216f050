// Cells where members live, with how many members of a unit each has, how many of them have the remark of the year, and the unit's
// request there with its links.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { linksOf } from '#modules/guests/guests.server.ts'
import type { GivenLink } from '#modules/guests/guests.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { isUnder } from '#modules/units/units.server.ts'
import {
  flagField,
  idField,
  integerField,
  optionalId,
  optionalInteger,
  optionalText,
} from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { REMARK_GUEST, selectRequests } from './requests.ts'
import type { OpenRequest } from './requests.ts'
import { remarksDueBy } from './residence-rules.ts'
import { askedYear, standingRows } from './standing-rows.ts'

export interface ResidenceCell {
  id: Id
  name: string
  bodyId: Id
  bodyName: string
  contactName: string | null
  phone: string | null
  email: string | null
  endedOn: Day | null
  version: number
  /** Members of the unit introduced there; of them those to be remarked on, and those who have been. */
  members: number
  needed: number
  remarked: number
}

export const listCells = query({
  name: 'residence.list-cells',
  summary: 'Cells where members of a unit live, with the remarks of a year and the unit’s request and links there',
  permission: 'member.read',
  input: v.object({
    unitId: idField(),
    year: integerField(1990, 2200),
    cellId: v.optional(optionalId(), null),
    bodyId: v.optional(optionalId(), null),
    find: v.optional(optionalText(100), null),
    /** Also those without members of the unit. */
    every: flagField(),
    page: v.optional(optionalInteger(1, 10_000), null),
    size: v.optional(integerField(1, 5000), 50),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const rules = await loadRulebook(ctx)
    const asked = askedYear(rules, input.year, ctx.today)
    const within = (column: string) => isUnder(ctx, [input.unitId], asked.on, column)
    const words = fold(input.find ?? '')
    const conditions = [
      ...(input.cellId ? [sql<boolean>`rc.id = ${input.cellId}`] : []),
      ...(input.bodyId ? [sql<boolean>`rc.body_id = ${input.bodyId}`] : []),
      ...(words === '' ? [] : [sql<boolean>`rc.folded like ${`%${likeSafe(words)}%`}`]),
      ...(input.every || input.cellId ? [] : [sql<boolean>`n.members > 0`]),
    ]
    const page = input.page ?? 1
    const { rows } = await sql<ResidenceCell & { total: number }>`
      select rc.id, rc.name, rc.body_id as "bodyId", b.name as "bodyName", rc.contact_name as "contactName", rc.phone, rc.email,
             rc.ended_on as "endedOn", rc.version, coalesce(n.members, 0)::int as members, coalesce(n.needed, 0)::int as needed,
             coalesce(n.remarked, 0)::int as remarked, (count(*) over ())::int as total
      from residence_cell rc
      join external_body b on b.tenant_id = ${ctx.tenantId} and b.id = rc.body_id
      left join (
        select s.cell_id, count(*) as members, count(*) filter (where s.needs) as needed,
               count(*) filter (where s.needs and s.remark_state = 'received') as remarked
        from (${standingRows(ctx, asked, within)}) s group by s.cell_id
      ) n on n.cell_id = rc.id
      where rc.tenant_id = ${ctx.tenantId} ${conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``}
      order by b.name collate "C", rc.folded, rc.id limit ${input.size} offset ${(page - 1) * input.size}`.execute(
      ctx.db,
    )
    const requests =
      rows.length === 0
        ? []
        : await selectRequests(ctx)
            .where('q.unit_id', '=', input.unitId)
            .where('q.year', '=', input.year)
            .where(
              'q.residence_cell_id',
              'in',
              rows.map((row) => row.id),
            ) // prettier-ignore
            .execute()
    const mayWrite = await ctx.actor.covers(ctx.db, 'member.write', [input.unitId])
    const links = mayWrite ? await linksOf(ctx, REMARK_GUEST, requests.map((request) => request.id)) : [] // prettier-ignore
    return {
      on: asked.on,
      dueOn: remarksDueBy(rules, input.year),
      total: rows[0]?.total ?? 0,
      page,
      size: input.size,
      mayWrite,
      cells: rows.map(({ total: _, ...row }) => {
        const request = requests.find((one) => one.cellId === row.id) ?? null
        return {
          ...row,
          request: request satisfies OpenRequest | null,
          links: links.filter((link) => link.subjectId === request?.id) satisfies GivenLink[],
        }
      }),
    }
  },
})
