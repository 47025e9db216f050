// What the register says of people, in the columns of a sheet: for finding what differs, for the export, and for a comparison.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { openCitizenId, recordOf } from '#modules/members/members.server.ts'
import type { Db } from '#platform/db/db.ts'
import type { DB } from '#platform/db/schema.ts'
import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import type { RowValues } from './columns.ts'

export interface RegisterPerson {
  readonly personId: Id
  readonly memberId: Id | null
  readonly version: number
  readonly memberVersion: number | null
  readonly leftOn: Day | null
  readonly unitId: Id | null
  readonly folded: string
  readonly sortKey: string
  readonly citizenMark: string | null
  readonly citizenTail: string | null
  /** Without the identity number, which is opened only when asked for. */
  readonly values: RowValues
  readonly sealed: Buffer | null
}

interface Row extends Selectable<DB['person']> {
  member_id: Id | null
  member_version: number | null
  admitted_on: Day | null
  confirmed_on: Day | null
  left_on: Day | null
  unit_id: Id | null
  cell_valid: string | null
  status: string | null
  standing: string | null
  came_from: string | null
  person_version: number
}

type Reader = { readonly tenantId: Id; readonly db: Db }

/**
 * The people a condition on `p` (person), `m` (their membership) and `c` (its cell on the day) holds for, by the order of names. Records
 * that were merged into others or withdrawn are left out. One statement.
 */
export async function registerPeople(ctx: Reader, condition: RawBuilder<boolean>, on: Day): Promise<RegisterPerson[]> {
  const { rows } = await sql<Row>`
    select m.*, p.*, p.version as person_version, m.id as member_id, m.version as member_version,
      m.admitted_on, m.confirmed_on, m.left_on, c.unit_id, c.valid as cell_valid, s.status, s.standing,
      (select e.from_place from member_event e where e.tenant_id = p.tenant_id and e.member_id = m.id and e.kind = 'arrival'
         and e.voided_at is null and e.effective_on = lower(c.valid) limit 1) as came_from
    from person p
    left join lateral (
      select m.* from member m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.merged_into is null
        and m.withdrawn_at is null
      order by m.left_on is null desc, m.recorded_at desc, m.id desc limit 1) m on true
    left join member_cell c on c.tenant_id = p.tenant_id and c.member_id = m.id and c.valid @> ${on}::date
    left join member_status s on s.tenant_id = p.tenant_id and s.member_id = m.id and s.valid @> ${on}::date
    where p.tenant_id = ${ctx.tenantId} and p.merged_into is null and p.withdrawn_at is null and ${condition}
    order by p.sort_key, p.id`.execute(ctx.db)
  return rows.map(personOf)
}

function personOf(row: Row): RegisterPerson {
  const values: RowValues = {}
  for (const [key, value] of Object.entries(recordOf(row as unknown as Record<string, unknown>)))
    if (value !== null && value !== false) values[key as keyof RowValues] = value
  const put = (key: keyof RowValues, value: string | null) => {
    if (value !== null) values[key] = value
  }
  put('phone', row.phone)
  put('religion', row.religion ?? 'none')
  put('admittedOn', row.admitted_on)
  put('confirmedOn', row.confirmed_on)
  put('state', row.standing === null || row.standing === 'active' ? row.status : row.standing)
  put('since', row.cell_valid === null ? null : parseRange(row.cell_valid).from)
  put('cameFrom', row.came_from)
  return {
    personId: row.id,
    memberId: row.member_id,
    version: row.person_version,
    memberVersion: row.member_version,
    leftOn: row.left_on,
    unitId: row.unit_id,
    folded: row.folded,
    sortKey: row.sort_key,
    citizenMark: row.citizen_id_mark,
    citizenTail: row.citizen_id_tail,
    values,
    sealed: row.citizen_id_sealed,
  }
}

/** The identity number of a person of the register. */
export const citizenIdOf = (ctx: Reader, person: RegisterPerson): string | null =>
  openCitizenId(ctx.tenantId, person.personId, person.sealed)
