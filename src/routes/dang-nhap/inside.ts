// Where signing in leads: no open redirect.

const HERE = 'http://here.invalid'

/** The address as browsers read it (they drop tabs and line breaks, and turn backslashes), if it stays on this site; else the first page. */
export function inside(target: string | null): string {
  const url = target?.startsWith('/') ? URL.parse(target, HERE) : null
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
