// Codes for units that were given none: two digits under the bloc (07), the parent's code before a dot further down (07.12). Pure.
// A code is given once and stays, also when the unit moves.

const TOP = '00'

/** Hands out the next free codes, parent by parent; `taken` are all codes of the bloc. */
export function codeGiver(taken: Iterable<string>): (parent: { code: string; isTop: boolean } | null) => string {
  const used = new Set(taken)
  const last = new Map<string, number>()
  for (const code of used) {
    const cut = code.lastIndexOf('.') + 1
    const number = Number(code.slice(cut))
    if (!Number.isInteger(number) || number > 99_999) continue
    const prefix = code.slice(0, cut)
    last.set(prefix, Math.max(last.get(prefix) ?? 0, number))
  }
  return (parent) => {
    const prefix = parent === null || parent.isTop ? '' : `${parent.code}.`
    if (parent === null && !used.has(TOP)) {
      used.add(TOP)
      return TOP
    }
    for (let number = (last.get(prefix) ?? 0) + 1; ; number++) {
      const code = prefix + String(number).padStart(2, '0')
      if (used.has(code)) continue
      used.add(code)
      last.set(prefix, number)
      return code
    }
  }
}
