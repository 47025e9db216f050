// What the organigram shows: the bloc or one unit as of a day, down to a level, each box with its members. Page, SVG and PDF alike.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { readTree } from '#modules/units/units.server.ts'
import type { TreeUnit } from '#modules/units/units.server.ts'
import { load } from '#pages'
import type { RequestEvent } from '#pages'
import type { ChartNode } from '#ui/organigram.ts'
import { dayIn } from '../../address.ts'
import { memberCounts } from '../member-counts.server.ts'
import type { MemberCounts } from '../member-counts.server.ts'

export const LEVELS = [2, 3, 4] as const

/** More boxes than this are shown only when asked for. */
const MANY = 80

export const loadChart = (event: RequestEvent) =>
  load(event, async (run, ctx) => {
    const { searchParams } = event.url
    const asked = dayIn(event.url)
    const tree = await run(readTree, { day: asked })
    const members = await memberCounts(ctx, tree.day)
    const wanted = searchParams.get('don-vi')
    const at = wanted === null ? 0 : tree.units.findIndex((unit) => unit.id === wanted)
    const unit = tree.units[at]
    if (wanted !== null && !unit) throw notFound()
    const level = LEVELS.find((one) => String(one) === searchParams.get('cap'))
    const levels = level ?? (unit && unit.descendants > MANY ? 2 : 4)
    return {
      asked,
      day: tree.day,
      dayText: formatDay(tree.day),
      levels,
      unit: unit ?? null,
      bloc: tree.units[0] ?? null,
      // What may be drawn on its own: units with something below them.
      units: tree.units.filter((one) => one.children > 0).map(({ id, name, depth }) => ({ id, name, depth })),
      top: unit
        ? chartOf(tree.units.slice(at, at + 1 + unit.descendants), levels, members, (id) =>
            asked ? `/to-chuc/${id}?ngay=${asked}` : `/to-chuc/${id}`,
          )
        : null,
      now: ctx.now,
    }
  })

/** The branch (in reading order, its top first) down to so many levels, with what is left out in the notes. */
export function chartOf(
  branch: readonly TreeUnit[],
  levels: number,
  members: ReadonlyMap<Id, MemberCounts> | null,
  href: (id: Id) => string,
): ChartNode {
  const [top] = branch
  if (!top) throw new RangeError('A branch has a top')
  const nodes = new Map<Id, ChartNode>()
  for (const unit of branch) {
    const depth = unit.depth - top.depth
    if (depth >= levels) continue
    const people = members?.get(unit.id)
    const hidden =
      depth === levels - 1 && unit.descendants > 0 ? `${formatInteger(unit.descendants)} tổ chức trực thuộc` : ''
    const note = [people ? `${formatInteger(people.total)} đảng viên` : '', hidden].filter(Boolean).join(', ')
    const node: ChartNode = {
      id: unit.id,
      label: unit.name,
      href: href(unit.id),
      ...(note ? { note } : {}),
      children: [],
    }
    nodes.set(unit.id, node)
    if (unit !== top) nodes.get(unit.parentId ?? '')?.children?.push(node)
  }
  return nodes.get(top.id) as ChartNode
}
