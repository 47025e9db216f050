// What a form tells the fields inside it: errors and typed values by field name.
import { getContext, setContext } from 'svelte'

export type Errors = Record<string, string>
export type Values = Record<string, unknown>

export interface FormState {
  readonly errors: Errors
  readonly values: Values
  /** A field tells its label, so that the list on top can say which field each error is about. */
  name(field: string, label: string): void
  /** The id of a field's control, so that the error summary can link to it. */
  id(field: string): string
}

const KEY = 'form'

export const provideForm = (state: FormState): FormState => setContext(KEY, state)

const NOTHING: FormState = { errors: {}, values: {}, name: () => {}, id: (field) => controlId(field) }

/** The form around this field; fields outside a form get an empty one. */
export const surroundingForm = (): FormState => getContext<FormState | undefined>(KEY) ?? NOTHING

/** For forms that only ask and refuse nothing: their fields get ids of their own. */
export const provideFilters = (part: string): FormState =>
  provideForm({ ...NOTHING, id: (field) => controlId(field, part) })

/** The id of a control; `part` tells apart the forms of one page, whose fields may bear the same names. */
export const controlId = (name: string, part?: string | number): string =>
  part === undefined ? `f-${name}` : `f-${part}-${name}`

/** The text a control shows: what was typed (kept by the form) before what the page gave. */
export function typed(form: FormState, name: string, given: unknown): string {
  const value = name in form.values ? form.values[name] : given
  return value === null || value === undefined ? '' : String(value)
}
