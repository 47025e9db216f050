// Makes the list of differences between the register and a national export that was read: who is only here, only there, and where both say
// something else. Nothing of the register changes; both values of each field are kept under seal.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { isUnder, namesOn } from '#modules/units/units.server.ts'
import type { Db } from '#platform/db/db.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { DB } from '#platform/db/schema.ts'
import { newId } from '#platform/new-id.ts'
import { seal, unseal } from '#platform/sealed.ts'
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { ColumnKey, RowValues } from './columns.ts'
import { differencesOf } from './differences.ts'
import { openRow } from './intake-store.ts'
import type { Intake } from './intake-store.ts'
import { pairLeftovers } from './pair-leftovers.ts'
import { citizenIdOf, registerPeople } from './register-people.ts'
import type { RegisterPerson } from './register-people.ts'

type Reader = { tenantId: Id; db: Db }
type Certainty = 'sure' | 'likely' | 'unclear'
type Line = Insertable<DB['bridge_line']>

/** Both values of a field as they are stored: codes, days, text; null where one side has nothing. */
export type BothValues = Partial<Record<ColumnKey, { here: string | null; there: string | null }>>

const binding = (tenantId: Id, lineId: Id): string => `bridge line ${tenantId} ${lineId}`
export const openBoth = (tenantId: Id, lineId: Id, sealed: Buffer): BothValues =>
  JSON.parse(unseal(sealed, binding(tenantId, lineId))) as BothValues

interface SheetRow {
  line: number
  name: string
  sort_key: string
  unit_id: Id | null
  person_id: Id | null
  matched_by: string | null
  certain: boolean | null
  sealed: Buffer
}

const CHUNK = 500

async function* sheetRows(ctx: Reader, intake: Intake): AsyncGenerator<(SheetRow & { values: RowValues })[]> {
  for (let after = 0; ;) {
    const rows = await ctx.db
      .selectFrom('intake_row')
      .select(['line', 'name', 'sort_key', 'unit_id', 'person_id', 'matched_by', 'certain', 'sealed'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('intake_id', '=', intake.id)
      .where('line', '>', after)
      .orderBy('line')
      .limit(CHUNK)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)?.line ?? after
    yield rows.map((row) => ({ ...row, values: openRow(ctx.tenantId, intake.id, row.line, row.sealed).values }))
  }
}

/** Lines of the comparison, written anew. */
export async function compareWith(ctx: Reader, intake: Intake, now: Date): Promise<void> {
  const { tenantId } = ctx
  const under = isUnder(ctx, [intake.unitId], intake.asOf, 'c.unit_id')
  const members = await registerPeople(ctx, sql<boolean>`c.unit_id is not null and ${under}`, intake.asOf)
  const here = new Map(members.map((person) => [person.personId, person]))
  const met = new Set<Id>()
  const lines: Line[] = []
  const left: (SheetRow & { values: RowValues })[] = []
  const cellNames = await namesOn(ctx, [...new Set(members.flatMap((each) => each.unitId ?? []))], intake.asOf)

  const line = (kind: string, certainty: Certainty, row: SheetRow | null, person: RegisterPerson | null): Line => ({
    tenant_id: tenantId,
    id: newId(now.getTime()),
    intake_id: intake.id,
    unit_id: person?.unitId ?? row?.unit_id ?? intake.unitId,
    kind,
    certainty,
    line: row?.line ?? null,
    person_id: person?.personId ?? null,
    member_id: person?.memberId ?? null,
    name: (person?.values.fullName as string | undefined) ?? row?.name ?? '',
    sort_key: person?.sortKey ?? row?.sort_key ?? '',
    birth_on: null,
    fields: [],
    sealed: null,
  })
  const withValues = (
    made: Line,
    values: RowValues,
    person: RegisterPerson | null,
    fields: readonly ColumnKey[],
  ): Line => {
    const both: BothValues = {}
    for (const key of fields) {
      const own = person ? hereOf(ctx, key, person, cellNames) : null
      const there = values[key]
      both[key] = { here: own, there: there === undefined ? null : String(there) }
    }
    const birthOn = (person?.values.birthOn ?? values.birthOn ?? null) as Day | null
    return {
      ...made,
      birth_on: birthOn,
      fields: [...fields],
      sealed: seal(JSON.stringify(both), binding(tenantId, made.id)),
    }
  }
  const differing = (row: SheetRow & { values: RowValues }, person: RegisterPerson, certainty: Certainty) => {
    const { differs } = differencesOf(row.values, row.unit_id, person, false)
    if (differs.length > 0 || certainty !== 'sure')
      lines.push(withValues(line('differs', certainty, row, person), row.values, person, differs))
  }

  for await (const rows of sheetRows(ctx, intake)) {
    for (const row of rows) {
      const person = row.person_id === null ? undefined : here.get(row.person_id)
      // A second line of the export for the same person is a doubt of its own.
      const again = person !== undefined && met.has(person.personId)
      if (!person) left.push(row)
      else if (again) differing(row, person, 'unclear')
      else {
        met.add(person.personId)
        const byNumber = row.matched_by === 'citizen_id' || row.matched_by === 'card'
        differing(row, person, row.certain ? 'sure' : byNumber ? 'likely' : 'unclear')
      }
    }
  }
  const alone = members.filter((person) => !met.has(person.personId))
  const pairs = new Map(
    pairLeftovers(
      left.map((row) => ({ key: String(row.line), folded: fold(row.name), birthOn: (row.values.birthOn as Day | undefined) ?? null, unitId: row.unit_id })), // prettier-ignore
      alone.map((each) => ({ key: each.personId, folded: each.folded, birthOn: (each.values.birthOn as Day | undefined) ?? null, unitId: each.unitId })), // prettier-ignore
    ),
  )
  for (const row of left) {
    const person = here.get(pairs.get(String(row.line)) ?? '')
    if (person) differing(row, person, 'likely')
    else {
      const fields = Object.keys(row.values).filter((key) => key !== 'cellCode') as ColumnKey[]
      lines.push(withValues(line('there', 'sure', row, null), row.values, null, fields))
    }
  }
  const paired = new Set(pairs.values())
  for (const person of alone)
    if (!paired.has(person.personId)) lines.push(withValues(line('here', 'sure', null, person), {}, person, []))
  await insertRows(ctx.db, 'bridge_line', lines)
}

function hereOf(
  ctx: Reader,
  key: ColumnKey,
  person: RegisterPerson,
  cellNames: ReadonlyMap<Id, { name: string }>,
): string | null {
  if (key === 'citizenId') return citizenIdOf(ctx, person)
  if (key === 'cell') return person.unitId === null ? null : (cellNames.get(person.unitId)?.name ?? null)
  const value = person.values[key]
  return value === undefined || (key === 'religion' && value === 'none') ? null : String(value)
}
