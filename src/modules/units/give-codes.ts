// Codes of new units: given by people and checked, or made from the parent's; one reading of all codes of the bloc.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { UnitVersion } from './history.ts'
import { codeGiver } from './unit-codes.ts'

/** A row that needs a code: a new unit under its parent. */
export interface CodedRow {
  unitId: Id
  parentId: Id | null
  /** null: made from the parent's. */
  code: string | null
}

/** Codes for new units, in the order of the rows. Throws units.code_taken at the row's field. */
export async function giveCodes(
  ctx: Context,
  before: readonly UnitVersion[],
  rows: readonly CodedRow[],
  path: (at: number, field: string) => string,
): Promise<string[]> {
  const stored = await ctx.db.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', ctx.tenantId).execute()
  const codes = new Map(stored.map((unit) => [unit.id, unit.code]))
  const taken = new Set(codes.values())
  rows.forEach(({ unitId, code }, at) => {
    if (code === null) return
    if (taken.has(code)) throw AppError.at(path(at, 'code'), 'units.code_taken')
    taken.add(code)
    codes.set(unitId, code)
  })
  const tops = new Set([...before, ...rows].filter((unit) => unit.parentId === null).map((unit) => unit.unitId))
  const give = codeGiver(taken)
  const byId = new Map(rows.map((row) => [row.unitId, row]))
  // Parents first, whatever the order of the rows: a child's code begins with its parent's.
  const codeOf = (unitId: Id, path: readonly Id[]): string => {
    const known = codes.get(unitId)
    const row = byId.get(unitId)
    if (known !== undefined || !row || path.includes(unitId)) return known ?? ''
    const parent = row.parentId
    const code = give(parent === null ? null : { code: codeOf(parent, [...path, unitId]), isTop: tops.has(parent) })
    codes.set(unitId, code)
    return code
  }
  return rows.map((row) => codeOf(row.unitId, []))
}
