// Bodies outside, with how many regulations each has: for whoever may read coordination.
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { flagField, integerField, optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { BODY_KINDS } from './bodies.ts'
import type { BodyKind } from './bodies.ts'

export interface Body {
  id: Id
  name: string
  kind: BodyKind
  localityId: Id | null
  locality: string | null
  contactName: string | null
  email: string | null
  phone: string | null
  valid: DateRange
  version: number
  /** Regulations in force today. */
  regulations: number
}

export const listBodies = query({
  name: 'coordination.list-bodies',
  summary: 'Bodies outside the bloc by name, with the number of regulations in force with each',
  permission: 'coordination.read',
  input: v.object({
    bodyId: v.optional(optionalId(), null),
    kind: v.optional(optionalChoice(BODY_KINDS), null),
    search: v.optional(optionalText(100), null),
    /** Also those that no longer exist. */
    ended: v.optional(flagField(), false),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 1000), 100),
  }),
  async run(ctx, input): Promise<{ bodies: Body[]; total: number }> {
    const { rows } = await sql<Omit<Body, 'valid'> & { valid: string }>`
      select b.id, b.name, b.kind, b.locality_id as "localityId", l.name as locality, b.contact_name as "contactName",
             b.email, b.phone, b.valid, b.version,
             (select count(distinct r.id) from regulation_party p
              join regulation r on r.tenant_id = p.tenant_id and r.id = p.regulation_id
              where p.tenant_id = b.tenant_id and p.external_id = b.id
                and r.valid @> ${ctx.today}::date and p.valid @> ${ctx.today}::date) as regulations
      from external_body b left join locality l on l.tenant_id = b.tenant_id and l.id = b.locality_id
      where b.tenant_id = ${ctx.tenantId}
        ${input.bodyId ? sql`and b.id = ${input.bodyId}` : sql``}
        ${input.kind ? sql`and b.kind = ${input.kind}` : sql``}
        ${input.ended || input.bodyId ? sql`` : sql`and (upper(b.valid) is null or upper(b.valid) > ${ctx.today}::date)`}
      order by b.kind, b.name collate "C", lower(b.valid)`.execute(ctx.db)
    const words = input.search ? fold(input.search) : ''
    const found = rows.filter((row) => words === '' || fold(row.name).includes(words))
    return {
      total: found.length,
      bodies: found
        .slice((input.page - 1) * input.size, input.page * input.size)
        .map((row) => ({ ...row, valid: parseRange(row.valid) })),
    }
  },
})
