// Days and papers as they are typed on the console: 12/02/2025 or 2025-02-12; number;day;issuer;about what.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DecisionInput } from '#modules/decisions/decisions.server.ts'
import { type Arguments, requiredOption, UsageError } from './command.ts'

const dayOf = (text: string): Day | null => (isDay(text) ? text : parseDay(text))

/** The day of an option that may be left out. Throws a UsageError when it is none. */
export function dayOption(given: Arguments, name: string): Day | null {
  const text = given.options[name]
  if (text === undefined) return null
  const found = dayOf(String(text))
  if (!found) throw new UsageError(`--${name} is a day, such as ${formatDay('2025-02-12' as Day)}`)
  return found
}

/** The same, where it must be given. */
export function requiredDay(given: Arguments, name: string): Day {
  requiredOption(given, name)
  return dayOption(given, name) as Day
}

/** `1100-QĐ/TU;10/07/2019;Tỉnh ủy …;about what[;signer]`. Throws a UsageError that says what is missing. */
export function requiredDecision(given: Arguments): DecisionInput {
  const [number = '', issued = '', issuer = '', abstract = '', signer = ''] = requiredOption(given, 'decision')
    .split(';')
    .map((part) => part.trim())
  const issuedOn = dayOf(issued)
  if (!number || !issuer || !abstract || !issuedOn)
    throw new UsageError('--decision is written as "number;day of issue;issuer;about what" (and ";signer")')
  return { number, kind: 'decision', issuedOn, issuer, abstract, signer: signer || null }
}
