// Finds the congress an operation acts upon, who may act on it, and writes the next step with its reason.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { treeOn } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { DB } from '#platform/db/schema.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import { afterAct } from './congress.ts'
import type { CongressAct, CongressFacts, CongressForm, CongressState, CongressStep } from './congress.ts'
import type { TermStanding } from './congress-due.ts'

/** The unit of a congress, for authorising; empty when unknown. */
export async function unitOfCongress(ctx: ReadContext, input: { congressId: Id }): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('congress')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.congressId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

/** The units above these today (for closed ones: of their last day), or themselves where there is none. One statement. */
export async function unitsAbove(ctx: ReadContext, unitIds: readonly Id[]): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('unit_closure as c')
    .select(['c.ancestor_id', 'c.descendant_id'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.descendant_id', '=', sql<Id>`any(${[...new Set(unitIds)]}::uuid[])`)
    .where('c.depth', '=', 1)
    .where(treeOn('c', ctx.today))
    .execute()
  const above = new Map(rows.map((row) => [row.descendant_id, row.ancestor_id]))
  return [...new Set(unitIds.map((id) => above.get(id) ?? id))]
}

/** Whose approval it needs: the unit above. The bloc's own is approved outside; recording it takes the right over the bloc. */
export async function unitAboveCongress(ctx: ReadContext, input: { congressId: Id }): Promise<Id[]> {
  return unitsAbove(ctx, await unitOfCongress(ctx, input))
}

const REFUSALS: Record<CongressAct, string> = {
  edit: 'congresses.not_to_come',
  approve_content: 'congresses.content_approved_already',
  hold: 'congresses.not_to_come',
  report: 'congresses.not_held',
  approve: 'congresses.not_reported',
  postpone: 'congresses.not_to_come',
  cancel: 'congresses.not_to_come',
  take_back: 'congresses.nothing_to_take_back',
}

export interface Congress extends CongressFacts {
  id: Id
  unitId: Id
  cycle: string
  ordinal: number | null
  pilot: boolean
  form: CongressForm
  twoContents: boolean
  note: string | null
  steps: CongressStep[]
  decisionId: Id | null
  termId: Id | null
  version: number
}

const columns = ['id', 'unit_id', 'cycle', 'ordinal', 'pilot', 'form', 'two_contents', 'planned_on', 'content_approved_on', 'held_on', 'held_to', 'result_reported_on', 'result_approved_on', 'state', 'note', 'steps', 'decision_id', 'term_id', 'version'] as const // prettier-ignore

type Row = Record<(typeof columns)[number], unknown>

const congressOf = (row: Row): Congress => ({
  id: row.id as Id,
  unitId: row.unit_id as Id,
  cycle: row.cycle as string,
  ordinal: row.ordinal as number | null,
  pilot: row.pilot as boolean,
  form: row.form as CongressForm,
  twoContents: row.two_contents as boolean,
  plannedOn: row.planned_on as Day | null,
  contentApprovedOn: row.content_approved_on as Day | null,
  heldOn: row.held_on as Day | null,
  heldTo: row.held_to as Day | null,
  reportedOn: row.result_reported_on as Day | null,
  approvedOn: row.result_approved_on as Day | null,
  state: row.state as CongressState,
  note: row.note as string | null,
  steps: row.steps as CongressStep[],
  decisionId: row.decision_id as Id | null,
  termId: row.term_id as Id | null,
  version: row.version as number,
})

/** The congresses among `where`, oldest first. */
export async function congressesWhere(ctx: ReadContext, where: ReturnType<typeof sql<boolean>>): Promise<Congress[]> {
  const rows = await ctx.db
    .selectFrom('congress as c')
    .select(columns.map((name) => `c.${name}` as const))
    .where('c.tenant_id', '=', ctx.tenantId)
    .where(where)
    .orderBy(sql`coalesce(c.held_on, c.planned_on)`)
    .orderBy('c.id')
    .execute()
  return rows.map(congressOf)
}

/** The congress, locked, if its state allows the act, with the state the act leads to. Throws not_found, stale, or the act's refusal. */
export async function lockCongress(
  ctx: Context,
  input: { congressId: Id; version: number },
  act: CongressAct,
): Promise<Congress & { next: CongressState }> {
  const row = await ctx.db
    .selectFrom('congress')
    .select(columns)
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.congressId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  const congress = congressOf(row)
  if (congress.version !== input.version) throw new AppError('stale')
  const next = afterAct(congress, act)
  if (next === null) throw new AppError(REFUSALS[act])
  return { ...congress, next }
}

/** The record of a step; kept with the congress, shown on its timeline. */
export const stepOf = (
  ctx: Context,
  act: CongressStep['act'],
  on: Day | null,
  reason: string | null,
): CongressStep => ({
  act,
  on,
  reason,
  at: ctx.now.toISOString(),
  by: ctx.actor.accountId,
})

/** Writes the columns, the new state, the step and the next version. */
export async function writeStep(
  ctx: Context,
  congress: Congress & { next: CongressState },
  step: CongressStep,
  set: Updateable<DB['congress']>,
): Promise<{ id: Id; version: number }> {
  const version = congress.version + 1
  await ctx.db
    .updateTable('congress')
    .set({ ...set, state: congress.next, steps: JSON.stringify([...congress.steps, step]), version })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', congress.id)
    .execute()
  ctx.touch(congress.id, congress.unitId)
  ctx.note({ act: step.act, on: step.on, reason: step.reason })
  return { id: congress.id, version }
}

/** Terms that began on a day of these congresses, by `<unit> <first day>`. One statement. */
export async function termsBegun(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  held: readonly { unitId: Id; heldOn: Day; heldTo: Day | null }[],
): Promise<Map<string, Id>> {
  const { rows } = await sql<{ unit_id: Id; first: Day; id: Id }>`
    select t.unit_id, c.first, t.id
    from unnest(${held.map(({ unitId }) => unitId)}::uuid[], ${held.map(({ heldOn }) => heldOn)}::date[],
      ${held.map(({ heldOn, heldTo }) => heldTo ?? heldOn)}::date[]) as c(unit_id, first, last)
    join committee_term t on t.tenant_id = ${ctx.tenantId} and t.unit_id = c.unit_id and lower(t.valid) between c.first and c.last`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [`${row.unit_id} ${row.first}`, row.id]))
}

interface StandingRow {
  unitId: Id
  kind: UnitKind
  foundedOn: Day
  heldOn: Day | null
  term: string | null
  basis: string | null
}

/** What is known of the terms of the units among `where` (alias v, their version of the day): one statement, by unit. */
export async function standingsOn(
  ctx: ReadContext,
  day: Day,
  where: ReturnType<typeof sql<boolean>>,
): Promise<Map<Id, TermStanding>> {
  const { rows } = await sql<StandingRow>`
    select v.unit_id as "unitId", v.kind, f.founded_on as "foundedOn", h.held_on as "heldOn", t.valid as term, t.basis
    from unit_version v
    join lateral (select min(lower(o.valid)) as founded_on from unit_version o
      where o.tenant_id = v.tenant_id and o.unit_id = v.unit_id) f on true
    left join (select unit_id, max(coalesce(held_to, held_on)) as held_on from congress
      where tenant_id = ${ctx.tenantId} and state in ('held', 'reported', 'approved') group by unit_id) h on h.unit_id = v.unit_id
    left join (select distinct on (unit_id) unit_id, valid::text, basis from committee_term
      where tenant_id = ${ctx.tenantId} and lower(valid) <= ${day}::date order by unit_id, lower(valid) desc) t on t.unit_id = v.unit_id
    where v.tenant_id = ${ctx.tenantId} and v.valid @> ${day}::date and ${where}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.unitId, standingOf(row)]))
}

function standingOf({ kind, foundedOn, heldOn, term, basis }: StandingRow): TermStanding {
  const valid = term === null ? null : parseRange(term)
  // The committee's term counts unless a congress was held after it began.
  if (valid && (heldOn === null || heldOn <= valid.from)) {
    return { kind, foundedOn, since: valid.from, endsOn: valid.to, appointed: basis === 'appointed' }
  }
  return { kind, foundedOn, since: heldOn, endsOn: null, appointed: false }
}
