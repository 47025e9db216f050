// Sealed text: what must not be read out of a stolen database or backup. AES-256-GCM under a key derived from the installation's
// secret; each value is bound to its place, so that it cannot be moved to another row.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { secret } from './config.ts'

const VERSION = 1
const IV = 12
const TAG = 16

export interface Sealer {
  /** `binding` names the place of the value; the same must be given to open it. */
  seal(text: string, binding: string): Buffer
  /** Throws when the value was changed, moved, or sealed under another secret. */
  unseal(sealed: Uint8Array, binding: string): string
}

/** A sealer under a secret of at least 32 characters. Layout: version (1 byte), nonce (12), tag (16), ciphertext. */
export function sealerOf(master: string): Sealer {
  if (master.length < 32) throw new RangeError('A secret to seal with has at least 32 characters')
  const key = new Uint8Array(hkdfSync('sha256', master, '', 'khoi sealed text v1', 32))
  return {
    seal(text, binding) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(binding))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
    },
    unseal(sealed, binding) {
      if (sealed.length < 1 + IV + TAG || sealed[0] !== VERSION)
        throw new RangeError('Not a sealed text of this version')
      const tag = sealed.subarray(1 + IV, 1 + IV + TAG)
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(binding)).setAuthTag(tag)
      return decipher.update(sealed.subarray(1 + IV + TAG), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

let own: Sealer | undefined
const installation = (): Sealer => (own ??= sealerOf(secret()))

/** Seals under the installation's own secret. Losing that secret loses the text. */
export const seal = (text: string, binding: string): Buffer => installation().seal(text, binding)

export const unseal = (sealed: Uint8Array, binding: string): string => installation().unseal(sealed, binding)

/** A keyed fingerprint under the installation's secret: equal texts of one purpose have equal ones, and nobody else can try texts. */
export function fingerprint(text: string, purpose: string): string {
  const key = new Uint8Array(hkdfSync('sha256', secret(), '', `khoi fingerprint v1 ${purpose}`, 32))
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}
