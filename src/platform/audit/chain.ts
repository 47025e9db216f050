// The pure core of the audit chain: each sealed entry's hash covers its content and the hash before it,
// so that any changed, removed, inserted or reordered entry is found by following the chain from its beginning.
import { createHash } from 'node:crypto'
import type { Id } from '#kernel/ids.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'

/** What a seal covers. The transaction number is left out: it orders sealing, and does not survive a move to another server. */
export interface ChainEntry {
  id: Id
  at: Date
  accountId: Id | null
  operation: string
  subjects: readonly Id[]
  details: unknown
  requestId: string | null
}

export interface Head {
  /** Number of sealed entries; 0 for a chain not yet begun. */
  ordinal: number
  hash: string
}

export interface ChainLink {
  ordinal: number
  hash: string
  /** Null: the seal is there, the entry is gone. */
  entry: ChainEntry | null
}

export type Break = 'ordinal_missing' | 'entry_missing' | 'hash_differs'

export type Followed = { ok: true; head: Head } | { ok: false; head: Head; brokenAt: number; reason: Break }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The head of an empty chain: differs per tenant, so that no chain can stand in for another. */
export function emptyHead(tenantId: Id): Head {
  return { ordinal: 0, hash: sha256(`khoi-audit-1\n${tenantId}`) }
}

/** The head after `entry` is sealed behind `head`. */
export function link(head: Head, entry: ChainEntry): Head {
  const { id, at, accountId, operation, subjects, details, requestId } = entry
  const content = canonicalJson({ id, at, accountId, operation, subjects, details, requestId })
  const ordinal = head.ordinal + 1
  return { ordinal, hash: sha256(`${head.hash}\n${ordinal}\n${content}`) }
}

/** Follows links from `head`; stops at the first that does not fit. Call again with the returned head for the next batch. */
export function follow(head: Head, links: Iterable<ChainLink>): Followed {
  let current = head
  for (const { ordinal, hash, entry } of links) {
    const expected = current.ordinal + 1
    if (ordinal !== expected) return { ok: false, head: current, brokenAt: expected, reason: 'ordinal_missing' }
    if (!entry) return { ok: false, head: current, brokenAt: expected, reason: 'entry_missing' }
    const next = link(current, entry)
    if (next.hash !== hash) return { ok: false, head: current, brokenAt: expected, reason: 'hash_differs' }
    current = next
  }
  return { ok: true, head: current }
}
