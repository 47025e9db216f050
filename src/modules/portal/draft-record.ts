// The shapes an article is drafted from: a conference's record, and figures of the frozen lead report.
import type { Day } from '#kernel/day.ts'

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
