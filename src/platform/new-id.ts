// UUIDv7 from the process's clock and randomness; the kernel's pure function does the layout.
import { randomFillSync } from 'node:crypto'
import { uuidv7 } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'

const random = new Uint8Array(10)

export function newId(at: number = Date.now()): Id {
  randomFillSync(random)
  return uuidv7(at, random)
}
