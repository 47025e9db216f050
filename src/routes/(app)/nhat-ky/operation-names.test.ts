// Law: every operation of the product has a name in the users' words, its own one, and its area has one, too.
import { expect, test } from 'vitest'
import { operations } from '#product'
import { operationChoices, operationNames } from './operation-names.ts'

test('every audited operation has a Vietnamese name', () => {
  const missing = operations.filter(({ unaudited }) => !unaudited).map(({ name }) => name)
  expect(missing.filter((name) => !operationNames[name])).toEqual([])
})

test('no two operations share a name, and each stands in a known area', () => {
  const words = Object.values(operationNames)
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  expect(operationChoices.filter(({ group }) => group === 'Khác')).toEqual([])
})
