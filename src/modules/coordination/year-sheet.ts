// The year's table: every instance of every regulation one may see, for the Excel file.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readBook, standingsOf, yearSpan } from './book.ts'
import type { Standing } from './book.ts'
import { withoutOthersOpinions } from './opinions.ts'
import { asRegulation, seen, selectRegulations } from './regulation-store.ts'

export interface YearLine {
  number: string
  regulation: string
  side: string
  ours: boolean
  title: string
  kind: Standing['obligation']['kind']
  period: string
  dueOn: Day
  state: Standing['state']
  doneOn: Day | null
  doneLate: boolean
  overdue: boolean
  body: string | null
  reason: string | null
}

export const yearSheet = query({
  name: 'coordination.year-sheet',
  summary: 'What every side of every regulation owes in a year, period by period, with what was done',
  permission: 'coordination.read',
  input: v.object({ year: v.optional(optionalInteger(1930, 2200), null) }),
  async run(ctx, input): Promise<{ year: number; today: Day; lines: YearLine[] }> {
    const year = input.year ?? yearOf(ctx.today)
    const rows = await selectRegulations(ctx).where(seen(ctx, 'coordination.read')).orderBy('number').execute()
    const regulations = rows.map(asRegulation)
    const ids = regulations.map((one) => one.id)
    const book = await withoutOthersOpinions(ctx, await readBook(ctx, ids))
    const lines = regulations.flatMap((regulation) =>
      standingsOf(book, regulation, yearSpan(year), ctx.today).map((one) => ({
        number: regulation.number,
        regulation: regulation.title,
        side: one.party.name,
        ours: one.party.ours,
        title: one.obligation.title,
        kind: one.obligation.kind,
        period: one.period,
        dueOn: one.dueOn,
        state: one.state,
        doneOn: one.done && one.done.state !== 'returned' ? one.done.doneOn : null,
        doneLate: one.doneLate,
        overdue: one.overdue,
        body: one.done?.body ?? null,
        reason: one.done?.state === 'returned' ? one.done.reason : null,
      })),
    )
    return { year, today: ctx.today, lines }
  },
})
