// Pictures and papers of a conference are opened by whoever may read the conference.
import { inScope } from '#modules/units/units.server.ts'
import { fileGuard } from '#platform/files/file-guards.ts'
import { sql } from 'kysely'

fileGuard('conferences', async (ctx, fileId) => {
  const { rows } = await sql<{ open: boolean }>`
    select ${inScope(ctx, 'conference.read', ctx.today, 'c.unit_id')} as open
    from conference c
    where c.tenant_id = ${ctx.tenantId} and (
      exists (select from conference_picture p
        where p.tenant_id = c.tenant_id and p.conference_id = c.id and p.file_id = ${fileId})
      or exists (select from conference_paper p
        where p.tenant_id = c.tenant_id and p.conference_id = c.id and p.file_id = ${fileId}))`.execute(ctx.db)
  if (rows.length === 0) return null
  return ctx.actor.holds('conference.read') && rows.some((row) => row.open)
})
