// The certificates of a class, or of one learner, as sheets for print.
import { notFound } from '#kernel/errors.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { idField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { certificateSheet } from './certificate-paper.ts'
import type { CertifiedLearner } from './certificate-paper.ts'
import { kindOf } from './class-kinds.ts'
import { seenClass } from './list-learners.ts'
import { validUntil } from './training-class.ts'

export const readCertificates = query({
  name: 'classes.read-certificates',
  summary: 'The certificates of a class, or of one learner, with everything their print says',
  permission: 'member.read',
  input: v.object({ classId: idField(), enrolmentId: v.optional(optionalId(), null) }),
  async run(ctx, input) {
    const seen = await seenClass(ctx, input.classId)
    const about = await ctx.db
      .selectFrom('training_class')
      .select(['title', 'from_on as fromOn', 'to_on as toOn', 'place'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.classId)
      .executeTakeFirstOrThrow()
    const { rows } = await sql<Omit<CertifiedLearner, 'unitName'> & { unitId: string }>`
      select p.full_name as name, p.sex, p.birth_on as "birthOn", e.unit_id as "unitId", e.rank, e.prize, k.number,
             k.issued_on as "issuedOn", k.issuer, k.signer
      from class_certificate k
      join class_enrolment e on e.tenant_id = k.tenant_id and e.id = k.enrolment_id
      join person p on p.tenant_id = k.tenant_id and p.id = e.person_id
      where k.tenant_id = ${ctx.tenantId} and k.class_id = ${input.classId} and k.voided_at is null
        ${input.enrolmentId === null ? sql`` : sql`and e.id = ${input.enrolmentId}`}
        and ${seen.runs ? sql`true` : inScope(ctx, 'member.read', seen.fromOn, 'e.unit_id')}
      order by k.issued_on, length(k.number), k.number`.execute(ctx.db)
    if (rows.length === 0) throw notFound()
    const names = await namesOn(
      ctx,
      rows.map(({ unitId }) => unitId),
      seen.fromOn,
    )
    const rules = await loadRulebook(ctx)
    const kind = kindOf(seen.kind)
    return {
      title: about.title,
      author: rows[0]!.issuer,
      sheets: rows.map(({ unitId, ...row }) =>
        certificateSheet(
          { kind, ...about },
          { ...row, unitName: names.get(unitId)?.name ?? '' },
          validUntil(rules, kind, row.issuedOn),
        ),
      ),
    }
  },
})
