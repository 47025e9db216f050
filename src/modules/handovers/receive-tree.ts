// The tree step: units, their whole history and lineage arrive in the new bloc, in one transaction with the closure.
import type { Day } from '#kernel/day.ts'
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { rebuildClosure } from '#modules/units/units.server.ts'
import type { Db } from '#platform/db/db.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Row } from './alterations.ts'
import type { Catalogue, Table } from './catalogue.ts'
import { writeRows } from './copy-table.ts'
import type { HandOver } from './hand-over.ts'
import { otherPart } from './handovers-messages.ts'
import type { Part } from './part.ts'
import { piecesOf } from './successor-tree.ts'
import type { Version } from './successor-tree.ts'
import type { United } from './united-rows.ts'

/** Rows of the old bloc that the step works on. */
export interface OldTree {
  units: Row[]
  versions: Row[]
  lineage: Row[]
}

export async function readOldTree(
  db: Db,
  tenantId: Id,
  where: (table: string) => RawBuilder<boolean>,
): Promise<OldTree> {
  const read = async (table: string): Promise<Row[]> => {
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(r) - 'tenant_id' as row from ${sql.table(table)} r where r.tenant_id = ${tenantId} and ${where(table)}`.execute(
      db,
    )
    return rows.map(({ row }) => row)
  }
  return { units: await read('unit'), versions: await read('unit_version'), lineage: await read('unit_lineage') }
}

interface OldVersion extends Version {
  row: Row
}

export interface ReceiveTree {
  handOver: HandOver
  part: Part
  catalogue: Catalogue
  united: United
  /** The paper of the hand-over in the new bloc. */
  decisionId: Id
  oldTopName: string
}

/** Writes the tree; the context is the new bloc's. Returns how many units came. */
export async function receiveTree(ctx: Context, tree: OldTree, given: ReceiveTree): Promise<number> {
  const { handOver, part, decisionId } = given
  const { oldTop, newTop } = handOver.plan
  const versions = tree.versions.map((row): OldVersion => ({
    id: String(row['id']),
    unitId: String(row['unit_id']),
    parentId: row['parent_id'] === null ? null : String(row['parent_id']),
    valid: parseRange(String(row['valid'])),
    row,
  }))
  const pieces = piecesOf(versions, part, { old: oldTop, new: newTop, on: handOver.on })
  const stamp = { decision_id: decisionId, recorded_at: ctx.now.toISOString(), recorded_by: null }
  await write(ctx, given, 'unit', unitRows(tree.units, pieces.map(({ from }) => from.unitId), given)) // prettier-ignore
  await write(
    ctx,
    given,
    'unit_version',
    pieces.map(({ from, parentId, valid, opened }) => ({
      ...named(from.row, given),
      ...(opened && valid.from === handOver.on ? stamp : {}),
      id: opened ? ctx.newId() : from.id,
      parent_id: parentId,
      valid: formatRange(valid),
    })),
  )
  await write(ctx, given, 'unit_lineage', [
    ...tree.lineage.map((row) => oldEdge(row, versions, given)).filter((row) => row !== null),
    ...newEdges(ctx, given),
  ])
  await rebuildClosure(ctx)
  ctx.touch(newTop, oldTop, ...handOver.plan.roots)
  return new Set(pieces.map(({ from }) => from.unitId)).size
}

async function write(ctx: Context, { catalogue }: ReceiveTree, name: string, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await writeRows(ctx.db, ctx.tenantId, catalogue.get(name) as Table, JSON.stringify(rows))
}

/** Papers, sectors and places by the ids they have in the new bloc. */
function named(row: Row, { united }: ReceiveTree): Row {
  const swap = (column: string, table: string) =>
    row[column] === undefined || row[column] === null
      ? {}
      : { [column]: united.get(table)?.get(String(row[column])) ?? row[column] }
  return {
    ...row,
    ...swap('decision_id', 'decision'),
    ...swap('closing_decision_id', 'decision'),
    ...swap('sector', 'sector'),
    ...swap('locality_id', 'locality'),
  }
}

function unitRows(units: readonly Row[], going: readonly Id[], given: ReceiveTree): Row[] {
  const { handOver, part, decisionId } = given
  const { oldTop, prefix } = handOver.plan
  const ids = new Set(going)
  return units
    .filter((row) => ids.has(String(row['id'])))
    .map((row) => {
      const id = String(row['id'])
      if (id === oldTop)
        return { ...row, code: `${String(row['code'])}-${handOver.from.slug}`, closing_decision_id: decisionId }
      const closing = part.until.has(id) ? { closing_decision_id: null } : {}
      return { ...named(row, given), ...closing, code: `${prefix}${String(row['code'])}` }
    })
}

/** An edge whose other end stays behind leads outside. */
function oldEdge(row: Row, versions: readonly OldVersion[], given: ReceiveTree): Row | null {
  const { part, handOver, oldTopName } = given
  const here = (id: unknown) =>
    typeof id !== 'string' || id === handOver.plan.oldTop || part.stay.has(id) || part.until.has(id)
  const [before, after] = [row['predecessor_id'], row['successor_id']]
  const until = typeof before === 'string' ? part.until.get(before) : undefined
  // What became of a unit after it left the part is not the part's.
  if (until !== undefined && String(row['on_day']) > until) return null
  if (here(before) && here(after)) return named(row, given)
  const name = (id: unknown) => versions.findLast((version) => version.unitId === id)?.row['name']
  if (!here(before) && !here(after)) return null
  return {
    ...named(row, given),
    ...(here(after) ? { kind: 'transfer_in', predecessor_id: null } : { kind: 'transfer_out', successor_id: null }),
    outside: name(here(after) ? before : after) ?? otherPart(oldTopName),
  }
}

/** How the new bloc came to its units. */
function newEdges(ctx: Context, { handOver, part, decisionId, oldTopName }: ReceiveTree): Row[] {
  const { kind, roots, oldTop, newTop } = handOver.plan
  const edge = (more: Row, on: Day = handOver.on): Row => ({
    id: ctx.newId(),
    predecessor_id: null,
    successor_id: null,
    outside: null,
    on_day: on,
    members: null,
    decision_id: decisionId,
    recorded_at: ctx.now.toISOString(),
    recorded_by: null,
    voided_at: null,
    void_reason: null,
    ...more,
  })
  if (kind !== 'part') return [edge({ kind, predecessor_id: oldTop, successor_id: newTop })]
  return [
    ...roots.map((id) => edge({ kind: 'transfer_in', successor_id: id, outside: oldTopName })),
    ...[...part.until].map(([id, until]) =>
      edge({ kind: 'transfer_out', predecessor_id: id, outside: otherPart(oldTopName), decision_id: null }, until),
    ),
  ]
}
