// What a text field lets through: nothing the database cannot hold, whoever posts it.
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { AppError } from '#kernel/errors.ts'
import { validate } from './execute.ts'
import { optionalText, textField } from './fields.ts'

const NUL = '\u0000'

test('a zero character and half of a pair are no text', () => {
  expect(v.parse(textField(), `Chi${NUL} bộ \ud800`)).toBe('Chi bộ \ufffd')
  expect(v.parse(optionalText(), `${NUL} `)).toBeNull()
  expect(() => validate(v.object({ name: textField() }), { name: NUL })).toThrow(AppError)
})
