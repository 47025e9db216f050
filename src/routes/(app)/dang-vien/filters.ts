// Addresses of the list with one thing changed: every filter, order and page is a link.

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
