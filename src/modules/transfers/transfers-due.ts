// What of transfers has a day: a request to be reviewed and its letter, a letter to be presented (TRANSFER_PRESENT), a member to be
// received, a stay that ends. In working days, with how far the term has run.
import type { Day } from '#kernel/day.ts'
import { addMonths } from '#kernel/day.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { inScope } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { alertReached, dueBy } from './transfer-rules.ts'

type Within = (column: string) => RawBuilder<unknown>

interface Row {
  id: Id
  name: string
  state: string
  basisOn: Day | null
  askedOn: Day | null
  issuedOn: Day | null
  presentedOn: Day | null
  untilOn: Day | null
  staying: boolean
  unitId: Id
}

/**
 * Deadlines of transfers up to `until`, overdue ones too; `within` restricts the column of a cell. Kinds: transfer_review,
 * transfer_letter, transfer_present, transfer_receive, transfer_return. Who comes from another bloc and has no cell yet is the top's to
 * see to. Two statements.
 */
export async function transfersDeadlines(ctx: ReadContext, within: Within, until: Day): Promise<DueItem[]> {
  const { rows } = await sql<Row>`
    select t.id, t.full_name as name, t.state, t.basis_on as "basisOn", t.asked_on as "askedOn", t.issued_on as "issuedOn",
      t.presented_on as "presentedOn", t.until_on as "untilOn", t.state = 'received' as staying,
      coalesce(case when t.state = 'presented' then t.to_unit_id end, t.from_unit_id, t.to_unit_id, top.unit_id) as "unitId"
    from transfer t
    left join unit_version top on t.from_unit_id is null and t.to_unit_id is null
      and top.tenant_id = ${ctx.tenantId} and top.parent_id is null and top.valid @> ${ctx.today}::date
    where t.tenant_id = ${ctx.tenantId}
      and (t.state in ('asked', 'reviewed', 'issued', 'presented')
        or (t.kind = 'temporary' and t.state = 'received' and t.ended_on is null and t.until_on <= ${until}::date))
      and (${within('t.from_unit_id')} or ${within('t.to_unit_id')} or ${within('top.unit_id')})
    order by coalesce(t.presented_on, t.issued_on, t.asked_on)
    limit 2000`.execute(ctx.db)
  if (rows.length === 0) return []
  const rules = await loadRulebook(ctx)
  const calendar = workingCalendarOf(rules)
  const items = rows.flatMap((row): DueItem[] => {
    const item = (kind: string, from: Day | null, dueOn: Day | null): DueItem[] => {
      if (dueOn === null || dueOn > until) return []
      const reached = from === null ? 0 : alertReached(rules, calendar, { from, dueOn }, ctx.today)
      const params = { name: row.name, from, reached }
      return [{ kind, params, dueOn, href: `/chuyen-sinh-hoat/${row.id}`, unitId: row.unitId }]
    }
    const requestBy = row.basisOn === null ? null : dueBy(rules, calendar, 'TRANSFER_REQUEST', row.basisOn)
    if (row.staying) return item('transfer_return', null, row.untilOn)
    switch (row.state) {
      case 'asked':
        return item('transfer_review', row.askedOn, requestBy ?? row.askedOn)
      case 'reviewed':
        return item('transfer_letter', row.askedOn, requestBy ?? row.askedOn)
      case 'issued':
        return item(
          'transfer_present',
          row.issuedOn,
          row.issuedOn && (dueBy(rules, calendar, 'TRANSFER_PRESENT', row.issuedOn) ?? row.issuedOn),
        )
      default:
        return item('transfer_receive', row.presentedOn, row.presentedOn)
    }
  })
  return soonestFirst(items)
}

/** For «Việc cần làm»: what the caller's own cells have to do within a month. */
export async function transfersDue(ctx: ReadContext, limit = 50): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const items = await transfersDeadlines(
    ctx,
    (column) => inScope(ctx, 'member.write', ctx.today, column),
    addMonths(ctx.today, 1),
  )
  return items.slice(0, limit)
}
