// Signed bytes: what leaves the house in an address and must come back unchanged. HMAC-SHA-256 under a key derived from the
// installation's secret, one key for each purpose, so that a signature of one kind is none of another.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { secret } from './config.ts'

const MAC = 32

export interface Signer {
  /** The payload and its signature as base64url. */
  sign(payload: Uint8Array): string
  /** The payload of a text signed here for this purpose; null for anything else. */
  open(text: string): Uint8Array | null
}

/** A signer for one purpose under a secret of at least 32 characters. */
export function signerOf(master: string, purpose: string): Signer {
  if (master.length < 32) throw new RangeError('A secret to sign with has at least 32 characters')
  const key = new Uint8Array(hkdfSync('sha256', master, '', `khoi signed ${purpose} v1`, 32))
  const mac = (payload: Uint8Array) => createHmac('sha256', key).update(payload).digest()
  return {
    sign: (payload) => Buffer.concat([payload, mac(payload)]).toString('base64url'),
    open(text) {
      const bytes = Buffer.from(text, 'base64url')
      // One text for one payload: what decodes alike but is written otherwise is refused.
      if (bytes.length <= MAC || bytes.toString('base64url') !== text) return null
      const payload = bytes.subarray(0, -MAC)
      return timingSafeEqual(bytes.subarray(-MAC), mac(payload)) ? new Uint8Array(payload) : null
    },
  }
}

/** Signs under the installation's own secret. Losing that secret ends everything that was signed. */
export const signer = (purpose: string): Signer => signerOf(secret(), purpose)
