// Rights granted at a unit that ends (HIS-05): they are told of, and a reorganisation grants them again at the successor, so that
// nobody who looked after the unit is left without. Rights that follow from posts end with the posts and need nothing here.
import { coalesceRanges, formatRange, parseRange, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { roleNames } from './access-messages.ts'
import { isRole } from './roles.ts'

interface GrantRow {
  id: Id
  account_id: Id
  display_name: string
  role: string
  unit_id: Id
  valid: string
}

/** Grants at these units that hold on that day or later. */
async function grantsAt(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  unitIds: readonly Id[],
  on: Day,
): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select g.id, g.account_id, a.display_name, g.role, g.unit_id, g.valid
    from access_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
    where g.tenant_id = ${ctx.tenantId} and g.unit_id = any(${[...new Set(unitIds)]}::uuid[])
      and (upper(g.valid) is null or upper(g.valid) > ${on}::date)
    order by g.recorded_at, g.id`.execute(ctx.db)
  return rows
}

openMatter({
  name: 'rights',
  blocks: false,
  refusal: 'access.unit_has_rights',
  async list(ctx, unitIds, on) {
    const byUnit = Map.groupBy(await grantsAt(ctx, unitIds, on), (row) => row.unit_id)
    return [...byUnit].map(([unitId, rows]) => ({
      unitId,
      count: rows.length,
      examples: rows.slice(0, 5).map((row) => ({
        id: row.id,
        label: `${row.display_name}: ${isRole(row.role) ? roleNames[row.role] : row.role}`,
        href: `/quyen/${row.account_id}`,
      })),
    }))
  },
  async handOver(ctx, routes, { on, decisionId }) {
    const ending = await grantsAt(
      ctx,
      routes.map((route) => route.from),
      on,
    )
    await endAt(ctx, ending, on)
    const asked = new Map<string, { account_id: Id; role: string; unit_id: Id; spans: DateRange[] }>()
    for (const { from, to } of routes) {
      for (const grant of to === null ? [] : ending.filter((row) => row.unit_id === from)) {
        const key = `${grant.account_id} ${grant.role} ${to}`
        const valid = parseRange(grant.valid)
        const entry = asked.get(key) ?? { account_id: grant.account_id, role: grant.role, unit_id: to as Id, spans: [] }
        entry.spans.push({ from: maxDay(valid.from, on), to: valid.to })
        asked.set(key, entry)
      }
    }
    // Whoever stood at two of the units that become one, or at the successor already, gets nothing twice.
    const held = await grantsAt(
      ctx,
      [...asked.values()].map((entry) => entry.unit_id),
      on,
    )
    const rows = [...asked.values()].flatMap(({ account_id, role, unit_id, spans }) => {
      const own = held.filter((row) => row.account_id === account_id && row.role === role && row.unit_id === unit_id)
      const left = own.reduce(
        (parts, row) => parts.flatMap((part) => subtract(part, parseRange(row.valid))),
        coalesceRanges(spans),
      )
      return left.map((span) => ({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        account_id,
        role,
        unit_id,
        valid: formatRange(span),
        decision_id: decisionId,
        granted_by: ctx.actor.accountId,
        recorded_at: ctx.now,
      }))
    })
    await insertRows(ctx.db, 'access_grant', rows)
    ctx.touch(...ending.map((row) => row.id))
    return ending.length
  },
})

/** Ends them there. One that begins only then or later keeps its first day, for the record: it gives nothing at a unit that has ended. */
async function endAt(ctx: Context, grants: readonly GrantRow[], on: Day): Promise<void> {
  if (grants.length === 0) return
  await sql`
    update access_grant set valid = daterange(lower(valid), greatest(${on}::date, lower(valid) + 1))
    where tenant_id = ${ctx.tenantId} and id = any(${grants.map((row) => row.id)}::uuid[])`.execute(ctx.db)
}
