// The calendar of congresses: due, planned, held, for a cycle; by state, kind, pilot, month; and how far the cycle has come.
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { flagField, integerField, optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { CONGRESS_STATES } from './congress.ts'
import { cycleYear } from './congress-due.ts'
import { congressRows, congressTools, progressOf } from './congress-rows.ts'
import type { CongressRow } from './congress-rows.ts'
import { cyclesOf, shownCycle } from './shown-cycle.ts'

/** Grassroots units first: their calendar is what everybody watches. */
export const CONGRESS_LEVELS = ['grassroots', 'sub_cell', 'section', 'bloc'] as const
export type CongressLevel = (typeof CONGRESS_LEVELS)[number]

const levelOf = ({ kind }: CongressRow): CongressLevel =>
  kind === 'bloc' || kind === 'section' || kind === 'sub_cell' ? kind : 'grassroots'

export const STATE_FILTERS = ['due', 'late', ...CONGRESS_STATES] as const

const byDay = (a: CongressRow, b: CongressRow): number =>
  (a.on ?? '9999') < (b.on ?? '9999')
    ? -1
    : (a.on ?? '9999') > (b.on ?? '9999')
      ? 1
      : a.unitName.localeCompare(b.unitName, 'vi')

export const listCongresses = query({
  name: 'congresses.list-congresses',
  summary:
    'Congresses of a cycle in order of their days, with units that nobody has planned one for yet, and how far it has come',
  permission: 'congress.read',
  input: v.object({
    cycle: v.optional(optionalText(20), null),
    level: v.optional(optionalChoice(CONGRESS_LEVELS), null),
    state: v.optional(optionalChoice(STATE_FILTERS), null),
    pilot: v.optional(flagField(), false),
    /** 2025-05: only what stands in this month. */
    month: v.optional(optionalText(7), null),
    text: v.optional(optionalText(200), null),
    under: v.optional(optionalId(), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 5000), 50),
  }),
  async run(ctx, input) {
    const tools = await congressTools(ctx)
    const all = await congressRows(ctx, tools, { under: input.under as Id | null })
    const level = input.level ?? firstLevel(all)
    const ofLevel = all.filter((row) => levelOf(row) === level)
    const cycles = cyclesOf(ofLevel)
    const cycle = input.cycle ?? shownCycle(ofLevel, cycleYear(ctx.today))
    const folded = fold(input.text ?? '')
    const found = ofLevel.filter(
      (row) =>
        row.cycle === cycle &&
        (!input.pilot || row.pilot) &&
        (folded === '' || fold(`${row.unitName} ${row.shortName}`).includes(folded)),
    )
    const kept = found.filter((row) =>
      input.state === 'late' ? row.late : input.state === null || row.state === input.state,
    )
    const months = Object.entries(Object.groupBy(kept, ({ on }) => on?.slice(0, 7) ?? '')).map(([month, rows]) => ({
      month,
      count: rows?.length ?? 0,
      held: rows?.filter(({ heldOn }) => heldOn !== null).length ?? 0,
    }))
    const shown = kept.filter(({ on }) => input.month === null || on?.slice(0, 7) === input.month).toSorted(byDay)
    const from = (input.page - 1) * input.size
    return {
      cycle,
      cycles,
      level,
      levels: CONGRESS_LEVELS.filter((each) => all.some((row) => levelOf(row) === each)),
      progress: progressOf(found),
      late: found.filter((row) => row.late).length,
      pilots: found.filter((row) => row.pilot).length,
      months: months.toSorted((a, b) => (a.month < b.month ? -1 : 1)),
      total: shown.length,
      rows: shown.slice(from, from + input.size),
      mayPlan: ctx.actor.holds('congress.write'),
    }
  },
})

const firstLevel = (rows: readonly CongressRow[]): CongressLevel =>
  CONGRESS_LEVELS.find((level) => rows.some((row) => levelOf(row) === level)) ?? 'grassroots'
