// The place of the tone mark in a syllable, always the traditional one (hòa, khỏe, ủy; quý, toàn, huỳnh).
// Party texts mix both habits, and keyboards set the mark wrongly in closed syllables (tòan, qúy, gía).

const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]'
const SHAPE = '[\\u0302\\u0306\\u031b]'
const START = '(?<![\\p{L}\\p{M}])'
const END = '(?![\\p{L}\\p{M}])'
const ONSET = '(?:b|ch?|d|đ|gh?|h|kh?|l|m|ng?h?|ph?|r|s|th?|tr|v|x)?'

// On decomposed text, applied in this order. In each, the first group keeps its place, the others change.
const MOVES: readonly (readonly [RegExp, string])[] = [
  // qu and gi are onsets: the mark belongs to the vowel after them.
  [new RegExp(`${START}(qu|gi)(${TONE})([aeiouy]${SHAPE}?)`, 'giu'), '$1$3$2'],
  [new RegExp(`${START}(${ONSET}u)(${TONE})(ye${SHAPE})`, 'giu'), '$1$3$2'],
  [new RegExp(`${START}(${ONSET}u)(${TONE})(y)(?=\\p{L})`, 'giu'), '$1$3$2'],
  [new RegExp(`${START}(${ONSET}o)(${TONE})([ae]${SHAPE}?)(?=\\p{L})`, 'giu'), '$1$3$2'],
  [new RegExp(`${START}(${ONSET}o)([ae])(${TONE})${END}`, 'giu'), '$1$3$2'],
  [new RegExp(`${START}(${ONSET}u)(y)(${TONE})${END}`, 'giu'), '$1$3$2'],
]

/** The text in NFC with every tone mark in its traditional place; words that are not Vietnamese syllables stay. */
export function placeTones(text: string): string {
  return MOVES.reduce((moved, [pattern, to]) => moved.replace(pattern, to), text.normalize('NFD')).normalize('NFC')
}
