// The book of members as a paper in the Party's layout, lying on its side. Pure: same rows, same paper.
import type { Day } from '#kernel/day.ts'
import { dayOfMonth, monthOf, yearOf } from '#kernel/day.ts'
import { PARTY_LAYOUT } from '#platform/paper/party-layout.ts'
import type { PartyLayout } from '#platform/paper/party-layout.ts'
import type { PaperHeader, ReportPaper } from '#platform/paper/report-paper.ts'
import { paperDayWords, registerCells, registerColumns, registerWords } from './register-sheet-messages.ts'
import type { RegisterRow } from './register-rows.ts'

export interface RegisterBook {
  day: Day
  since: Day | null
  rows: readonly RegisterRow[]
}

/** Fourteen columns do not fit a sheet in the ordinary size. */
export const REGISTER_LAYOUT: PartyLayout = {
  ...PARTY_LAYOUT,
  margins: { top: 15, bottom: 15, left: 15, right: 10 },
  wideFrom: registerColumns.length - 1,
  size: { ...PARTY_LAYOUT.size, wideTable: 9 },
}

/** Letterhead of a paper by the unit of that name, below another. */
export const headerOf = (issuer: string, superior: string | null, on: Day, symbol: string): PaperHeader => ({
  party: registerWords.party,
  issuerUpper: (superior ?? registerWords.place).toLocaleUpperCase('vi'),
  issuer: issuer.toLocaleUpperCase('vi'),
  numberWord: registerWords.number,
  number: null,
  symbol,
  place: registerWords.place,
  dayWords: paperDayWords(dayOfMonth(on), monthOf(on), yearOf(on)),
})

/** `landscape`: the table opens a sheet of its own (Word); in PDF the whole paper lies on its side. */
export function registerPaperOf(
  book: RegisterBook,
  unit: { name: string; superior: string | null },
  landscape: boolean,
): ReportPaper {
  const left = book.rows.filter((row) => row.wentOn !== null).length
  const masked = book.rows.some((row) => row.religion === undefined)
  return {
    header: headerOf(unit.name, unit.superior, book.day, registerWords.symbol),
    title: {
      kind: registerWords.title,
      subject: [registerWords.asOf(book.day), ...(book.since ? [registerWords.withLeft(book.since)] : [])],
    },
    blocks: [
      {
        kind: 'table',
        caption: unit.name,
        landscape,
        columns: registerColumns.map(({ label, width }, i) => ({
          label,
          width,
          align: i === 0 ? ('center' as const) : ('left' as const),
        })),
        rows: book.rows.map((row, i) => ({
          cells: registerCells(row, i + 1, book.day, landscape ? '; ' : '\n'),
          level: 0,
          total: false,
        })),
      },
    ],
    recipientsWord: registerWords.recipients,
    recipients: registerWords.recipientLines,
    signature: { authority: registerWords.authority, post: registerWords.post, name: '' },
    appendices: [],
    footnotes: [registerWords.count(book.rows.length - left, left), ...(masked ? [registerWords.masked] : [])],
  }
}
