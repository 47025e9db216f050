// Founds any number of units at once: one round of statements for one unit or for a whole bloc.
import type { Day } from '#kernel/day.ts'
import { overlaps } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, recordDecisions } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision, DecisionInput } from '#modules/decisions/decisions.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { UnitVersion } from './history.ts'
import { commitTree, lockTree, readVersions } from './tree-store.ts'
import type { UnitWarning } from './tree-store.ts'
import { giveCodes } from './give-codes.ts'
import { localitiesById, standingLocality } from './locality-store.ts'
import type { Seal, UnitKind } from './unit-kinds.ts'

export interface FoundRow extends CitedDecision {
  /** Already made by the caller (the demo); otherwise made here. */
  unitId: Id | null
  code: string | null
  parentId: Id | null
  kind: UnitKind
  name: string
  shortName: string | null
  sector: string | null
  localityId: Id | null
  ordinal: number | null
  symbol: string | null
  seal: Seal | null
  delegated: boolean
  provisional: boolean
  effectiveOn: Day
}

export interface Founded {
  unitId: Id
  code: string
}

/**
 * Founds the rows in the order given; parents may be among them, in any order. `path` names a row's field for error messages.
 * A unit founded for a past day exists from that day to now: open-ended.
 */
export async function foundRows(
  ctx: Context,
  rows: readonly (FoundRow & { unitId: Id })[],
  path: (at: number, field: string) => string,
): Promise<{ units: Founded[]; warnings: UnitWarning[] }> {
  await refuseEndedPlaces(ctx, rows, path)
  await lockTree(ctx)
  const before = await readVersions(ctx)
  const codes = await giveCodes(ctx, before, rows, path)
  const decisions = await citeAll(ctx, rows, path)
  const versions = newVersions(ctx, before, rows, decisions)
  const after = [...before, ...versions]
  refuseSecondTop(after, rows, path)
  await ctx.db
    .insertInto('unit')
    .values(
      rows.map((row, at) => ({
        tenant_id: ctx.tenantId,
        id: row.unitId,
        code: codes[at] as string,
        recorded_at: ctx.now,
      })),
    )
    .execute()
  const places = new Map(rows.map((row, at) => [row.unitId, at]))
  const warnings = await commitTree(ctx, before, after, {
    touched: new Set(places.keys()),
    since: rows.map((row) => row.effectiveOn).reduce((a, b) => (a < b ? a : b)),
    parentField: (unitId) => path(places.get(unitId) ?? 0, 'parentId'),
  })
  ctx.touch(...places.keys())
  return { units: rows.map((row, at) => ({ unitId: row.unitId, code: codes[at] as string })), warnings }
}

async function refuseEndedPlaces(
  ctx: Context,
  rows: readonly FoundRow[],
  path: (at: number, field: string) => string,
): Promise<void> {
  if (rows.every((row) => row.localityId === null)) return
  const localities = await localitiesById(ctx)
  rows.forEach(({ localityId, effectiveOn }, at) => {
    if (localityId !== null) standingLocality(localities, localityId, effectiveOn, path(at, 'localityId'))
  })
}

async function citeAll(
  ctx: Context,
  rows: readonly FoundRow[],
  path: (at: number, field: string) => string,
): Promise<(Id | null)[]> {
  const described = rows.map((row) => row.decision).filter((paper): paper is DecisionInput => paper !== null)
  const recorded = await recordDecisions(ctx, described, (at) =>
    path(
      rows.findIndex((row) => row.decision === described[at]),
      'decision.number',
    ),
  )
  const ids = new Map(described.map((paper, at) => [paper, recorded[at] as Id]))
  const known = new Map<Id, Id | null>()
  for (const decisionId of new Set(rows.map((row) => row.decisionId))) {
    if (decisionId !== null) known.set(decisionId, await citeDecision(ctx, { decisionId, decision: null }))
  }
  return rows.map((row) =>
    row.decisionId !== null
      ? (known.get(row.decisionId) ?? null)
      : row.decision
        ? (ids.get(row.decision) ?? null)
        : null,
  )
}

// Without a place of its own a new unit comes last among its siblings.
function newVersions(
  ctx: Context,
  before: readonly UnitVersion[],
  rows: readonly (FoundRow & { unitId: Id })[],
  decisions: readonly (Id | null)[],
): UnitVersion[] {
  const last = new Map<Id | null, number>()
  for (const { parentId, ordinal } of before) last.set(parentId, Math.max(last.get(parentId) ?? 0, ordinal))
  return rows.map((row, at) => {
    const ordinal = row.ordinal ?? (last.get(row.parentId) ?? 0) + 1
    last.set(row.parentId, Math.max(last.get(row.parentId) ?? 0, ordinal))
    return {
      id: ctx.newId(),
      unitId: row.unitId,
      valid: { from: row.effectiveOn, to: null },
      kind: row.kind,
      name: row.name,
      shortName: row.shortName ?? row.name,
      parentId: row.parentId,
      sector: row.sector,
      localityId: row.localityId,
      ordinal,
      symbol: row.symbol,
      seal: row.seal,
      delegated: row.delegated,
      provisional: row.provisional,
      decisionId: decisions[at] ?? null,
      recordedAt: ctx.now,
      recordedBy: ctx.actor.accountId,
    }
  })
}

function refuseSecondTop(
  after: readonly UnitVersion[],
  rows: readonly FoundRow[],
  path: (at: number, field: string) => string,
): void {
  const tops = after.filter((version) => version.parentId === null)
  const second = rows.findIndex(
    (row) =>
      (row.parentId === null) !== (row.kind === 'bloc') ||
      (row.parentId === null &&
        tops.some((top) => top.unitId !== row.unitId && overlaps(top.valid, { from: row.effectiveOn, to: null }))),
  )
  if (second >= 0) throw AppError.at(path(second, 'parentId'), 'units.one_top')
}
