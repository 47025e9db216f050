// A report's content as a workbook with true numbers: every unit with last year and targets, breakdowns, who has handed in. Pure.
import type { WorkbookSheet, WorkbookColumn } from '#platform/paper/xlsx.ts'
import { progressOf } from '#modules/targets/targets.server.ts'
import type { ContentIndicator, ReportContent } from './report-content.ts'
import { breakdownsOf, lineageNotes } from './report-paper-of.ts'
import type { FrozenMark } from './report-paper-of.ts'
import { draftNote, hashNote, paperWords, restatedNote } from './report-paper-messages.ts'
import { structureNote } from './origin-messages.ts'
import { rowsOf } from './report-rows.ts'
import { restatedName, standingNames } from './reports-messages.ts'
import { comparedOf } from './show-figure.ts'

type Sums = { num: number; den: number | null }

/** A ratio as the number Excel formats (0.6778), null where there is nothing to divide by. */
const cellOf = ({ num, den }: Sums): number | null => (den === null ? num : den === 0 ? null : num / den)

const kindOf = (indicator: ContentIndicator) =>
  indicator.shape === 'ratio' ? ('percent' as const) : ('integer' as const)

export function reportSheetOf(content: ReportContent, frozen: FrozenMark | null): WorkbookSheet[] {
  const title = [
    content.report.title,
    structureNote({ cutOffOn: content.report.cutOffOn, structureOn: content.structureOn }),
  ]
  const notes = [
    ...lineageNotes(content),
    ...(frozen?.reason ? [restatedNote(restatedName(frozen.ordinal), frozen.reason)] : []),
    frozen ? hashNote(frozen.hash) : draftNote,
  ]
  return [figuresSheet(content, title, notes), breakdownSheet(content, title), partsSheet(content, title)]
}

function figuresSheet(content: ReportContent, title: string[], notes: string[]): WorkbookSheet {
  const aimed = new Set(
    content.indicators
      .filter(({ code }) => Object.values(content.figures[code] ?? {}).some((figure) => figure.target !== null))
      .map(({ code }) => code),
  )
  const columns = content.indicators.flatMap((indicator): WorkbookColumn[] => {
    const kind = kindOf(indicator)
    const of = (word: string) => `${indicator.short}: ${word.toLocaleLowerCase('vi')}`
    return [
      { header: indicator.short, width: 12, kind },
      { header: of(paperWords.before), width: 12, kind, level: 1 },
      { header: of(paperWords.change), width: 12, kind, level: 1 },
      ...(aimed.has(indicator.code)
        ? [
            { header: of(paperWords.target), width: 12, kind: 'decimal' as const, level: 1 },
            { header: of(paperWords.progress), width: 12, kind: 'percent' as const, level: 1 },
          ]
        : []),
    ]
  })
  const { total, rows } = rowsOf(content, { open: 'all' })
  const units = new Map(content.units.map((unit) => [unit.id, unit]))
  return {
    name: paperWords.sheetFigures,
    title,
    notes,
    freeze: 1,
    columns: [
      { header: paperWords.unitColumn, width: 46, kind: 'text' },
      { header: paperWords.code, width: 12, kind: 'text' },
      ...columns,
    ],
    rows: [...(total ? [total] : []), ...rows].map((row) => [
      `${'   '.repeat(row.level)}${row.name}${row.closed ? ` (${paperWords.ended})` : ''}`,
      units.get(row.unitId)?.code ?? '',
      ...content.indicators.flatMap((indicator, at) => {
        const figure = row.figures[at]
        if (!figure) return []
        const [now, before] = [cellOf(figure), cellOf(figure.before)]
        const compared = cellOf(comparedOf(figure))
        const change = compared === null || before === null || figure.unshared ? null : compared - before
        if (!aimed.has(indicator.code)) return [now, before, change]
        const progress = figure.target === null ? null : progressOf(comparedOf(figure), figure.target)
        return [
          now,
          before,
          change,
          figure.target,
          progress ? cellOf({ num: progress.num, den: progress.den ?? 0 }) : null,
        ]
      }),
    ]),
  }
}

function breakdownSheet(content: ReportContent, title: string[]): WorkbookSheet {
  return {
    name: paperWords.sheetBreakdowns,
    title,
    columns: [
      { header: paperWords.indicatorColumn, width: 44, kind: 'text' },
      { header: paperWords.part, width: 24, kind: 'text' },
      { header: '', width: 30, kind: 'text' },
      { header: paperWords.value, width: 14, kind: 'decimal' },
    ],
    rows: content.indicators.flatMap((indicator) =>
      breakdownsOf(content, indicator).map(({ label, value, sums }) => {
        const cell = cellOf(sums)
        return [indicator.name, label, value, cell === null || sums.den === null ? cell : cell * 100]
      }),
    ),
  }
}

function partsSheet(content: ReportContent, title: string[]): WorkbookSheet {
  const parts = new Map(content.parts.map((part) => [part.unitId, part]))
  return {
    name: paperWords.sheetParts,
    title,
    columns: [
      { header: paperWords.unitColumn, width: 46, kind: 'text' },
      { header: paperWords.standing, width: 18, kind: 'text' },
      { header: paperWords.submittedOn, width: 14, kind: 'day' },
    ],
    rows: rowsOf(content, { open: new Set() })
      .rows.filter((row) => row.standing !== null)
      .map((row) => [
        row.name,
        row.standing ? standingNames[row.standing] : '',
        parts.get(row.unitId)?.submittedOn ?? null,
      ]),
  }
}
