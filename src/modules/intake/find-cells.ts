// Finds the cell a row names: by its code, or by its name or short name without marks, among the cells under the unit of the import.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { isCell, unitsUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { RowValues } from './columns.ts'
import type { Finding } from './understand.ts'

export interface CellBook {
  /** The only cell there is, for sheets without a column for it. */
  readonly only: Id | null
  find(values: RowValues): { unitId: Id | null; fault: Finding | null }
}

const short = (name: string): string =>
  fold(name)
    .replace(/^(?:chi bo|cb)\s+/, '')
    .replace(/[.,]/g, '')

/** The cells under a unit on a day. */
export async function cellBook(ctx: Pick<ReadContext, 'tenantId' | 'db'>, unitId: Id, on: Day): Promise<CellBook> {
  const units = await unitsUnder(ctx, unitId, on)
  const names = new Map(units.map((unit) => [unit.id, unit]))
  const cells = units.filter((unit) => isCell(unit.kind))
  const byCode = new Map(cells.map((cell) => [fold(cell.code), cell.id]))
  const byName = new Map<string, Id[]>()
  const note = (word: string, id: Id) => {
    const list = byName.get(word) ?? []
    if (!list.includes(id)) byName.set(word, [...list, id])
  }
  for (const cell of cells) {
    const parent = cell.parentId === null ? undefined : names.get(cell.parentId)
    for (const name of [cell.name, cell.shortName]) {
      note(fold(name), cell.id)
      note(`~${short(name)}`, cell.id)
      // "Chi bộ Văn phòng, Đảng bộ Sở Y tế": equals are told apart by the unit above.
      for (const above of parent ? [parent.name, parent.shortName] : [])
        for (const mark of [', ', ' - ', ' ', ' thuoc ']) note(fold(`${name}${mark}${above}`), cell.id)
    }
  }
  const only = cells.length === 1 ? (cells[0]?.id ?? null) : null
  return {
    only,
    find(values) {
      const code = typeof values.cellCode === 'string' ? values.cellCode : null
      const name = typeof values.cell === 'string' ? values.cell : null
      const fault = (field: 'cell' | 'cellCode', why: string, read: string, details = {}) => ({
        unitId: null,
        fault: { field, code: why, read, details },
      })
      if (code !== null) {
        const unitId = byCode.get(fold(code))
        return unitId ? { unitId, fault: null } : fault('cellCode', 'intake.unknown_cell', code)
      }
      if (name === null) return { unitId: only, fault: null }
      const found = byCode.get(fold(name)) ?? byName.get(fold(name)) ?? byName.get(`~${short(name)}`) ?? []
      const ids = typeof found === 'string' ? [found] : found
      if (ids.length === 1) return { unitId: ids[0] as Id, fault: null }
      return ids.length === 0
        ? fault('cell', 'intake.unknown_cell', name)
        : fault('cell', 'intake.many_cells', name, { codes: ids.map((id) => names.get(id)?.code) })
    },
  }
}
