// What is to be mended, as a list: of a day, a unit and everything below it, one rule or all, by pages of fifty; and all of it as a sheet.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import { idField, optionalChoice, optionalDay, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { SEVERITIES } from './data-rules.ts'
import type { Severity } from './data-rules.ts'
import { viewFindings } from './finding-views.ts'
import type { FindingView } from './finding-views.ts'
import { findings, LOOKED_AT } from './findings.ts'

const PAGE_SIZE = 50

const filter = {
  unitId: idField(),
  day: v.optional(optionalDay(), null),
  rule: v.optional(optionalText(60), null),
  severity: v.optional(optionalChoice(SEVERITIES), null),
}
type Filter = v.InferOutput<v.ObjectSchema<typeof filter, undefined>>

export interface Finding extends FindingView {
  id: string
  rule: string
  severity: Severity
  unitId: Id
  memberId: Id | null
}

type Row = Pick<Finding, 'id' | 'rule' | 'severity' | 'unitId' | 'memberId'>

function source(ctx: ReadContext, input: Filter, day: Day): RawBuilder<unknown> {
  if (input.rule !== null && !LOOKED_AT.includes(input.rule)) throw AppError.at('rule', 'quality.unknown_rule')
  const within = (column: string) =>
    sql`${isUnder(ctx, [input.unitId], day, column)} and ${inScope(ctx, 'member.read', day, column)}`
  return sql`
    select f.record_id as id, f.rule, f.severity, f.unit_id as "unitId", f.member_id as "memberId"
    from (${findings({ tenantId: ctx.tenantId, day, within, only: input.rule })}) f
    left join member m on m.tenant_id = ${ctx.tenantId} and m.id = f.member_id
    left join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    ${input.severity === null ? sql`` : sql`where f.severity = ${input.severity}`}`
}

// Grave things first; what concerns one person stands together.
const order = sql`order by f.severity, f.member_id is not null, p.sort_key, f.member_id, f.unit_id, f.rule`

async function viewed(ctx: ReadContext, rows: readonly Row[], day: Day): Promise<Finding[]> {
  const views = await viewFindings(ctx, rows, day)
  return rows.map((row) => ({ ...row, ...(views.get(row.id) as FindingView) }))
}

export const listFindings = query({
  name: 'quality.list-findings',
  summary: 'What is wrong or missing in the records of a unit and everything below it on a day, fifty a page',
  permission: 'member.read',
  input: v.object({ ...filter, page: v.optional(optionalInteger(1, 100_000), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const page = input.page ?? 1
    const part = source(ctx, input, day)
    const { rows } = await sql<Row & { total: number }>`
      select x.*, count(*) over () as total from (${part} ${order}) x
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(ctx.db)
    const first = rows[0]
    // A page beyond the last one still tells how many there are.
    const total =
      first || page === 1
        ? (first?.total ?? 0)
        : ((await sql<{ n: number }>`select count(*) as n from (${part}) x`.execute(ctx.db)).rows[0]?.n ?? 0)
    return { day, page, size: PAGE_SIZE, total, findings: await viewed(ctx, rows, day) }
  },
})

export const findingSheet = query({
  name: 'quality.finding-sheet',
  summary: 'The same list without pages, for a sheet',
  permission: 'member.read',
  input: v.object(filter),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const { rows } = await sql<Row>`${source(ctx, input, day)} ${order}`.execute(ctx.db)
    return { day, findings: await viewed(ctx, rows, day) }
  },
})
