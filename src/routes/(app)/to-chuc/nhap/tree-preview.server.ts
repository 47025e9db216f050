// Reads an uploaded sheet of the tree and says, line by line, what would be new, what would change, and which cells are wrong.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, explainError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { listLocalities, listSectors, planTreeImport, readTree } from '#modules/units/units.server.ts'
import type { RowPlan, SheetRow, TreeUnit } from '#modules/units/units.server.ts'
import { sealNames, unitFactNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import { readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { errors } from '#product'
import type { GenericSchema } from 'valibot'
import { HEADINGS, readTreeLine } from '../tree-sheet.ts'
import type { CellFault, SheetLists } from '../tree-sheet.ts'
import { sheetIn } from '../../sheet-import.server.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

const LIMITS = { maxBytes: 5_000_000, maxRows: 6000, maxCells: 400_000 }

export async function previewTreeSheet(run: Run, ctx: ReadContext, form: FormData) {
  const on = dayOf(form.get('effectiveOn'))
  const file = await sheetIn(form, LIMITS.maxBytes)
  const sheet = await readHeadedSheet(file.bytes, HEADINGS, ['code', 'name'], LIMITS)
  if (!sheet || sheet.lines.length === 0) throw AppError.at('tep', 'units.no_sheet')

  const { units } = await run(readTree, { day: on })
  const sectors = await run(listSectors, { day: on })
  const localities = await run(listLocalities, { day: on })
  const lists = listsOf(units, sectors, localities)
  const read = sheet.lines.map((line) => readTreeLine(line, lists))
  const rows = read.map(({ row }) => row)
  const plan = await planTreeImport(ctx, rows, on)

  const sentence = (code: string, details: object) =>
    explainError(errors, AppError.at('cell', code, { ...details }), '').fields['cell'] ?? code
  const unread = read.flatMap(({ faults }) => faults)
  // A cell that could not be read is told once, by what stands in it.
  const told = new Set(unread.map(({ row, field }) => `${row} ${field}`))
  const planned: CellFault[] = plan.faults
    .filter(({ line, field }) => !told.has(`${line} ${field}`))
    .map(({ line, field, code, details }) => ({ row: line, field, text: sentence(code, details) }))
  const names = new Map(sheet.lines.map((line) => [line.row, String(line.cells.name ?? '')]))
  const letters: Partial<Record<string, string>> = sheet.letters
  const faults = [...unread, ...planned]
    .toSorted((a, b) => a.row - b.row)
    .map(({ row, field, text }) => ({ cell: `${letters[field] ?? ''}${row}`, name: names.get(row) ?? '', text }))

  const show = wordsOf(units, plan.rows, sectors, localities)
  const changes = plan.rows.filter(({ state }) => state !== 'same')
  const taken = new Set(changes.map(({ line }) => line))
  return {
    file: file.name,
    effectiveOn: on as string,
    effectiveText: formatDay(on),
    faults,
    lines: rows.length,
    founded: changes.filter(({ state }) => state === 'new').length,
    changed: changes.filter(({ state }) => state === 'changed').length,
    same: plan.rows.length - changes.length,
    changes: changes.map((row) => ({
      line: row.line,
      isNew: row.state === 'new',
      code: row.code ?? '(tự đặt)',
      name: row.after.name,
      what: show(row),
    })),
    rows: faults.length > 0 ? null : JSON.stringify(rows.filter((row: SheetRow) => taken.has(row.line))),
  }
}

function dayOf(value: FormDataEntryValue | null): Day {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') throw AppError.at('effectiveOn', 'field.required')
  const on = isDay(text) ? text : parseDay(text)
  if (!on) throw AppError.at('effectiveOn', 'field.day')
  return on
}

// What units carry already may be read back even where the list of the day no longer has it.
function listsOf(
  units: readonly TreeUnit[],
  sectors: readonly { code: string; name: string }[],
  localities: readonly { id: Id; name: string }[],
): SheetLists {
  const places = new Map<string, Set<Id>>()
  const place = (name: string, id: Id) => void places.set(fold(name), (places.get(fold(name)) ?? new Set()).add(id))
  for (const { id, name } of localities) place(name, id)
  const sectorCodes = new Map<string, string>()
  for (const unit of units) {
    if (unit.localityId && unit.localityName) place(unit.localityName, unit.localityId)
    if (unit.sector && unit.sectorName) sectorCodes.set(fold(unit.sectorName), unit.sector)
  }
  for (const { code, name } of sectors) sectorCodes.set(fold(code), code).set(fold(name), code)
  return {
    codes: new Set(units.map((unit) => unit.code)),
    sectors: sectorCodes,
    localities: new Map([...places].map(([name, ids]) => [name, [...ids]])),
  }
}

/** What a row does, in words: where a new unit stands, or each fact from what to what. */
function wordsOf(
  units: readonly TreeUnit[],
  rows: readonly RowPlan[],
  sectors: readonly { code: string; name: string }[],
  localities: readonly { id: Id; name: string }[],
): (row: RowPlan) => string {
  const names = new Map([
    ...units.map((unit) => [unit.id, unit.name] as const),
    ...rows.map((row) => [row.unitId, row.after.name] as const),
  ])
  const sectorNames = new Map([
    ...units.map((unit) => [unit.sector, unit.sectorName] as const),
    ...sectors.map(({ code, name }) => [code, name] as const),
  ])
  const placeNames = new Map([
    ...units.map((unit) => [unit.localityId, unit.localityName] as const),
    ...localities.map(({ id, name }) => [id, name] as const),
  ])
  const value = (facts: RowPlan['after'], fact: RowPlan['changed'][number]): string => {
    const shown = {
      ...facts,
      kind: unitKindNames[facts.kind],
      parentId: names.get(facts.parentId ?? ''),
      sector: sectorNames.get(facts.sector),
      localityId: placeNames.get(facts.localityId),
      seal: facts.seal && sealNames[facts.seal],
      delegated: facts.delegated ? 'có' : 'không',
      provisional: facts.provisional ? 'có' : 'không',
    }[fact]
    return shown === null || shown === undefined || shown === '' ? 'không có' : String(shown)
  }
  return ({ before, after, changed }) =>
    before === null
      ? `${unitKindNames[after.kind]}, trực thuộc ${names.get(after.parentId ?? '') ?? '—'}`
      : changed
          .map((fact) => `${unitFactNames[fact] ?? fact}: ${value(before, fact)} → ${value(after, fact)}`)
          .join('; ')
}
