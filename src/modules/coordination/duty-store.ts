// One obligation with everything around it: its regulation, the sides, what was done; for recording, judging and answering.
import { addMonths } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { readBook, reviewersOf, standingsOf, wholeSpan } from './book.ts'
import type { Book, Obligation, Party, Standing } from './book.ts'
import { asRegulation, selectRegulations } from './regulation-store.ts'
import type { Regulation } from './regulation-store.ts'

export interface DutyView {
  regulation: Regulation
  book: Book
  obligation: Obligation
  party: Party
}

/** The obligation and its surroundings, or null when it is unknown. */
export async function readDuty(ctx: ReadContext, obligationId: Id): Promise<DutyView | null> {
  const row = await selectRegulations(ctx)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('obligation')
          .select('obligation.id')
          .where('obligation.tenant_id', '=', ctx.tenantId)
          .where('obligation.id', '=', obligationId)
          .whereRef('obligation.regulation_id', '=', 'regulation.id'),
      ),
    )
    .executeTakeFirst()
  if (!row) return null
  const book = await readBook(ctx, [row.id])
  const obligation = book.obligations.find((one) => one.id === obligationId)
  const party = book.parties.find((one) => one.id === obligation?.partyId)
  return obligation && party ? { regulation: asRegulation(row), book, obligation, party } : null
}

/** The same; throws not_found when it is unknown. */
export async function dutyOf(ctx: ReadContext, obligationId: Id): Promise<DutyView> {
  const found = await readDuty(ctx, obligationId)
  if (!found) throw notFound()
  return found
}

/** Who writes for the side that owes: that unit of ours, or for a body outside those of ours who wait for it. */
export function writersOf(view: DutyView): Id[] {
  if (view.party.unitId !== null) return [view.party.unitId]
  const waiting = reviewersOf(view.book, view.obligation)
  return waiting.length > 0 ? waiting : view.book.parties.flatMap((party) => party.unitId ?? [])
}

/** Who judges what was sent: the units of ours that wait for it; when it goes outside only, who wrote it may take it back. */
export function judgesOf(view: DutyView): Id[] {
  const waiting = reviewersOf(view.book, view.obligation)
  return waiting.length > 0 ? waiting : writersOf(view)
}

/** The instance of a period, up to a year ahead. Throws coordination.unknown_period when nothing is owed for it. */
export function instanceIn(ctx: Pick<ReadContext, 'today'>, view: DutyView, period: string): Standing {
  const found = standingsOf(view.book, view.regulation, wholeSpan(view.regulation.valid, ctx.today), ctx.today).find(
    (one) => one.obligationId === view.obligation.id && one.period === period,
  )
  if (!found || found.from > addMonths(ctx.today, 12)) throw AppError.at('period', 'coordination.unknown_period')
  return found
}
