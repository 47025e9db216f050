// Congresses and units that are due for one, joined: what the calendar, the plan, the profile and the agenda look at.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { isHeld, isOpen } from './congress.ts'
import type { CongressForm, CongressState } from './congress.ts'
import { congressDue, windowOf, yearsOfCycle } from './congress-due.ts'
import type { CongressDue } from './congress-due.ts'
import { nextStep } from './congress-terms.ts'
import type { NextStep } from './congress-terms.ts'
import { congressesWhere, standingsOn } from './congress-store.ts'
import type { Congress } from './congress-store.ts'

export interface CongressRow {
  /** null: due, nobody has planned it. */
  id: Id | null
  unitId: Id
  code: string
  unitName: string
  shortName: string
  kind: UnitKind
  parentId: Id | null
  parentName: string | null
  cycle: string
  ordinal: number | null
  pilot: boolean
  form: CongressForm | null
  state: CongressState | 'due'
  plannedOn: Day | null
  heldOn: Day | null
  heldTo: Day | null
  /** The day it stands at in a calendar: held, planned or due. */
  on: Day | null
  due: CongressDue | null
  next: Pick<NextStep, 'act' | 'by'> | null
  /** Its next step, or the congress as a whole, should have been done by now. */
  late: boolean
}

export interface CongressTools {
  rules: Rulebook
  calendar: WorkingCalendar
}

export async function congressTools(ctx: ReadContext): Promise<CongressTools> {
  const rules = await loadRulebook(ctx)
  return { rules, calendar: workingCalendarOf(rules) }
}

export interface RowsAsked {
  permission?: Permission
  /** Only this unit and what stands below it today. */
  under?: Id | null
  /** Only these units. */
  units?: readonly Id[]
}

/**
 * Every congress the caller may see, and a row for each unit whose next congress nobody has planned. Four statements, whatever
 * their number. Unordered.
 */
export async function congressRows(
  ctx: ReadContext,
  tools: CongressTools,
  asked: RowsAsked = {},
): Promise<CongressRow[]> {
  const { permission = 'congress.read', under = null, units } = asked
  const where = (column: string) => sql<boolean>`(${inScope(ctx, permission, ctx.today, column)}
    ${under === null ? sql`` : sql`and ${isUnder(ctx, [under], ctx.today, column)}`}
    ${units === undefined ? sql`` : sql`and ${sql.ref(column)} = any(${[...units]}::uuid[])`})`
  const congresses = await congressesWhere(ctx, where('c.unit_id'))
  const standings = await standingsOn(ctx, ctx.today, where('v.unit_id'))
  const dues = new Map([...standings].map(([id, standing]) => [id, congressDue(tools.rules, standing, ctx.today)]))
  const facts = await unitFacts(ctx, [...new Set([...dues.keys(), ...congresses.map(({ unitId }) => unitId)])])
  const open = new Set(congresses.filter(({ state }) => isOpen(state)).map(({ unitId }) => unitId))
  const rows = congresses.map((congress) => planned(ctx, tools, congress, dues.get(congress.unitId) ?? null, facts))
  for (const [unitId, due] of dues) {
    const unit = facts.get(unitId)
    if (due === null || unit === undefined || open.has(unitId)) continue
    rows.push({
      ...unit,
      id: null,
      unitId,
      cycle: due.cycle,
      ordinal: null,
      pilot: false,
      form: null,
      state: 'due',
      plannedOn: null,
      heldOn: null,
      heldTo: null,
      on: due.dueOn,
      due,
      next: null,
      late: due.dueOn !== null && due.dueOn < ctx.today,
    })
  }
  return rows
}

/** What the calendar of an earlier cycle asked; the terms before it are not worked out again. */
function pastDue({ rules }: CongressTools, kind: UnitKind, cycle: string): CongressDue | null {
  const window = windowOf(rules, kind, yearsOfCycle(cycle)?.first ?? 0)
  return window && { cycle, dueOn: window.last, earliest: null, latest: null, window, from: 'term' }
}

type UnitFacts = Pick<CongressRow, 'code' | 'unitName' | 'shortName' | 'kind' | 'parentId' | 'parentName'>

function planned(
  ctx: ReadContext,
  tools: CongressTools,
  congress: Congress,
  due: CongressDue | null,
  facts: ReadonlyMap<Id, UnitFacts>,
): CongressRow {
  const { id, unitId, cycle, ordinal, pilot, form, state, plannedOn, heldOn, heldTo } = congress
  // What was entered afterwards is as complete as it is known: nobody is chased for its missing days.
  const entered = congress.steps[0]?.act === 'enter'
  const step = entered ? null : nextStep(tools.rules, tools.calendar, congress)
  const unit = facts.get(unitId) ?? {
    code: '',
    unitName: '',
    shortName: '',
    kind: 'sub_cell',
    parentId: null,
    parentName: null,
  }
  const unmet = isOpen(state) && plannedOn !== null && plannedOn < ctx.today
  return {
    ...unit,
    id,
    unitId,
    cycle,
    ordinal,
    pilot,
    form,
    state,
    plannedOn,
    heldOn,
    heldTo,
    on: heldOn ?? plannedOn,
    due: due?.cycle === cycle ? due : pastDue(tools, unit.kind, cycle),
    next: step && { act: unmet ? 'hold' : step.act, by: step.by },
    late: step?.by !== null && step?.by !== undefined && step.by < ctx.today,
  }
}

/** Names and places of units as they are today, or were last. Two statements. */
async function unitFacts(ctx: ReadContext, ids: readonly Id[]): Promise<Map<Id, UnitFacts>> {
  const above = await ctx.db
    .selectFrom('unit_closure as c')
    .select(['c.descendant_id as id', 'c.ancestor_id as parentId'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.descendant_id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .where('c.depth', '=', 1)
    .where(sql<boolean>`(c.valid @> ${ctx.today}::date or (c.final and upper(c.valid) <= ${ctx.today}::date))`)
    .execute()
  const parents = new Map(above.map((row) => [row.id, row.parentId]))
  const names = await namesOn(ctx, [...ids, ...parents.values()], ctx.today)
  return new Map(
    ids.flatMap((id) => {
      const name = names.get(id)
      const parentId = parents.get(id) ?? null
      return name
        ? [[id, { code: name.code, unitName: name.name, shortName: name.shortName, kind: name.kind, parentId, parentName: (parentId && names.get(parentId)?.shortName) ?? null }] as const] // prettier-ignore
        : []
    }),
  )
}

/** How a cycle stands: rows that count for it, and how many of them were held. */
export function progressOf(rows: readonly CongressRow[]): {
  held: number
  all: number
  byState: Record<string, number>
} {
  const counted = rows.filter(({ state }) => state !== 'cancelled')
  const byState: Record<string, number> = {}
  for (const { state } of rows) byState[state] = (byState[state] ?? 0) + 1
  const held = counted.filter(({ state }) => state !== 'due' && isHeld(state)).length
  return { held, all: counted.length, byState }
}
