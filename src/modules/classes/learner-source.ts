// Who people are on the day of a class: member of which cell with which standing, or somebody on the way into the Party, whom a later
// area tells of (declaring is registering, as with indicators).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { MemberStatus, Standing } from '#modules/members/members.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** SQL of people who are not members, with the columns person_id uuid · unit_id uuid: the unit that looks after them. */
export type CandidateSource = (tenantId: Id) => RawBuilder<unknown>

const sources = new Map<string, CandidateSource>()

/** Declares where candidates are found. The development server loads an edited module again: the name replaces itself. */
export function candidateSource(name: string, source: CandidateSource): void {
  sources.set(name, source)
}

/** All candidates; a table without rows while nobody tells of any. */
export const candidates = (tenantId: Id): RawBuilder<unknown> =>
  sources.size === 0
    ? sql`select null::uuid as person_id, null::uuid as unit_id where false`
    : sql.join(
        [...sources.values()].map((source) => source(tenantId)),
        sql` union `,
      )

export interface PersonThen {
  personId: Id
  name: string
  memberId: Id | null
  status: MemberStatus | null
  standing: Standing | null
  /** The member's cell, or the unit that looks after a candidate; for lists of long ago, the cell one joined later. null: none. */
  unitId: Id | null
}

/**
 * The membership of a day as `m` (member_id, status, standing, unit_id), and the cell somebody joined only later as `j` (unit_id),
 * for a query that has a person `p`.
 */
export const membershipThen = (tenantId: Id, day: Day): RawBuilder<unknown> => sql`
  left join lateral (
    select m.id as member_id, s.status, s.standing, c.unit_id
    from member m
    join member_status s on s.tenant_id = ${tenantId} and s.member_id = m.id and ${validOn('s', day)}
    join member_cell c on c.tenant_id = ${tenantId} and c.member_id = m.id and ${validOn('c', day)}
    where m.tenant_id = ${tenantId} and m.person_id = p.id limit 1
  ) m on true
  left join lateral (
    select c.unit_id from member o
    join member_cell c on c.tenant_id = ${tenantId} and c.member_id = o.id and lower(c.valid) > ${day}::date
    where o.tenant_id = ${tenantId} and o.person_id = p.id and m.member_id is null
    order by lower(c.valid) limit 1
  ) j on true`

/** Whether the unit in `column` stands under another on that day, or came under it later: lists of long ago name later cells. */
export const underFrom = (tenantId: Id, unitId: Id, day: Day, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from unit_closure a where a.tenant_id = ${tenantId} and a.ancestor_id = ${unitId}
    and a.descendant_id = ${column} and (upper(a.valid) is null or upper(a.valid) > ${day}::date))`

/** These people as they are on that day; unknown ids are missing, and with `under` those of no unit below that one. One statement. */
export async function peopleThen(
  ctx: ReadContext,
  personIds: readonly Id[],
  day: Day,
  under: Id | null = null,
): Promise<Map<Id, PersonThen>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<PersonThen>`
    select p.id as "personId", p.full_name as name, m.member_id as "memberId", m.status, m.standing,
           coalesce(m.unit_id, k.unit_id, j.unit_id) as "unitId"
    from person p
    ${membershipThen(ctx.tenantId, day)}
    left join (${candidates(ctx.tenantId)}) k on k.person_id = p.id and m.member_id is null
    where p.tenant_id = ${ctx.tenantId} and p.id = any(${[...personIds]}::uuid[]) and p.merged_into is null and p.withdrawn_at is null
      ${under === null ? sql`` : sql`and ${underFrom(ctx.tenantId, under, day, sql`coalesce(m.unit_id, k.unit_id, j.unit_id)`)}`}`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.personId, row]))
}
