// What planning starts from: units whose next congress nobody has planned, with members counted and the form they call for (CON-03);
// and what waits for a secretary or the bloc's officer in the next weeks.
import { addDays } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import { isGrassroots } from '#modules/units/units.server.ts'
import { optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { congressRows, congressTools } from './congress-rows.ts'
import type { CongressRow } from './congress-rows.ts'
import { suggestedForm } from './congress-terms.ts'
import { CONGRESS_LEVELS } from './list-congresses.ts'

const MEMBERS = 'I03'

/** Members of each unit with all below it, today; empty when the figure is not declared. */
async function membersOf(ctx: ReadContext, units: readonly Id[]): Promise<Map<Id, number>> {
  const indicator = indicatorOf(MEMBERS)
  if (!indicator || units.length === 0) return new Map()
  const span = { from: ctx.today, to: ctx.today }
  const table = await rollUp(ctx, [{ key: MEMBERS, indicator, span }], { basis: { on: ctx.today }, units })
  return new Map([...(table.get(MEMBERS) ?? [])].map(([id, figure]) => [id, figure.num]))
}

export const suggestCongresses = query({
  name: 'congresses.suggest-congresses',
  summary:
    'Units whose next congress is not planned yet: members, form by their number, days allowed, number of the congress',
  permission: 'congress.write',
  input: v.object({
    level: v.optional(optionalChoice(CONGRESS_LEVELS), null),
    cycle: v.optional(optionalText(20), null),
    under: v.optional(optionalId(), null),
    unitId: v.optional(optionalId(), null),
  }),
  async run(ctx, input) {
    const tools = await congressTools(ctx)
    const { unitId, under, level, cycle } = input
    const rows = await congressRows(ctx, tools, {
      permission: 'congress.write',
      under,
      ...(unitId === null ? {} : { units: [unitId] }),
    })
    const ofLevel = (row: CongressRow) =>
      level === null || row.kind === level || (level === 'grassroots' && row.kind.startsWith('grassroots'))
    const due = rows.filter((row) => row.id === null && ofLevel(row))
    const shown = due
      .filter((row) => cycle === null || row.cycle === cycle)
      .toSorted((a, b) =>
        (a.on ?? '9999') < (b.on ?? '9999') ? -1 : a.on === b.on && a.unitName < b.unitName ? -1 : 1,
      )
    const members = await membersOf(
      ctx,
      shown.map((row) => row.unitId),
    )
    const last = new Map<Id, number>()
    for (const { unitId: id, ordinal } of rows) if (ordinal) last.set(id, Math.max(ordinal, last.get(id) ?? 0))
    return {
      cycles: [...new Set(due.map((row) => row.cycle))].toSorted(),
      units: shown.map((row) => {
        const count = members.get(row.unitId) ?? 0
        const lastOrdinal = last.get(row.unitId)
        return {
          ...row,
          members: count,
          form: suggestedForm(tools.rules, row.kind, count, ctx.today) ?? 'members',
          ordinal: lastOrdinal === undefined ? null : lastOrdinal + 1,
        }
      }),
    }
  },
})

const SOON_DAYS = 60

/**
 * What waits for the caller: congresses of her own units and of those right below them that are late or due within 60 days; for who
 * looks after the bloc, of its grassroots units. Up to a handful singly, then one entry with their number. Approving waits above.
 */
export async function congressesDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('congress.write')) return []
  const scope = ctx.scope('congress.write')
  const { whole } = scope
  const own = new Set(scope.whole ? [] : scope.units)
  const rows = await congressRows(ctx, await congressTools(ctx), { permission: 'congress.write' })
  const above = (row: CongressRow) => whole || (row.parentId !== null && own.has(row.parentId))
  const mine = (row: CongressRow) =>
    whole ? row.kind === 'bloc' || isGrassroots(row.kind) : own.has(row.unitId) || above(row)
  const until = addDays(ctx.today, SOON_DAYS)
  const items = rows
    // Nothing on record is no reason to ring: the calendar shows it.
    .filter((row) => mine(row) && row.state !== 'cancelled' && row.due?.from !== 'unknown')
    .filter((row) => (row.next?.act !== 'approve' && row.next?.act !== 'approve_content') || above(row))
    .flatMap((row) => itemOf(row) ?? [])
    .filter(({ dueOn }) => dueOn <= until)
  return [...Map.groupBy(items, ({ kind }) => kind)].flatMap(([kind, same]) =>
    same.length <= HANDFUL ? same : [bundle(kind, same)],
  )
}

const HANDFUL = 4

function itemOf(row: CongressRow): DueItem | null {
  const params = { unit: row.unitName, cycle: row.cycle, on: row.on }
  if (row.id === null) {
    if (row.on === null) return null
    return {
      kind: 'congress_plan',
      params,
      dueOn: row.on,
      href: `/dai-hoi/len-ke-hoach?cho=${row.unitId}`,
      unitId: row.unitId,
    }
  }
  if (row.next === null || row.next.by === null) return null
  return {
    kind: `congress_${row.next.act}`,
    params,
    dueOn: row.next.by,
    href: `/dai-hoi/${row.id}`,
    unitId: row.unitId,
  }
}

function bundle(kind: string, items: readonly DueItem[]): DueItem {
  const first = items.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0] as DueItem
  const { cycle = null } = first.params
  const href = kind === 'congress_plan' ? '/dai-hoi/len-ke-hoach' : '/dai-hoi'
  return { ...first, kind: `${kind}_many`, params: { count: items.length, cycle }, href }
}
