// The register as a list: of a day, of a unit and everything below it, filtered, sorted, by pages of fifty with the total.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { flagField, optionalChoice, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import type { MemberStatus, Standing } from './member.ts'
import { filterFields, listedMembers, reachUnit, SORTS } from './member-filter.ts'
import type { MemberSort } from './member-filter.ts'

export const PAGE_SIZE = 50

export interface ListedMember {
  id: Id
  name: string
  sex: 'female' | 'male'
  birthOn: Day
  ethnicity: string
  cardNumber: string | null
  admittedOn: Day
  confirmedOn: Day | null
  status: MemberStatus
  standing: Standing
  unitId: Id
  unitName: string
}

/** A row of the sheet has a little more. */
export interface SheetMember extends ListedMember {
  homePlace: string | null
  education: string | null
  theoryLevel: string | null
  occupation: string | null
  fileNumber: string | null
}

const columns = (day: Day) => sql`
  m.id, p.full_name as name, p.sex, p.birth_on as "birthOn", p.ethnicity, m.card_number as "cardNumber",
  m.admitted_on as "admittedOn", case when m.confirmed_on <= ${day}::date then m.confirmed_on end as "confirmedOn",
  s.status, s.standing, c.unit_id as "unitId"`

const sheetColumns = sql`, p.home_place as "homePlace", p.education, p.theory_level as "theoryLevel", p.occupation,
  m.file_number as "fileNumber"`

/** A name of the cell on the day (`name` or `folded`); a cell closed before it keeps its last one. */
const cellName = (ctx: ReadContext, day: Day, unit: string, column: 'name' | 'folded') => sql`
  (select ${sql.ref(`u.${column}`)} from unit_version u
   where u.tenant_id = ${ctx.tenantId} and u.unit_id = ${sql.ref(unit)} and lower(u.valid) <= ${day}::date
   order by lower(u.valid) desc limit 1)`

function order(ctx: ReadContext, day: Day, sort: MemberSort, down: boolean): RawBuilder<unknown> {
  const way = down ? sql`desc` : sql`asc`
  switch (sort) {
    case 'name':
      return sql`p.sort_key ${way}, p.id ${way}`
    case 'admitted':
      return sql`m.admitted_on ${way}, p.sort_key, p.id`
    case 'cell':
      return sql`${cellName(ctx, day, 'c.unit_id', 'folded')} ${way}, c.unit_id, p.sort_key, p.id`
  }
}

const sheetInput = v.object({
  ...filterFields(),
  sort: v.optional(optionalChoice(SORTS), null),
  down: flagField(),
})

// PostgreSQL looks up the cell's name after sorting and cutting, so only for the rows that are shown.
async function rowsOf<Row>(
  ctx: ReadContext,
  input: v.InferOutput<typeof sheetInput>,
  day: Day,
  more: RawBuilder<unknown>,
  part: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${columns(day)}${more}, ${cellName(ctx, day, 'c.unit_id', 'name')} as "unitName"
    ${listedMembers(ctx, input, day)}
    order by ${order(ctx, day, input.sort ?? 'name', input.down)} ${part}`.execute(ctx.db)
  return rows
}

export const listMembers = query({
  name: 'members.list-members',
  summary: 'Members of a day in a unit and everything below it, filtered and sorted, fifty a page',
  permission: 'member.read',
  input: v.object({ ...sheetInput.entries, page: v.optional(optionalInteger(1, 100_000), null) }),
  async run(ctx, input) {
    await reachUnit(ctx, input.unitId)
    const day = input.day ?? ctx.today
    const page = input.page ?? 1
    const rows = await rowsOf<ListedMember>(
      ctx,
      input,
      day,
      sql``,
      sql`limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
    )
    const counted = await sql<{ n: number }>`select count(*) as n ${listedMembers(ctx, input, day, true)}`.execute(
      ctx.db,
    )
    return { day, page, size: PAGE_SIZE, total: counted.rows[0]?.n ?? 0, members: rows }
  },
})

export const memberSheet = query({
  name: 'members.member-sheet',
  summary: 'The same list without pages and with the columns of the register, for a sheet',
  permission: 'member.read',
  input: sheetInput,
  async run(ctx, input) {
    await reachUnit(ctx, input.unitId)
    const day = input.day ?? ctx.today
    return { day, members: await rowsOf<SheetMember>(ctx, input, day, sheetColumns, sql``) }
  },
})
