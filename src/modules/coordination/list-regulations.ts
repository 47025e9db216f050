// Regulations with how much each side owes and has done this year, the late ones first. Six statements, however many regulations.
import { contains } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import {
  flagField,
  idField,
  integerField,
  optionalChoice,
  optionalId,
  optionalInteger,
  optionalText,
} from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { readBook, standingsOf, wholeSpan, yearSpan } from './book.ts'
import type { Book, Standing } from './book.ts'
import { tally } from './instances.ts'
import type { Tally } from './instances.ts'
import { asRegulation, seen, selectRegulations } from './regulation-store.ts'
import type { Regulation } from './regulation-store.ts'

export const REGULATION_STATES = ['current', 'ended', 'coming'] as const
export type RegulationState = (typeof REGULATION_STATES)[number]

export const regulationState = (valid: DateRange, today: Day): RegulationState =>
  contains(valid, today) ? 'current' : valid.from > today ? 'coming' : 'ended'

export interface ListedRegulation {
  id: Id
  number: string
  title: string
  signedOn: Day
  valid: DateRange
  state: RegulationState
  /** Sides of ours, and those outside, as they are called today. */
  ours: string[]
  others: string[]
  /** The periods of the year: what our sides owe and what the others owe. */
  own: Tally
  theirs: Tally
  /** Open from any year: past its day and not done; came in and waits for review. */
  late: { own: number; theirs: number }
  waiting: number
}

/** One regulation as a line of the list; `all` are its instances of all years. */
function listed(regulation: Regulation, book: Book, all: readonly Standing[], year: number, today: Day) {
  const span = yearSpan(year)
  const side = (ours: boolean) => all.filter((one) => one.party.ours === ours)
  const within = (ones: readonly Standing[]) => tally(ones.filter((one) => one.from >= span.from && one.from < span.to))
  const names = (ours: boolean) =>
    book.parties.filter((one) => one.regulationId === regulation.id && one.ours === ours).map((one) => one.name)
  const [own, theirs] = [side(true), side(false)]
  return {
    id: regulation.id,
    number: regulation.number,
    title: regulation.title,
    signedOn: regulation.signedOn,
    valid: regulation.valid,
    state: regulationState(regulation.valid, today),
    ours: names(true),
    others: names(false),
    own: within(own),
    theirs: within(theirs),
    late: { own: tally(own).late, theirs: tally(theirs).late },
    waiting: tally(all).waiting,
  }
}

/** Lines for these regulations, as they stand today. */
async function linesOf(
  ctx: ReadContext,
  regulations: readonly Regulation[],
  year: number,
): Promise<ListedRegulation[]> {
  const book = await readBook(
    ctx,
    regulations.map((one) => one.id),
  )
  return regulations.map((one) =>
    listed(one, book, standingsOf(book, one, wholeSpan(one.valid, ctx.today), ctx.today), year, ctx.today),
  )
}

const urgency = (one: ListedRegulation) => one.late.own + one.late.theirs

export const listRegulations = query({
  name: 'coordination.list-regulations',
  summary: 'Coordination regulations you may see, with what each side owes and has done in a year, late ones first',
  permission: 'coordination.read',
  input: v.object({
    year: v.optional(optionalInteger(1930, 2200), null),
    state: v.optional(optionalChoice(REGULATION_STATES), null),
    unitId: v.optional(optionalId(), null),
    bodyId: v.optional(optionalId(), null),
    search: v.optional(optionalText(100), null),
    /** Only those with something late, or waiting for review. */
    open: v.optional(flagField(), false),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 1000), 50),
  }),
  async run(ctx, input) {
    const year = input.year ?? yearOf(ctx.today)
    const party = (column: 'unit_id' | 'external_id', id: Id) => sql<boolean>`exists (
      select from regulation_party p where p.tenant_id = ${ctx.tenantId} and p.regulation_id = regulation.id
        and ${sql.ref(`p.${column}`)} = ${id})`
    const rows = await selectRegulations(ctx)
      .where(seen(ctx, 'coordination.read'))
      .$if(input.unitId !== null, (qb) => qb.where(party('unit_id', input.unitId as Id)))
      .$if(input.bodyId !== null, (qb) => qb.where(party('external_id', input.bodyId as Id)))
      .orderBy('signed_on', 'desc')
      .orderBy('number')
      .execute()
    const lines = await linesOf(ctx, rows.map(asRegulation), year)
    const words = input.search ? fold(input.search) : ''
    const found = lines.filter(
      (one) => words === '' || fold([one.number, one.title, ...one.ours, ...one.others].join(' ')).includes(words),
    )
    const counts = Object.fromEntries(
      REGULATION_STATES.map((state) => [state, found.filter((one) => one.state === state).length]),
    ) as Record<RegulationState, number>
    const kept = found.filter(
      (one) =>
        (input.state === null || one.state === input.state) && (!input.open || urgency(one) > 0 || one.waiting > 0),
    )
    const sorted = kept.toSorted((a, b) => urgency(b) - urgency(a) || b.waiting - a.waiting)
    return {
      year,
      total: kept.length,
      counts,
      regulations: sorted.slice((input.page - 1) * input.size, input.page * input.size),
    }
  },
})

export const regulationsOfUnit = query({
  name: 'coordination.regulations-of-unit',
  summary: 'The coordination regulations a unit is a side of, with what it owes and is owed this year',
  permission: 'coordination.read',
  input: v.object({ unitId: idField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input): Promise<ListedRegulation[]> {
    const rows = await selectRegulations(ctx)
      .where(
        sql<boolean>`exists (select from regulation_party p where p.tenant_id = ${ctx.tenantId}
          and p.regulation_id = regulation.id and p.unit_id = ${input.unitId})`,
      )
      .orderBy('signed_on', 'desc')
      .orderBy('number')
      .execute()
    return linesOf(ctx, rows.map(asRegulation), yearOf(ctx.today))
  },
})
