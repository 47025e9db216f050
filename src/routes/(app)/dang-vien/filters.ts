// The list's address: what it asks, and addresses with one thing changed. The sheet is asked by the same parameters.
import { dayIn } from '../to-chuc/address.ts'

/** Filters by their names in the address. */
export const FILTERS = { dien: 'status', gioi: 'sex', tuoi: 'age', 'dan-toc': 'ethnicity' } as const

const SORTS: Record<string, string> = { ten: 'name', 'ket-nap': 'admitted', 'chi-bo': 'cell' }

/** The input of the list query; what the address does not say, or says wrongly, is left to its default. */
export function listInput(url: URL): Record<string, string | null> {
  const of = (name: string) => url.searchParams.get(name) || null
  const page = of('trang')
  return {
    day: dayIn(url),
    unitId: of('don-vi'),
    find: of('tim'),
    ...Object.fromEntries(Object.entries(FILTERS).map(([name, field]) => [field, of(name)])),
    sort: SORTS[of('xep') ?? ''] ?? null,
    down: of('chieu') === 'giam' ? 'true' : 'false',
    page: page && /^\d{1,5}$/.test(page) && Number(page) > 0 ? page : null,
  }
}

/** The same address with some parameters set, or taken away by null; the page number goes unless it is set. */
export function changed(url: Pick<URL, 'pathname' | 'search'>, changes: Record<string, string | null>): string {
  const parameters = new URLSearchParams(url.search)
  parameters.delete('trang')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name)
    else parameters.set(name, value)
  }
  for (const [name, value] of [...parameters]) if (value === '') parameters.delete(name)
  const text = parameters.toString()
  return text === '' ? url.pathname : `${url.pathname}?${text}`
}
