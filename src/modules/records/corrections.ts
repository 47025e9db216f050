// What a correction asks to be changed, and what stands in its way. Pure. A masked field is a change like any other here; who may see
// it is decided where requests are read.

/** null: nothing is written. */
export type Value = string | boolean | null
/** Values by the name of the field in the form that edits a record. */
export type Values = Readonly<Record<string, Value>>

export interface Change {
  readonly field: string
  /** What stood there when it was asked. */
  readonly before: Value
  readonly after: Value
}

const at = (values: Values, field: string): Value => values[field] ?? null

/**
 * The fields in which what is asked differs from what stands; a field that is left out stays. `unseen` ones count whether they differ or
 * not: who may not read them must not learn by asking what stands there.
 */
export function changesBetween(
  current: Values,
  asked: Readonly<Record<string, Value | undefined>>,
  unseen: readonly string[] = [],
): Change[] {
  return Object.entries(asked).flatMap(([field, after]) =>
    after === undefined || (after === at(current, field) && !unseen.includes(field))
      ? []
      : [{ field, before: at(current, field), after }],
  )
}

/** Fields somebody changed to something else since it was asked. What stands as asked already is in nobody's way. */
export function staleFields(changes: readonly Change[], current: Values): string[] {
  return changes
    .filter(({ field, before, after }) => at(current, field) !== before && at(current, field) !== after)
    .map(({ field }) => field)
}

/** What stands once the changes are carried out. */
export function withChanges(current: Values, changes: readonly Change[]): Values {
  return { ...current, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) }
}

export const REQUEST_STATES = ['waiting', 'confirmed', 'returned', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]
