// Words of a drafted article: sentences that add no number and no name to what the record says.
import { formatDay, dayInVietnam, formatInstant } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import type { DraftFigure, DraftPaperKind, DraftRecord } from './draft-record.ts'

/** «Đồng chí» begins with a small letter inside a sentence. */
const person = (name: string): string => name.replace(/^Đồng chí/u, 'đồng chí')
const lower = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const timeOf = (at: Date): string => formatInstant(at).split(' ')[1] ?? ''

function partOfDay(at: Date): string {
  const hour = Number(timeOf(at).slice(0, 2))
  return hour < 12 ? 'Sáng' : hour < 18 ? 'Chiều' : 'Tối'
}

const paperKinds: Record<DraftPaperKind, string> = {
  lead_report: 'Báo cáo đề dẫn',
  paper: 'Tham luận',
  statement: 'Ý kiến phát biểu',
  directive: 'Phát biểu chỉ đạo',
}

export const sourceWords = {
  paperKinds,
  time: (day: string, at: Date) => `${timeOf(at)} ngày ${day}`,
  ordinal: (ordinal: number, term: string | null) => `lần thứ ${ordinal}${term === null ? '' : `, khóa ${term}`}`,
  value: (value: string, unit: string) => (unit === '%' ? value : `${value} ${unit}`),
  cutOff: (day: string) => `tính đến ${day}`,
  before: (value: string) => `cùng kỳ năm trước ${value}`,
  target: (target: string, progress: string | null) =>
    `chỉ tiêu năm ${target}${progress === null ? '' : `, đạt ${progress}`}`,
  guest: (invited: number, attended: number | null) =>
    `mời ${formatInteger(invited)}${attended === null ? '' : `, dự ${formatInteger(attended)}`}`,
  due: (day: string) => `xong trước ${day}`,
}

export const draftWords = {
  opening(record: DraftRecord): string {
    const on = formatDay(dayInVietnam(record.startsAt))
    const place = record.place ? `, tại ${record.place}` : ''
    const ordinal = record.ordinal === null ? '' : ` ${sourceWords.ordinal(record.ordinal, record.term)}`
    const said = record.ordinal !== null && /lần thứ/i.test(record.title) ? '' : ordinal
    return `${partOfDay(record.startsAt)} ngày ${on}${place}, ${record.unitName} tổ chức ${lower(record.title)}${said}.`
  },
  chair: (chair: string) => `Chủ trì hội nghị: ${person(chair)}.`,
  /** Guests stand in one enumeration, each clause linked to its own line. */
  guest(guest: { role: string; attended: number | null }, first: boolean, last: boolean): string {
    const count = guest.attended === null || guest.attended === 0 ? '' : ` (${formatInteger(guest.attended)} đại biểu)`
    return `${first ? 'Dự hội nghị có ' : ''}${lower(guest.role)}${count}${last ? '.' : ';'}`
  },
  theme: (theme: string) => `Chủ đề hội nghị: ${lower(theme)}`,
  leadReport: (title: string) => `Hội nghị nghe và thảo luận ${lower(title)}.`,
  figure(figure: DraftFigure): string {
    const value = sourceWords.value(figure.value, figure.unit)
    const extra = [
      figure.before === null ? null : sourceWords.before(figure.before),
      figure.target === null || figure.progress === null ? null : `đạt ${figure.progress} chỉ tiêu năm`,
    ].filter((part) => part !== null)
    return `${figure.name}: ${value}${extra.length === 0 ? '' : ` (${extra.join('; ')})`}.`
  },
  item: (item: { text: string; presenter: string | null }) =>
    `Hội nghị dành thời gian cho nội dung “${item.text}”, do ${person(item.presenter ?? '')} trình bày.`,
  paper(paper: { kind: DraftPaperKind; title: string; author: string; unitName: string | null }): string {
    const author =
      paper.unitName === null || paper.author.includes(paper.unitName)
        ? person(paper.author)
        : `${person(paper.author)}, ${paper.unitName}`
    if (paper.kind === 'directive') return `Phát biểu chỉ đạo hội nghị, ${author} nêu: ${paper.title}`
    if (paper.kind === 'statement') return `Phát biểu tại hội nghị, ${author} nêu ý kiến về ${lower(paper.title)}`
    return `${paperKinds[paper.kind]} “${paper.title}” do ${author} trình bày.`
  },
  recommendation: (one: { levelName: string; text: string }) =>
    `Hội nghị kiến nghị với ${one.levelName}: ${lower(one.text)}`,
  point(point: { text: string; ownerName: string | null; dueOn: DraftRecord['points'][number]['dueOn'] }): string {
    const owner = point.ownerName === null ? null : `đơn vị thực hiện: ${point.ownerName}`
    const due = point.dueOn === null ? null : `xong trước ${formatDay(point.dueOn)}`
    const tail = [owner, due].filter((part) => part !== null).join('; ')
    return `${point.text.replace(/[.\s]+$/, '')}${tail === '' ? '' : ` (${tail})`}.`
  },
}
