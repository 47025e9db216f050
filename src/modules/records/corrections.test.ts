// Changes carried out give what was asked; only what somebody else changed meanwhile stands in the way.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, staleFields, withChanges } from './corrections.ts'

const FIELDS = ['fullName', 'birthOn', 'residence', 'martyrFamily', 'phone']
const value = fc.constantFrom(null, 'a', 'b', true, false)
const values = fc.record(Object.fromEntries(FIELDS.map((field) => [field, value])))

test('carried out on the record they were asked of, the changes give what was asked, and are few as can be', () => {
  fc.assert(
    fc.property(values, values, (current, asked) => {
      const changes = changesBetween(current, asked)
      expect(withChanges(current, changes)).toEqual(asked)
      expect(changes.every(({ before, after }) => before !== after)).toBe(true)
      expect(staleFields(changes, current)).toEqual([])
    }),
  )
})

test('a field left out of what is asked stays', () => {
  fc.assert(
    fc.property(values, value, (current, name) => {
      const changes = changesBetween(current, { fullName: name, phone: undefined })
      expect(changes.length).toBe(name === current['fullName'] ? 0 : 1)
      expect({ ...withChanges(current, changes), fullName: null }).toEqual({ ...current, fullName: null })
    }),
  )
})

test('stale is exactly what differs now from what stood and from what is asked', () => {
  fc.assert(
    fc.property(values, values, values, (current, asked, later) => {
      const changes = changesBetween(current, asked)
      const stale = staleFields(changes, later)
      for (const { field } of changes)
        expect(stale.includes(field)).toBe(later[field] !== current[field] && later[field] !== asked[field])
      expect(stale.every((field) => changes.some((change) => change.field === field))).toBe(true)
    }),
  )
})
