// What the addresses of these pages ask: unit, year, what is missing. A value that means nothing is left to its default.
import type { Day } from '#kernel/day.ts'
import { listStateNames } from '#modules/residence/residence.server.ts'
import type { ListState } from '#modules/residence/residence.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { address, yearIn } from '../address.ts'

export type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** Words of the address for what a list is asked for. */
export const STATE_WORDS: Readonly<Record<string, ListState>> = {
  'chua-gioi-thieu': 'not_introduced',
  'chua-nhan-xet': 'no_remark',
  'tra-lai': 'returned',
  'chua-so-giay': 'no_letter',
  'da-nhan-xet': 'has_remark',
  'mien-sinh-hoat': 'A',
  'mien-gioi-thieu': 'B',
  'sinh-hoat': 'C',
}

export const stateOptions = Object.entries(STATE_WORDS).map(([value, state]) => ({
  value,
  label: listStateNames[state],
}))

/** Unit and year asked for; without a unit that where the reader stands. */
export const askedOf = (url: URL, ctx: ReadContext) => ({
  unitId: url.searchParams.get('don-vi') || (ctx.actor.stands[0]?.unitId ?? ''),
  year: yearIn(url, ctx.today),
})

const MOST_UNITS = 120
const YEARS_BACK = 5

/** What every page of the area shows: unit and year to choose, and the three views. */
export async function headOf(run: Run, ctx: ReadContext, url: URL, on: Day, current: 'overview' | 'list' | 'cells') {
  const { unitId, year } = askedOf(url, ctx)
  const unit = await nameOn(ctx, unitId, on)
  const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: on, limit: MOST_UNITS })
  const home = ctx.actor.stands[0]
  const homeName = home && (await nameOn(ctx, home.unitId, on))
  const choices = [
    ...(homeName && !units.some(({ id }) => id === homeName.id)
      ? [{ value: homeName.id, label: homeName.shortName }]
      : []),
    ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
  ]
  const thisYear = Number(ctx.today.slice(0, 4))
  const carried = { 'don-vi': unitId, nam: year === thisYear ? null : year }
  const at = (path: string) => address(path, carried)
  return {
    unit: { id: unitId, name: unit?.name ?? '' },
    year,
    carried,
    units: choices,
    unitIsChoice: choices.some(({ value }) => value === unitId),
    years: Array.from({ length: YEARS_BACK }, (_, n) => ({ value: String(thisYear - n), label: String(thisYear - n) })),
    mayWrite: await ctx.actor.covers(ctx.db, 'member.write', [unitId]),
    tabs: [
      { href: at('/noi-cu-tru'), label: 'Tổng quan', current: current === 'overview' },
      { href: at('/noi-cu-tru/danh-sach'), label: 'Đảng viên', current: current === 'list' },
      { href: at('/noi-cu-tru/chi-bo'), label: 'Chi bộ nơi cư trú', current: current === 'cells' },
    ],
  }
}
