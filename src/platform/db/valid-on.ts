// Which rows with a `valid` daterange hold on a day, written so that PostgreSQL can estimate it: under row-level security its
// statistics are open to comparisons of days and closed to the range operators (see the statistics in the migrations), and a day
// that is part of the statement is known when a plan is kept for it.
import { isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { sql } from 'kysely'
import type { Expression, RawBuilder } from 'kysely'

/** Whether the row called `alias` holds on the day, which may be a column or expression. The same as `valid @> day`. */
export function validOn(alias: string, day: Day | Expression<Day>): RawBuilder<boolean> {
  const valid = sql.ref(`${alias}.valid`)
  const on = typeof day === 'string' ? dayLiteral(day) : day
  return sql<boolean>`(lower(${valid}) <= ${on} and (upper(${valid}) is null or upper(${valid}) > ${on}))`
}

/** A day as part of the statement's text. Throws RangeError when it is none: nothing else may be written into a statement. */
export function dayLiteral(day: Day): RawBuilder<Day> {
  if (!isDay(day)) throw new RangeError('not a day')
  return sql<Day>`${sql.lit(day)}::date`
}
