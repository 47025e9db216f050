// The text of a guest link: which bloc, which link, until when, and a secret of which only the hash is kept; all of it signed.
import { createHash, randomBytes } from 'node:crypto'
import type { Id } from '#kernel/ids.ts'
import type { Signer } from '#platform/signed.ts'

const ID = 16
const SECRET = 16
const EXPIRY = 6
const VERSION = 1
const LENGTH = 1 + ID + ID + EXPIRY + SECRET

export interface GuestToken {
  tenantId: Id
  linkId: Id
  expiresAt: Date
  secretHash: string
}

export const newSecret = (): Uint8Array => new Uint8Array(randomBytes(SECRET))
export const hashOf = (secretBytes: Uint8Array): string => createHash('sha256').update(secretBytes).digest('hex')

const bytesOf = (id: Id) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Uint8Array): Id =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The text to put into the address. */
export function writeToken(signer: Signer, given: Omit<GuestToken, 'secretHash'> & { secret: Uint8Array }): string {
  const expiry = Buffer.alloc(EXPIRY)
  expiry.writeUIntBE(Math.floor(given.expiresAt.getTime() / 1000), 0, EXPIRY)
  return signer.sign(
    Buffer.concat([Buffer.of(VERSION), bytesOf(given.tenantId), bytesOf(given.linkId), expiry, given.secret]),
  )
}

/** What a text of an address names; null when it was not signed here, was changed, or has expired. */
export function readToken(signer: Signer, text: string, now: Date): GuestToken | null {
  if (text.length > 200) return null
  const opened = signer.open(text)
  if (!opened || opened.length !== LENGTH || opened[0] !== VERSION) return null
  const bytes = Buffer.from(opened)
  const at = (from: number, length: number) => bytes.subarray(from, from + length)
  const expiresAt = new Date(bytes.readUIntBE(1 + 2 * ID, EXPIRY) * 1000)
  if (expiresAt <= now) return null
  return {
    tenantId: idOf(at(1, ID)),
    linkId: idOf(at(1 + ID, ID)),
    expiresAt,
    secretHash: hashOf(at(1 + 2 * ID + EXPIRY, SECRET)),
  }
}
