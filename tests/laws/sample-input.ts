// Makes an input that fits a schema, with one given id wherever an id belongs: enough to reach the authorisation of any operation.
import type { GenericSchema } from 'valibot'
import { inputSchema } from '#platform/operation/openapi.ts'

interface Shape {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  minLength?: number
  maxLength?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  examples?: unknown[]
  default?: unknown
  minItems?: number
}

function sample(shape: Shape, id: string): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum.find((value) => value !== null)
  if (shape.examples?.length) return shape.examples[0]
  const one = shape.anyOf ?? shape.oneOf
  if (one) return sample(one.find((option) => option.type !== 'null') ?? {}, id)
  const type = Array.isArray(shape.type) ? shape.type.find((name) => name !== 'null') : shape.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([name, inner]) => [name, sample(inner, id)]),
      )
    case 'array':
      return shape.items ? [sample(shape.items, id)] : []
    case 'integer':
    case 'number':
      return shape.minimum ?? 1
    case 'boolean':
      return false
    default:
      if (shape.format === 'uuid') return id
      if (shape.format === 'date') return '2024-05-20'
      return 'x'.repeat(Math.max(shape.minLength ?? 1, Math.min(12, shape.maxLength ?? 12)))
  }
}

export const sampleInput = (schema: GenericSchema, id: string): unknown => sample(inputSchema(schema) as Shape, id)
