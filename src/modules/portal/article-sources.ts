// The records an article may be made of, and the text of each as the editor sees it beside the sentence. Pure.
import { formatDay, dayInVietnam } from '#kernel/day.ts'
import type { DraftFigure, DraftRecord } from './draft-record.ts'
import { sourceWords } from './portal-draft-messages.ts'

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
