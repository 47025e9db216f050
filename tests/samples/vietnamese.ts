// Made-up Vietnamese for property tests: syllables with every vowel and every tone.
import fc from 'fast-check'

export const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
const ONSETS = ['', 'b', 'ch', 'd', 'đ', 'g', 'kh', 'l', 'ng', 'nh', 'ph', 'qu', 'th', 'tr', 'x']
const RIMES = [
  'a',
  'ăn',
  'âm',
  'ang',
  'anh',
  'e',
  'êm',
  'inh',
  'o',
  'ông',
  'ơn',
  'u',
  'ưng',
  'y',
  'oa',
  'oe',
  'uy',
  'oan',
  'uyên',
  'ươi',
  'iêu',
  'ua',
  'ưa',
]

export interface Syllable {
  readonly letters: string
  /** Place in TONES. */
  readonly tone: number
  readonly text: string
}

function mark(letters: string, at: number, tone: number): string {
  return (letters.slice(0, at) + letters[at] + TONES[tone] + letters.slice(at + 1)).normalize('NFC')
}

/** A syllable whose tone sits on its last vowel but one in open rimes, as tradition has it, else on the last. */
export const syllable: fc.Arbitrary<Syllable> = fc
  .tuple(fc.constantFrom(...ONSETS), fc.constantFrom(...RIMES), fc.nat(5))
  .map(([onset, rime, tone]) => {
    const vowels = /^[^ghmn]+/.exec(rime)![0]
    const shaped = Array.from(vowels).findLastIndex((letter) => 'ăâêôơư'.includes(letter))
    const open = vowels.length === rime.length
    const traditional = open && vowels.length > 1 && onset !== 'qu' ? vowels.length - 2 : vowels.length - 1
    const at = onset.length + (shaped >= 0 ? shaped : traditional)
    return { letters: onset + rime, tone, text: mark(onset + rime, at, tone) }
  })

export const vietnamese = fc.array(syllable, { maxLength: 6 }).map((parts) => parts.map((part) => part.text).join(' '))

/** Anything a field may receive: Vietnamese, loose marks, odd spaces, any Unicode. */
export const anyText = fc
  .array(
    fc.oneof(
      syllable.map((part) => part.text),
      fc.constantFrom(...TONES, '\u0302', '\u0306', ' ', '\n', '\r\n', '\u00a0', 'Ð', 'q', 'u', 'o', 'a', 'y'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''))
