// Repair of text from fonts older than Unicode, still met in spreadsheets: TCVN3 (.VnTime, ABC) and VNI-Windows.
// Such text reads as Western letters: "B¶o Th¾ng", "Xin chaøo". A person confirms before anything is stored.

import { isSyllable } from './syllable.ts'

export type LegacyEncoding = 'tcvn3' | 'vni'

// TCVN 5712:1993 VN3 from 0xA1 on; a dot is a position its fonts leave empty.
const TCVN3 = [
  'ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......',
  'ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộ',
  'ờởỡớợù.ủũúụừửữứựỳỷỹýỵ.',
].join('')

// VNI writes a vowel and then its marks as another letter; these letters stand alone.
const VNI_LETTERS: Record<string, string> = { ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ', í: 'í', ì: 'ì' }
const [GRAVE, ACUTE, TILDE, HOOK, DOT, ROOF, BREVE] = '\u0300\u0301\u0303\u0309\u0323\u0302\u0306'
const VNI_TONES: Record<string, string> = { ø: GRAVE!, ù: ACUTE!, û: HOOK!, õ: TILDE!, ï: DOT! }
const VNI_ROOFS: Record<string, string> = {
  â: ROOF!,
  à: `${ROOF}${GRAVE}`,
  á: `${ROOF}${ACUTE}`,
  å: `${ROOF}${HOOK}`,
  ã: `${ROOF}${TILDE}`,
  ä: `${ROOF}${DOT}`,
}
const VNI_BREVES: Record<string, string> = {
  ê: BREVE!,
  è: `${BREVE}${GRAVE}`,
  é: `${BREVE}${ACUTE}`,
  ú: `${BREVE}${HOOK}`,
  ü: `${BREVE}${TILDE}`,
  ë: `${BREVE}${DOT}`,
}

// The capitals of these fonts exist only as another font, so an accented letter among capitals comes out small.
function raiseCapitals(source: string, converted: string): string {
  const shouting = (part: string) => !/[a-z]/.test(part) && /[A-Z][^\sA-Z]*[A-Z]/.test(part)
  if (shouting(source)) return converted.toUpperCase()
  const sources = source.split(/(\s+)/)
  return converted
    .split(/(\s+)/)
    .map((word, index) => (shouting(sources[index] ?? '') ? word.toUpperCase() : word))
    .join('')
}

function fromTcvn3(text: string): string {
  const converted = text.replace(/[\u00a1-\u00ff]/g, (letter) => {
    const known = TCVN3[letter.charCodeAt(0) - 0xa1] ?? '.'
    return known === '.' ? letter : known
  })
  // TCVN3's ư is the soft hyphen, which programs like to drop; ơ before ng or c can only have been ươ.
  return raiseCapitals(
    text,
    converted.replace(
      /(?<![ưƯ])([ơờởỡớợ])(?=ng|c)/gi,
      (letter) => (letter === letter.toLowerCase() ? 'ư' : 'Ư') + letter,
    ),
  )
}

function likeCase(model: string, letter: string): string {
  return model === model.toLowerCase() ? letter : letter.toUpperCase()
}

function vniVowel(vowel: string): string {
  const standalone = VNI_LETTERS[vowel.toLowerCase()]
  return standalone === undefined ? vowel : likeCase(vowel, standalone)
}

function fromVni(text: string): string {
  return text
    .replace(/([aeouyôö])([øùûõïâàáåãäêèéúüë])|([ñôöæóòîíì])/gi, (whole, vowel?: string, mark?: string) => {
      if (vowel === undefined || mark === undefined) return vniVowel(whole)
      const key = mark.toLowerCase()
      const roof = /[aeo]/i.test(vowel) ? VNI_ROOFS[key] : undefined
      const breve = /a/i.test(vowel) ? VNI_BREVES[key] : undefined
      const marks = VNI_TONES[key] ?? roof ?? breve
      return marks === undefined ? vniVowel(vowel) + vniVowel(mark) : vniVowel(vowel) + marks
    })
    .normalize('NFC')
}

/** The text in Unicode (NFC). Apply it to raw text, before tidy, which removes soft hyphens. */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  return encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)
}

// Words that some encoding may have changed; a lone sign such as ¥ says nothing, though it may be a letter.
function markedWords(text: string): string[] {
  return text
    .split(/[\s\x21-\x40\x5b-\x60\x7b-\x7e–—“”‘’…]+/)
    .filter((word) => word.length > 1 && /[^\x00-\x7f]/.test(word))
}

function syllables(words: string[]): number {
  return words.filter(isSyllable).length
}

/**
 * The encoding the text is most likely in, or null when it is Unicode or nothing Vietnamese. Decides by how many words
 * with marks become syllables; give it a whole column rather than one cell, since single words can be read both ways.
 */
export function detectLegacy(text: string): LegacyEncoding | null {
  const words = markedWords(text)
  const regular = words.filter((word) => !/\p{Ll}.*\p{Lu}/u.test(word))
  const before = syllables(regular)
  const counts = (['tcvn3', 'vni'] as const).map((encoding) => ({
    encoding,
    after: syllables(words.map((word) => fromLegacy(word, encoding))),
  }))
  const best = counts.reduce((most, next) => (next.after > most.after ? next : most))
  return best.after > before && best.after * 5 >= words.length * 3 ? best.encoding : null
}
