// The register of a unit in the columns of an import: the sheet that can be brought back unchanged. Masked columns stay empty, unless who asks
// may read them; then the reading is logged for everybody in the sheet.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { isUnder, namesOn } from '#modules/units/units.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { COLUMNS } from './columns.ts'
import type { ColumnKey, RegisterColumn } from './columns.ts'
import { wordsOf, yesNo } from './value-messages.ts'
import { citizenIdOf, registerPeople } from './register-people.ts'
import type { RegisterPerson } from './register-people.ts'

/** The log is written with parameters, of which a statement has so many. */
const LOGGED_AT_ONCE = 1000

const input = v.object({ unitId: idField(), day: v.optional(optionalDay(), null) })

/** A value as our sheets write it: the word of a code, the day as a day, text as it is. */
export function written(column: RegisterColumn, value: string | boolean | undefined): string | null {
  if (value === undefined || value === false) return null
  if (value === true) return yesNo.yes
  return column.kind === 'choice' ? (wordsOf(column.key)[value] ?? value) : value
}

async function sheetOf(ctx: ReadContext, unitId: Id, day: Day, open: boolean) {
  const people = await registerPeople(
    ctx,
    sql<boolean>`c.unit_id is not null and ${isUnder(ctx, [unitId], day, 'c.unit_id')}`,
    day,
  )
  const units = await namesOn(
    ctx,
    people.flatMap((person) => person.unitId ?? []),
    day,
  )
  const cellOf = (key: ColumnKey, person: RegisterPerson): string | null => {
    const unit = person.unitId ? units.get(person.unitId) : undefined
    return (key === 'cell' ? unit?.name : unit?.code) ?? null
  }
  const rows = people.map((person) =>
    COLUMNS.map((column) => {
      if (column.kind === 'cell') return cellOf(column.key, person)
      if (column.masked && !open) return null
      if (column.key === 'citizenId') return citizenIdOf(ctx, person)
      return written(column, person.values[column.key])
    }),
  )
  return { day, people, rows }
}

export const registerSheet = query({
  name: 'intake.register-sheet',
  summary: 'The register of a unit as of a day in the columns of an import; masked columns empty',
  permission: 'member.read',
  input,
  units: (_, asked) => [asked.unitId],
  async run(ctx, asked) {
    const { day, rows } = await sheetOf(ctx, asked.unitId, asked.day ?? ctx.today, false)
    return { day, rows }
  },
})

export const exportRegister = operation({
  name: 'intake.export-register',
  summary: 'The same with the masked columns; the reading is logged for everybody in it',
  permission: 'member.read-masked',
  afterEnd: true,
  secretAnswer: true,
  input,
  units: (_, asked) => [asked.unitId],
  async run(ctx, asked) {
    const { day, people, rows } = await sheetOf(ctx, asked.unitId, asked.day ?? ctx.today, true)
    const ids = people.map((person) => person.personId)
    for (let at = 0; at < ids.length; at += LOGGED_AT_ONCE)
      await logMaskedRead(ctx, ids.slice(at, at + LOGGED_AT_ONCE), ['citizen_id', 'phone', 'religion'], null)
    ctx.touch(asked.unitId)
    ctx.note({ people: people.length })
    return { day, rows }
  },
})
