// The proof of a hand-over: every figure of every unit that came, for the last five years, is what it was in the old bloc.
import { addDays, dayOf, minDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { allIndicators, rollUp } from '#modules/figures/figures.server.ts'
import type { Figure } from '#modules/figures/figures.server.ts'
import { askIn } from '#platform/operation/execute.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import type { Part } from './part.ts'
import type { Rooms } from './rooms.ts'

const YEARS = 5

export interface ComparedFigure {
  handOver: string
  indicator: string
  year: number
  /** The part as it was in the old bloc, and as it is in the new one: `12` or `340/360`. */
  before: string
  after: string
  /** Figures of single units compared, and how many differ. */
  units: number
  differing: number
}

export interface Comparison {
  figures: ComparedFigure[]
  /** The first differing ones: indicator, year, unit. */
  differing: string[]
}

/** The years to compare: five, the last one up to the last day of the old order. */
export function yearsBefore(on: Day): Span[] {
  const last = addDays(on, -1)
  return Array.from({ length: YEARS }, (_, at) => yearOf(last) - YEARS + 1 + at).map((year) => ({
    from: dayOf(year, 1, 1),
    to: minDay(dayOf(year, 12, 31), last),
  }))
}

type Sums = Pick<Figure, 'num' | 'den'>
const NOTHING: Sums = { num: 0, den: null }
const same = (a: Sums, b: Sums): boolean => a.num === b.num && (a.den ?? 0) === (b.den ?? 0)
const text = ({ num, den }: Sums): string => (den === null ? String(num) : `${num}/${den}`)

/** Figures of all units in the tree of the span's last day, by indicator; not those that other units' records have a say in. */
async function figuresIn(db: Db, tenantId: Id, span: Span): Promise<Map<string, Map<Id, Figure>>> {
  // Rows that have just come have no statistics yet: the planner would take them for a handful and loop over all of them.
  await sql.raw('set local enable_nestloop = off').execute(db)
  const table = await askIn(db, systemCaller(tenantId, 'hand-over'), (_, ctx) =>
    rollUp(
      ctx,
      allIndicators()
        .filter(({ looksAround }) => !looksAround)
        .map((indicator) => ({ key: indicator.code, indicator, span })),
      { basis: { on: span.to } },
    ),
  )
  await sql.raw('set local enable_nestloop to default').execute(db)
  return table
}

/** One year after the other, both blocs asked the same. Without `after` only the old bloc is asked. */
export async function compareFigures(rooms: Rooms, handOver: HandOver, part: Part, after = true): Promise<Comparison> {
  const { from, into, plan } = handOver
  const tops = isWhole(handOver) ? [plan.oldTop] : plan.roots
  const units = isWhole(handOver) ? [...part.counted, plan.oldTop] : [...part.counted]
  const figures: ComparedFigure[] = []
  const differing: string[] = []
  for (const span of yearsBefore(handOver.on)) {
    const old = await rooms.read(from.id, (db) => figuresIn(db, from.id, span))
    const now = after ? await rooms.read(into.id, (db) => figuresIn(db, into.id, span)) : old
    for (const [indicator, was] of old) {
      const is = now.get(indicator) ?? new Map<Id, Figure>()
      const wrong = units.filter((id) => !same(was.get(id) ?? NOTHING, is.get(id) ?? NOTHING))
      differing.push(...wrong.map((id) => `${indicator} ${yearOf(span.to)} ${id}`))
      figures.push({
        handOver: from.slug === into.slug ? from.slug : `${from.slug} → ${into.slug}`,
        indicator,
        year: yearOf(span.to),
        before: text(sum(tops, was)),
        after: after ? text(sum(tops, is)) : '',
        units: units.length,
        differing: wrong.length,
      })
    }
  }
  return { figures, differing }
}

function sum(units: readonly Id[], figures: ReadonlyMap<Id, Figure>): Sums {
  return units.reduce<Sums>((total, id) => {
    const { num, den } = figures.get(id) ?? NOTHING
    return { num: total.num + num, den: den === null ? total.den : (total.den ?? 0) + den }
  }, NOTHING)
}
