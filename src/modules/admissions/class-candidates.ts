// Who is on the way into the Party, for the lists of awareness classes: everybody with an open dossier, by the cell that has it today.
import { candidateSource } from '#modules/classes/classes.server.ts'
import { sql } from 'kysely'

candidateSource(
  'admissions',
  (tenantId) => sql`select d.person_id, d.unit_id from admission_dossier d where d.tenant_id = ${tenantId} and d.open`,
)
