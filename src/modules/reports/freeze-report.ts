// Freezes a report (rule BC-07): what was reported stays as it was, whatever is corrected later; a correction makes a restated version.
import { AppError, notFound } from '#kernel/errors.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { countUp, openForChange } from './merge-narratives.ts'
import { readStored, reportUnit } from './report-store.ts'
import { differencesOf } from './report.ts'
import { freezeNow, needSnapshot, readOwnFigures } from './snapshot-store.ts'

export const freezeReport = operation({
  name: 'reports.freeze-report',
  summary: 'Freeze a report: figures, records, texts and the tree as they are now',
  permission: 'report.decide',
  oneSnapshot: true,
  input: v.object({ reportId: idField(), version: versionField() }),
  units: (ctx, input) => reportUnit(ctx, input.reportId),
  async run(ctx, input) {
    // Whoever sees only some units would freeze only those.
    if (!ctx.scope('figure.read').whole) throw notFound()
    const report = await openForChange(ctx, input.reportId, input.version)
    if (ctx.today < report.cutOffOn) throw new AppError('reports.before_cut_off', { on: report.cutOffOn })
    const { figures: _, ...frozen } = await freezeNow(ctx, report, 1, null)
    await countUp(ctx, report, 'frozen')
    return frozen
  },
})

export const restateReport = operation({
  name: 'reports.restate-report',
  summary: 'Freeze a corrected version of a frozen report, with the reason; tells what differs from the version before',
  permission: 'report.decide',
  oneSnapshot: true,
  input: v.object({ reportId: idField(), reason: textField(2000), version: versionField() }),
  units: (ctx, input) => reportUnit(ctx, input.reportId),
  async run(ctx, input) {
    if (!ctx.scope('figure.read').whole) throw notFound()
    const report = await readStored(ctx, input.reportId, 'update')
    if (report.state !== 'frozen') throw new AppError('reports.not_frozen')
    if (report.version !== input.version) throw new AppError('stale')
    const last = await needSnapshot(ctx, report.id, null)
    const before = await readOwnFigures(ctx, last.id)
    const { figures, ...frozen } = await freezeNow(ctx, report, last.ordinal + 1, input.reason)
    const differences = differencesOf(before, figures)
    // A version that says the same as the one before would only confuse; the whole operation is undone.
    if (differences.length === 0) throw new AppError('reports.nothing_to_restate')
    await countUp(ctx, report, 'frozen')
    return { ...frozen, differences }
  },
})
