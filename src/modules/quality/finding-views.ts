// Who or what a finding is about, and where it is mended: two statements for a page of findings.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { mendingOf } from './mending.ts'
import type { Mend } from './mending.ts'

export interface Found {
  /** rule|member or rule|cell. */
  id: string
  rule: string
  unitId: Id
  memberId: Id | null
}

export interface FindingView {
  /** The member, or the cell. */
  name: string
  birthOn: Day | null
  unitName: string
  mend: Mend
  href: string
}

interface Person {
  id: Id
  name: string
  birthOn: Day
  admissionId: Id | null
  confirmationId: Id | null
}

async function peopleOf(ctx: ReadContext, ids: readonly Id[]): Promise<Map<Id, Person>> {
  if (ids.length === 0) return new Map()
  const eventOf = (kind: 'admission' | 'confirmation') => sql`(
    select e.id from member_event e where e.tenant_id = ${ctx.tenantId} and e.member_id = m.id
      and e.kind = ${sql.lit(kind)} and e.voided_at is null order by e.effective_on desc limit 1)`
  const { rows } = await sql<Person>`
    select m.id, p.full_name as name, p.birth_on as "birthOn", ${eventOf('admission')} as "admissionId",
           ${eventOf('confirmation')} as "confirmationId"
    from member m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${ctx.tenantId} and m.id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Views by id of the finding, as of a day. */
export async function viewFindings(
  ctx: ReadContext,
  found: readonly Found[],
  day: Day,
): Promise<Map<string, FindingView>> {
  const people = await peopleOf(
    ctx,
    found.flatMap(({ memberId }) => memberId ?? []),
  )
  const units = await namesOn(
    ctx,
    found.map(({ unitId }) => unitId),
    day,
  )
  return new Map(
    found.map(({ id, rule, unitId, memberId }) => {
      const person = memberId === null ? undefined : people.get(memberId)
      const unitName = units.get(unitId)?.name ?? ''
      const name = person?.name ?? unitName
      const { admissionId = null, confirmationId = null } = person ?? {}
      const mending = mendingOf({ rule, unitId, memberId, name, admissionId, confirmationId })
      return [id, { name, birthOn: person?.birthOn ?? null, unitName, ...mending }]
    }),
  )
}
