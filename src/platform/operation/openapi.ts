// The description of the API, drawn from the list of operations and queries: OpenAPI 3.1 for programs, and the same as plain rows
// for the readable page. What is not in the list does not exist.
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { AnyOperation, AnyQuery } from './operation.ts'
import { REQUIRED } from './shape.ts'

export interface Registry {
  operations: readonly AnyOperation[]
  queries: readonly AnyQuery[]
  errors: ErrorCatalogue
}

export interface JsonSchema {
  type?: string | readonly string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  [keyword: string]: unknown
}

export const API_ROOT = '/api/v1'

/** `/api/v1/<module>/<verb-noun>`. */
export function apiPath(name: string): string {
  const [module = '', verb = ''] = name.split(/\.(.*)/s)
  return `${API_ROOT}/${module}/${verb}`
}

const OPTIONAL = new Set(['optional', 'exact_optional', 'nullish', 'undefinedable'])

/** The JSON schema of what an input accepts. Throws nothing: steps JSON Schema cannot tell are left out. */
export function inputSchema(schema: GenericSchema): JsonSchema {
  const drawn = toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    target: 'draft-2020-12',
    // A demanded field made optional by its operation is not demanded any more.
    overrideSchema: ({ valibotSchema: { type }, jsonSchema }) =>
      OPTIONAL.has(type) && REQUIRED in jsonSchema ? { ...jsonSchema, [REQUIRED]: false } : undefined,
  })
  const { $schema: _, $defs, ...rest } = JSON.parse(JSON.stringify(drawn)) as JsonSchema
  return settle(rest, ($defs ?? {}) as Record<string, JsonSchema>, 0)
}

/** Inputs that contain themselves end here. */
const DEEPEST = 12

/**
 * Turns the marks of required fields into the list their object keeps, and puts what was drawn apart back in its place, since a
 * reference would point into the whole description and not into this schema.
 */
function settle(node: JsonSchema, apart: Record<string, JsonSchema>, depth: number): JsonSchema {
  if (depth > DEEPEST) return {}
  const inner = (value: unknown): unknown => (isSchema(value) ? settle(value, apart, depth + 1) : value)
  const reference = typeof node['$ref'] === 'string' ? apart[node['$ref'].replace('#/$defs/', '')] : undefined
  if (reference) return settle(reference, apart, depth + 1)

  const result: JsonSchema = {}
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === REQUIRED || keyword === 'properties' || keyword === 'required') continue
    result[keyword] = Array.isArray(value) ? value.map(inner) : inner(value)
  }
  if (node.properties) {
    const members = Object.entries(node.properties)
    result.properties = Object.fromEntries(members.map(([name, member]) => [name, settle(member, apart, depth + 1)]))
    const marked = members.filter(([, member]) => member[REQUIRED] === true).map(([name]) => name)
    const required = [...new Set([...(node.required ?? []), ...marked])]
    if (required.length > 0) result.required = required
  }
  return result
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. `code` is stable, `detail` and `fields` are Vietnamese sentences for people.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Sentence by dotted field path' },
    requestId: { type: 'string', format: 'uuid' },
  },
}

const RESPONSES = {
  '200': { description: 'Done', content: { 'application/json': { schema: {} } } },
  '4XX': { $ref: '#/components/responses/Problem' },
  '5XX': { $ref: '#/components/responses/Problem' },
}

/** The whole description. `about.server`: the address people use, e.g. https://khoi.example.vn. */
export function openApi(registry: Registry, about: { title: string; version: string; server: string }): JsonSchema {
  const paths: Record<string, JsonSchema> = {}
  for (const definition of [...registry.operations, ...registry.queries].sort(byName)) {
    paths[apiPath(definition.name)] =
      definition.kind === 'query' ? { get: describeQuery(definition) } : { post: describeOperation(definition) }
  }
  const codes = Object.keys(registry.errors).filter((code) => !code.startsWith('field.'))
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: about.server }],
    security: [{ token: [] }],
    tags: [...new Set([...registry.operations, ...registry.queries].map(({ name }) => moduleOf(name)))]
      .sort()
      .map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token, khoi_…' },
      },
      schemas: {
        Problem: { ...PROBLEM, properties: { ...PROBLEM.properties, code: { type: 'string', enum: codes } } },
      },
      responses: {
        Problem: {
          description: 'Refused, and why',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function describe(definition: AnyOperation | AnyQuery): JsonSchema {
  return {
    operationId: definition.name,
    summary: definition.summary,
    description: `Needs the permission \`${definition.permission}\`.`,
    tags: [moduleOf(definition.name)],
    responses: RESPONSES,
  }
}

function describeOperation(definition: AnyOperation): JsonSchema {
  return {
    ...describe(definition),
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'A repeated request with the same key changes nothing and gets the first answer (kept 30 days).',
        schema: { type: 'string', minLength: 8, maxLength: 100 },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: inputSchema(definition.input as GenericSchema) } },
    },
  }
}

function describeQuery(definition: AnyQuery): JsonSchema {
  const schema = inputSchema(definition.input as GenericSchema)
  const parameters = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    // Lists and nested values are asked for as forms post them: `units[]=…`, `filter.kind=…`.
    name: member.type === 'array' ? `${name}[]` : name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: member,
    ...(member.type === 'object' ? { style: 'deepObject', description: `Dotted names: ${name}.…=` } : {}),
  }))
  return { ...describe(definition), ...(parameters.length > 0 ? { parameters } : {}) }
}

export const moduleOf = (name: string): string => name.slice(0, name.indexOf('.'))
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
