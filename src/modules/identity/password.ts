// Passwords are kept as argon2id hashes (the library's defaults follow OWASP's minimum: 19 MiB, 2 passes).
import { hash, verify } from '@node-rs/argon2'

export const MIN_PASSWORD_LENGTH = 10

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'))

export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  verify(given.hash, given.password.normalize('NFC'))
