// Takes back memberships that should not have been entered, when an import is undone: events are voided, the spans are taken out and given
// back to be kept, person and membership stay for the record and are listed nowhere.
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

export interface WithdrawnSpans {
  memberId: Id
  cells: unknown[]
  statuses: unknown[]
  cardNumber: string | null
}

/** Seven statements for any number of members. The caller has made sure that nothing else rests on them. */
export async function withdrawMembers(
  ctx: Context,
  memberIds: readonly Id[],
  reason: string,
): Promise<WithdrawnSpans[]> {
  const ids = [...memberIds]
  await sql`
    update member_event set voided_at = ${ctx.now}, void_reason = ${reason}
    where tenant_id = ${ctx.tenantId} and member_id = any(${ids}::uuid[]) and voided_at is null`.execute(ctx.db)
  const { rows: cards } = await sql<{ id: Id; card_number: string | null }>`
    select id, card_number from member
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`.execute(ctx.db)
  const taken = async (table: 'member_cell' | 'member_status') => {
    const { rows } = await sql<{ member_id: Id }>`
      delete from ${sql.table(table)} where tenant_id = ${ctx.tenantId} and member_id = any(${ids}::uuid[])
      returning *`.execute(ctx.db)
    return Map.groupBy(rows, (row) => row.member_id)
  }
  const cells = await taken('member_cell')
  const statuses = await taken('member_status')
  // The number is free again for whoever truly has it.
  await sql`
    update member set left_on = admitted_on, card_number = null, withdrawn_at = ${ctx.now}, changed_at = ${ctx.now},
      version = version + 1
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`.execute(ctx.db)
  await sql`
    update person p set withdrawn_at = ${ctx.now}, changed_at = ${ctx.now}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id in
      (select person_id from member where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[]))`.execute(ctx.db)
  return cards.map(({ id, card_number: cardNumber }) => ({
    memberId: id,
    cells: cells.get(id) ?? [],
    statuses: statuses.get(id) ?? [],
    cardNumber,
  }))
}
