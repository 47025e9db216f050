// Words for what reorganisations mean for a report: why a unit is compared with others than itself, and in which structure it is drawn.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { lineageActs } from '#modules/targets/targets.server.ts'
import type { ContentOrigin, ReportContent } from './report-content.ts'

export const notComparable = 'không so sánh được'

/** Why: how many records could not be shared out. */
export const unsharedNote = (count: number): string =>
  `Không so sánh được: ${formatInteger(count)} hồ sơ của đơn vị đã chia, tách không xác định được thuộc đơn vị nào.`

/** One reorganisation from the side of who came out of it: gồm 34 đảng viên từ Chi bộ X, chia ngày 01/03/2025. */
export function originWords({ kind, from, to, outside, members, on }: ContentOrigin): string {
  const act = `${lineageActs[kind]} ngày ${formatDay(on)}`
  if (kind === 'transfer_in') return `tiếp nhận từ ${outside ?? ''} ngày ${formatDay(on)}`
  if (kind === 'transfer_out')
    return `${from?.name ?? ''} chuyển về ${outside ?? ''} ngày ${formatDay(on)}, không còn trong cơ cấu này`
  if (to === null) return `${from?.name ?? ''} ${act}, hồ sơ tính cho cấp trên trực tiếp`
  const part = kind === 'split' || kind === 'separate' || kind === 'dissolve'
  if (part)
    return `gồm ${members === null ? 'một phần' : `${formatInteger(members)} đảng viên`} từ ${from?.name ?? ''}, ${act}`
  return `gồm cả ${from?.name ?? ''}, ${act}`
}

/** One line for each unit that came out of a reorganisation, the bloc's losses last. */
export function originLines(content: Pick<ReportContent, 'origins'>): string[] {
  const groups = Map.groupBy(content.origins ?? [], ({ to }) => to?.name ?? '')
  return [...groups]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === ''))
    .flatMap(([name, origins]) => {
      const words = origins.map(originWords)
      return name === '' ? words : [`${name}: ${words.join('; ')}.`]
    })
}

/** Cells whose change is not told, for the notes of papers and sheets; null when there is none. */
export function unsharedLine(content: Pick<ReportContent, 'figures'>): string | null {
  const cells = Object.values(content.figures).flatMap((units) => Object.values(units).filter((cell) => cell.unshared))
  if (cells.length === 0) return null
  return `Có ${formatInteger(cells.length)} số ${notComparable} với cùng kỳ (ghi —): hồ sơ của đơn vị đã chia, tách không xác định được thuộc đơn vị nào.`
}

export const moreLines = (count: number): string =>
  `Và ${formatInteger(count)} thay đổi khác về tổ chức, xem bản Excel.`

/** In which structure a report is drawn, for headings. */
export function structureNote({ cutOffOn, structureOn }: { cutOffOn: Day; structureOn: Day | undefined }): string {
  const cut = `Số liệu chốt ngày ${formatDay(cutOffOn)}`
  return structureOn
    ? `${cut}, theo cơ cấu hiện nay (ngày ${formatDay(structureOn)}): số liệu cũ tính cho đơn vị kế thừa.`
    : `${cut}, theo cơ cấu tại thời điểm: hệ thống tổ chức của ngày đó.`
}
