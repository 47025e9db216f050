// Everything a simulation looks at, read in bulk: one statement for each source, however many units a plan touches.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { executiveCounts, unitsWithoutSecretary } from '#modules/committees/committees.server.ts'
import { placeWithUnits, strengthsOn } from '#modules/members/members.server.ts'
import type { Placement } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { applyPlacedActs, matterKinds, readVersions } from '#modules/units/units.server.ts'
import type { ActFault, AppliedActs, MatterKind, OpenMatter, UnitVersion } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { faultsIn } from './act-check.ts'
import { isUnitAct, unitsChanged, unitsNamed } from './plan-acts.ts'
import type { PlanAct } from './plan-acts.ts'
import type { Plan } from './plan.ts'

export interface Strength {
  members: number
  full: number
}

/** Another plan that is waiting for its day and acts upon the same units. */
export interface Collision {
  planId: Id
  title: string
  effectiveOn: Day
  unitIds: Id[]
}

export interface UnitLabels {
  codes: ReadonlyMap<Id, string>
  sectors: ReadonlyMap<string, string>
  localities: ReadonlyMap<Id, string>
}

export interface PlanFacts {
  on: Day
  acts: readonly PlanAct[]
  versions: readonly UnitVersion[]
  /** null while the acts have faults. */
  applied: AppliedActs | null
  /** By the act's place in the plan. */
  faults: readonly ActFault[]
  strengths: ReadonlyMap<Id, Strength>
  placement: Placement
  matters: readonly { kind: MatterKind; open: readonly OpenMatter[] }[]
  collisions: readonly Collision[]
  openComments: number
  /** Units of the plan that are new or go on with others joined to them, and had no secretary before. */
  headless: readonly Id[]
  /** Members of the executive committees that acts appoint to, as they sit that day. */
  executives: ReadonlyMap<Id, number>
  rules: Rulebook
  labels: UnitLabels
}

const NOBODY: Placement = { moves: [], departures: [], unplaced: [], blocked: [] }

export async function readPlanFacts(ctx: ReadContext, plan: Plan, acts: readonly PlanAct[]): Promise<PlanFacts> {
  const on = plan.effectiveOn
  const versions = await readVersions(ctx)
  const act = { on, decisionId: plan.decisionId, recordedAt: ctx.now, recordedBy: ctx.actor.accountId }
  const made = () => newId(ctx.now.getTime())
  const outcome = await applyPlacedActs(ctx, versions, acts.filter(isUnitAct), act, made)
  const applied = 'faults' in outcome ? null : outcome
  return {
    on,
    acts,
    versions,
    applied,
    faults: 'faults' in outcome ? faultsIn(acts, outcome.faults) : [],
    strengths: await strengthsOn(ctx, on),
    placement: applied ? await placeWithUnits(ctx, applied, on) : NOBODY,
    matters: applied ? await openMatters(ctx, applied, on) : [],
    collisions: await collisionsOf(ctx, plan, acts),
    openComments: await openComments(ctx, plan.id),
    headless: applied ? await headless(ctx, acts, applied, on) : [],
    executives: await executiveCounts(ctx, appointedTo(acts), on),
    rules: await loadRulebook(ctx),
    labels: await readLabels(ctx),
  }
}

// Members have their own routes; what is of cells only is also asked of a cell that becomes a committee.
async function openMatters(ctx: ReadContext, applied: AppliedActs, on: Day): Promise<PlanFacts['matters']> {
  const ended = new Set(applied.ended)
  const changed = applied.emptied.filter((unitId) => !ended.has(unitId))
  const matters: { kind: MatterKind; open: OpenMatter[] }[] = []
  for (const kind of matterKinds()) {
    const units = kind.ofCells ? [...ended, ...changed] : [...ended]
    if (kind.name === 'members' || units.length === 0) continue
    matters.push({ kind, open: await kind.list(ctx, units, on) })
  }
  return matters
}

const appointedTo = (acts: readonly PlanAct[]): Id[] =>
  acts.flatMap((act) => (act.kind === 'appoint' ? [act.unitId] : []))

async function headless(ctx: ReadContext, acts: readonly PlanAct[], applied: AppliedActs, on: Day): Promise<Id[]> {
  const going = acts.flatMap((act) => (act.kind === 'absorb' ? [act.into] : act.kind === 'separate' ? [act.input] : []))
  const without = going.length === 0 ? [] : await unitsWithoutSecretary(ctx, going, on)
  return [...new Set([...applied.founded, ...without])]
}

async function collisionsOf(ctx: ReadContext, plan: Plan, acts: readonly PlanAct[]): Promise<Collision[]> {
  const rows = await ctx.db
    .selectFrom('reorganisation_act as a')
    .innerJoin('reorganisation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'a.tenant_id').onRef('r.id', '=', 'a.reorganisation_id'),
    )
    .select(['r.id as planId', 'r.title', 'r.effective_on as effectiveOn', 'a.input'])
    .where('a.tenant_id', '=', ctx.tenantId)
    .where('r.state', '=', 'scheduled')
    .where('r.id', '<>', plan.id)
    .orderBy('r.effective_on')
    .orderBy('r.id')
    .execute()
  const ours = { changed: new Set(acts.flatMap(unitsChanged)), named: new Set(acts.flatMap(unitsNamed)) }
  const collisions = new Map<Id, Collision>()
  for (const { planId, title, effectiveOn, input } of rows) {
    const other = input as unknown as PlanAct
    const touched = [
      ...unitsChanged(other).filter((id) => ours.named.has(id)),
      ...unitsNamed(other).filter((id) => ours.changed.has(id)),
    ]
    if (touched.length === 0) continue
    const known = collisions.get(planId) ?? { planId, title, effectiveOn, unitIds: [] }
    collisions.set(planId, { ...known, unitIds: [...new Set([...known.unitIds, ...touched])] })
  }
  return [...collisions.values()]
}

async function openComments(ctx: ReadContext, planId: Id): Promise<number> {
  const row = await ctx.db
    .selectFrom('reorganisation_comment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('reorganisation_id', '=', planId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row?.count ?? 0
}

async function readLabels(ctx: ReadContext): Promise<UnitLabels> {
  const units = await ctx.db.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', ctx.tenantId).execute()
  const sectors = await ctx.db
    .selectFrom('sector')
    .select(['code', 'name'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  const localities = await ctx.db
    .selectFrom('locality')
    .select(['id', 'name'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  return {
    codes: new Map(units.map((row) => [row.id, row.code])),
    sectors: new Map(sectors.map((row) => [row.code, row.name])),
    localities: new Map(localities.map((row) => [row.id, row.name])),
  }
}
