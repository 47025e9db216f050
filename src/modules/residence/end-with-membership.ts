// An introduction ends when its member leaves: carried out each night for all blocs, and at any time for one.
import { addDays } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import type { Database } from '#platform/db/db.ts'
import type { PeriodicTask } from '#platform/jobs/periodic.ts'
import { execute } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export const endLeft = operation({
  name: 'residence.end-left',
  summary: 'End the introductions of members who have left, with the day they left',
  permission: 'member.write',
  input: v.object({}),
  async run(ctx): Promise<{ ended: number }> {
    const tomorrow = addDays(ctx.today, 1)
    const { rows } = await sql<{ memberId: Id }>`
      update residence_link l set valid = daterange(lower(l.valid), m.left_on), end_reason = 'left', version = l.version + 1
      from member m
      where l.tenant_id = ${ctx.tenantId} and m.tenant_id = ${ctx.tenantId} and m.id = l.member_id and l.voided_at is null
        and m.left_on < ${tomorrow}::date and lower(l.valid) < m.left_on and (upper(l.valid) is null or upper(l.valid) > m.left_on)
      returning l.member_id as "memberId"`.execute(ctx.db)
    ctx.touch(...rows.map((row) => row.memberId))
    ctx.note({ ended: rows.length })
    return { ended: rows.length }
  },
})

/** In every bloc that goes on. */
async function endInAll(database: Database, now: Date): Promise<void> {
  const tenants = await database.selectFrom('tenant').select('id').where('ended_on', 'is', null).execute()
  for (const { id } of tenants) await execute(database, systemCaller(id, 'residence'), endLeft, {}, { now })
}

export const residenceTasks: readonly PeriodicTask[] = [{ name: 'residence.end-left', at: '7 18 * * *', run: endInAll }]
