// The law of hand-overs: every table of a tenant has a rule, every natural key says what happens when two blocs meet in it, and
// sealed bytes are opened and sealed again. A new table fails here until somebody has thought about it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { inOrder, readCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { KEY_RULES, RESEALED, TABLE_RULES } from './table-rules.ts'

let server: TestDatabase
let database: Database
let catalogue: Catalogue
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
  catalogue = await database.transaction().execute(readCatalogue)
})
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
})

const copied = () => [...catalogue.values()].filter(({ name }) => (TABLE_RULES[name]?.rows ?? 'none') !== 'none')

test('every table of a tenant has a rule, and no rule is left of a table that is gone', () => {
  expect(catalogue.size).toBeGreaterThan(50)
  expect([...catalogue.keys()].filter((name) => !TABLE_RULES[name])).toEqual([])
  expect(Object.keys(TABLE_RULES).filter((name) => !catalogue.has(name))).toEqual([])
})

test('rules name columns and tables that exist', () => {
  for (const [name, rule] of Object.entries(TABLE_RULES)) {
    const table = catalogue.get(name)!
    if (rule.rows === 'of-unit') expect(table.references, name).toContainEqual(expect.objectContaining({ column: rule.column, table: 'unit' })) // prettier-ignore
    if (rule.rows === 'with') expect(table.references, name).toContainEqual(expect.objectContaining({ column: rule.column, table: rule.table })) // prettier-ignore
    if (rule.rows === 'by-step') for (const column of rule.units) expect(table.columns.has(column), name).toBe(true)
  }
})

test('a copied row never must name a row of a table that is left behind', () => {
  const wrong = copied().flatMap(({ name, references }) =>
    references
      .filter((each) => !each.nullable && TABLE_RULES[each.table]?.rows === 'none')
      .map((each) => `${name}.${each.column}`),
  )
  expect(wrong).toEqual([])
})

test('every key in which two blocs may meet has a rule', () => {
  const natural = copied().flatMap(({ columns, uniques }) =>
    uniques.filter((unique) => unique.columns.every((column) => columns.get(column) !== 'uuid')),
  )
  expect(natural.map(({ name }) => name).filter((name) => !KEY_RULES[name])).toEqual([])
  expect(Object.keys(KEY_RULES).filter((name) => !natural.some((unique) => unique.name === name))).toEqual([])
})

test('bytes are sealed for one bloc: each such column has who seals it again', () => {
  const sealed = copied().flatMap(({ name, columns }) =>
    [...columns].filter(([, type]) => type === 'bytea').map(([column]) => `${name}.${column}`),
  )
  expect(sealed.toSorted()).toEqual(Object.keys(RESEALED).toSorted())
})

test('tables can be put in an order in which nothing is named before it is there', () => {
  const order = inOrder(catalogue).map(({ name }) => name)
  expect(order).toHaveLength(catalogue.size)
  for (const { name, references } of catalogue.values())
    for (const { table } of references)
      if (table !== name) expect(order.indexOf(table), `${name} names ${table}`).toBeLessThan(order.indexOf(name))
})
