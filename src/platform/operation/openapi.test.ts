// The description must tell what the fields accept and demand, and name every operation once.
import { expect, test } from 'vitest'
import * as v from 'valibot'
import * as fields from './fields.ts'
import { operation, query } from './operation.ts'
import { apiPath, inputSchema, openApi } from './openapi.ts'

const nothing = () => Promise.resolve(null)

const everyField = v.object({
  text: fields.textField(100, 2),
  maybeText: fields.optionalText(300),
  id: fields.idField(),
  maybeId: fields.optionalId(),
  day: fields.dayField(),
  maybeDay: fields.optionalDay(),
  count: fields.integerField(1, 9),
  maybeCount: fields.optionalInteger(),
  flag: fields.flagField(),
  choice: fields.choiceField(['a', 'b']),
  maybeChoice: fields.optionalChoice(['a', 'b']),
  period: fields.periodField(),
  version: fields.versionField(),
  limit: v.optional(fields.integerField(1, 200), 50),
  hint: v.optional(fields.textField()),
  rows: v.array(v.object({ memberId: fields.idField(), note: fields.optionalText(10) })),
})

test('every kind of field has its shape, and the demanded ones are demanded', () => {
  const schema = inputSchema(everyField)
  expect(schema.required?.toSorted()).toEqual(
    ['choice', 'count', 'day', 'id', 'period', 'rows', 'text', 'version'].toSorted(),
  )
  expect(schema.properties).toMatchObject({
    text: { type: 'string', minLength: 2, maxLength: 100 },
    maybeText: { type: ['string', 'null'], maxLength: 300 },
    id: { type: 'string', format: 'uuid' },
    maybeId: { type: ['string', 'null'], format: 'uuid' },
    day: { type: 'string', format: 'date' },
    maybeDay: { type: ['string', 'null'], format: 'date' },
    count: { type: 'integer', minimum: 1, maximum: 9 },
    maybeCount: { type: ['integer', 'null'], minimum: 0 },
    flag: { type: 'boolean', default: false },
    choice: { type: 'string', enum: ['a', 'b'] },
    maybeChoice: { type: ['string', 'null'], enum: ['a', 'b', null] },
    period: { type: 'string' },
    version: { type: 'integer', minimum: 1 },
    limit: { type: 'integer', default: 50 },
    rows: { type: 'array', items: { type: 'object', required: ['memberId'], properties: { note: { maxLength: 10 } } } },
  })
  const drawn = JSON.stringify(schema)
  expect(drawn).not.toMatch(/x-khoi|anyOf|\$schema/)
  expect(schema.properties?.['text']).not.toHaveProperty('default')
})

test('what is chosen late or contains itself is drawn in its place', () => {
  const paper = v.object({ number: fields.textField(60) })
  type Node = { children: Node[] }
  const node: v.GenericSchema<Node> = v.object({ children: v.array(v.lazy(() => node)) })
  const schema = inputSchema(v.object({ paper: v.optional(v.nullable(v.lazy(() => paper)), null), node }))
  expect(schema.properties?.['paper']).toMatchObject({
    anyOf: [{ required: ['number'], properties: { number: { maxLength: 60 } } }, { type: 'null' }],
  })
  expect(JSON.stringify(schema)).not.toContain('$ref')
})

test('what a field demands it refuses to miss, and what it does not demand it lets be missing', () => {
  for (const [name, entry] of Object.entries(everyField.entries)) {
    const demanded = inputSchema(everyField).required?.includes(name)
    expect([name, v.safeParse(v.object({ [name]: entry }), {}).success]).toEqual([name, !demanded])
  }
})

test('operations are posted with a body and a key, queries are asked by the address', () => {
  const admit = operation({
    name: 'members.admit-member',
    summary: 'Admit',
    permission: 'member.write',
    input: v.object({ name: fields.textField(), rows: v.array(v.object({ day: fields.dayField() })) }),
    run: nothing,
  })
  const list = query({
    name: 'members.list-members',
    summary: 'List',
    permission: 'member.read',
    input: v.object({ on: fields.dayField(), units: v.optional(v.array(v.string()), []) }),
    run: nothing,
  })
  const drawn = openApi(
    {
      operations: [admit],
      queries: [list],
      errors: { not_found: { status: 404, text: '' }, 'field.day': { status: 422, text: '' } },
    },
    { title: 'Khối', version: '1', server: 'https://khoi.example.vn' },
  )
  expect(drawn).toMatchObject({
    openapi: '3.1.0',
    tags: [{ name: 'members' }],
    paths: {
      '/api/v1/members/admit-member': {
        post: {
          operationId: 'members.admit-member',
          parameters: [{ name: 'Idempotency-Key', in: 'header' }],
          requestBody: { content: { 'application/json': { schema: { required: ['rows', 'name'] } } } },
        },
      },
      '/api/v1/members/list-members': {
        get: {
          parameters: [
            { name: 'on', in: 'query', required: true, schema: { format: 'date' } },
            { name: 'units[]', in: 'query', required: false },
          ],
        },
      },
    },
    components: { schemas: { Problem: { properties: { code: { enum: ['not_found'] } } } } },
  })
})

test('a name becomes an address', () => {
  expect(apiPath('members.admit-member')).toBe('/api/v1/members/admit-member')
})
