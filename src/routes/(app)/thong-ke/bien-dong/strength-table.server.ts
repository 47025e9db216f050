// The strength table (biến động đảng viên) of one address: a unit and every unit below it in reading order of the tree, over a period
// (?ky=) or between two days (?tu=, ?den=); for the page and for the sheet.
import { formatDay } from '#kernel/day.ts'
import { periodLabel, periodSpan } from '#kernel/period.ts'
import { readStrength } from '#modules/members/members.server.ts'
import type { UnitStrength } from '#modules/members/members.server.ts'
import { nameOn, unitsUnder } from '#modules/units/units.server.ts'
import type { load } from '#pages'
import { dayIn } from '../../address.ts'
import { statisticsInput } from '../statistics-input.server.ts'

type Work = Parameters<typeof load>[1]
type Run = Parameters<Work>[0]
type Context = Parameters<Work>[1]

export const ENTRY_COLUMNS = [
  ['admission', 'Kết nạp'],
  ['arrival', 'Chuyển đến'],
  ['restoration', 'Khôi phục'],
  ['move', 'Chi bộ khác chuyển đến'],
] as const
export const EXIT_COLUMNS = [
  ['departure', 'Chuyển đi'],
  ['death', 'Từ trần'],
  ['expulsion', 'Khai trừ'],
  ['removal', 'Xóa tên'],
  ['resignation', 'Xin ra'],
  ['annulment', 'Hủy quyết định'],
  ['move', 'Chuyển chi bộ khác'],
] as const

const NOBODY: Omit<UnitStrength, 'unitId' | 'name'> = { opening: 0, entered: {}, left: {}, closing: 0, readmitted: 0 }
const sum = (tally: Partial<Record<string, number>>): number =>
  Object.values(tally).reduce<number>((all, n) => all + (n ?? 0), 0)

export async function readStrengthTable(run: Run, ctx: Context, url: URL) {
  const input = statisticsInput(url, ctx)
  const [from, to] = [dayIn(url, 'tu'), dayIn(url, 'den')]
  const chosen = from && to && from <= to ? { from, to } : null
  const named = input.period ? periodSpan(input.period) : null
  const span = chosen ?? named ?? { from: `${(input.day ?? ctx.today).slice(0, 4)}-01-01` as typeof ctx.today, to: input.day ?? ctx.today } // prettier-ignore
  const { unitId } = input.query
  const strengths = new Map((await run(readStrength, { unitId, ...span })).map((row) => [row.unitId, row]))
  const units = await unitsUnder(ctx, unitId, span.to)
  const base = units[0]?.depth ?? 0
  const known = new Set(units.map(({ id }) => id))
  // Units closed before the last day keep what happened in them: told below the tree, so that every sum can be followed.
  const ended = [...strengths.values()].filter((row) => !known.has(row.unitId))
  const line = (id: string, name: string, depth: number) => {
    const strength: UnitStrength = strengths.get(id) ?? { unitId: id, name, ...NOBODY }
    return { ...strength, id, name, depth, enteredAll: sum(strength.entered), leftAll: sum(strength.left) }
  }
  return {
    unitId,
    unitName: (await nameOn(ctx, unitId, span.to))?.name ?? '',
    span,
    chosen: chosen !== null,
    period: chosen ? null : input.carried.ky,
    year: input.year,
    when: chosen || !input.period ? `từ ${formatDay(span.from)} đến ${formatDay(span.to)}` : periodLabel(input.period),
    spanText: `${formatDay(span.from)}–${formatDay(span.to)}`,
    lines: [
      ...units.map(({ id, name, depth }) => line(id, name, depth - base)),
      ...ended.map((row) => line(row.unitId, `${row.name} (đã kết thúc)`, 1)),
    ],
  }
}

export type StrengthLine = Awaited<ReturnType<typeof readStrengthTable>>['lines'][number]
