// Where a sheet and the register say different things of one person. Only what the sheet says counts: an empty cell says nothing.
import type { Id } from '#kernel/ids.ts'
import { fold, tidy } from '#kernel/vietnamese/text.ts'
import { citizenIdMark } from '#modules/members/members.server.ts'
import { columnOf, RECORD_KEYS } from './columns.ts'
import type { ColumnKey, RowValues } from './columns.ts'
import type { RegisterPerson } from './register-people.ts'

/** What an import may write of somebody who is in the register; the rest is changed by deeds with their papers. */
export const WRITABLE: ReadonlySet<string> = new Set([...RECORD_KEYS, 'citizenId', 'phone', 'religion'])
const DEEDS: readonly ColumnKey[] = ['admittedOn', 'confirmedOn', 'state', 'cell']

export interface Differences {
  /** Columns in which the two differ, in the order of columns. */
  readonly differs: ColumnKey[]
  /** Those of them for which the register has nothing. */
  readonly fills: ColumnKey[]
}

const loose = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, '')

/** `strict`: as written, for an update; otherwise capitals, marks of punctuation and spaces make no difference. */
export function differencesOf(
  values: RowValues,
  unitId: Id | null,
  person: RegisterPerson,
  strict: boolean,
): Differences {
  const differs: ColumnKey[] = []
  const fills: ColumnKey[] = []
  const note = (key: ColumnKey, empty: boolean) => {
    differs.push(key)
    if (empty) fills.push(key)
  }
  for (const [key, value] of Object.entries(values) as [ColumnKey, string | boolean][]) {
    if (key === 'citizenId') {
      if (citizenIdMark(String(value)) !== person.citizenMark) note(key, person.citizenMark === null)
      continue
    }
    if (!WRITABLE.has(key) && !DEEDS.includes(key)) continue
    if (key === 'cell') {
      if (unitId !== null && unitId !== person.unitId) note(key, person.unitId === null)
      continue
    }
    const here = person.values[key]
    if (here === undefined) {
      if (value !== false) note(key, true)
    } else if (!same(key, value, here, strict)) note(key, key === 'religion' && here === 'none')
  }
  return { differs, fills }
}

function same(key: ColumnKey, sheet: string | boolean, here: string | boolean, strict: boolean): boolean {
  if (sheet === here || typeof sheet === 'boolean' || typeof here === 'boolean') return sheet === here
  const { kind } = columnOf(key)
  if (kind !== 'text' && kind !== 'name') return false
  return strict ? tidy(here) === sheet : loose(here) === loose(sheet)
}
