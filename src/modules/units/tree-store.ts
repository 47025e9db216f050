// Reads and writes the versions of units. One act on the tree of a bloc at a time: each looks at the whole before it writes.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { rebuildClosure } from './closure-store.ts'
import { treeFaults } from './closure.ts'
import type { UnitVersion } from './history.ts'
import { nestingFaults } from './nesting-check.ts'
import type { NestingFault } from './nesting-check.ts'
import type { Seal, UnitKind } from './unit-kinds.ts'
import { DEFAULT_NESTING } from './unit-kinds.ts'
import type { Id } from '#kernel/ids.ts'
import type { Day } from '#kernel/day.ts'

const CHUNK = 1000

/** Waits until no other act on this bloc's tree is under way; the lock goes with the transaction. */
export async function lockTree(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`unit tree ${ctx.tenantId}`}, 0))`.execute(ctx.db)
}

/** Whoever is just entering a unit holds its row: an act that ends it waits, and then sees them. */
export async function lockUnits(ctx: Context, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** All versions of all units of the bloc, each unit's in order of time. */
export async function readVersions(ctx: Pick<ReadContext, 'tenantId' | 'db'>): Promise<UnitVersion[]> {
  const rows = await ctx.db
    .selectFrom('unit_version')
    .select([
      'id',
      'unit_id as unitId',
      'valid',
      'kind',
      'name',
      'short_name as shortName',
      'parent_id as parentId',
      'sector',
    ])
    .select(['locality_id as localityId', 'ordinal', 'symbol', 'seal', 'delegated', 'provisional'])
    .select('decision_id as decisionId')
    .select(['recorded_at as recordedAt', 'recorded_by as recordedBy'])
    .where('tenant_id', '=', ctx.tenantId)
    .orderBy('unit_id')
    .orderBy(sql`lower(valid)`)
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as UnitKind,
    seal: row.seal as Seal | null,
    valid: parseRange(row.valid),
  }))
}

export interface TreeAct {
  /** The units the act is about. */
  touched: ReadonlySet<Id>
  /** The first day on which the tree differs. */
  since: Day
  /** The form's field for a wrong parent; depends on the unit where many are founded at once. */
  parentField: (unitId: Id) => string
}

/** An unconfirmed rule that the act goes against: said, not refused. */
export type UnitWarning = Pick<NestingFault, 'unitId' | 'kind' | 'parentKind' | 'on'> & { source: string }

/**
 * Writes the difference between two states of the tree, with its closure. `after` must hold every version of the bloc.
 * Throws units.cycle, units.parent_not_existing, units.has_children or units.nesting; nothing is written then.
 */
export async function commitTree(
  ctx: Context,
  before: readonly UnitVersion[],
  after: readonly UnitVersion[],
  act: TreeAct,
): Promise<UnitWarning[]> {
  refuseFaults(after, act)
  refuseDelegated(after, act)
  const faults = nestingFaults(DEFAULT_NESTING, after, act.touched, act.since)
  const broken = faults.find((fault) => fault.rule.confirmed)
  if (broken) throw AppError.at(act.parentField(broken.unitId), 'units.nesting', { ...broken })
  await writeVersions(ctx, before, after)
  await rebuildClosure(ctx, after)
  return faults.map(({ unitId, kind, parentKind, on, rule }) => ({ unitId, kind, parentKind, on, source: rule.source }))
}

function refuseFaults(after: readonly UnitVersion[], act: TreeAct): void {
  const faults = treeFaults(after)
  const fault = faults.find(({ kind }) => kind === 'cycle') ?? faults[0]
  if (!fault) return
  const field = act.parentField(fault.unitId)
  if (fault.kind === 'cycle') throw AppError.at(field, 'units.cycle', { on: fault.on })
  if (act.touched.has(fault.unitId)) throw AppError.at(field, 'units.parent_not_existing', { on: fault.on })
  const children = faults.filter(({ parentId }) => parentId === fault.parentId)
  throw AppError.at('effectiveOn', 'units.has_children', {
    count: children.length,
    names: children.map(({ unitId }) => after.findLast((version) => version.unitId === unitId)?.name),
  })
}

// Upper powers are given to a committee of the grassroots, to nothing else.
function refuseDelegated(after: readonly UnitVersion[], act: TreeAct): void {
  const wrong = after.some(
    ({ unitId, delegated, kind, valid }) =>
      delegated &&
      kind !== 'grassroots_committee' &&
      act.touched.has(unitId) &&
      (valid.to === null || valid.to > act.since),
  )
  if (wrong) throw AppError.at('delegated', 'units.delegated_kind')
}

async function writeVersions(
  ctx: Context,
  before: readonly UnitVersion[],
  after: readonly UnitVersion[],
): Promise<void> {
  // Versions nobody touched are the very same objects.
  const untouched = new Set(before)
  const kept = new Set(after)
  const gone = before.filter((version) => !kept.has(version)).map((version) => version.id)
  const written = after.filter((version) => !untouched.has(version))
  if (gone.length > 0) {
    await ctx.db
      .deleteFrom('unit_version')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', sql<Id>`any(${gone}::uuid[])`)
      .execute()
  }
  for (let from = 0; from < written.length; from += CHUNK) {
    const values = written.slice(from, from + CHUNK).map((version) => ({
      tenant_id: ctx.tenantId,
      id: version.id,
      unit_id: version.unitId,
      valid: formatRange(version.valid),
      kind: version.kind,
      name: version.name,
      short_name: version.shortName,
      folded: fold(version.name),
      parent_id: version.parentId,
      sector: version.sector,
      locality_id: version.localityId,
      ordinal: version.ordinal,
      symbol: version.symbol,
      seal: version.seal,
      delegated: version.delegated,
      provisional: version.provisional,
      decision_id: version.decisionId,
      recorded_at: version.recordedAt,
      recorded_by: version.recordedBy,
    }))
    await ctx.db.insertInto('unit_version').values(values).execute()
  }
}
