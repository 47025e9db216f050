// Several forms stand on one page: each sends its name, so that what was refused is told in the form it was typed in.
import type { Errors, Values } from '#ui/form.ts'

/** What the page got back of a form action, if anything. */
export type Posted = { errors?: Errors; values?: Values } | { done: true } | null | undefined

/** Errors and typed values for the form called `name`; empty for the others. */
export function answerFor(posted: Posted, name: string): { errors: Errors; values: Values } {
  const values = posted && 'values' in posted ? (posted.values ?? {}) : {}
  if (!posted || !('errors' in posted) || values['f'] !== name) return { errors: {}, values: {} }
  return { errors: posted.errors ?? {}, values }
}

/** How many rows a list needs: those it has, those typed, and some to spare. */
export function rowCount(has: number, values: Values, list: string, spare: number): number {
  const typed = Object.keys(values).flatMap((key) => {
    const [name, at] = key.split('.')
    return name === list && at !== undefined ? [Number(at) + 1] : []
  })
  return Math.max(has + spare, ...typed)
}
