// What the database refuses, in the catalogue's codes: the last fence must speak as clearly as the first.
import { AppError } from '#kernel/errors.ts'

const BY_STATE: Record<string, string> = {
  '23505': 'duplicate', // unique_violation
  '23P01': 'overlap', // exclusion_violation
  '23503': 'unknown_reference', // foreign_key_violation
  '40001': 'stale', // serialization_failure: somebody else changed what this one snapshot wanted to write
  '22021': 'invalid_input', // character_not_in_repertoire: a zero character in text
  '22P05': 'invalid_input', // untranslatable_character: the same in JSON
}

/** Returns an AppError for a refused constraint, the given error otherwise. */
export function translateDatabaseError(
  error: unknown,
  constraints: Record<string, { code: string; field?: string }> = {},
): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const code = BY_STATE[error.code]
  if (!code) return error
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
  const known = constraints[constraint]
  if (known) return known.field ? AppError.at(known.field, known.code) : new AppError(known.code)
  return new AppError(code, { constraint })
}
