// What a sheet of posts would do, looked at before anything is written: each line in the sheet's own words is found in the records, then
// held to the same core as a single deed. A line that says what is known already changes nothing.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { DecisionInput } from '#modules/decisions/decisions.server.ts'
import { inScope } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { HOLDING_BASES, holderKey, holdingFault, kindOn } from './committee.ts'
import type { Holding, HoldingBasis } from './committee.ts'
import { peopleDays, readPosts } from './committee-store.ts'
import type { OpenPosts } from './committee-store.ts'
import { holdingBasisNames } from './committees-messages.ts'
import { postsOf } from './post-kinds.ts'
import { personsReached } from './put-in-post.ts'

/** A line as it was read: words of the sheet, days already days. */
export interface SheetHolding {
  line: number
  unitCode: string
  body: string
  post: string
  name: string
  birthOn: Day | null
  basis: string
  from: Day
  to: Day | null
  servedBefore: boolean | null
  decision: DecisionInput | null
}

export type SheetHoldingField = Exclude<keyof SheetHolding, 'line'>

export interface PlannedLine {
  line: number
  state: 'new' | 'same'
  unitName: string
  bodyName: string
  label: string
  holding: Omit<Holding, 'id' | 'valid' | 'actingForId'> & {
    unitId: Id
    from: Day
    to: Day | null
    servedBefore: boolean | null
  }
  decision: DecisionInput | null
}

export interface LineFault {
  line: number
  field: SheetHoldingField
  code: string
  details: ErrorDetails
}

/** The fault's field as a column of the sheet. */
const COLUMN: Readonly<Record<string, SheetHoldingField>> = {
  personId: 'name',
  holderName: 'name',
  bodyId: 'body',
  actingForId: 'basis',
}

const BASES = new Map(HOLDING_BASES.map((basis) => [fold(holdingBasisNames[basis]), basis]))

/** Three statements for the records of all units named, one for all people. */
export async function planPostsImport(
  ctx: ReadContext,
  rows: readonly SheetHolding[],
): Promise<{ lines: PlannedLine[]; faults: LineFault[] }> {
  const units = await unitsByCode(ctx, rows)
  const posts = await readPosts(
    ctx,
    [...units.values()].map((unit) => unit.id),
  )
  const people = await peopleByName(ctx, rows)
  const known = await peopleDays(
    ctx,
    [...people.values()].flatMap((list) => list.map((person) => person.id)),
  )
  const lines: PlannedLine[] = []
  const faults: LineFault[] = []
  for (const row of rows) {
    const wrong = (field: SheetHoldingField, code: string, details: ErrorDetails = {}) =>
      void faults.push({ line: row.line, field, code, details })
    const unit = units.get(fold(row.unitCode))
    const own = unit && posts.get(unit.id)
    if (!unit || !own) {
      wrong('unitCode', 'committees.unknown_unit')
      continue
    }
    const found = findBody(own, row)
    if (!found) {
      wrong('body', 'committees.sheet_body', { name: row.body, on: row.from })
      continue
    }
    const { body, kinds } = found
    const kind = kinds.find((each) => fold(each.label) === fold(row.post))
    if (!kind)
      wrong('post', 'committees.sheet_post', { name: row.post, known: kinds.map((each) => each.label).join('; ') })
    const basis = BASES.get(fold(row.basis))
    if (!basis) {
      wrong('basis', 'committees.sheet_basis', { name: row.basis, known: Object.values(holdingBasisNames).join('; ') })
    }
    const person = whoIs(people, row)
    if (typeof person === 'object' && person && 'code' in person) wrong(person.field, person.code, person.details)
    if (!kind || !basis || (typeof person === 'object' && person && 'code' in person)) continue
    const holding: Holding = {
      id: `line ${row.line}`,
      bodyId: body.id,
      post: kind.code,
      personId: person,
      holderName: person ? (known.get(person)?.name ?? row.name) : row.name,
      basis: basis satisfies HoldingBasis,
      actingForId: null,
      valid: { from: row.from, to: row.to ?? body.valid.to },
    }
    const same = own.holdings.some(
      (each) =>
        each.bodyId === body.id &&
        each.post === kind.code &&
        holderKey(each) === holderKey(holding) &&
        each.valid.from === row.from,
    )
    const fault = same ? null : holdingFault(own, holding, person ? (known.get(person) ?? null) : null)
    if (fault) {
      wrong(COLUMN[fault.field] ?? (fault.field as SheetHoldingField), fault.code, fault.details)
      continue
    }
    if (!same) own.holdings.push(holding)
    const { valid, id: _, actingForId: __, ...kept } = holding
    lines.push({
      line: row.line,
      state: same ? 'same' : 'new',
      unitName: unit.name,
      bodyName: body.name,
      label: kind.label,
      holding: { ...kept, ...valid, unitId: unit.id, servedBefore: row.servedBefore },
      decision: row.decision,
    })
  }
  return { lines, faults }
}

function findBody(posts: OpenPosts, row: SheetHolding) {
  const kind = kindOn(posts, row.from)
  const body = posts.bodies.find((each) => fold(each.name) === fold(row.body) && contains(each.valid, row.from))
  return kind && body ? { body, kinds: postsOf(body.kind, kind, row.from) } : null
}

/** The person's id, null for somebody outside the register, or what is wrong with the name. */
function whoIs(
  people: ReadonlyMap<string, readonly { id: Id; birthOn: Day }[]>,
  row: SheetHolding,
): Id | null | { field: SheetHoldingField; code: string; details: ErrorDetails } {
  const namesakes = people.get(fold(row.name)) ?? []
  if (row.birthOn === null) {
    if (namesakes.length <= 1) return namesakes[0]?.id ?? null
    return { field: 'birthOn', code: 'committees.sheet_namesake', details: { name: row.name, count: namesakes.length } }
  }
  const own = namesakes.find((person) => person.birthOn === row.birthOn)
  return own ? own.id : { field: 'birthOn', code: 'committees.sheet_person', details: { name: row.name } }
}

async function unitsByCode(ctx: ReadContext, rows: readonly SheetHolding[]) {
  const codes = [...new Set(rows.map((row) => row.unitCode))]
  const { rows: found } = await sql<{ id: Id; code: string; name: string }>`
    select x.id, x.code, (
      select u.name from unit_version u where u.tenant_id = x.tenant_id and u.unit_id = x.id order by lower(u.valid) desc limit 1) as name
    from unit x
    where x.tenant_id = ${ctx.tenantId} and x.code = any(${codes}::text[]) and ${inScope(ctx, 'post.write', ctx.today, 'x.id')}`.execute(
    ctx.db,
  )
  return new Map(found.map((unit) => [fold(unit.code), unit]))
}

async function peopleByName(ctx: ReadContext, rows: readonly SheetHolding[]) {
  const names = [...new Set(rows.map((row) => fold(row.name)))]
  const { rows: found } = await sql<{ id: Id; folded: string; birthOn: Day }>`
    select p.id, p.folded, p.birth_on as "birthOn" from person p
    where p.tenant_id = ${ctx.tenantId} and p.merged_into is null and p.withdrawn_at is null and p.folded = any(${names}::text[])`.execute(
    ctx.db,
  )
  // Who writes for part of the bloc is not told who else there is.
  const reached = ctx.scope('post.write').whole
    ? null
    : await personsReached(
        ctx,
        found.map((person) => person.id),
      )
  const within = found.filter((person) => reached === null || reached.has(person.id))
  return Map.groupBy(within, (person) => person.folded)
}
