// What changes in a row on its way: nothing, for nearly all of them. Ids of united rows, links to what stays behind, days after which
// something is no longer the part's, seals that open in one bloc only.
import { createHash } from 'node:crypto'
import type { Day } from '#kernel/day.ts'
import { formatRange, intersect, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { resealedCitizenId, resealedField } from '#modules/members/members.server.ts'
import { resealedDetails } from '#modules/records/records.server.ts'
import type { Table } from './catalogue.ts'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import type { Part } from './part.ts'
import { KEY_RULES, TABLE_RULES } from './table-rules.ts'
import type { United } from './united-rows.ts'

export type Row = Record<string, unknown>
/** From one row to what is written for it. */
export type Alteration = (row: Row) => Row[]

export interface Travel {
  handOver: HandOver
  part: Part
  united: United
  /** Ids that go along, by table: what links of a part may name. */
  going: ReadonlyMap<string, ReadonlySet<Id>>
  /** Members whose days in the part are not all their days. */
  cutMembers: ReadonlyMap<Id, readonly DateRange[]>
  /** When admissions were decided: their events may stay with another part. */
  admissions: ReadonlyMap<Id, Day>
  /** People who are no longer the part's: they come along for the years they were, without what only their own unit may know. */
  strangers: ReadonlySet<Id>
  /** Natural keys that are taken in the new bloc by other rows, by constraint. */
  taken: ReadonlyMap<string, ReadonlySet<string>>
  now: Date
}

/** null: rows of this table travel as they are, byte for byte. */
export function alterationOf(table: Table, travel: Travel): Alteration | null {
  const steps = [
    unite(table, travel),
    isWhole(travel.handOver) ? null : cutLinks(table, travel),
    suffix(table, travel),
    SPECIAL[table.name]?.(travel) ?? null,
  ].filter((step) => step !== null)
  if (steps.length === 0) return null
  return (row) => steps.reduce<Row[]>((rows, step) => rows.flatMap(step), [row])
}

const one =
  (change: (row: Row) => Row): Alteration =>
  (row) => [change(row)]

function unite(table: Table, { united }: Travel): Alteration | null {
  const columns = table.references.flatMap(({ column, table: target }) => {
    const ids = united.get(target)
    return ids && ids.size > 0 ? [{ column, ids }] : []
  })
  const own = united.get(table.name)
  if (columns.length === 0 && !own?.size) return null
  const key = table.key[0] ?? 'id'
  return (row) => {
    const target = own?.get(String(row[key]))
    // A united row is there already; a renamed one (sectors) is written under its new key.
    if (target !== undefined && key === 'id') return []
    const mapped = columns.map(({ column, ids }) => [column, ids.get(String(row[column])) ?? row[column]] as const)
    return [{ ...row, ...Object.fromEntries(mapped), ...(target === undefined ? {} : { [key]: target }) }]
  }
}

/** Links to rows that stay in the old bloc: let go, or led to its closed unit where something must be named. */
function cutLinks(table: Table, { going, part, handOver }: Travel): Alteration | null {
  const units = new Set([...part.stay, ...part.until.keys(), handOver.plan.oldTop])
  const rule = TABLE_RULES[table.name]
  const links = table.references.flatMap(({ column, table: target, nullable }) => {
    if (rule?.rows === 'with' && rule.table === target) return []
    const kept = target === 'unit' ? units : going.get(target)
    return kept
      ? [{ column, kept, nullable, instead: target === 'unit' && !nullable ? handOver.plan.oldTop : null }]
      : []
  })
  if (links.length === 0) return null
  return one((row) => {
    const cut = links.filter(({ column, kept }) => row[column] !== null && !kept.has(String(row[column])))
    return cut.length === 0
      ? row
      : { ...row, ...Object.fromEntries(cut.map(({ column, instead }) => [column, instead])) }
  })
}

function suffix(table: Table, { taken, handOver }: Travel): Alteration | null {
  for (const { name, columns } of table.uniques) {
    const rule = KEY_RULES[name]
    const keys = taken.get(name)
    if (typeof rule !== 'object' || !keys?.size) continue
    const { suffixed } = rule
    const behind = suffixed === 'slug' ? `-${handOver.from.slug}` : ` (${handOver.from.name})`
    return one((row) =>
      keys.has(JSON.stringify(columns.map((column) => row[column])))
        ? { ...row, [suffixed]: `${String(row[suffixed])}${behind}` }
        : row,
    )
  }
  return null
}

const rangeOf = (row: Row): DateRange => parseRange(String(row['valid']))

/** What the old bloc's own unit held ends with it: committees, terms and posts are made anew in the new bloc. */
const endWithTop = ({ handOver }: Travel): Alteration =>
  one((row) => {
    const { oldTop } = handOver.plan
    if (row['unit_id'] !== oldTop) return row
    const valid = rangeOf(row)
    if (valid.from >= handOver.on || (valid.to !== null && valid.to <= handOver.on)) return row
    const ended = 'end_reason' in row && row['end_reason'] === null ? { end_reason: 'unit_ended' } : {}
    return { ...row, ...ended, valid: formatRange({ from: valid.from, to: handOver.on }) }
  })

/** An id for the further pieces of a span, the same at every try. */
export function pieceId(id: Id, piece: number): Id {
  if (piece === 0) return id
  const hex = createHash('sha256').update(`${id} ${piece}`).digest('hex')
  return `${id.slice(0, 14)}7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

/** What only their own unit may know of people who are no longer the part's: it stays behind. */
const notOfStrangers =
  (then?: (row: Row) => Row) =>
  ({ strangers }: Travel): Alteration | null =>
    strangers.size === 0 && !then
      ? null
      : (row) => (strangers.has(String(row['person_id'])) ? [] : [then?.(row) ?? row])

/** Sealed bytes in the hex form of JSON, sealed again for the other bloc. */
const resealed = (row: Row, column: string, seal: (sealed: Buffer) => Buffer): Row => {
  const sealed = row[column]
  if (typeof sealed !== 'string') return row
  return { ...row, [column]: `\\x${seal(Buffer.from(sealed.slice(2), 'hex')).toString('hex')}` }
}

const SPECIAL: Readonly<Record<string, (travel: Travel) => Alteration | null>> = {
  person: ({ handOver: { from, into }, strangers }) =>
    one((row) => {
      if (strangers.has(String(row['id'])))
        return {
          ...row,
          ...{ citizen_id_sealed: null, citizen_id_tail: null, citizen_id_mark: null, phone: null, religion: null },
          photo_id: null,
        }
      return resealed(row, 'citizen_id_sealed', (sealed) =>
        resealedCitizenId(String(row['id']), from.id, into.id, sealed),
      )
    }),
  person_sealed: (travel) =>
    notOfStrangers((row) =>
      resealed(row, 'value_sealed', (sealed) =>
        resealedField(
          String(row['person_id']),
          String(row['field']),
          travel.handOver.from.id,
          travel.handOver.into.id,
          sealed,
        ),
      ),
    )(travel),
  record_entry: (travel) =>
    notOfStrangers((row) =>
      resealed(row, 'details_sealed', (sealed) =>
        resealedDetails(String(row['id']), travel.handOver.from.id, travel.handOver.into.id, sealed),
      ),
    )(travel),
  record_document: notOfStrangers(),
  record_section: notOfStrangers(),
  body: endWithTop,
  committee_term: endWithTop,
  post_holding: endWithTop,
  // A link opens one bloc's pages; in the new bloc it is known as having been given, and no longer open.
  guest_link: ({ now }) => one((row) => ({ ...row, revoked_at: row['revoked_at'] ?? now.toISOString() })),
  member: ({ cutMembers, admissions }) =>
    cutMembers.size === 0 && admissions.size === 0
      ? null
      : one((row) => {
          const id = String(row['id'])
          const spans = cutMembers.get(id)
          const decided = { admission_decided_on: row['admission_decided_on'] ?? admissions.get(id) ?? null }
          if (!spans) return { ...row, ...decided }
          return { ...row, ...decided, left_on: spans.length === 0 ? row['admitted_on'] : (spans.at(-1)?.to ?? null) }
        }),
  member_status: ({ cutMembers }) =>
    cutMembers.size === 0
      ? null
      : (row) => {
          const spans = cutMembers.get(String(row['member_id']))
          if (!spans) return [row]
          // Days spent elsewhere in the old bloc are days in the Party: only what comes after the last day here is not the part's.
          const [last, own] = [spans.at(-1), rangeOf(row)]
          const valid = last ? intersect(own, { from: own.from, to: last.to }) : null
          return valid === null ? [] : [{ ...row, valid: formatRange(valid) }]
        },
  member_cell: ({ part }) =>
    part.until.size === 0
      ? null
      : one((row) => {
          const until = part.until.get(String(row['unit_id']))
          const valid = rangeOf(row)
          if (until === undefined || (valid.to !== null && valid.to <= until)) return row
          return { ...row, valid: formatRange({ from: valid.from, to: until }) }
        }),
}

/** Days of a member in the part, from spans of cells. */
export function daysInPart(spans: readonly { unitId: Id; valid: DateRange }[], part: Part): DateRange[] {
  return spans.flatMap(({ unitId, valid }) => {
    if (part.stay.has(unitId)) return [valid]
    const until: Day | undefined = part.until.get(unitId)
    return until === undefined ? [] : (intersect(valid, { from: valid.from, to: until }) ?? [])
  })
}
