// The chain must betray any tampering: change, removal, insertion, reordering, and a rebuilt tail against a published head.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidv7 } from '#kernel/ids.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { emptyHead, follow, link } from './chain.ts'
import type { ChainEntry, ChainLink } from './chain.ts'

const TENANT = '0190b5a0-0000-7000-8000-000000000001'

const id = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([ms, random]) => uuidv7(ms, random))
const entry: fc.Arbitrary<ChainEntry> = fc.record({
  id,
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
  accountId: fc.option(id),
  operation: fc.constantFrom('members.admit', 'meetings.save', 'units.merge'),
  subjects: fc.array(id, { maxLength: 4 }),
  details: fc.dictionary(fc.string(), fc.jsonValue()),
  requestId: fc.option(fc.string()),
})
const entries = fc.uniqueArray(entry, { minLength: 2, maxLength: 20, selector: (each) => each.id })

function sealed(list: readonly ChainEntry[]): ChainLink[] {
  let head = emptyHead(TENANT)
  return list.map((each) => {
    head = link(head, each)
    return { ...head, entry: each }
  })
}
const check = (links: readonly ChainLink[]) => follow(emptyHead(TENANT), links)
const twoPlaces = (length: number, a: number, b: number) => [a % length, (a + 1 + (b % (length - 1))) % length] as const

test('an untouched chain is whole, in one piece or in batches', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (list, cut) => {
      const links = sealed(list)
      const whole = check(links)
      expect(whole).toMatchObject({ ok: true, head: { ordinal: list.length } })
      const first = check(links.slice(0, cut % list.length))
      expect(follow(first.head, links.slice(cut % list.length))).toEqual(whole)
    }),
  )
})

test('a changed entry is found where it is', () => {
  fc.assert(
    fc.property(
      entries,
      entry,
      fc.nat(),
      fc.constantFrom(...(['at', 'accountId', 'operation', 'subjects', 'details', 'requestId'] as const)),
      (list, other, at, field) => {
        const place = at % list.length
        const changed = { ...list[place]!, [field]: other[field] }
        fc.pre(canonicalJson(changed) !== canonicalJson(list[place]))
        const links = sealed(list).with(place, { ...sealed(list)[place]!, entry: changed })
        expect(check(links)).toMatchObject({ ok: false, brokenAt: place + 1, reason: 'hash_differs' })
      },
    ),
  )
})

test('a removed entry is found, with its seal or without', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (list, at) => {
      const place = at % (list.length - 1)
      const links = sealed(list)
      expect(check(links.toSpliced(place, 1))).toMatchObject({
        ok: false,
        brokenAt: place + 1,
        reason: 'ordinal_missing',
      })
      expect(check(links.with(place, { ...links[place]!, entry: null }))).toMatchObject({
        ok: false,
        reason: 'entry_missing',
      })
      const closedUp = links.toSpliced(place, 1).map((each, index) => ({ ...each, ordinal: index + 1 }))
      expect(check(closedUp).ok).toBe(false)
    }),
  )
})

test('an inserted entry is found', () => {
  fc.assert(
    fc.property(entries, entry, fc.nat(), (list, extra, at) => {
      const place = at % list.length
      const links = sealed(list)
      const forged = { ...link(place ? links[place - 1]! : emptyHead(TENANT), extra), entry: extra }
      const renumbered = links.toSpliced(place, 0, forged).map((each, index) => ({ ...each, ordinal: index + 1 }))
      expect(check(renumbered)).toMatchObject({ ok: false, brokenAt: place + 2 })
    }),
  )
})

test('exchanged entries are found', () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.nat(), (list, a, b) => {
      const [one, other] = twoPlaces(list.length, a, b)
      const links = sealed(list)
      const exchanged = links
        .with(one, { ...links[one]!, entry: list[other]! })
        .with(other, { ...links[other]!, entry: list[one]! })
      expect(check(exchanged)).toMatchObject({ ok: false, brokenAt: Math.min(one, other) + 1 })
    }),
  )
})

test('a chain rebuilt from a forged entry on is whole in itself and betrayed by the published head', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (list, at) => {
      const published = check(sealed(list)).head
      const forged = list.with(at % list.length, { ...list[at % list.length]!, operation: 'never.happened' })
      const rebuilt = check(sealed(forged))
      expect(rebuilt.ok).toBe(true)
      expect(rebuilt.head.hash).not.toBe(published.hash)
    }),
  )
})

test('canonical JSON does not depend on the order in which keys were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(canonicalJson({ b: [1, 'đ', null], a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z","b":[1,"đ",null]}')
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError)
})

test('two tenants never share a beginning', () => {
  expect(emptyHead(TENANT).hash).not.toBe(emptyHead('0190b5a0-0000-7000-8000-000000000002').hash)
})
