// Remarks of an operation that went through (`warnings` of its result): kept for the page that comes next, whichever it is, and told once.
import type { RequestEvent } from '@sveltejs/kit'

const COOKIE = 'khoi_nhac'
/** A cookie holds 4096 characters with its name and attributes. */
const ROOM = 3600

type Event = Pick<RequestEvent, 'cookies' | 'url'>

const warningsOf = (result: unknown): string[] => {
  const warnings = typeof result === 'object' && result !== null && 'warnings' in result ? result.warnings : null
  return Array.isArray(warnings) ? warnings.filter((each): each is string => typeof each === 'string') : []
}

const written = (sentences: readonly string[]) => Buffer.from(JSON.stringify(sentences)).toString('base64url')

/** Keeps the sentences in `result.warnings` for a minute; as many, from the first, as a cookie has room for. */
export function keepRemarks({ cookies, url }: Event, result: unknown): void {
  const sentences = [...new Set(warningsOf(result))]
  while (written(sentences).length > ROOM) sentences.pop()
  if (sentences.length === 0) return
  cookies.set(COOKIE, written(sentences), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: 60,
  })
}

/** The sentences kept for this page; another look at it does not tell them again. */
export function takeRemarks({ cookies, url }: Event): string[] {
  const kept = cookies.get(COOKIE)
  if (!kept) return []
  cookies.delete(COOKIE, { path: '/', secure: url.protocol === 'https:' })
  try {
    const sentences: unknown = JSON.parse(Buffer.from(kept, 'base64url').toString())
    return Array.isArray(sentences) ? sentences.filter((each): each is string => typeof each === 'string') : []
  } catch {
    return []
  }
}
