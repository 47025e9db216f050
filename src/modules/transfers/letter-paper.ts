// The letter of introduction as a paper in the Party's layout: who, from where to where, dues paid to which month, by when to present it.
// Pure: same case, same paper.
import type { ReportPaper } from '#platform/paper/report-paper.ts'
import type { LetterFacts } from './letter-facts.ts'
import { letterWords } from './letter-messages.ts'

export function letterPaperOf(facts: LetterFacts): ReportPaper {
  const { letterText, issuedOn } = facts
  const [number = null, symbol = letterWords.symbol] = letterText?.split('-') ?? []
  return {
    header: {
      party: letterWords.party,
      issuerUpper: facts.superior.toLocaleUpperCase('vi'),
      issuer: facts.issuer.toLocaleUpperCase('vi'),
      numberWord: letterWords.number,
      number,
      symbol,
      place: letterWords.place,
      dayWords: letterWords.day(issuedOn),
      ...(letterText === null ? { draft: letterWords.draft } : {}),
    },
    title: { kind: letterWords.title, subject: [letterWords.subject(facts.kind)] },
    blocks: [
      { kind: 'paragraph', text: letterWords.to(facts.to) },
      ...letterWords.lines(facts).map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'table', columns: letterWords.slip, rows: letterWords.slipRows.map((cells) => ({ cells, level: 0, total: false })), caption: letterWords.slipTitle, landscape: false }, // prettier-ignore
    ],
    recipientsWord: letterWords.recipients,
    recipients: letterWords.recipientLines,
    signature: { authority: letterWords.authority, post: letterWords.post, name: facts.signer ?? '' },
    appendices: [],
    footnotes: [],
  }
}
