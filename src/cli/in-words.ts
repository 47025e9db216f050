// Errors of the product as sentences for the person at the console: the same words as on the pages.
import { AppError, explainError } from '#kernel/errors.ts'
import { errors } from '#product'

/** Runs `work`; a refusal becomes an Error whose message says what is wrong, field by field. */
export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message, fields } = explainError(errors, error, '')
    const lines = Object.entries(fields).map(([field, text]) => `  ${field}: ${text}`)
    throw new Error([message, ...lines].join('\n'), { cause: error })
  }
}
