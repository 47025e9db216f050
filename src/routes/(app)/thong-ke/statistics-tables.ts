// The tables of the statistics out of figures: the page shows them, the sheet writes them, so that both have the same numbers.
import type { Figure, IndicatorWords } from '#modules/figures/figures.server.ts'
import type { StatisticsRow, UnitStrength } from '#modules/members/members.server.ts'

interface Indicator {
  code: string
  words: IndicatorWords
  dimensions: readonly string[]
}

export interface Part {
  /** dimension:value, as Số liệu is asked for it. */
  key: string
  label: string
  count: number
}

export interface Group {
  key: string
  label: string
  parts: Part[]
}

/** One group of rows for each breakdown; values without a word keep their code, what is not written down comes last. */
export function groupsOf(
  indicator: Indicator,
  figure: Figure,
  names: Record<string, Record<string, string>> = {},
): Group[] {
  return indicator.dimensions.map((dimension) => {
    const words = indicator.words.dimensions[dimension]
    const known: Record<string, string> = { ...words?.values, ...names[dimension] }
    const sums = figure.parts[dimension] ?? {}
    const values = [...Object.keys(known), ...Object.keys(sums).filter((value) => !(value in known))]
    return {
      key: dimension,
      label: words?.label ?? dimension,
      parts: values
        .filter((value) => sums[value] || value in (words?.values ?? {}))
        .map((value) => ({
          key: `${dimension}:${value}`,
          label: known[value] ?? (value === 'unknown' ? 'Chưa ghi' : value),
          count: sums[value]?.num ?? 0,
        })),
    }
  })
}

export interface UnitColumn {
  code: string
  label: string
  part: string | null
}

/** The columns of the table by unit: the strength with the groups most asked for, then what the period brought. */
export const unitColumns: readonly UnitColumn[] = [
  { code: 'I03', label: 'Đảng viên', part: null },
  { code: 'I03', label: 'Nữ', part: 'sex:female' },
  { code: 'I03', label: 'Dân tộc thiểu số', part: 'ethnicity:minority' },
  { code: 'I03', label: 'Dự bị', part: 'status:probationary' },
  { code: 'I03', label: 'Miễn sinh hoạt', part: 'activity:exempt' },
  { code: 'I03', label: 'Đến 30 tuổi', part: 'age:18-30' },
  { code: 'I03', label: 'Lý luận cao cấp', part: 'theory:advanced' },
  { code: 'I04', label: 'Kết nạp', part: null },
  { code: 'I04', label: 'Kết nạp nữ', part: 'sex:female' },
  { code: 'I07', label: 'Chính thức', part: null },
  { code: 'I10', label: 'Ra khỏi Đảng', part: null },
]

export function numberOf(figures: StatisticsRow['figures'], column: UnitColumn): number {
  const figure = figures[column.code]
  const [dimension = '', value = ''] = column.part?.split(':') ?? []
  return (column.part ? figure?.parts[dimension]?.[value]?.num : figure?.num) ?? 0
}

const ENTERED = {
  admission: 'Kết nạp',
  arrival: 'Chuyển đến',
  restoration: 'Khôi phục',
  move: 'Chi bộ khác chuyển đến',
}
const LEFT = {
  departure: 'Chuyển đi',
  death: 'Từ trần',
  removal: 'Xóa tên',
  resignation: 'Xin ra',
  expulsion: 'Khai trừ',
  annulment: 'Hủy quyết định',
  move: 'Chuyển chi bộ khác',
}

export interface MovementColumn {
  what: 'opening' | 'entered' | 'left' | 'closing'
  /** null: all kinds together. */
  kind: string | null
  label: string
}

const sum = (tally: Partial<Record<string, number>>): number =>
  Object.values(tally).reduce<number>((all, n) => all + (n ?? 0), 0)

export function movementNumber(row: UnitStrength, { what, kind }: MovementColumn): number {
  if (what === 'opening' || what === 'closing') return row[what]
  const tally: Partial<Record<string, number>> = row[what]
  return kind === null ? sum(tally) : (tally[kind] ?? 0)
}

/** Opening + in − out = closing, with the kinds that happened somewhere. */
export function movementColumns(rows: readonly UnitStrength[]): MovementColumn[] {
  const kinds = (what: 'entered' | 'left', words: Record<string, string>): MovementColumn[] =>
    Object.entries(words)
      .map(([kind, label]) => ({ what, kind, label }))
      .filter((column) => rows.some((row) => movementNumber(row, column) > 0))
  return [
    { what: 'opening', kind: null, label: 'Đầu kỳ' },
    { what: 'entered', kind: null, label: 'Tăng' },
    ...kinds('entered', ENTERED),
    { what: 'left', kind: null, label: 'Giảm' },
    ...kinds('left', LEFT),
    { what: 'closing', kind: null, label: 'Cuối kỳ' },
  ]
}

/** What one number of the movement is called: «Tăng: chuyển đến». */
export function movementWords(what: string, kind: string | null): string {
  const whole: Record<string, string> = { opening: 'Có đầu kỳ', entered: 'Tăng', left: 'Giảm', closing: 'Có cuối kỳ' }
  const words: Record<string, string> = what === 'entered' ? ENTERED : LEFT
  return kind === null ? (whole[what] ?? '') : `${whole[what] ?? ''}: ${(words[kind] ?? kind).toLowerCase()}`
}
