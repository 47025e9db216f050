// Every operation and query of the product must be drawable: a program that knows only openapi.json must be able to call it.
import { expect, test } from 'vitest'
import type { GenericSchema } from 'valibot'
import { apiRows } from '#platform/operation/api-rows.ts'
import { apiPath, inputSchema, openApi } from '#platform/operation/openapi.ts'
import type { JsonSchema } from '#platform/operation/openapi.ts'
import { registry } from './product-api.server.ts'

const all = [...registry.operations, ...registry.queries]
const drawn = openApi(registry, { title: 'Khối', version: '1', server: 'https://khoi.example.vn' })

/** Dotted names of the places whose type a caller cannot know. */
function untyped(node: JsonSchema, name = ''): string[] {
  if (node.type === 'object' || node.properties) {
    if (!node.properties && !node['additionalProperties']) return name === '' ? [] : [name]
    return Object.entries(node.properties ?? {}).flatMap(([key, member]) => untyped(member, `${name}.${key}`))
  }
  if (node['prefixItems'])
    return (node['prefixItems'] as JsonSchema[]).flatMap((item, at) => untyped(item, `${name}[${at}]`))
  if (node.type === 'array') return node.items ? untyped(node.items, `${name}[]`) : [name]
  const choices = (node['anyOf'] ?? node['oneOf']) as JsonSchema[] | undefined
  if (choices) return choices.flatMap((choice) => untyped(choice, name))
  return node.type || node['enum'] || 'const' in node ? [] : [name]
}

test('names are unique and make addresses', () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
  expect(Object.keys(drawn['paths'] as object).toSorted()).toEqual(names.map(apiPath).toSorted())
})

test.each(all.map((definition) => [definition.name, definition] as const))(
  '%s can be called from its description',
  (_, definition) => {
    expect(untyped(inputSchema(definition.input as GenericSchema))).toEqual([])
    expect(definition.summary.length).toBeGreaterThan(2)
    expect(definition.summary.endsWith('.')).toBe(false)
  },
)

test('the readable page tells the same operations', () => {
  const told = apiRows(registry).flatMap(({ rows }) => rows.map(({ name }) => name))
  expect(told.toSorted()).toEqual(all.map(({ name }) => name).toSorted())
})
