// The columns a register may have in Excel: the fields of the record, the numbers few may read, and what a membership begins with. Reading,
// judging, the template and the export are drawn from this one list, in this order.
import { recordFields, RELIGIONS, STANDINGS } from '#modules/members/members.server.ts'
import type { RecordFieldName } from '#modules/members/members.server.ts'

/** Columns beside the fields of the record. */
export const OWN_COLUMNS = [
  'citizenId',
  'phone',
  'religion',
  'cell',
  'cellCode',
  'state',
  'admittedOn',
  'confirmedOn',
  'since',
  'cameFrom',
] as const
export type ColumnKey = RecordFieldName | (typeof OWN_COLUMNS)[number]

/** How a cell is understood: `name` a person's, `digits` a number kept as text, `cell` a cell of the tree. */
export type ColumnKind = 'name' | 'text' | 'day' | 'choice' | 'flag' | 'digits' | 'number' | 'cell'

export interface RegisterColumn {
  readonly key: ColumnKey
  readonly kind: ColumnKind
  readonly codes?: readonly string[]
  readonly max: number
  /** Shown masked, kept sealed. */
  readonly masked: boolean
  /** Needed of somebody who is not in the register yet. */
  readonly needed: boolean
}

/** What somebody is on the day of the sheet: the status, or the standing when it is not the plain one. */
export const STATES = ['probationary', 'full', ...STANDINGS.filter((standing) => standing !== 'active')] as const

const MOST_TEXT = 250
const NEEDED: readonly ColumnKey[] = ['fullName', 'sex', 'birthOn', 'admittedOn', 'cell']
const MASKED: readonly ColumnKey[] = ['citizenId', 'phone', 'religion']

const own: Record<(typeof OWN_COLUMNS)[number], { kind: ColumnKind; codes?: readonly string[]; max?: number }> = {
  citizenId: { kind: 'digits', max: 12 },
  phone: { kind: 'digits', max: 15 },
  religion: { kind: 'choice', codes: [...RELIGIONS, 'none'] },
  cell: { kind: 'cell' },
  cellCode: { kind: 'cell' },
  state: { kind: 'choice', codes: STATES },
  admittedOn: { kind: 'day' },
  confirmedOn: { kind: 'day' },
  since: { kind: 'day' },
  cameFrom: { kind: 'text' },
}

const FIRST: readonly ColumnKey[] = [
  'fullName',
  'birthOn',
  'sex',
  'citizenId',
  'phone',
  'ethnicity',
  'religion',
  'cell',
  'cellCode',
  'state',
  'admittedOn',
  'confirmedOn',
  'since',
  'cameFrom',
  'cardNumber',
  'fileNumber',
]

const kindOf = (field: (typeof recordFields)[number]): ColumnKind => {
  if (field.name === 'fullName' || field.name === 'birthName') return 'name'
  return field.name === 'cardNumber' || field.name === 'fileNumber' ? 'number' : field.kind
}

function column(key: ColumnKey): RegisterColumn {
  const field = recordFields.find((each) => each.name === key)
  const told = field ? { ...field, kind: kindOf(field) } : own[key as (typeof OWN_COLUMNS)[number]]
  return {
    key,
    kind: told.kind,
    ...('codes' in told && told.codes ? { codes: told.codes } : {}),
    max: ('max' in told ? told.max : undefined) ?? MOST_TEXT,
    masked: MASKED.includes(key),
    needed: NEEDED.includes(key),
  }
}

/** All columns, the most used first. */
export const COLUMNS: readonly RegisterColumn[] = [
  ...new Set<ColumnKey>([...FIRST, ...recordFields.map((field) => field.name), ...OWN_COLUMNS]),
].map(column)

const byKey = new Map(COLUMNS.map((each) => [each.key, each]))
export const columnOf = (key: ColumnKey): RegisterColumn => byKey.get(key) as RegisterColumn
export const isColumn = (key: string): key is ColumnKey => byKey.has(key as ColumnKey)
/** Fields of the record: what an update may write. Name of the field in `person` or `member`. */
export const RECORD_KEYS: ReadonlySet<string> = new Set(recordFields.map((field) => field.name))

/** Places of columns in a sheet, from 0. */
export type Mapping = Partial<Record<ColumnKey, number>>

/** Values of a row by column; a column that is not mapped or whose cell is empty is missing. */
export type RowValues = Partial<Record<ColumnKey, string | boolean>>
