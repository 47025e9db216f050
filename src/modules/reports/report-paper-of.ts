// A report's content as a paper in the Party's layout: texts under their headings, key figures, appendices. Pure: same content, same paper.
import type { Day } from '#kernel/day.ts'
import { yearOf } from '#kernel/day.ts'
import type { PaperAppendix, PaperBlock, ReportPaper, TableBlock, TableRow } from '#platform/paper/report-paper.ts'
import type { ContentIndicator, ReportContent } from './report-content.ts'
import { figureAt } from './report-content.ts'
import {
  completenessLine,
  dayWords,
  draftNote,
  hashNote,
  issuerOf,
  paperWords,
  placeOf,
  restatedNote,
  subjectLines,
  superiorOf,
} from './report-paper-messages.ts'
import { moreLines, originLines, structureNote, unsharedLine } from './origin-messages.ts'
import { rowsOf } from './report-rows.ts'
import type { ReportRow } from './report-rows.ts'
import { restatedName } from './reports-messages.ts'
import { shownComparison, shownProgress, shownSums, shownTarget } from './show-figure.ts'

/** Of a frozen version; null for a draft. */
export interface FrozenMark {
  on: Day
  hash: string
  ordinal: number
  reason: string | null
}

/** Columns of figures that fit one landscape sheet beside the unit's name. */
const COLUMNS_PER_TABLE = 12

/** Lines on reorganisations at the foot of a paper. */
const FOOT_LINES = 8

export function reportPaperOf(content: ReportContent, frozen: FrozenMark | null): ReportPaper {
  const blocName = content.units.find((unit) => unit.kind === 'bloc')?.name ?? ''
  const { cutOffOn, title } = content.report
  return {
    header: {
      party: paperWords.party,
      issuerUpper: superiorOf(blocName),
      issuer: issuerOf(blocName),
      numberWord: paperWords.number,
      number: null,
      symbol: paperWords.symbol,
      place: placeOf(blocName),
      dayWords: dayWords(frozen?.on ?? null, yearOf(frozen?.on ?? cutOffOn)),
      ...(frozen ? {} : { draft: paperWords.draft }),
    },
    title: { kind: paperWords.kind, subject: subjectLines(title) },
    blocks: bodyOf(content),
    recipientsWord: paperWords.recipients,
    recipients: paperWords.recipientLines,
    signature: { authority: paperWords.authority, post: paperWords.post, name: '' },
    appendices: appendicesOf(content),
    footnotes: [
      structureNote({ cutOffOn, structureOn: content.structureOn }),
      completenessLine(content.completeness.accepted, content.completeness.units),
      ...shortened(lineageNotes(content)),
      ...(frozen?.reason ? [restatedNote(restatedName(frozen.ordinal), frozen.reason)] : []),
      frozen ? hashNote(frozen.hash) : draftNote,
    ],
  }
}

/** Why some figures compare with other units than their own, and some with nothing. */
export const lineageNotes = (content: ReportContent): string[] =>
  [unsharedLine(content), ...originLines(content)].filter((line) => line !== null)

/** A foot has room for so many; the sheet has them all. */
const shortened = (lines: string[]): string[] =>
  lines.length <= FOOT_LINES ? lines : [...lines.slice(0, FOOT_LINES), moreLines(lines.length - FOOT_LINES)]

function bodyOf(content: ReportContent): PaperBlock[] {
  const { headings } = content.report
  const tops = headings.filter((heading) => heading.parent === null && !heading.figures)
  return tops.flatMap((top, at): PaperBlock[] => [
    { kind: 'heading', level: 1, text: top.text },
    ...(at === 0 ? [summaryTable(content)] : []),
    ...paragraphs(content.merged[top.code]),
    ...headings
      .filter((heading) => heading.parent === top.code)
      .flatMap((heading): PaperBlock[] => [
        { kind: 'heading', level: 2, text: heading.text },
        ...paragraphs(content.merged[heading.code]),
      ]),
  ])
}

const paragraphs = (text: string | undefined): PaperBlock[] =>
  (text ?? '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ kind: 'paragraph', text: line }))

const column = (label: string, align: 'left' | 'right', width: number, group?: string) => ({
  label,
  align,
  width,
  ...(group === undefined ? {} : { group }),
})

/** The bloc's figures with last year and the yearly target. */
function summaryTable(content: ReportContent): TableBlock {
  const bloc = content.units.find((unit) => unit.kind === 'bloc')?.id ?? ''
  return {
    kind: 'table',
    caption: paperWords.summary,
    landscape: false,
    columns: [
      column(paperWords.indicatorColumn, 'left', 4),
      column(paperWords.now, 'right', 1.4),
      column(paperWords.before, 'right', 1.4),
      column(paperWords.change, 'right', 1.3),
      column(paperWords.target, 'right', 1.3),
      column(paperWords.progress, 'right', 1.4),
    ],
    rows: content.indicators.map((indicator) => {
      const figure = figureAt(content, indicator, bloc)
      return {
        cells: [
          indicator.name,
          shownSums(figure),
          shownSums(figure.before),
          shownComparison(figure),
          shownTarget(figure),
          shownProgress(figure),
        ],
        level: 0,
        total: false,
      }
    }),
  }
}

function appendicesOf(content: ReportContent): PaperAppendix[] {
  const tables: { title: string; landscape: boolean; blocks: PaperBlock[] }[] = [
    { title: paperWords.byUnit, landscape: true, blocks: unitTables(content) },
  ]
  const aimed = content.indicators.filter(({ code }) =>
    Object.values(content.figures[code] ?? {}).some((figure) => figure.target !== null),
  )
  if (aimed.length > 0)
    tables.push({ title: paperWords.againstTarget, landscape: true, blocks: targetTables(content, aimed) })
  const parts = breakdownTable(content)
  if (parts.rows.length > 0) tables.push({ title: paperWords.breakdowns, landscape: false, blocks: [parts] })
  return tables.map((table, at) => ({ ...table, label: `${paperWords.appendix} ${at + 1}` }))
}

function unitRows(content: ReportContent, cells: (row: ReportRow) => string[]): TableRow[] {
  const { total, rows } = rowsOf(content, { open: new Set() })
  return [...(total ? [total] : []), ...rows].map((row) => ({
    cells: [row.closed ? `${row.name} (${paperWords.ended})` : row.name, ...cells(row)],
    level: row.level,
    total: row === total,
  }))
}

/** Units × indicators; as many tables as the width asks for. */
function unitTables(content: ReportContent): TableBlock[] {
  return chunks(content.indicators, COLUMNS_PER_TABLE).map((some) => ({
    kind: 'table',
    caption: '',
    landscape: true,
    columns: [
      column(paperWords.unitColumn, 'left', 5),
      ...some.map((indicator) => column(indicator.short, 'right', 1.5)),
    ],
    rows: unitRows(content, (row) => some.map((one) => shownSums(figureAt(content, one, row.unitId)))),
  }))
}

function targetTables(content: ReportContent, aimed: readonly ContentIndicator[]): TableBlock[] {
  return chunks(aimed, Math.floor(COLUMNS_PER_TABLE / 4)).map((some) => ({
    kind: 'table',
    caption: '',
    landscape: true,
    columns: [
      column(paperWords.unitColumn, 'left', 3.4),
      ...some.flatMap(({ short }) =>
        [paperWords.now, paperWords.change, paperWords.target, paperWords.progress].map((label) =>
          column(label, 'right', 1.6, short),
        ),
      ),
    ],
    rows: unitRows(content, (row) =>
      some.flatMap((one) => {
        const figure = figureAt(content, one, row.unitId)
        return [shownSums(figure), shownComparison(figure), shownTarget(figure), shownProgress(figure)]
      }),
    ),
  }))
}

function breakdownTable(content: ReportContent): TableBlock {
  const rows = content.indicators.flatMap((indicator): TableRow[] => {
    const parts = breakdownsOf(content, indicator)
    const bloc = content.units.find((unit) => unit.kind === 'bloc')?.id ?? ''
    if (parts.length === 0) return []
    return [
      { cells: [indicator.name, shownSums(figureAt(content, indicator, bloc))], level: 0, total: true },
      ...parts.map(({ label, value, sums }) => ({
        cells: [`${label}: ${value}`, shownSums(sums)],
        level: 1,
        total: false,
      })),
    ]
  })
  return {
    kind: 'table',
    caption: '',
    landscape: false,
    columns: [column(paperWords.part, 'left', 5), column(paperWords.value, 'right', 1.5)],
    rows,
  }
}

/** Breakdowns of the bloc in the order of their words; values without a word by their own code. */
export function breakdownsOf(content: ReportContent, indicator: ContentIndicator) {
  return Object.entries(content.breakdowns[indicator.code] ?? {}).flatMap(([dimension, values]) => {
    const words = indicator.dimensions[dimension]
    const order = Object.keys(words?.values ?? {})
    const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length)
    return Object.entries(values)
      .toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([value, sums]) => ({
        dimension,
        key: value,
        label: words?.label ?? dimension,
        value: words?.values[value] ?? (value === 'unknown' ? paperWords.unknown : value),
        sums,
      }))
  })
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}
