// Writes what the acts of a plan make of the tree: units, versions, closure, lineage; and takes it back while nothing followed.
// Members and other open matters go their ways by the areas that keep them, before or after, in the same transaction.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { ActWarning } from './act-faults.ts'
import { applyPlacedActs } from './act-places.ts'
import type { AppliedActs } from './apply-acts.ts'
import { giveCodes } from './give-codes.ts'
import type { UnitVersion } from './history.ts'
import { insertLineage, voidLineage } from './lineage-store.ts'
import type { LineageEdge, MemberRoute, NewUnit, ReorganisationAct } from './reorganisation-acts.ts'
import { newUnitsOf } from './act-intents.ts'
import { commitTree, lockTree, lockUnits, readVersions } from './tree-store.ts'
import { versionFromJson, versionToJson } from './version-json.ts'
import type { VersionJson } from './version-json.ts'

/** What carrying out wrote, as plain JSON: a plan keeps it to show what was done, and to take it back. */
export interface ActsOutcome {
  on: Day
  founded: Id[]
  ended: Id[]
  /** Cells that kept nobody, and cells that left the bloc: what `applyActs` says. */
  emptied: Id[]
  left: { unitId: Id; to: string }[]
  routes: MemberRoute[]
  lineageIds: Id[]
  /** The rows of unit_version that were replaced, and those that stand in their place. */
  versionsBefore: VersionJson[]
  versionsAfter: VersionJson[]
  versionIds: Id[]
  warnings: ActWarning[]
}

export interface CarryOut {
  on: Day
  decisionId: Id | null
  /** How many members go along an edge, for the record; null: not known. */
  membersOf?: (edge: LineageEdge) => number | null
}

/**
 * Carries out the acts of one plan on their day. Throws the first fault at `acts.<n>.<field>` with `details.faults` holding all;
 * nothing is written then. Holds the tree's lock until the transaction ends.
 */
export async function carryOutActs(
  ctx: Context,
  acts: readonly ReorganisationAct[],
  { on, decisionId, membersOf }: CarryOut,
): Promise<ActsOutcome> {
  await lockTree(ctx)
  const before = await readVersions(ctx)
  const act = { on, decisionId, recordedAt: ctx.now, recordedBy: ctx.actor.accountId }
  const applied = await applyPlacedActs(ctx, before, acts, act, () => ctx.newId())
  if ('faults' in applied) {
    const [first] = applied.faults
    if (!first) throw new RangeError('acts refused without a fault')
    const details = { ...first.details, actIndex: first.actIndex, faults: applied.faults }
    throw AppError.at(`acts.${first.actIndex}.${first.field}`, first.code, details)
  }
  const paths = new Map<Id, string>()
  acts.forEach((each, at) => {
    for (const { unit, field } of newUnitsOf(each)) paths.set(unit.unitId, `acts.${at}.${field}`)
  })
  await insertUnits(
    ctx,
    before,
    acts.flatMap(newUnitsOf).map(({ unit }) => unit),
    paths,
  )
  await lockUnits(ctx, applied.ended)
  const untouched = new Set(before)
  const kept = new Set(applied.versions)
  const written = applied.versions.filter((version) => !untouched.has(version))
  await commitTree(ctx, before, applied.versions, {
    touched: new Set(written.map((version) => version.unitId)),
    since: on,
    parentField: (unitId) => `${paths.get(unitId) ?? 'acts.0'}.parentId`,
  })
  await setClosingDecision(ctx, applied.ended, decisionId)
  const lineageIds = await insertLineage(ctx, applied.lineage, { on, decisionId, membersOf: membersOf ?? (() => null) })
  ctx.touch(...new Set(written.map((version) => version.unitId)))
  return {
    on,
    ...pick(applied),
    lineageIds,
    versionsBefore: before.filter((version) => !kept.has(version)).map(versionToJson),
    versionsAfter: written.map(versionToJson),
    versionIds: written.map((version) => version.id),
  }
}

const pick = ({ founded, ended, emptied, left, routes, warnings }: AppliedActs) => ({
  ...{ founded, ended, emptied, left, routes, warnings },
})

async function insertUnits(
  ctx: Context,
  before: readonly UnitVersion[],
  units: readonly NewUnit[],
  paths: ReadonlyMap<Id, string>,
): Promise<void> {
  if (units.length === 0) return
  // A plan carried out again after it was taken back finds its units on file.
  const stored = await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${units.map((unit) => unit.unitId)}::uuid[])`)
    .execute()
  const known = new Set(stored.map((row) => row.id))
  const rows = units.filter((unit) => !known.has(unit.unitId))
  if (rows.length === 0) return
  const codes = await giveCodes(ctx, before, rows, (at, field) => `${paths.get(rows[at]?.unitId ?? '') ?? ''}.${field}`)
  const values = rows.map((unit, at) => ({
    ...{ tenant_id: ctx.tenantId, id: unit.unitId, recorded_at: ctx.now },
    code: codes[at] as string,
  }))
  await ctx.db.insertInto('unit').values(values).execute()
}

async function setClosingDecision(ctx: Context, ids: readonly Id[], decisionId: Id | null): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('unit')
    .set({ closing_decision_id: decisionId })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${ids}::uuid[])`)
    .execute()
}

/**
 * Restores the tree as it was before an outcome; its lineage is voided, for a reason. Refused with units.acts_followed when
 * anything about these units was written since, and with units.has_children when units founded since stand under them.
 */
export async function undoOutcome(ctx: Context, outcome: ActsOutcome, reason: string): Promise<void> {
  await lockTree(ctx)
  const now = await readVersions(ctx)
  const concerned = new Set([...outcome.versionsBefore, ...outcome.versionsAfter].map((version) => version.unitId))
  // A stored outcome comes back with its keys in another order.
  const text = (version: UnitVersion) => JSON.stringify(versionToJson(version))
  const ours = new Map(outcome.versionsAfter.map((version) => [version.id, text(versionFromJson(version))]))
  const replaced = new Set(outcome.versionsBefore.map((version) => version.id))
  const standing = now.filter((version) => concerned.has(version.unitId))
  const changed = standing.find((version) =>
    ours.has(version.id)
      ? ours.get(version.id) !== text(version)
      : replaced.has(version.id) || version.recordedAt.toISOString() > latest(outcome),
  )
  const missing = outcome.versionsAfter.find(({ id }) => !standing.some((version) => version.id === id))
  const witness = changed ?? missing
  if (witness) throw new AppError('units.acts_followed', { name: witness.name })
  const after = [...now.filter((version) => !ours.has(version.id)), ...outcome.versionsBefore.map(versionFromJson)]
  await commitTree(ctx, now, after, { touched: concerned, since: outcome.on, parentField: () => 'effectiveOn' })
  await setClosingDecision(ctx, outcome.ended, null)
  await voidLineage(ctx, outcome.lineageIds, reason)
  ctx.touch(...concerned)
}

const latest = (outcome: ActsOutcome): string =>
  outcome.versionsAfter
    .map((version) => version.recordedAt)
    .toSorted()
    .at(-1) ?? ''
