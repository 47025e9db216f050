// Drafts an article from a conference record. Every sentence is made of the words of one record and nothing else: numbers and names in
// it occur in the text of its source, which the editor sees beside it. Words come from portal-draft-messages.ts. Pure.
import type { SourceKind, Sentence } from './article.ts'
import { draftWords as words } from './portal-draft-messages.ts'
import { figureSourceText, recordSourceText } from './article-sources.ts'
import type { DraftFigure, DraftRecord } from './draft-record.ts'

export interface ArticleDraft {
  title: string
  lead: string
  sentences: Sentence[]
}

/** Figures told in one article; the report has them all. */
const MOST_FIGURES = 8

/** One line of prose out of text that may hold several, closed like a sentence. */
export function asSentence(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim()
  return one === '' || /[.!?…;]["”»)]?$/.test(one) ? one : `${one}.`
}

/** Sentences of a text, in order; abbreviations and numbers with dots are not cut. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap((line) => line.split(/(?<=[.!?…])\s+(?=\p{Lu})/u))
    .map(asSentence)
    .filter((one) => one !== '')
}

export function draftArticle(record: DraftRecord, figures: readonly DraftFigure[]): ArticleDraft {
  const sentences: Sentence[] = []
  let paragraph = 0
  const say = (sourceKind: SourceKind, sourceId: string, text: string) => {
    const one = asSentence(text)
    if (one !== '') sentences.push({ paragraph, text: one, sourceKind, sourceId, edited: false })
  }
  const begin = () => {
    paragraph += sentences.some((one) => one.paragraph === paragraph) || paragraph === 0 ? 1 : 0
  }
  const ofConference = (text: string) => say('conference', record.id, text)

  begin()
  ofConference(words.opening(record))
  if (record.chair) ofConference(words.chair(record.chair))

  begin()
  record.guests.forEach((guest, n) =>
    say('conference_guest', guest.id, words.guest(guest, n === 0, n === record.guests.length - 1)),
  )

  begin()
  // Without figures the theme is the lead already.
  if (record.theme && figures.length > 0) ofConference(words.theme(record.theme))
  const lead = record.papers.find((paper) => paper.kind === 'lead_report')
  if (record.reportTitle && !lead) ofConference(words.leadReport(record.reportTitle))
  if (lead) say('conference_paper', lead.id, words.paper(lead))

  begin()
  for (const figure of figures.slice(0, MOST_FIGURES)) say('figure', figure.sourceId, words.figure(figure))

  begin()
  for (const item of record.items) if (item.presenter) say('conference_item', item.id, words.item(item))

  begin()
  for (const kind of ['paper', 'statement', 'directive'] as const) {
    const spoken = record.papers.filter((paper) => paper.kind === kind && paper.state === 'presented')
    for (const paper of spoken) say('conference_paper', paper.id, words.paper(paper))
  }

  begin()
  for (const one of record.recommendations) say('recommendation', one.id, words.recommendation(one))

  for (const line of (record.conclusion ?? '').split(/\n+/)) {
    begin()
    for (const text of sentencesOf(line)) ofConference(text)
  }

  begin()
  for (const point of record.points) say('conclusion_point', point.id, words.point(point))

  const told = figures.slice(0, 2).map((figure) => asSentence(words.figure(figure)))
  const opening = sentences[0]?.text ?? asSentence(record.title)
  return {
    title: record.title,
    lead: told.length > 0 ? told.join(' ') : record.theme ? asSentence(words.theme(record.theme)) : opening,
    sentences,
  }
}

/** The text of every source a draft may cite, by `kind id`. */
export function sourceTexts(record: DraftRecord, figures: readonly DraftFigure[]): Map<string, string> {
  return new Map([
    ...recordSourceText(record),
    ...figures.map((figure) => [`figure ${figure.sourceId}`, figureSourceText(figure)] as const),
  ])
}
