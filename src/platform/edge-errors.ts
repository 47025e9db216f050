// Where the file store, the paper layer and the mailer meet a person: their own errors become the catalogue's, in one place.
import { AppError, notFound } from '#kernel/errors.ts'
import { FileError } from './files/file-error.ts'
import type { FileErrorCode } from './files/file-error.ts'
import { MailError } from './mail-error.ts'
import { PaperError } from './paper/paper-error.ts'
import type { PaperErrorCode } from './paper/paper-error.ts'

const CODES: Record<PaperErrorCode | FileErrorCode | MailError['code'], string> = {
  'paper.template-broken': 'paper.template_broken',
  'paper.timeout': 'paper.timeout',
  'paper.not-a-workbook': 'paper.not_a_workbook',
  'paper.encrypted': 'paper.encrypted',
  'paper.macros': 'paper.macros',
  'paper.too-large': 'paper.too_large',
  'paper.zip-bomb': 'paper.zip_bomb',
  'paper.too-many-rows': 'paper.too_many_rows',
  'paper.too-many-cells': 'paper.too_many_cells',
  'paper.no-such-sheet': 'paper.no_such_sheet',
  'files.too-large': 'files.too_large',
  'files.kind-refused': 'files.kind_refused',
  'files.picture-broken': 'files.picture_broken',
  'files.missing': 'files.missing',
  'files.damaged': 'files.damaged',
  'files.store-failed': 'files.store_failed',
  'mail.not-sent': 'mail.not_sent',
}

/** What only the machine is at fault for, and may go well the next time. */
const PASSING: ReadonlySet<string> = new Set(['paper.timeout', 'files.store-failed', 'mail.not-sent'])

const isOurs = (error: unknown): error is PaperError | FileError | MailError =>
  error instanceof PaperError || error instanceof FileError || error instanceof MailError

/** The refusal a person may read; anything else comes back as it was. Of the details only limits go on: they hold no names. */
export function asAppError(error: unknown): unknown {
  if (!isOurs(error)) return error
  const max = 'details' in error ? error.details['max'] : undefined
  return new AppError(CODES[error.code], typeof max === 'number' ? { max } : {})
}

/** Worth another attempt as it is: a job tries again. */
export const mayPass = (error: unknown): boolean =>
  isOurs(error) ? PASSING.has(error.code) : !(error instanceof AppError)

/** The same for what an address asks: an id that cannot be one is as unknown as one that nobody has. */
export function asAddressError(error: unknown): unknown {
  const told = asAppError(error)
  const malformed = told instanceof AppError && told.code === 'invalid_input'
  return malformed && Object.values(told.fields).includes('field.id') ? notFound() : told
}
