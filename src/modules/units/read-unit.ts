// The profile of one unit as of a day: its facts, the way up, what stands directly below, and its history with the papers.
import type { Day } from '#kernel/day.ts'
import { contains, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { changedFacts } from './history.ts'
import type { UnitFacts } from './history.ts'
import { identifiersOf } from './identifiers.ts'
import type { UnitIdentifier } from './identifiers.ts'
import { lineageOf } from './lineage.ts'
import type { Lineage } from './lineage.ts'
import { isCell } from './unit-kinds.ts'
import type { Seal, UnitKind } from './unit-kinds.ts'
import { ancestorsOf, unitsUnder } from './unit-lookups.ts'
import type { UnitName } from './unit-lookups.ts'

export interface UnitHistoryEntry extends UnitFacts {
  id: Id
  valid: DateRange
  sectorName: string | null
  localityName: string | null
  /** Name of the parent on the first day of this version. */
  parentName: string | null
  /** What this version changed; empty for the first. */
  changed: (keyof UnitFacts)[]
  decision: Decision | null
}

export interface UnitProfile {
  id: Id
  code: string
  day: Day
  /** Whether it exists on that day; otherwise `current` is its last version before or its first after. */
  exists: boolean
  foundedOn: Day
  /** First day without it, once closed. */
  closedOn: Day | null
  closingDecision: Decision | null
  current: UnitHistoryEntry
  /** Oldest first. */
  history: UnitHistoryEntry[]
  /** Nearest first. */
  ancestors: UnitName[]
  children: (UnitName & { cells: number; descendants: number })[]
  /** Units that exist that day below it, by kind. */
  below: Partial<Record<UnitKind, number>>
  /** Numbers of outside registers, all that ever held. */
  identifiers: UnitIdentifier[]
  /** Units it came from and units that go on for it. */
  lineage: Lineage
}

export const readUnit = query({
  name: 'units.read-unit',
  summary: 'A unit as of a day: facts, ancestors, children, and its history with the decisions',
  permission: 'unit.read',
  input: v.object({ unitId: idField(), day: v.optional(optionalDay(), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input): Promise<UnitProfile> {
    const day = input.day ?? ctx.today
    const { unitId } = input
    const unit = await ctx.db
      .selectFrom('unit')
      .select(['id', 'code', 'closing_decision_id as closingDecisionId'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', unitId)
      .executeTakeFirst()
    const rows = await historyRows(ctx, unitId)
    const first = rows[0]
    if (!unit || !first) throw notFound()
    const papers = [unit.closingDecisionId, ...rows.map((row) => row.decisionId)].filter((id) => id !== null)
    const decisions = await decisionsById(ctx, papers)
    const history: UnitHistoryEntry[] = []
    for (const { decisionId, ...row } of rows) {
      const before = history.at(-1)
      history.push({
        ...row,
        changed: before ? changedFacts(before, row) : [],
        decision: decisions.get(decisionId ?? '') ?? null,
      })
    }
    const held = history.find((version) => contains(version.valid, day))
    const below = (await unitsUnder(ctx, unitId, day)).filter((other) => other.id !== unitId)
    return {
      id: unit.id,
      code: unit.code,
      day,
      exists: held !== undefined,
      foundedOn: first.valid.from,
      closedOn: history.at(-1)?.valid.to ?? null,
      closingDecision: decisions.get(unit.closingDecisionId ?? '') ?? null,
      current: held ?? ((day < first.valid.from ? history[0] : history.at(-1)) as UnitHistoryEntry),
      history,
      ancestors: await ancestorsOf(ctx, unitId, day),
      children: childrenOf(below, unitId),
      below: Object.fromEntries(
        [...Map.groupBy(below, (other) => other.kind)].map(([kind, list]) => [kind, list.length]),
      ),
      identifiers: await identifiersOf(ctx, unitId),
      lineage: await lineageOf(ctx, unitId),
    }
  },
})

type Below = Awaited<ReturnType<typeof unitsUnder>>[number]

// Reading order: everything below a child follows it until the next of its depth.
function childrenOf(below: readonly Below[], unitId: Id): UnitProfile['children'] {
  const children: UnitProfile['children'] = []
  for (const { id, code, kind, name, shortName, parentId } of below) {
    if (parentId === unitId) children.push({ id, code, kind, name, shortName, cells: 0, descendants: -1 })
    const child = children.at(-1)
    if (!child) continue
    child.descendants += 1
    if (isCell(kind)) child.cells += 1
  }
  return children
}

async function historyRows(ctx: ReadContext, unitId: Id) {
  const rows = await ctx.db
    .selectFrom('unit_version as v')
    .leftJoin('sector as s', (join) => join.onRef('s.tenant_id', '=', 'v.tenant_id').onRef('s.code', '=', 'v.sector'))
    .leftJoin('locality as l', (join) =>
      join.onRef('l.tenant_id', '=', 'v.tenant_id').onRef('l.id', '=', 'v.locality_id'),
    )
    .leftJoin('unit_version as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'v.tenant_id')
        .onRef('p.unit_id', '=', 'v.parent_id')
        .on(sql<boolean>`p.valid @> lower(v.valid)`),
    )
    .select(['v.id', 'v.valid', 'v.kind', 'v.name', 'v.short_name as shortName', 'v.parent_id as parentId', 'v.sector'])
    .select(['v.locality_id as localityId', 'v.ordinal', 'v.decision_id as decisionId'])
    .select(['v.symbol', 'v.seal', 'v.delegated', 'v.provisional'])
    .select(['s.name as sectorName', 'l.name as localityName', 'p.name as parentName'])
    .where('v.tenant_id', '=', ctx.tenantId)
    .where('v.unit_id', '=', unitId)
    .orderBy(sql`lower(v.valid)`)
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as UnitKind,
    seal: row.seal as Seal | null,
    valid: parseRange(row.valid),
  }))
}
