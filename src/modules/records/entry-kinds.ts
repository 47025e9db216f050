// What the periods and events of a life consist of, by kind: which fields each kind has, which it must have, what few may read.
// Forms, checks and papers are drawn from this list. Removal from the list of members is no discipline (STRIKE_OFF_NOT_DISCIPLINE).

export const ENTRY_KINDS = ['work', 'post', 'training', 'trip', 'reward', 'discipline', 'relative', 'sponsor'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Fields that everybody who may see the member sees, unless the kind is restricted. */
export const ENTRY_FIELDS = [
  'fromOn',
  'toOn',
  'code',
  'title',
  'place',
  'detail',
  'number',
  'decidedOn',
  'decider',
] as const
export type EntryField = (typeof ENTRY_FIELDS)[number]

/** Fields kept under seal: a relative's data, the reason of a discipline. */
export const SECRET_FIELDS = ['name', 'birthYear', 'residence', 'job', 'remark'] as const
export type SecretField = (typeof SECRET_FIELDS)[number]

export interface EntryShape {
  /** true: must be filled in. */
  readonly fields: Readonly<Partial<Record<EntryField | SecretField, boolean>>>
  readonly codes: readonly string[]
  /** Few may read it: what and when is masked as a whole. */
  readonly restricted: boolean
}

const RELATIONS = [
  'father',
  'mother',
  'spouse',
  'child',
  'sibling',
  'grandparent',
  'father_in_law',
  'mother_in_law',
  'sibling_in_law',
  'other',
] as const

export const ENTRY_SHAPES: Readonly<Record<EntryKind, EntryShape>> = {
  work: { fields: { fromOn: true, toOn: false, title: true, place: true }, codes: [], restricted: false },
  post: {
    fields: { fromOn: true, toOn: false, code: true, title: true, place: true },
    codes: ['party', 'state', 'union'],
    restricted: false,
  },
  training: {
    fields: { fromOn: true, toOn: false, title: true, place: true, code: false, detail: false, number: false },
    codes: ['regular', 'part_time', 'distance', 'short', 'other'],
    restricted: false,
  },
  trip: { fields: { fromOn: true, toOn: false, place: true, title: true }, codes: [], restricted: false },
  reward: {
    fields: { code: true, title: true, decidedOn: true, number: false, decider: true },
    codes: ['party_badge', 'state', 'province', 'committee', 'grassroots', 'other'],
    restricted: false,
  },
  discipline: {
    fields: { code: true, decidedOn: true, number: true, decider: true, remark: true, toOn: false },
    codes: ['reprimand', 'warning', 'dismissal', 'expulsion'],
    restricted: true,
  },
  relative: {
    fields: { code: true, name: true, birthYear: false, residence: false, job: false, remark: false },
    codes: RELATIONS,
    restricted: true,
  },
  sponsor: { fields: { title: true, detail: false, place: true, decidedOn: false }, codes: [], restricted: false },
}

export const isSecret = (field: string): field is SecretField => (SECRET_FIELDS as readonly string[]).includes(field)

/** The fields of a kind in the order of its form. */
export const fieldsOfKind = (kind: EntryKind): readonly (EntryField | SecretField)[] =>
  Object.keys(ENTRY_SHAPES[kind].fields) as (EntryField | SecretField)[]

/** Kinds of which everything is masked. */
export const RESTRICTED_KINDS = ENTRY_KINDS.filter((kind) => ENTRY_SHAPES[kind].restricted)
