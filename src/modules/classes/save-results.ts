// What came of a class for each learner: points, essay, passed or not, place and prize. A result that stood before changes only with
// a reason, and not under a certificate that counts.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, optionalText, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { resultsField } from './class-fields.ts'
import type { ResultInput } from './class-fields.ts'
import { changeClass, lockClass, noteChange, unitOfClass } from './class-store.ts'
import type { StoredClass } from './class-store.ts'

const FIELDS = ['score', 'essay', 'outcome', 'rank', 'prize', 'remark'] as const

/** Writes the results that differ. Throws classes.not_on_list, classes.reason_required, classes.has_certificate at the learner's field. */
export async function writeResults(
  ctx: Context,
  stored: StoredClass,
  results: Readonly<Record<Id, ResultInput>>,
  reason: string | null,
): Promise<number> {
  const before = await ctx.db
    .selectFrom('class_enrolment as e')
    .leftJoin('class_certificate as k', (join) =>
      join.onRef('k.tenant_id', '=', 'e.tenant_id').onRef('k.enrolment_id', '=', 'e.id').on('k.voided_at', 'is', null),
    )
    .select(['e.id', 'e.score', 'e.essay', 'e.outcome', 'e.rank', 'e.prize', 'e.remark', 'k.id as certificateId'])
    .where('e.tenant_id', '=', ctx.tenantId)
    .where('e.class_id', '=', stored.id)
    .where('e.withdrawn_on', 'is', null)
    .execute()
  const known = new Map(before.map((row) => [row.id, row]))
  const changed: { id: Id; from: unknown; to: ResultInput; corrects: boolean }[] = []
  for (const [id, result] of Object.entries(results)) {
    const row = known.get(id)
    if (!row) throw AppError.at(`results.${id}.outcome`, 'classes.not_on_list')
    if (FIELDS.every((field) => row[field] === result[field])) continue
    if (row.certificateId !== null && result.outcome !== 'passed')
      throw AppError.at(`results.${id}.outcome`, 'classes.has_certificate')
    const { id: _, certificateId: __, ...from } = row
    changed.push({ id, from, to: result, corrects: row.outcome !== null })
  }
  const corrected = changed.filter(({ corrects }) => corrects)
  if (corrected.length > 0) {
    if (reason === null) throw AppError.at('reason', 'classes.reason_required')
    const details = corrected.map(({ id, from, to }) => ({ id, from, to }))
    await noteChange(ctx, stored.id, 'result_corrected', reason, { learners: details })
  }
  if (changed.length === 0) return 0
  await sql`
    update class_enrolment e set score = n.score, essay = n.essay, outcome = n.outcome, rank = n.rank, prize = n.prize,
      remark = n.remark, result_at = ${ctx.now}, version = e.version + 1
    from jsonb_to_recordset(${JSON.stringify(changed.map(({ id, to }) => ({ id, ...to })))}::jsonb)
      as n (id uuid, score int, essay int, outcome text, rank int, prize text, remark text)
    where e.tenant_id = ${ctx.tenantId} and e.id = n.id`.execute(ctx.db)
  return changed.length
}

export const saveResults = operation({
  name: 'classes.save-results',
  summary: 'Save results of learners: points, essay, passed or not, place, prize; a correction gives its reason',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    results: v.optional(resultsField(), {}),
    reason: v.optional(optionalText(500), null),
  }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    if (!stored.kind.graded) throw new AppError('classes.not_graded')
    if (ctx.today < stored.fromOn) throw new AppError('classes.not_begun', { on: stored.fromOn })
    const changed = await writeResults(ctx, stored, input.results, input.reason)
    const version = await changeClass(ctx, stored)
    ctx.touch(stored.id)
    ctx.note({ results: changed })
    return { id: stored.id, version, changed }
  },
})
