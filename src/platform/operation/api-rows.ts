// The API's description as plain rows for a readable page: the same schemas as openapi.ts draws, flattened to dotted names.
import type { GenericSchema } from 'valibot'
import { apiPath, inputSchema, moduleOf } from './openapi.ts'
import type { JsonSchema, Registry } from './openapi.ts'

export interface ApiField {
  /** Dotted; `[]` after a list. */
  name: string
  type: string
  required: boolean
  /** Limits, choices, format. */
  note: string
}

export interface ApiRow {
  name: string
  method: 'GET' | 'POST'
  path: string
  summary: string
  permission: string
  fields: ApiField[]
}

/** Modules in alphabetical order; in each the queries first, then the operations. */
export function apiRows(registry: Registry): { module: string; rows: ApiRow[] }[] {
  const all = [...registry.queries, ...registry.operations]
  return [...new Set(all.map(({ name }) => moduleOf(name)))].sort().map((module) => ({
    module,
    rows: all
      .filter(({ name }) => moduleOf(name) === module)
      .map((definition) => ({
        name: definition.name,
        method: definition.kind === 'query' ? 'GET' : 'POST',
        path: apiPath(definition.name),
        summary: definition.summary,
        permission: definition.permission,
        fields: fieldsOf(inputSchema(definition.input as GenericSchema)),
      })),
  }))
}

function fieldsOf(schema: JsonSchema, prefix = '', depth = 0): ApiField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = `${prefix}${key}${member.type === 'array' ? '[]' : ''}`
    const own: ApiField = {
      name,
      type: typeOf(member),
      required: schema.required?.includes(key) ?? false,
      note: noteOf(member.type === 'array' && member.items ? { ...member.items, ...member } : member),
    }
    const inner = withMembers(member.type === 'array' ? member.items : member)
    return [own, ...(inner?.properties && depth < 3 ? fieldsOf(inner, `${name}.`, depth + 1) : [])]
  })
}

/** The object that may stand here, also where null may stand instead. */
function withMembers(schema: JsonSchema | undefined): JsonSchema | undefined {
  const choices = [...((schema?.['anyOf'] ?? schema?.['oneOf'] ?? []) as JsonSchema[])]
  return schema?.properties ? schema : choices.find(({ properties }) => properties)
}

function typeOf(schema: JsonSchema): string {
  const { type, items, format } = schema
  if (type === undefined && withMembers(schema)) return 'object'
  if (type === 'array') return items?.type && items.type !== 'object' ? `array of ${typeOf(items)}` : 'array'
  const names = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null' && name !== undefined)
  return typeof format === 'string' ? format : names.join(', ') || 'any'
}

function noteOf(schema: JsonSchema): string {
  const choices = (schema['enum'] as unknown[] | undefined)?.filter((choice) => choice !== null)
  return [
    choices?.join(' | '),
    typeof schema['description'] === 'string' ? schema['description'] : undefined,
    range(schema['minimum'], schema['maximum']),
    range(schema['minLength'], schema['maxLength'], ' characters'),
    schema['default'] === undefined || typeof schema['default'] === 'object'
      ? undefined
      : `default ${String(schema['default'])}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('; ')
}

function range(least: unknown, most: unknown, unit = ''): string | undefined {
  return least === undefined && most === undefined ? undefined : `${String(least ?? 0)}–${String(most ?? '')}${unit}`
}
