// Whether a word is a possible Vietnamese syllable: onset, rime and at most one tone that the rime allows.
// Tells real Vietnamese from text in the wrong encoding; it is a rule of spelling, not a dictionary.

const ONSET = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const OPEN = [
  'a|e|ê|i|o|ô|ơ|u|ư|y|ia|ua|ưa|oa|oe|uê|uơ|uy|uya',
  'ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|oai|oay|oao|oeo|uôi|uây|uyu|ươi|ươu|uao|uau|uai|uay|ueo',
].join('|')
const CLOSED = '(?:a|ă|â|e|ê|i|o|ô|ơ(?!n[gh]|c)|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|oo|ua|uă)'
const RIME = new RegExp(`^${ONSET}(?:(?:${OPEN})|${CLOSED}(?:ch|nh|ng|[cmnpt]))$`)
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Case does not matter; the word has to be in one piece without punctuation. */
export function isSyllable(word: string): boolean {
  const marked = word.toLowerCase().normalize('NFD')
  const tones = marked.match(TONES) ?? []
  const letters = marked.replace(TONES, '').normalize('NFC')
  if (tones.length > 1 || !RIME.test(letters)) return false
  // Syllables that end in a stop have the sharp or the heavy tone only; unmarked ones are foreign words or short forms.
  return !/(?:c|ch|p|t)$/.test(letters) || tones[0] === '\u0301' || tones[0] === '\u0323'
}
