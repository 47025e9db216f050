// The papers a conference leaves: the notice of its conclusion and its proceedings, as plain data for PDF and DOCX. Pure.
import { formatDay } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import type { PaperBlock, ReportPaper } from '#platform/paper/report-paper.ts'
import {
  byAuthor,
  conclusionSubject,
  dayWords,
  issuerOf,
  paperWords,
  recommendationLine,
} from './conference-paper-messages.ts'
import { paperKindNames } from './conferences-messages.ts'
import type { ConferenceRecord } from './read-conference.ts'

const paragraphs = (text: string | null): PaperBlock[] =>
  (text ?? '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'paragraph', text: line }))

function taskTable(record: ConferenceRecord): PaperBlock {
  return {
    kind: 'table',
    caption: paperWords.tasksCaption,
    landscape: false,
    columns: [
      { label: paperWords.order, align: 'center', width: 1 },
      { label: paperWords.task, align: 'left', width: 7 },
      { label: paperWords.owner, align: 'left', width: 4 },
      { label: paperWords.due, align: 'center', width: 2 },
    ],
    rows: record.points.map((point, n) => ({
      cells: [String(n + 1), point.text, point.ownerName ?? '', point.dueOn === null ? '' : formatDay(point.dueOn)],
      level: 0,
      total: false,
    })),
  }
}

function base(record: ConferenceRecord, kind: string, symbol: string, blocks: PaperBlock[]): ReportPaper {
  return {
    header: {
      party: paperWords.party,
      issuerUpper: paperWords.superior,
      issuer: issuerOf(record.unitName),
      numberWord: paperWords.number,
      number: null,
      symbol,
      place: paperWords.place,
      dayWords: dayWords(record.concludedOn ?? record.on),
    },
    title: { kind, subject: conclusionSubject(record.title, record.on) },
    blocks,
    recipientsWord: paperWords.recipients,
    recipients: [...paperWords.recipientLines],
    signature: { authority: [...paperWords.authority], post: paperWords.post, name: '' },
    appendices: [],
    footnotes: [],
  }
}

/** The notice of conclusion: the text, then the table of tasks. */
export function conclusionPaperOf(record: ConferenceRecord): ReportPaper {
  const tasks: PaperBlock[] =
    record.points.length === 0 ? [] : [{ kind: 'heading', level: 1, text: paperWords.tasks }, taskTable(record)]
  return base(record, paperWords.conclusionKind, paperWords.conclusionSymbol, [
    ...paragraphs(record.conclusion),
    ...tasks,
  ])
}

/** The proceedings: agenda, guests, every paper in full, recommendations, conclusion with its tasks. */
export function proceedingsOf(record: ConferenceRecord): ReportPaper {
  const blocks: PaperBlock[] = []
  const section = (text: string, inner: PaperBlock[]) => {
    if (inner.length > 0) blocks.push({ kind: 'heading', level: 1, text }, ...inner)
  }
  section(
    paperWords.agenda,
    record.items.map((item, n): PaperBlock => ({
      kind: 'paragraph',
      text: `${n + 1}. ${item.text}${item.presenter ? ` (${item.presenter})` : ''}`,
    })),
  )
  if (record.guests.length > 0) {
    section(paperWords.guests, [
      {
        kind: 'table',
        caption: paperWords.guestsCaption,
        landscape: false,
        columns: [
          { label: paperWords.role, align: 'left', width: 6 },
          { label: paperWords.invited, align: 'right', width: 1 },
          { label: paperWords.attended, align: 'right', width: 1 },
        ],
        rows: record.guests.map((guest) => ({
          cells: [
            guest.role,
            formatInteger(guest.invited),
            guest.attended === null ? '' : formatInteger(guest.attended),
          ],
          level: 0,
          total: false,
        })),
      },
    ])
  }
  for (const paper of record.papers) {
    blocks.push({ kind: 'heading', level: 1, text: `${paperKindNames[paper.kind]}: ${paper.title}` })
    blocks.push({ kind: 'paragraph', text: byAuthor(paper.author, paper.unitName), style: 'italic' })
    blocks.push(
      ...(paper.body === null ? [{ kind: 'paragraph', text: paperWords.noBody } as const] : paragraphs(paper.body)),
    )
  }
  section(
    paperWords.recommendations,
    record.recommendations.map((one): PaperBlock => ({
      kind: 'paragraph',
      text: recommendationLine(one.levelName, one.text),
    })),
  )
  section(paperWords.conclusion, [
    ...paragraphs(record.conclusion),
    ...(record.points.length > 0 ? [taskTable(record)] : []),
  ])
  return base(record, paperWords.proceedingsKind, paperWords.proceedingsSymbol, blocks)
}
