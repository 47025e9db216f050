// The last day of a term is set, moved or taken away: with it go its bodies, and the holdings that ended with it. Rules of length (TERM-01,
// TERM-02, TERM-04) are told, not enforced: what was decided is recorded as it was.
import { formatRange } from '#kernel/date-range.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { idField, optionalDay, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { termFault } from './committee.ts'
import { freshRow, lockUnitPosts, refuse, unitOf } from './committee-store.ts'
import { closeTerm } from './open-term.ts'

export const setTermEnd = operation({
  name: 'committees.set-term-end',
  summary: 'Close a term on a day, extend it, or leave its end open; bodies and holdings that ended with it go along',
  permission: 'post.write',
  input: v.object({
    termId: idField(),
    version: versionField(),
    /** The first day after the term; null: no end known. */
    to: v.optional(optionalDay(), null),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'term', input.termId),
  async run(ctx, { termId, version, to, ...cited }) {
    const [unitId] = await unitOf(ctx, 'term', termId)
    if (!unitId) throw notFound()
    const posts = await lockUnitPosts(ctx, unitId)
    await freshRow(ctx, 'term', termId, version)
    const term = posts.terms.find((each) => each.id === termId)
    if (!term) throw notFound()
    const before = term.valid.to
    refuse(termFault(posts, { ...term, valid: { from: term.valid.from, to } }))
    const decisionId = await citeDecision(ctx, cited)
    if (to !== null && (before === null || to < before)) {
      try {
        await closeTerm(ctx, posts, term, { on: to, decisionId })
      } catch (error) {
        // The day is called `to` on this form.
        throw error instanceof AppError && error.code === 'committees.body_has_later'
          ? AppError.at('to', error.code, error.details)
          : error
      }
      return { termId, unitId }
    }
    const valid = sql`daterange(lower(valid), ${to}::date)`
    const bodies = posts.bodies.filter((body) => body.termId === termId && body.valid.to === before)
    const ids = sql`any(${bodies.map((body) => body.id)}::uuid[])`
    await ctx.db
      .updateTable('committee_term')
      .set({ valid: formatRange({ from: term.valid.from, to }), version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', termId)
      .execute()
    await sql`
      update body set valid = ${valid}, version = version + 1
      where tenant_id = ${ctx.tenantId} and id = ${ids}`.execute(ctx.db)
    await sql`
      update post_holding set valid = ${valid}, version = version + 1,
        end_reason = ${to === null ? sql`null` : sql`'term_end'`}, end_decision_id = ${to === null ? null : decisionId}
      where tenant_id = ${ctx.tenantId} and body_id = ${ids} and voided_at is null
        and upper(valid) is not distinct from ${before}::date
        and (end_reason = 'term_end' or end_reason is null)`.execute(ctx.db)
    ctx.touch(termId)
    ctx.note({ before, to })
    return { termId, unitId }
  },
})
