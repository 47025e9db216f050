// Numbers of papers restart with each term of the bloc's own committee (DOC-02): its terms, for who gives numbers out.
import { parseRange } from '#kernel/date-range.ts'
import { numberingTerms } from '#modules/decisions/decisions.server.ts'
import { sql } from 'kysely'

numberingTerms(async (ctx) => {
  const { rows } = await sql<{ valid: string }>`
    select t.valid from committee_term t
    where t.tenant_id = ${ctx.tenantId} and exists (
      select from unit_version u where u.tenant_id = t.tenant_id and u.unit_id = t.unit_id and u.parent_id is null)
    order by t.valid`.execute(ctx.db)
  return rows.map((row) => parseRange(row.valid))
})
