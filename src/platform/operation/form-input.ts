// Turns what a form posts (or an address asks) into the nested object an input schema expects: `items.0.text` → { items: [{ text }] }.

type Node = { [key: string]: Node | unknown }

/** Shape: dotted names nest; a level whose keys are all 0,1,2… becomes an array in that order (gaps are closed); the last of equal names wins, except names ending in [] which collect. */
export function formInput(form: Iterable<[string, FormDataEntryValue]>): Record<string, unknown> {
  const root: Node = Object.create(null)
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    const list = name.endsWith('[]')
    const path = (list ? name.slice(0, -2) : name).split('.')
    let node = root
    for (const key of path.slice(0, -1)) {
      if (typeof node[key] !== 'object' || node[key] === null) node[key] = Object.create(null)
      node = node[key] as Node
    }
    const last = path.at(-1) as string
    node[last] = list ? [...((node[last] as unknown[] | undefined) ?? []), value] : value
  }
  return settle(root) as Record<string, unknown>
}

function settle(node: unknown): unknown {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node
  const keys = Object.keys(node)
  const settled = keys.map((key) => [key, settle((node as Node)[key])] as const)
  if (keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key))) {
    return settled.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
  }
  return Object.fromEntries(settled)
}
