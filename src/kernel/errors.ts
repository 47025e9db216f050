// One typed error for everything a person may be told, and the catalogue that turns its code into an HTTP status and a sentence.
// Modules add their own codes in <area>-messages.ts; src/product.server.ts joins all catalogues.

export type ErrorDetails = Record<string, unknown>

/** Codes by field name; a code is looked up in the catalogue like any other. */
export type FieldCodes = Record<string, string>

export interface ErrorEntry {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  /** The Vietnamese sentence: what is wrong and what to do next. */
  text: string | ((details: ErrorDetails) => string)
}

export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>

/** A refusal with a stable code. `fields` names the inputs at fault, by the dotted path the form uses. */
export class AppError extends Error {
  readonly code: string
  readonly details: ErrorDetails
  readonly fields: FieldCodes

  constructor(code: string, details: ErrorDetails = {}, fields: FieldCodes = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.details = details
    this.fields = fields
  }

  /** The common case: one field is wrong, for the reason `code`. */
  static at(field: string, code: string, details: ErrorDetails = {}): AppError {
    return new AppError(code, details, { [field]: code })
  }
}

/** What is missing and what is forbidden look the same (idea 6). */
export const notFound = (): AppError => new AppError('not_found')

/** What a page or the API shows of an error. */
export interface ErrorView {
  status: number
  code: string
  message: string
  /** Sentence by field path. */
  fields: Record<string, string>
}

function sentence(catalogue: ErrorCatalogue, code: string, details: ErrorDetails): string {
  // A field code may carry one parameter after a colon: `field.too_long:200`.
  const [name = code, parameter] = code.split(/:(.*)/s)
  const entry = catalogue[name] ?? catalogue['unexpected']
  if (!entry) throw new RangeError(`No text for the error code ${code}`)
  return typeof entry.text === 'string'
    ? entry.text
    : entry.text(parameter === undefined ? details : { ...details, parameter })
}

/** Turns any thrown value into what may be shown; an unknown error shows its request id and nothing else. */
export function explainError(catalogue: ErrorCatalogue, error: unknown, requestId: string): ErrorView {
  if (!(error instanceof AppError) || !catalogue[error.code]) {
    return { status: 500, code: 'unexpected', message: sentence(catalogue, 'unexpected', { requestId }), fields: {} }
  }
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([field, code]) => [field, sentence(catalogue, code, error.details)]),
  )
  const status = catalogue[error.code]?.status ?? 500
  return { status, code: error.code, message: sentence(catalogue, error.code, error.details), fields }
}
