// A log of an error must help the maintainer and tell nothing about people.
import { expect, test } from 'vitest'
import { errorFacts } from './error-facts.ts'

test('the message, even of several lines, never gets into the facts', () => {
  const error = Object.assign(new Error('duplicate: Nguyễn Thị Hoa\n  at home, 0912345678'), { code: '23505' })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({ kind: 'Error', code: '23505' })
  expect(facts.at.length).toBeGreaterThan(0)
  expect(JSON.stringify(facts)).not.toMatch(/Hoa|0912/)
})

test('whatever is thrown has facts', () => {
  expect(errorFacts('Nguyễn Thị Hoa')).toEqual({ kind: 'string', at: [] })
})
