// Everything a hand-over needs to know of the old bloc, read once: what goes, in which order, and what changes on the way.
import { parseRange } from '#kernel/date-range.ts'
import { coalesceRanges } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { daysInPart } from './alterations.ts'
import { inOrder, readCatalogue } from './catalogue.ts'
import type { Catalogue, Table } from './catalogue.ts'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import { goingAccounts } from './move-accounts.ts'
import type { Part } from './part.ts'
import { readPart } from './read-part.ts'
import type { Rooms } from './rooms.ts'
import { Selection } from './selection.ts'
import { TABLE_RULES } from './table-rules.ts'

export interface Insight {
  handOver: HandOver
  catalogue: Catalogue
  part: Part
  /** Copied tables, so that whatever a row names is there before it. */
  order: readonly Table[]
  where: (table: string) => RawBuilder<boolean>
  /** Rows that go, by table. */
  counts: ReadonlyMap<string, number>
  going: ReadonlyMap<string, ReadonlySet<Id>>
  accounts: readonly Id[]
  cutMembers: ReadonlyMap<Id, readonly DateRange[]>
  admissions: ReadonlyMap<Id, Day>
  strangers: ReadonlySet<Id>
}

/** The tree is written as one, so units come after everything that versions and edges name. */
const TREE = ['unit', 'unit_version', 'unit_closure', 'unit_lineage']
const BEFORE_UNITS = { unit: ['sector', 'locality', 'decision'] }

export async function lookInto(rooms: Rooms, handOver: HandOver): Promise<Insight> {
  const { from, plan, on } = handOver
  return rooms.read(from.id, async (db) => {
    const catalogue = await readCatalogue(db)
    const whole = isWhole(handOver)
    const part = await readPart(db, from.id, plan.oldTop, whole ? null : plan.roots, on)
    const accounts = await goingAccounts(db, handOver, part)
    const selection = new Selection({ db, tenantId: from.id, catalogue, part, whole, accounts, oldTop: plan.oldTop })
    const copied = [...catalogue.keys()].filter((name) => TABLE_RULES[name]?.rows !== 'none')
    const conditions = new Map<string, RawBuilder<boolean>>()
    const counts = new Map<string, number>()
    for (const name of copied) {
      // Local rules are nobody's unit: they come when the blocs agree.
      const rules = name === 'rule_override' ? sql<boolean>`${sql.lit(plan.sameRules)}::boolean` : null
      conditions.set(name, rules ?? (await selection.where(name)))
    }
    const where = (table: string) => conditions.get(table) ?? sql<boolean>`false`
    for (const name of copied)
      if (!TREE.includes(name)) counts.set(name, await countRows(db, from.id, name, where(name)))
    counts.set('unit', part.stay.size + part.until.size + 1)
    const going = new Map<string, ReadonlySet<Id>>()
    if (!whole) for (const name of linkedTables(catalogue)) going.set(name, new Set(await selection.idsOf(name)))
    const members = whole ? [] : await spansOf(db, from.id, [...(going.get('member') ?? [])])
    const cutMembers = membersCut(members, part)
    return {
      ...{ handOver, catalogue, part, where, counts, going, accounts, cutMembers },
      strangers: strangersAmong(members, cutMembers),
      admissions: whole ? new Map() : await admissionsOf(db, from.id, [...(going.get('member') ?? [])]),
      order: inOrder(catalogue, BEFORE_UNITS).filter(({ name }) => copied.includes(name)),
    }
  })
}

async function countRows(db: Db, tenantId: Id, table: string, where: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(table)} r where r.tenant_id = ${tenantId} and ${where}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Tables with ids that copied rows of others name, where some of their rows may stay behind. */
function linkedTables(catalogue: Catalogue): string[] {
  const targets = new Set([...catalogue.values()].flatMap(({ references }) => references.map(({ table }) => table)))
  return [...targets].filter((name) => {
    const rows = TABLE_RULES[name]?.rows
    return rows !== undefined && rows !== 'all' && rows !== 'by-step' && catalogue.get(name)?.key.join() === 'id'
  })
}

/** The day on which each one's last admission was decided. */
async function admissionsOf(db: Db, tenantId: Id, members: readonly Id[]): Promise<Map<Id, Day>> {
  const rows = await db
    .selectFrom('member_event')
    .distinctOn('member_id')
    .select(['member_id as id', 'decided_on as decidedOn'])
    .where('tenant_id', '=', tenantId)
    .where('member_id', '=', sql<Id>`any(${[...members]}::uuid[])`)
    .where('kind', '=', 'admission')
    .where('voided_at', 'is', null)
    .orderBy('member_id')
    .orderBy('effective_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
  return new Map(rows.map(({ id, decidedOn }) => [id, decidedOn]))
}

export interface MemberSpans {
  memberId: Id
  personId: Id
  spans: { unitId: Id; valid: DateRange }[]
}

async function spansOf(db: Db, tenantId: Id, members: readonly Id[]): Promise<MemberSpans[]> {
  const rows = await db
    .selectFrom('member as m')
    .leftJoin('member_cell as c', (join) =>
      join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.member_id', '=', 'm.id'),
    )
    .select(['m.id', 'm.person_id as personId', 'c.unit_id as unitId', 'c.valid'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.id', '=', sql<Id>`any(${[...members]}::uuid[])`)
    .execute()
  return [...Map.groupBy(rows, (row) => row.id)].map(([memberId, own]) => ({
    memberId,
    personId: own[0]?.personId ?? '',
    spans: own.flatMap(({ unitId, valid }) => (unitId && valid ? [{ unitId, valid: parseRange(valid) }] : [])),
  }))
}

/** Members whose days in the part are fewer than their days in the old bloc. */
function membersCut(members: readonly MemberSpans[], part: Part): Map<Id, readonly DateRange[]> {
  const cut = new Map<Id, readonly DateRange[]>()
  for (const { memberId, spans } of members) {
    const here = coalesceRanges(daysInPart(spans, part))
    if (JSON.stringify(here) !== JSON.stringify(coalesceRanges(spans.map(({ valid }) => valid))))
      cut.set(memberId, here)
  }
  return cut
}

/** People none of whose memberships ended, or goes on, in the part: others of the old bloc answer for them now. Pure. */
export function strangersAmong(members: readonly MemberSpans[], cut: ReadonlyMap<Id, readonly DateRange[]>): Set<Id> {
  const strangers = new Set<Id>()
  const own = new Set<Id>()
  for (const { memberId, personId, spans } of members) {
    const here = cut.get(memberId)
    const last = coalesceRanges(spans.map(({ valid }) => valid)).at(-1)
    const goneOn = here !== undefined && last !== undefined && here.at(-1)?.to !== last.to
    ;(goneOn ? strangers : own).add(personId)
  }
  return strangers.difference(own)
}
