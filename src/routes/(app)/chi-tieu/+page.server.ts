// Targets of a year with what has been reached, per unit; setting one, changing one, and many by Excel with a preview.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import { parsePeriod, periodCode, periodLabel } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { allIndicators } from '#modules/figures/figures.server.ts'
import { undividedNote } from '#modules/targets/lineage-messages.ts'
import { targetStatusNames } from '#modules/targets/targets-messages.ts'
import { carriedWords, listTargets, roundingNote, setTarget, setTargets } from '#modules/targets/targets.server.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'
import { address } from '../address.ts'
import { postedRows, previewOf } from '../sheet-import.server.ts'
import { shownAmount, shownFigure, statusState } from './show-target.ts'
import { readTargetSheet } from './target-sheet.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const text = searchParams.get('ngay') ?? ''
    const on = isDay(text) ? text : parseDay(text)
    const day = on ?? ctx.today
    const year = Number(day.slice(0, 4))
    const period: Period = parsePeriod(searchParams.get('ky') ?? '') ?? { kind: 'year', year }
    const indicator = searchParams.get('chi-so')
    const found = await run(listTargets, { period: periodCode(period), indicator, on })
    const edited = found.targets.find((target) => target.id !== null && target.id === searchParams.get('sua'))
    const bloc = ctx.actor.stands.find((grant) => grant.whole)?.unitId
    const mayWrite = ctx.actor.holds('target.write')
    const adding = mayWrite && searchParams.get('them') !== null
    const units = adding && bloc ? (await unitsUnder(ctx, bloc, ctx.today)).filter((unit) => unit.kind !== 'group') : []
    return {
      idempotencyKey: newId(),
      mayWrite,
      adding,
      importing: mayWrite && searchParams.get('excel') !== null,
      period: periodCode(period),
      label: periodLabel(period),
      // A year still ahead has nothing to count yet.
      span:
        found.span.from <= found.span.to
          ? `${formatDay(found.span.from)}–${formatDay(found.span.to)}`
          : `kỳ bắt đầu ngày ${formatDay(found.span.from)}`,
      indicator,
      periods: periodChoices(period, year),
      indicators: allIndicators().map(({ code, words }) => ({ value: code, label: `${words.name} (${words.unit})` })),
      units: units.map((unit) => ({ value: unit.id, label: `${'  '.repeat(unit.depth)}${unit.name}` })),
      edited: edited && {
        id: edited.id,
        indicator: edited.indicator,
        unitId: edited.unitId,
        name: `${edited.indicatorName}, ${edited.unitName}`,
        // What was set; what came by lineage is computed again.
        value: String(edited.own ?? edited.value).replace('.', ','),
        source: edited.source,
        version: edited.version ?? undefined,
      },
      targets: found.targets.map((target) => ({
        key: `${target.indicator} ${target.unitId}`,
        id: target.id,
        unit: target.unitName,
        how:
          target.shares.length > 0
            ? carriedWords(target.unitId, target.value, target.shares, found.names)
            : target.undivided
              ? undividedNote
              : null,
        bloc: target.unitKind === 'bloc',
        indicator: target.indicatorName,
        value: shownAmount(target.value, target.shape),
        source: target.source,
        reached: shownFigure(target.figure),
        percent: formatPercent(target.progress.num, target.progress.den),
        share: target.progress.den ? Math.min(1, target.progress.num / target.progress.den) : 0,
        status: target.progress.status && {
          state: statusState[target.progress.status],
          label: targetStatusNames[target.progress.status],
        },
        href: address(`/so-lieu/${target.indicator}`, {
          ...{ ky: periodCode(period), ngay: on, 'don-vi': target.unitId },
          // The list behind the figure, counted for the heirs as the target is.
          'co-cau': target.shares.length > 0 ? 'cuoi-ky' : null,
        }),
      })),
      note: found.targets.some((target) => target.shares.some((share) => share.outOf !== null)) ? roundingNote : null,
    }
  })

/** The years around the day, and the period asked for where it is another. */
function periodChoices(asked: Period, year: number) {
  const years = [year + 1, year, year - 1, year - 2].map((each) => ({ value: `nam-${each}`, label: `năm ${each}` }))
  const value = periodCode(asked)
  return years.some((each) => each.value === value) ? years : [{ value, label: periodLabel(asked) }, ...years]
}

const back = (event: { url: URL }) => `/chi-tieu?ky=${event.url.searchParams.get('ky') ?? ''}`

export const actions: Actions = {
  dat: actionOf(setTarget, { then: (_, event) => back(event) }),
  // The sheet is read and shown first; nothing is written before the preview is confirmed.
  xem: previewOf(readTargetSheet),
  nhan: actionOf(setTargets, {
    input: (posted) => ({ targets: postedRows(posted) }),
    then: (_, event) => back(event),
  }),
}
