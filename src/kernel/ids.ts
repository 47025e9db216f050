// Identifiers: UUID version 7 (RFC 9562), so that ids made later sort later and indexes grow at one end.
// The clock and the random bytes come from the caller; the kernel has neither.

export type Id = string

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LATEST_MS = 2 ** 48 - 1

/**
 * An id of the millisecond `atMs` (since 1970, at most 48 bits), made unique by 10 random bytes (74 bits are used).
 * Throws RangeError on any other input.
 */
export function uuidv7(atMs: number, random: Uint8Array): Id {
  if (!Number.isInteger(atMs) || atMs < 0 || atMs > LATEST_MS) throw new RangeError(`not a UUIDv7 time: ${atMs}`)
  if (random.length !== 10) throw new RangeError(`UUIDv7 needs 10 random bytes, got ${random.length}`)
  const bytes = Uint8Array.from(random)
  bytes[0] = 0x70 | (bytes[0]! & 0x0f)
  bytes[2] = 0x80 | (bytes[2]! & 0x3f)
  const tail = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = atMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}

/** Whether a value from outside has the shape of an id: any UUID in lower case, so that one record has one address. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && PATTERN.test(value)
}
