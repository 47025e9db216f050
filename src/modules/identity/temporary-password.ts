// A password to read out once and to change soon: three groups of letters and digits that nobody mistakes for each other.
import { randomInt } from 'node:crypto'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 12 signs of 31, about 59 bits: `kd7m-x2pq-9rtw`. */
export function temporaryPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [group(), group(), group()].join('-')
}
