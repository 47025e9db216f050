// «Sắp đến hạn»: what the rules make due in a unit and everything below it, by their working days; overdue things first. An area adds
// its own by one line in `deadlineSources`; each asks in a few statements, however large the unit.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { workingDaysBetween } from '#kernel/working-days.ts'
import { admissionsDeadlines } from '#modules/admissions/admissions.server.ts'
import { badgesDeadlines } from '#modules/badges/badges.server.ts'
import { classesDeadlines } from '#modules/classes/classes.server.ts'
import { duesDeadlines } from '#modules/dues/dues.server.ts'
import { membersDeadlines, standingsDeadlines } from '#modules/members/members.server.ts'
import { correctionsDeadlines } from '#modules/records/records.server.ts'
import { residenceDeadlines } from '#modules/residence/residence.server.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { transfersDeadlines } from '#modules/transfers/transfers.server.ts'
import { isUnder, namesOn, treeOn, unitsUnder } from '#modules/units/units.server.ts'
import {
  choiceField,
  flagField,
  idField,
  optionalId,
  optionalInteger,
  optionalText,
} from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'

type Within = (column: string) => RawBuilder<boolean>

interface DeadlineSource {
  /** Without it at the unit, the area tells nothing. */
  permission: Permission
  read: (ctx: ReadContext, within: Within, until: Day) => Promise<DueItem[]>
}

const deadlineSources: readonly DeadlineSource[] = [
  { permission: 'member.read', read: membersDeadlines },
  { permission: 'member.read', read: standingsDeadlines },
  { permission: 'member.read', read: transfersDeadlines },
  { permission: 'member.read', read: residenceDeadlines },
  { permission: 'member.read', read: classesDeadlines },
  { permission: 'member.read', read: admissionsDeadlines },
  { permission: 'member.read', read: badgesDeadlines },
  { permission: 'member.write', read: correctionsDeadlines },
  { permission: 'dues.read', read: duesDeadlines },
]

/** How far one looks ahead, in days. */
export const HORIZONS = ['7', '30', '90'] as const
export const PAGE_SIZE = 50

export interface Deadline extends DueItem {
  unitName: string
  /** Working days left; negative when it is late. */
  workingDays: number
}

export interface DeadlineCount {
  overdue: number
  /** With those that are overdue. */
  all: number
}

const count = (items: readonly DueItem[], today: Day): DeadlineCount => ({
  overdue: items.filter((item) => item.dueOn < today).length,
  all: items.length,
})

/** Everything due in a unit and below by a day, soonest first. */
async function deadlinesIn(ctx: ReadContext, unitId: Id, until: Day): Promise<DueItem[]> {
  const within: Within = (column) => sql<boolean>`${isUnder(ctx, [unitId], ctx.today, column)}`
  const items: DueItem[] = []
  const may = new Map<Permission, boolean>()
  // One after the other: they share the page's one connection and its snapshot.
  for (const { permission, read } of deadlineSources) {
    if (!may.has(permission)) may.set(permission, await ctx.actor.covers(ctx.db, permission, [unitId]))
    if (may.get(permission)) items.push(...(await read(ctx, within, until)))
  }
  return soonestFirst(items)
}

/** How much is due in each unit right below, itself and everything under it; one statement for the tree, one for the names. */
async function countsBelow(ctx: ReadContext, unitId: Id, items: readonly DueItem[]) {
  const below = (await unitsUnder(ctx, unitId, ctx.today)).filter((unit) => unit.parentId === unitId)
  if (below.length === 0) return []
  const { rows } = await sql<{ unit: Id; above: Id }>`
    select c.descendant_id as unit, c.ancestor_id as above from unit_closure c
    where c.tenant_id = ${ctx.tenantId} and c.descendant_id = any(${[...new Set(items.map((item) => item.unitId))]}::uuid[])
      and c.ancestor_id = any(${below.map((unit) => unit.id)}::uuid[]) and ${treeOn('c', ctx.today)}`.execute(ctx.db)
  const aboveOf = new Map(rows.map((row) => [row.unit, row.above]))
  const groups = Map.groupBy(items, (item) => aboveOf.get(item.unitId))
  return below.map(({ id, name }) => ({ unitId: id, name, ...count(groups.get(id) ?? [], ctx.today) }))
}

export const listDeadlines = query({
  name: 'agenda.list-deadlines',
  summary:
    'What the rules make due in a unit and everything below it, overdue things first, with counts by kind and unit',
  permission: 'member.read',
  input: v.object({
    unitId: idField(),
    days: v.optional(choiceField(HORIZONS), '30'),
    kind: v.optional(optionalText(60), null),
    /** A unit below: only its things and those of the units under it. */
    belowId: v.optional(optionalId(), null),
    overdue: flagField(),
    all: flagField(),
    page: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: (_, input) => [input.unitId, ...(input.belowId ? [input.belowId] : [])],
  async run(ctx, input) {
    const until = addDays(ctx.today, Number(input.days))
    const found = await deadlinesIn(ctx, input.belowId ?? input.unitId, until)
    const kept = input.overdue ? found.filter((item) => item.dueOn < ctx.today) : found
    const chosen = input.kind ? kept.filter((item) => item.kind === input.kind) : kept
    const page = input.page ?? 1
    const shown = input.all ? chosen : chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    const names = await namesOn(ctx, shown.map((item) => item.unitId), ctx.today) // prettier-ignore
    const calendar = workingCalendarOf(await loadRulebook(ctx))
    return {
      today: ctx.today,
      until,
      total: count(chosen, ctx.today),
      page,
      size: PAGE_SIZE,
      kinds: [...Map.groupBy(kept, (item) => item.kind)].map(([kind, items]) => ({ kind, ...count(items, ctx.today) })),
      units: await countsBelow(ctx, input.belowId ?? input.unitId, chosen),
      items: shown.map((item): Deadline => ({
        ...item,
        unitName: names.get(item.unitId)?.name ?? '',
        workingDays: workingDaysBetween(calendar, ctx.today, item.dueOn),
      })),
    }
  },
})
