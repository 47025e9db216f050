// Letters that only look right: Cyrillic and Greek ones that keyboards and scanners bring into Latin words, digits among the letters of a
// name, letters among the digits of a number. Told apart from real foreign text: a word is repaired only where it is mostly Latin.

const TWINS: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a', А: 'A', В: 'B', с: 'c', С: 'C', е: 'e', Е: 'E', Н: 'H', һ: 'h', і: 'i', І: 'I', ј: 'j', Ј: 'J', К: 'K', к: 'k', М: 'M',
  о: 'o', О: 'O', р: 'p', Р: 'P', ѕ: 's', Ѕ: 'S', Т: 'T', т: 't', у: 'y', У: 'Y', х: 'x', Х: 'X', ԁ: 'd', ո: 'n',
  // Greek
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X', ο: 'o', ν: 'v', ι: 'i', α: 'a', υ: 'u',
} // prettier-ignore

const FOREIGN = new RegExp(`[${Object.keys(TWINS).join('')}]`, 'g')
const WIDE = /[\uff01-\uff5e]/g
const DIGITS: Readonly<Record<string, string>> = { o: '0', O: '0', l: '1', I: '1', i: '1', '|': '1', S: '5', B: '8' }
const LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l' }

/** Cyrillic, Greek and full-width letters as the Latin ones they look like; a word of another script in full stays. */
export function latinLetters(text: string): string {
  return text
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\p{L}\p{M}]+/gu, (word) => {
      const latin = word.replace(FOREIGN, (letter) => TWINS[letter] ?? letter)
      // What cannot be written wholly in Latin letters is a foreign word, not a slip.
      return /^[\p{Script=Latin}\p{M}]+$/u.test(latin) ? latin : word
    })
}

/** 0 and 1 inside a word of letters as o and l: T0àn → Toàn, NGUYỄN H0A → NGUYỄN HOA. Numbers by themselves stay. */
export function lettersForDigits(text: string): string {
  return text.replace(/[\p{L}\p{M}01]+/gu, (word) => {
    if (!/[01]/.test(word) || !/\p{L}/u.test(word)) return word
    const letters = word.replace(/[01]/g, '')
    const loud = letters === letters.toUpperCase() && letters.length > 1
    return word.replace(/[01]/g, (digit, at: number) => {
      const letter = LETTERS[digit] ?? digit
      return loud || (at === 0 && digit === '0') ? letter.toUpperCase() : letter
    })
  })
}

/** o, l, I and their like among digits as the digits they stand for: 0O12l4 → 001214; text without a digit stays. */
export function digitsForLetters(text: string): string {
  const plain = latinLetters(text)
  return /\d/.test(plain) && /^[\doOlIi|SB\s.-]+$/.test(plain)
    ? plain.replace(/[oOlIi|SB]/g, (l) => DIGITS[l] ?? l)
    : plain
}
