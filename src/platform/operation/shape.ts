// What a field looks like from outside, for the description of the API: our fields accept more than they promise (numbers as text,
// days as people write them) and turn it into clean values, which a schema of their first step alone cannot tell.
import * as v from 'valibot'

export interface Shape {
  type: 'string' | 'integer' | 'number' | 'boolean' | readonly ['string' | 'integer' | 'number', 'null']
  format?: 'date' | 'date-time' | 'uuid'
  description?: string
  examples?: readonly unknown[]
  enum?: readonly unknown[]
  default?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  /** A blank or missing value is refused. */
  required?: true
}

/** Marks a property as required in the drawn schema; openapi.ts takes it out again. */
export const REQUIRED = 'x-khoi-required'

/** Stands first in a field's pipe, before anything that transforms the value. */
export function shape<Input>({ required, ...json }: Shape) {
  // What the first step would draw by itself is replaced.
  return v.metadata<Input, Record<string, unknown>>({
    default: undefined,
    anyOf: undefined,
    ...json,
    ...(required ? { [REQUIRED]: true } : {}),
  })
}
