// What a term is called and counted as, put right: its ordinal, restart, label, basis and paper. Its days are set-term-end.ts.
import { notFound } from '#kernel/errors.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import {
  choiceField,
  flagField,
  idField,
  optionalInteger,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { TERM_BASES } from './committee.ts'
import { freshRow, lockUnitPosts, unitOf } from './committee-store.ts'

export const editTerm = operation({
  name: 'committees.edit-term',
  summary: 'Put right the ordinal, label or basis of a term',
  permission: 'post.write',
  input: v.object({
    termId: idField(),
    version: versionField(),
    ordinal: v.optional(optionalInteger(1, 200), null),
    restarted: flagField(),
    label: textField(40),
    basis: choiceField(TERM_BASES),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'term', input.termId),
  async run(ctx, { termId, version, ordinal, restarted, label, basis, ...cited }) {
    const [unitId] = await unitOf(ctx, 'term', termId)
    if (!unitId) throw notFound()
    await lockUnitPosts(ctx, unitId)
    await freshRow(ctx, 'term', termId, version)
    const decisionId = await citeDecision(ctx, cited)
    await ctx.db
      .updateTable('committee_term')
      .set({
        ordinal,
        restarted,
        label,
        basis,
        version: sql`version + 1`,
        ...(decisionId ? { decision_id: decisionId } : {}),
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', termId)
      .execute()
    ctx.touch(termId)
    ctx.note({ ordinal, restarted, label, basis })
    return { termId, unitId }
  },
})
