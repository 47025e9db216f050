// Text of one heading of a unit's part, saved while it is being written; the first text begins the part.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isGrassroots, nameOn } from '#modules/units/units.server.ts'
import { idField, integerField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { beginAct, writePart } from './report-store.ts'
import { writtenHeadings } from './report.ts'
import type { Heading } from './report.ts'

/** Throws at `heading` when nothing is written under it in this report. */
export function needHeading(headings: readonly Heading[], code: string): void {
  if (!writtenHeadings(headings).some((heading) => heading.code === code))
    throw AppError.at('heading', 'reports.unknown_heading')
}

/** Writes texts by heading in one statement; an empty one replaces what was there. */
export async function putNarratives(
  ctx: Context,
  reportId: Id,
  unitId: Id,
  texts: readonly { heading: string; body: string }[],
): Promise<void> {
  if (texts.length === 0) return
  await ctx.db
    .insertInto('report_narrative')
    .values(
      texts.map((text) => ({
        tenant_id: ctx.tenantId,
        report_id: reportId,
        unit_id: unitId,
        heading: text.heading,
        body: text.body,
        changed_at: ctx.now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'report_id', 'unit_id', 'heading'])
        .doUpdateSet({ body: sql<string>`excluded.body`, changed_at: ctx.now }),
    )
    .execute()
}

export const saveNarrative = operation({
  name: 'reports.save-narrative',
  summary: "Save the text of one heading of a unit's part",
  permission: 'report.fill',
  input: v.object({
    reportId: idField(),
    unitId: idField(),
    heading: textField(20),
    body: optionalText(20_000),
    /** Of the part; 0 while nothing is written. */
    version: integerField(0, 1_000_000_000),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { report, part, next } = await beginAct(ctx, input, 'write')
    needHeading(report.headings, input.heading)
    if (part.state === 'none') {
      const unit = await nameOn(ctx, input.unitId, report.cutOffOn)
      if (!unit || !isGrassroots(unit.kind)) throw notFound()
    }
    await putNarratives(ctx, report.id, input.unitId, [{ heading: input.heading, body: input.body ?? '' }])
    const version = await writePart(ctx, report.id, part, next)
    ctx.note({ heading: input.heading })
    return { version, state: next }
  },
})
