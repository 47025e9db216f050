// What waits for whoever writes for a side: what own units owe soon or late, and answers to be looked at.
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { readBook, reviewersOf, standingsOf, wholeSpan } from './book.ts'
import { asRegulation, seen, selectRegulations } from './regulation-store.ts'

/** Owed by or sent to units of the caller; nothing for who may not write. */
export async function coordinationDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('coordination.write')) return []
  const rows = await selectRegulations(ctx).where(seen(ctx, 'coordination.write')).execute()
  const regulations = rows.map(asRegulation)
  const book = await readBook(
    ctx,
    regulations.map((one) => one.id),
  )
  const scope = ctx.scope('coordination.write')
  const units = [...new Set(book.parties.flatMap((party) => party.unitId ?? []))]
  const { rows: reached } = scope.whole
    ? { rows: units.map((id) => ({ id })) }
    : await sql<{ id: Id }>`
        select u.id from unit u where u.tenant_id = ${ctx.tenantId} and u.id = any(${units}::uuid[])
          and ${isUnder(ctx, scope.units, ctx.today, 'u.id')}`.execute(ctx.db)
  const mine = new Set(reached.map((row) => row.id))
  return regulations.flatMap((regulation) =>
    standingsOf(book, regulation, wholeSpan(regulation.valid, ctx.today), ctx.today).flatMap((one): DueItem[] => {
      const params = {
        title: one.obligation.title,
        period: one.period,
        number: regulation.number,
        side: one.party.name,
        reason: one.done?.state === 'returned' ? one.done.reason : null,
      }
      const at = {
        dueOn: one.dueOn,
        href: `/phoi-hop/${regulation.id}/viec?nghia-vu=${one.obligationId}&ky=${one.period}`,
      }
      const own = one.party.unitId
      if (own !== null && mine.has(own) && (one.state === 'due_soon' || one.overdue || one.state === 'returned'))
        return [{ kind: 'coordination_owed', params, ...at, unitId: own }]
      const judge = reviewersOf(book, one.obligation).find((unit) => mine.has(unit))
      if (one.state === 'received' && judge) return [{ kind: 'coordination_review', params, ...at, unitId: judge }]
      return []
    }),
  )
}
