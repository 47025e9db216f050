// What the pages of a report show, made of its content: every number already written, every link already made.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { parsePeriod } from '#kernel/period.ts'
import { notComparable } from '#modules/reports/origin-messages.ts'
import { restatedName, shortTitle, standingCounts } from '#modules/reports/reports-messages.ts'
import { carriedWords } from '#modules/targets/targets.server.ts'
import {
  originLines,
  originWords,
  rowsOf,
  shownComparison,
  shownProgress,
  shownSums,
  signOfComparison,
  STANDINGS,
  unsharedNote,
} from '#modules/reports/reports.server.ts'
import type { ContentFigure, ReportContent, ReportRow, Standing } from '#modules/reports/reports.server.ts'
import { standingStates } from '../report-states.ts'

/** The address with some of it changed; null takes a name away. */
export function hereWith(url: URL, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(url.searchParams)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text ? `${url.pathname}?${text}` : url.pathname
}

export function headOf(content: ReportContent) {
  const period = parsePeriod(content.report.period)
  return {
    id: content.report.id,
    name: period ? shortTitle(period) : content.report.title,
    title: content.report.title,
    due: formatDay(content.report.dueOn),
    cutOff: formatDay(content.report.cutOffOn),
  }
}

/** Pages come whole, so a link into the table names the row to come back to. */
export const placeOf = (unitId: string | null): string => (unitId === null ? '' : `#u-${unitId}`)

export const versionName = restatedName

/** Units by standing, each part a link that keeps only those; pressed again it shows all. */
export function stripOf(content: ReportContent, url: URL) {
  const now = url.searchParams.get('trang-thai')
  return STANDINGS.map((standing) => ({
    state: standingStates[standing] ?? ('none' as const),
    count: content.completeness[standing],
    label: standingCounts[standing],
    href: hereWith(url, { 'trang-thai': now === standing ? null : standing }),
  }))
}

export interface ViewCell {
  text: string
  href: string | null
  tone: 'up' | 'down' | null
  /** Said when pointed at: what it is compared with, how a target came about. */
  title?: string
}

export interface ViewRow {
  id: string
  name: string
  href: string | null
  level: number
  /** Address that opens or folds what is below; null where nothing is. */
  fold: string | null
  open: boolean
  tag: { state: 'late' | 'due' | 'done' | 'returned' | 'draft' | 'none'; label: string } | null
  ended: boolean
  cells: ViewCell[]
}

export interface ViewColumn {
  key: string
  label: string
  title: string
  on: boolean
}

/**
 * The consolidated table. Change and target stand beside the indicators that have targets and the one being looked at; beside all
 * with `?so-sanh=1`. Opened units come from `?mo=`, the figure looked at from `?so=` and `?cua=`, the filter from `?trang-thai=`.
 */
export function tableOf(content: ReportContent, url: URL, partHref: (unitId: string) => string | null) {
  const open = new Set((url.searchParams.get('mo') ?? '').split(',').filter(Boolean))
  const focus = url.searchParams.get('so')
  const focusUnit = url.searchParams.get('cua')
  const everything = url.searchParams.get('so-sanh') === '1'
  const standing = STANDINGS.find((one) => one === url.searchParams.get('trang-thai')) ?? null
  const aimed = new Set(
    content.indicators
      .filter(({ code }) => Object.values(content.figures[code] ?? {}).some((figure) => figure.target !== null))
      .map(({ code }) => code),
  )
  const origins = new Map(
    [...Map.groupBy(content.origins ?? [], ({ to }) => to?.id ?? '')].map(([id, all]) => [
      id,
      all.map(originWords).join('; '),
    ]),
  )
  const compared = (code: string) => everything || code === focus || aimed.has(code)
  const columns = content.indicators.flatMap(({ code, short, name }): ViewColumn[] => [
    { key: code, label: short, title: name, on: code === focus },
    ...(compared(code)
      ? [{ key: `${code}-thay-doi`, label: 'so cùng kỳ', title: `${name}: so với cùng kỳ năm trước`, on: false }]
      : []),
    ...(aimed.has(code)
      ? [{ key: `${code}-chi-tieu`, label: '% chỉ tiêu năm', title: `${name}: phần trăm chỉ tiêu năm`, on: false }]
      : []),
  ])
  const row = (one: ReportRow): ViewRow => ({
    id: one.unitId,
    name: one.kind === 'bloc' ? 'Toàn Đảng bộ' : one.name,
    href: one.standing === null ? null : partHref(one.unitId),
    level: one.level,
    fold: one.children === 0 ? null : hereWith(url, { mo: listWith(open, one.unitId) }) + placeOf(one.unitId),
    open: one.open,
    tag: tagOf(one),
    ended: one.closed,
    cells: content.indicators.flatMap(({ code, better }, at): ViewCell[] => {
      const figure = one.figures[at]
      if (!figure) return []
      const same = focus === code && focusUnit === one.unitId
      const sign = signOfComparison(figure)
      return [
        {
          text: shownSums(figure),
          href:
            hereWith(url, { so: same ? null : code, cua: same ? null : one.unitId, loc: null, trang: null }) +
            (one.kind === 'bloc' ? '' : placeOf(one.unitId)),
          tone: null,
        },
        ...(compared(code)
          ? [
              {
                text: figure.unshared ? notComparable : shownComparison(figure),
                href: null,
                ...comparedTitle(figure, origins.get(one.unitId)),
                tone: !better || !sign ? null : sign > 0 === (better === 'more') ? ('up' as const) : ('down' as const),
              },
            ]
          : []),
        ...(aimed.has(code)
          ? [{ text: shownProgress(figure), href: null, tone: null, ...targetTitle(one.unitId, figure, content.names) }]
          : []),
      ]
    }),
  })
  const { total, rows } = rowsOf(content, { open, standing })
  return {
    origins: originLines(content),
    columns,
    total: total && standing === null ? row(total) : null,
    rows: rows.map(row),
    focus: focus && focusUnit ? { indicator: focus, unitId: focusUnit } : null,
    comparing: everything,
    compareHref: hereWith(url, { 'so-sanh': everything ? null : '1' }),
    filtered:
      standing === null ? null : { label: standingCounts[standing], href: hereWith(url, { 'trang-thai': null }) },
  }
}

/** What a change says that its two numbers do not. */
function comparedTitle(figure: ContentFigure, origin: string | undefined): { title?: string } {
  const parts = [
    ...(figure.unshared ? [unsharedNote(figure.unshared)] : []),
    ...(figure.compared
      ? [`So theo đơn vị kế thừa: kỳ này ${shownSums(figure.compared)}, cùng kỳ ${shownSums(figure.before)}.`]
      : []),
    ...(origin ? [`Đơn vị ${origin}.`] : []),
  ]
  return parts.length > 0 ? { title: parts.join(' ') } : {}
}

function targetTitle(unitId: string, figure: ContentFigure, names: ReportContent['names']): { title?: string } {
  if (!figure.shares || figure.target === null) return {}
  return { title: `Chỉ tiêu ${figure.target}: ${carriedWords(unitId, figure.target, figure.shares, names ?? {})}.` }
}

const listWith = (open: ReadonlySet<string>, id: string): string | null => {
  const next = open.has(id) ? [...open].filter((other) => other !== id) : [...open, id]
  return next.length === 0 ? null : next.join(',')
}

function tagOf(row: ReportRow): ViewRow['tag'] {
  const labels: Partial<Record<Standing, string>> = {
    late: `quá hạn ${row.daysLate} ngày`,
    submitted: 'chờ duyệt',
    returned: 'trả lại',
  }
  const label = row.standing ? labels[row.standing] : undefined
  return label && row.standing ? { state: (standingStates[row.standing] ?? 'none') as 'late', label } : null
}

/** Breakdowns of a figure as tags: known values in the order of their words, zeros left out. */
export function breakdownTags(
  indicator: { dimensions: Record<string, { label: string; values: Record<string, string> }> },
  parts: Record<string, Record<string, { num: number; den: number | null }>>,
) {
  return Object.entries(indicator.dimensions).flatMap(([dimension, words]) => {
    const sums = parts[dimension] ?? {}
    const known = Object.keys(words.values).filter((value) => value in sums)
    const others = Object.keys(sums).filter((value) => !(value in words.values))
    return [...known, ...others].map((value) => ({
      key: `${dimension}:${value}`,
      group: words.label,
      label: words.values[value] ?? (value === 'unknown' ? 'Chưa rõ' : value),
      text: shownSums(sums[value] ?? { num: 0, den: null }),
    }))
  })
}

/** When and what a figure counts: a stock on its day, a flow over its days. */
export function howOf({
  indicator,
  span,
}: {
  indicator: { kind: 'stock' | 'flow'; how: string }
  span: { from: Day; to: Day }
}) {
  const days =
    indicator.kind === 'stock' ? `ngày ${formatDay(span.to)}` : `${formatDay(span.from)}–${formatDay(span.to)}`
  return `${days} · ${indicator.how}`
}
