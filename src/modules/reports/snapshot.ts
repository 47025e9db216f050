// What a frozen version is and how it is proved: its fingerprint, and that its own figures add up to what it shows. Pure but for the hash.
import { createHash } from 'node:crypto'
import type { Id } from '#kernel/ids.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { ReportContent } from './report-content.ts'
import type { OwnFigure } from './report.ts'

const byCell = (a: OwnFigure, b: OwnFigure): number =>
  a.indicator === b.indicator ? (a.unitId < b.unitId ? -1 : 1) : a.indicator < b.indicator ? -1 : 1

/** sha256 over content, figures and record ids, whatever order they were read in. Hex. */
export function fingerprint(content: ReportContent, figures: readonly OwnFigure[]): string {
  const hash = createHash('sha256').update(canonicalJson(content))
  for (const { indicator, unitId, num, den, recordIds } of figures.toSorted(byCell)) {
    hash.update(`\n${canonicalJson({ indicator, unitId, num, den, recordIds: recordIds.toSorted() })}`)
  }
  return hash.digest('hex')
}

/** Cells whose shown figure is not the sum of the own figures at and below the unit: empty when the version is sound. */
export function unsoundCells(
  content: ReportContent,
  figures: readonly OwnFigure[],
): { indicator: string; unitId: Id }[] {
  const above = new Map(content.units.map((unit) => [unit.id, unit.above]))
  const sums = new Map<string, number>()
  const add = (indicator: string, unitId: Id, num: number, den: number | null) => {
    for (const [part, value] of [
      ['num', num],
      ['den', den ?? 0],
    ] as const) {
      const key = `${indicator} ${unitId} ${part}`
      sums.set(key, (sums.get(key) ?? 0) + value)
    }
  }
  for (const { indicator, unitId, num, den } of figures) {
    for (const id of [unitId, ...(above.get(unitId) ?? [])]) add(indicator, id, num, den)
  }
  const differs = (a: number, b: number) => Math.abs(a - b) > 1e-6
  return content.indicators.flatMap(({ code }) =>
    content.units
      .filter(({ id }) => {
        const shown = content.figures[code]?.[id] ?? { num: 0, den: 0 }
        return (
          differs(sums.get(`${code} ${id} num`) ?? 0, shown.num) ||
          differs(sums.get(`${code} ${id} den`) ?? 0, shown.den ?? 0)
        )
      })
      .map(({ id }) => ({ indicator: code, unitId: id })),
  )
}
