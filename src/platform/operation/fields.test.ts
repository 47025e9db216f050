// What fields let through: no text the database cannot hold, and no number that was not typed, whoever posts it.
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { AppError } from '#kernel/errors.ts'
import { validate } from './execute.ts'
import { optionalInteger, optionalText, textField } from './fields.ts'

const NUL = '\u0000'

test('a zero character and half of a pair are no text', () => {
  expect(v.parse(textField(), `Chi${NUL} bộ \ud800`)).toBe('Chi bộ \ufffd')
  expect(v.parse(optionalText(), `${NUL} `)).toBeNull()
  expect(() => validate(v.object({ name: textField() }), { name: NUL })).toThrow(AppError)
})

test('an optional number left empty is nothing; one that cannot be read is refused, not left out', () => {
  const field = optionalInteger(1, 100)
  expect([v.parse(field, ''), v.parse(field, ' '), v.parse(field, null), v.parse(field, '12')]).toEqual([
    null,
    null,
    null,
    12,
  ])
  for (const typed of ['-5x', 'mười', '1,5', '0', '101'])
    expect(() => validate(v.object({ count: field }), { count: typed })).toThrow(AppError)
})
