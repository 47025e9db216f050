// An article from draft to the portal as pure values: states, sections, sentences with their sources, and the address it gets.
import { slug } from '#kernel/vietnamese/text.ts'

export const ARTICLE_STATES = ['draft', 'in_review', 'approved', 'published', 'withdrawn'] as const
export type ArticleState = (typeof ARTICLE_STATES)[number]

/** Sections of the portal, in the order of its navigation. */
export const SECTIONS = ['news', 'party_building', 'following_uncle', 'mass_work', 'grassroots'] as const
export type Section = (typeof SECTIONS)[number]

export const SOURCE_KINDS = [
  'conference',
  'conference_item',
  'conference_guest',
  'conference_paper',
  'recommendation',
  'conclusion_point',
  'figure',
  'editor',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export type ArticleAct = 'edit' | 'submit' | 'return' | 'confirm' | 'approve' | 'publish' | 'withdraw'

const ACTS: Record<ArticleAct, { from: readonly ArticleState[]; to: ArticleState | 'same' }> = {
  // Whoever changes what was approved must have it approved again.
  edit: { from: ['draft', 'in_review', 'approved', 'withdrawn'], to: 'draft' },
  submit: { from: ['draft'], to: 'in_review' },
  return: { from: ['in_review', 'approved'], to: 'draft' },
  confirm: { from: ['draft', 'in_review'], to: 'same' },
  approve: { from: ['in_review'], to: 'approved' },
  publish: { from: ['approved'], to: 'published' },
  withdraw: { from: ['published'], to: 'withdrawn' },
}

/** The state after an act, or null when the state does not allow it. */
export function afterAct(state: ArticleState, act: ArticleAct): ArticleState | null {
  const { from, to } = ACTS[act]
  if (!from.includes(state)) return null
  return to === 'same' ? state : to
}

export interface Sentence {
  paragraph: number
  text: string
  sourceKind: SourceKind
  sourceId: string | null
  edited: boolean
}

/** A sentence as a form posts it: `from` is its place in the stored article, null for a new one. */
export interface PostedSentence {
  from: number | null
  paragraph: number | null
  text: string | null
  /** The editor answers for it: the link to the record is given up. */
  unlink: boolean
}

/**
 * The article's sentences after an edit. Text that was changed is marked; its source stays linked unless the editor takes it over;
 * a new sentence is the editor's. Blank ones go. Order: paragraph, then the order posted.
 */
export function editedSentences(stored: readonly Sentence[], posted: readonly PostedSentence[]): Sentence[] {
  let last = 1
  return posted
    .flatMap((one) => {
      const before = one.from === null ? undefined : stored[one.from]
      const paragraph = (last = one.paragraph ?? before?.paragraph ?? last)
      if (one.text === null) return []
      if (!before) return [{ paragraph, text: one.text, sourceKind: 'editor' as const, sourceId: null, edited: true }]
      const edited = before.edited || before.text !== one.text
      return one.unlink
        ? [{ paragraph, text: one.text, sourceKind: 'editor' as const, sourceId: null, edited: true }]
        : [{ ...before, paragraph, text: one.text, edited }]
    })
    .toSorted((a, b) => a.paragraph - b.paragraph)
}

const SLUG = 80

/** An address out of a title: at most 80 letters, cut at a word; `taken` tells which are in use. */
export function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const whole = slug(title)
  const base = whole.length <= SLUG ? whole : whole.slice(0, SLUG).replace(/-[^-]*$/, '')
  const stem = base === '' ? 'bai-viet' : base
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? stem : `${stem}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Sentences grouped into paragraphs, in order. */
export function paragraphsOf<S extends { paragraph: number }>(sentences: readonly S[]): S[][] {
  return [...Map.groupBy(sentences, (one) => one.paragraph)].toSorted(([a], [b]) => a - b).map(([, group]) => group)
}
