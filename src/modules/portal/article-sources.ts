// The records an article may be made of, and the text of each as the editor sees it beside the sentence. Pure.
import { formatDay, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { sourceWords } from './portal-draft-messages.ts'

export type DraftPaperKind = 'lead_report' | 'paper' | 'statement' | 'directive'

export interface DraftRecord {
  id: string
  unitName: string
  title: string
  ordinal: number | null
  term: string | null
  theme: string | null
  startsAt: Date
  place: string | null
  chair: string | null
  reportTitle: string | null
  conclusion: string | null
  items: readonly { id: string; text: string; presenter: string | null }[]
  guests: readonly { id: string; role: string; invited: number; attended: number | null }[]
  papers: readonly {
    id: string
    kind: DraftPaperKind
    title: string
    author: string
    unitName: string | null
    state: string
  }[]
  recommendations: readonly { id: string; levelName: string; text: string; raisedBy: string | null }[]
  points: readonly { id: string; text: string; ownerName: string | null; dueOn: Day | null }[]
}

/** A figure of the bloc in the frozen lead report, ready to be told. */
export interface DraftFigure {
  /** indicator@unit@snapshot */
  sourceId: string
  name: string
  unit: string
  /** As shown: 99, 67,77%. */
  value: string
  cutOffOn: Day
  period: string
  /** Same period of last year; null when there is none. */
  before: string | null
  target: string | null
  progress: string | null
}

const joined = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ')

export const figureSourceText = (figure: DraftFigure): string =>
  joined([
    figure.name,
    sourceWords.value(figure.value, figure.unit),
    figure.period,
    sourceWords.cutOff(formatDay(figure.cutOffOn)),
    figure.before === null ? null : sourceWords.before(figure.before),
    figure.target === null ? null : sourceWords.target(figure.target, figure.progress),
  ])

/** Text by `kind id` of every line of the record. */
export function recordSourceText(record: DraftRecord): Map<string, string> {
  const texts = new Map<string, string>()
  texts.set(
    `conference ${record.id}`,
    joined([
      record.title,
      record.unitName,
      sourceWords.time(formatDay(dayInVietnam(record.startsAt)), record.startsAt),
      record.place,
      record.chair,
      record.theme,
      record.ordinal === null ? null : sourceWords.ordinal(record.ordinal, record.term),
      record.reportTitle,
      record.conclusion,
    ]),
  )
  for (const item of record.items) texts.set(`conference_item ${item.id}`, joined([item.text, item.presenter]))
  for (const guest of record.guests) {
    texts.set(`conference_guest ${guest.id}`, joined([guest.role, sourceWords.guest(guest.invited, guest.attended)]))
  }
  for (const paper of record.papers) {
    const kind = sourceWords.paperKinds[paper.kind]
    texts.set(`conference_paper ${paper.id}`, joined([kind, paper.title, paper.author, paper.unitName]))
  }
  for (const one of record.recommendations) {
    texts.set(`recommendation ${one.id}`, joined([one.levelName, one.text, one.raisedBy]))
  }
  for (const point of record.points) {
    const due = point.dueOn === null ? null : sourceWords.due(formatDay(point.dueOn))
    texts.set(`conclusion_point ${point.id}`, joined([point.text, point.ownerName, due]))
  }
  return texts
}
