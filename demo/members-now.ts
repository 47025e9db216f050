// Members of a day as the register has them, for what the demo records beside their histories.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'

export interface MemberNow {
  memberId: Id
  unitId: Id
  birthOn: Day
  sex: 'male' | 'female'
  cardNumber: string | null
}

/** At and below a unit, in the order of their ids. */
export async function membersNow(db: Db, tenantId: Id, day: Day, under: Id): Promise<MemberNow[]> {
  const { rows } = await sql<MemberNow>`
    select c.member_id as "memberId", c.unit_id as "unitId", p.birth_on as "birthOn", p.sex, m.card_number as "cardNumber"
    from member_cell c
    join member m on m.tenant_id = ${tenantId} and m.id = c.member_id
    join person p on p.tenant_id = ${tenantId} and p.id = m.person_id
    join unit_closure a on a.tenant_id = ${tenantId} and a.descendant_id = c.unit_id and a.ancestor_id = ${under} and a.valid @> ${day}::date
    where c.tenant_id = ${tenantId} and c.valid @> ${day}::date
    order by c.member_id`.execute(db)
  return rows
}
