// What was signed opens again; anything changed, cut, signed elsewhere or for another purpose does not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signerOf } from './signed.ts'

const master = 'a secret for tests of at least thirty-two letters'
const mine = signerOf(master, 'link')

test('what was signed opens again, and only under the same secret and purpose', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (payload) => {
      const text = mine.sign(payload)
      expect(mine.open(text)).toEqual(payload)
      expect(signerOf(`${master}!`, 'link').open(text)).toBeNull()
      expect(signerOf(master, 'other').open(text)).toBeNull()
    }),
  )
})

test('one letter changed, cut off or added, or other text: nothing opens', () => {
  const text = mine.sign(new Uint8Array([1, 2, 3, 4]))
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === 'A' ? 'B' : 'A'
    expect(mine.open(text.slice(0, at) + other + text.slice(at + 1)), `letter ${at}`).toBeNull()
  }
  for (const wrong of ['', 'x', text.slice(1), text.slice(0, -1), `${text}A`, `${text}=`, ` ${text}`, '🙂', 'A'.repeat(5000)])
    expect(mine.open(wrong)).toBeNull() // prettier-ignore
})

test('a short secret is refused', () => {
  expect(() => signerOf('short', 'link')).toThrow(RangeError)
})
