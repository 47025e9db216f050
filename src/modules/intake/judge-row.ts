// One row of a register: every mapped cell understood, and what stands against taking it as a new member: what is missing, days that cannot
// be, a history that is not sound. Pure; who it is in the register is asked elsewhere.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { LegacyEncoding } from '#kernel/vietnamese/legacy-encoding.ts'
import { faultOf, valuesIn } from '#modules/members/members.server.ts'
import type { Standing } from '#modules/members/members.server.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import { COLUMNS, RECORD_KEYS } from './columns.ts'
import type { ColumnKey, Mapping, RowValues } from './columns.ts'
import { composeMember } from './compose-member.ts'
import type { NewMember } from './compose-member.ts'
import { masked, shownCell, understand } from './understand.ts'
import type { Finding } from './understand.ts'

export interface JudgedRow {
  readonly values: RowValues
  readonly faults: readonly Finding[]
  readonly notes: readonly Finding[]
}

export interface Circumstances {
  readonly mapping: Mapping
  readonly font: LegacyEncoding | null
  readonly today: Day
  /** Letters of cells that hold a formula without a result, of this row. */
  readonly uncalculated?: ReadonlySet<number>
  /** Columns whose value in this row is the result of a formula. */
  readonly calculated?: ReadonlySet<number>
}

/** Understands the cells of a row. Total: it never throws. */
export function readRow(cells: readonly SheetCell[], circumstances: Circumstances): JudgedRow {
  const { mapping, font, today } = circumstances
  const values: RowValues = {}
  const faults: Finding[] = []
  const notes: Finding[] = []
  for (const column of COLUMNS) {
    const place = mapping[column.key]
    if (place === undefined) continue
    const shown = shownCell(cells[place])
    if (circumstances.uncalculated?.has(place))
      faults.push({ field: column.key, code: 'intake.formula_empty', read: '' })
    const understood = understand(column, cells[place], { font, latestYear: yearOf(today) })
    if (understood.value !== null) values[column.key] = understood.value
    if (circumstances.calculated?.has(place) && understood.value !== null)
      notes.push({ field: column.key, code: 'intake.formula', read: column.masked ? masked(shown) : shown })
    faults.push(...understood.faults)
    notes.push(...understood.notes)
  }
  faults.push(...gradeFault(values))
  return { values, faults, notes }
}

function gradeFault(values: RowValues): Finding[] {
  if (typeof values.generalGrade !== 'string') return []
  try {
    valuesIn({ generalGrade: values.generalGrade })
    return []
  } catch {
    const read = values.generalGrade
    delete values.generalGrade
    return [{ field: 'generalGrade', code: 'members.general_grade', read }]
  }
}

/** Fields of the record among the values. */
export const recordValuesOf = (values: RowValues): Record<string, string | boolean> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => RECORD_KEYS.has(key))) as Record<string, string | boolean>

/** What of the pure core of histories stands at which column. */
const AT: Readonly<Record<string, ColumnKey>> = {
  admittedOn: 'admittedOn',
  confirmedOn: 'confirmedOn',
  statuses: 'state',
  cells: 'since',
  leftOn: 'since',
}

/** As a new member of a cell: the input of an import, or what stands against it. */
export function judgeNew(
  { values, faults, notes }: JudgedRow,
  facts: { unitId: Id | null; asOf: Day; today: Day },
): JudgedRow & { member: NewMember | null } {
  const own: Finding[] = []
  const assumed: Finding[] = []
  const at = (field: ColumnKey, code: string, details: Finding['details'] = {}) =>
    own.push({ field, code, read: shown(values[field]), details })
  const blamed = new Set(faults.map((fault) => fault.field))
  for (const { key, needed } of COLUMNS)
    if (needed && key !== 'cell' && values[key] === undefined && !blamed.has(key)) at(key, 'field.required')
  if (facts.unitId === null && !blamed.has('cell') && !blamed.has('cellCode')) at('cell', 'field.required')
  if (values.ethnicity === undefined && !blamed.has('ethnicity'))
    assumed.push({ field: 'ethnicity', code: 'intake.taken_for_kinh', read: '' })
  for (const key of ['birthOn', 'admittedOn', 'confirmedOn', 'since'] as const)
    if (typeof values[key] === 'string' && values[key] > facts.today) at(key, 'members.in_future')
  const birthOn = values.birthOn as Day | undefined
  if (birthOn && values.admittedOn !== undefined && yearOf(birthOn) + 16 > yearOf(values.admittedOn as Day))
    at('birthOn', 'members.birth_on')
  const state = values.state
  if (state !== undefined && state !== 'probationary' && values.confirmedOn === undefined && !blamed.has('confirmedOn'))
    at('confirmedOn', 'intake.confirmed_missing')
  if (state === 'probationary' && values.confirmedOn !== undefined) at('state', 'intake.state_differs')
  if (own.length > 0 || faults.length > 0 || facts.unitId === null)
    return { values, faults: [...faults, ...own], notes, member: null }

  const member = composeMember(values, { unitId: facts.unitId, asOf: facts.asOf, standing: standingOf(state) })
  const fault = faultOf(member.history)
  if (fault) at(AT[fault.field] ?? 'since', fault.code, fault.details)
  return {
    values,
    faults: own,
    notes: [...notes, ...assumed],
    member: fault ? null : member,
  }
}

const standingOf = (state: RowValues['state']): Standing =>
  state === undefined || state === 'probationary' || state === 'full' ? 'active' : (state as Standing)

const shown = (value: string | boolean | undefined): string => (typeof value === 'string' ? shownCell(value) : '')
