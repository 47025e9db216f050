// Sealed text opens again in its place only, and shows nothing of itself.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sealerOf } from './sealed.ts'

const sealer = sealerOf('a secret of more than thirty-two characters')

describe('sealed text', () => {
  it('opens to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, binding) => {
        expect(sealer.unseal(sealer.seal(text, binding), binding)).toBe(text)
      }),
    )
  })

  it('is different each time and never holds the text', () => {
    const [first, second] = [sealer.seal('001099012345', 'here'), sealer.seal('001099012345', 'here')]
    expect(first.equals(second)).toBe(false)
    expect(first.includes('001099012345')).toBe(false)
  })

  it('does not open elsewhere, under another secret, or when a bit has changed', () => {
    const sealed = sealer.seal('001099012345', 'person 1')
    expect(() => sealer.unseal(sealed, 'person 2')).toThrow()
    expect(() => sealerOf('another secret of more than thirty-two').unseal(sealed, 'person 1')).toThrow()
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => sealer.unseal(changed, 'person 1')).toThrow()
      }),
    )
    expect(() => sealer.unseal(sealed.subarray(0, 20), 'person 1')).toThrow(RangeError)
  })

  it('refuses a short secret', () => {
    expect(() => sealerOf('short')).toThrow(RangeError)
  })
})
