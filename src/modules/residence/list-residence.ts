// Members and their places of residence as a list: by unit, by what is missing, by residence cell; a page of fifty or all for a sheet.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { flagField, integerField, optionalChoice, optionalId, optionalInteger, optionalText } from '#platform/operation/fields.ts' // prettier-ignore
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { LIST_STATES } from './residence.ts'
import type { Category } from './residence.ts'
import { introduceBy } from './residence-rules.ts'
import { askedYear, inState, standingRows } from './standing-rows.ts'

export const PAGE_SIZE = 50

export interface ListedResidence {
  memberId: Id
  name: string
  birthOn: Day
  unitId: Id
  unitName: string
  since: Day
  linkId: Id | null
  category: Category | null
  ground: string | null
  address: string | null
  cellId: Id | null
  cellName: string | null
  bodyName: string | null
  introducedOn: Day | null
  letterNumber: string | null
  letterOn: Day | null
  needs: boolean
  result: string | null
  remarkState: 'received' | 'returned' | null
  remarkedOn: Day | null
  signer: string | null
  remark: string | null
  /** By when somebody not introduced yet is to be. */
  dueOn: Day | null
}

export const listResidence = query({
  name: 'residence.list-residence',
  summary: 'Members with their place of residence and the remark of a year, filtered, fifty a page or all',
  permission: 'member.read',
  input: v.object({
    unitId: v.optional(optionalId(), null),
    memberId: v.optional(optionalId(), null),
    year: integerField(1990, 2200),
    state: v.optional(optionalChoice(LIST_STATES), null),
    cellId: v.optional(optionalId(), null),
    result: v.optional(optionalText(40), null),
    find: v.optional(optionalText(100), null),
    all: flagField(),
    page: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: async (ctx, input) => (input.unitId ? [input.unitId] : ctx.actor.stands.map((stand) => stand.unitId)),
  async run(ctx, input) {
    const rules = await loadRulebook(ctx)
    const asked = askedYear(rules, input.year, ctx.today)
    const within = (column: string) =>
      input.unitId ? isUnder(ctx, [input.unitId], asked.on, column) : inScope(ctx, 'member.read', asked.on, column)
    const words = fold(input.find ?? '')
    const conditions = [
      ...(input.state ? [inState(input.state)] : []),
      ...(input.memberId ? [sql<boolean>`s.member_id = ${input.memberId}`] : []),
      ...(input.cellId ? [sql<boolean>`s.cell_id = ${input.cellId}`] : []),
      ...(input.result ? [sql<boolean>`s.result = ${input.result}`] : []),
      ...(words === '' ? [] : [sql<boolean>`p.folded like ${`%${likeSafe(words)}%`}`]),
    ]
    const page = input.page ?? 1
    const cut = input.all ? sql`` : sql`limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`
    const { rows } = await sql<Omit<ListedResidence, 'unitName' | 'dueOn'> & { total: number }>`
      select s.member_id as "memberId", p.full_name as name, p.birth_on as "birthOn", s.unit_id as "unitId", s.since,
             s.link_id as "linkId", s.category, s.ground, s.address, s.cell_id as "cellId", rc.name as "cellName", b.name as "bodyName",
             s.introduced_on as "introducedOn", s.letter_number as "letterNumber", s.letter_on as "letterOn", s.needs, s.result,
             s.remark_state as "remarkState", r.remarked_on as "remarkedOn", r.signer, r.body as remark, (count(*) over ())::int as total
      from (${standingRows(ctx, asked, within)}) s
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      left join residence_cell rc on rc.tenant_id = ${ctx.tenantId} and rc.id = s.cell_id
      left join external_body b on b.tenant_id = ${ctx.tenantId} and b.id = rc.body_id
      left join residence_remark r on r.tenant_id = ${ctx.tenantId} and r.id = s.remark_id
      ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
      order by p.sort_key, p.id ${cut}`.execute(ctx.db)
    const names = await namesOn(ctx, rows.map((row) => row.unitId), asked.on) // prettier-ignore
    return {
      on: asked.on,
      total: rows[0]?.total ?? 0,
      page,
      size: PAGE_SIZE,
      rows: rows.map(({ total: _, ...row }): ListedResidence => ({
        ...row,
        unitName: names.get(row.unitId)?.name ?? '',
        dueOn: row.linkId === null ? introduceBy(rules, row.since) : null,
      })),
    }
  },
})
