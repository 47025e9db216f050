// The acts of a reorganisation (HIS-02), as plain data: a plan keeps them, applyActs works them out, nothing here reads or writes.
// Units that an act brings into being get their ids when the plan is drafted, so that other acts of the same plan may name them.
// Renaming, moving, another kind keep the unit (HIS-03); consolidating and splitting make new ones; absorbing and separating do both.
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from './unit-kinds.ts'

export const REORGANISATION_KINDS = [
  'found',
  'consolidate',
  'absorb',
  'split',
  'separate',
  'move',
  'transfer_in',
  'transfer_out',
  'rename',
  'change',
  'dissolve',
] as const

export type ReorganisationKind = (typeof REORGANISATION_KINDS)[number]

/** A unit to come. */
export interface NewUnit {
  unitId: Id
  parentId: Id
  kind: UnitKind
  name: string
  shortName: string
  /** null: made from the parent's code. */
  code: string | null
  sector: string | null
  localityId: Id | null
  symbol?: string | null
  seal?: 'own' | 'parent' | null
  delegated?: boolean
  provisional?: boolean
}

/** Facts that an act may change on a unit that goes on; what is left out stays, null takes away. */
export interface ChangedFacts {
  kind?: UnitKind
  sector?: string | null
  localityId?: Id | null
  symbol?: string | null
  seal?: 'own' | 'parent' | null
  delegated?: boolean
  provisional?: boolean
}

/** Members of one cell who go to another with the act: these, or all who are not named elsewhere. */
export interface MemberRoute {
  from: Id
  to: Id
  members: readonly Id[] | 'rest'
}

interface Common {
  /** Who goes where, where the act does not say it by itself (cells joined: all to the one cell that remains). */
  members?: readonly MemberRoute[]
}

/** `children` names, for direct children of the unit concerned, the unit they stand under afterwards. */
export type ReorganisationAct = Common &
  (
    | { kind: 'found'; unit: NewUnit }
    /** Hợp nhất: the inputs end, a new unit takes their children and members. */
    | { kind: 'consolidate'; inputs: readonly Id[]; unit: NewUnit }
    /** Sáp nhập: the inputs end, `into` goes on and takes their children and members. */
    | { kind: 'absorb'; inputs: readonly Id[]; into: Id }
    /** Chia: the input ends, two or more new units share its children and members. */
    | { kind: 'split'; input: Id; units: readonly NewUnit[]; children: Readonly<Record<Id, Id>> }
    /** Tách: the input goes on, one or more new units get part of its children and members. */
    | { kind: 'separate'; input: Id; units: readonly NewUnit[]; children: Readonly<Record<Id, Id>> }
    /** Chuyển trực thuộc inside the bloc; the new place may call for another kind. */
    | { kind: 'move'; unitId: Id; parentId: Id; toKind?: UnitKind }
    /** From outside the bloc: a unit begins here. */
    | { kind: 'transfer_in'; unit: NewUnit; from: string }
    /** To another bloc or a locality's committee: the unit, with all below it, ends here. */
    | { kind: 'transfer_out'; unitId: Id; to: string }
    | { kind: 'rename'; unitId: Id; name: string; shortName: string }
    | { kind: 'change'; unitId: Id; facts: ChangedFacts }
    /** Giải thể: the unit ends; children and members are placed elsewhere. */
    | { kind: 'dissolve'; input: Id; children: Readonly<Record<Id, Id>> }
  )

/** One edge of the lineage that an act makes (table unit_lineage). */
export interface LineageEdge {
  kind: 'consolidate' | 'absorb' | 'split' | 'separate' | 'dissolve' | 'transfer_out' | 'transfer_in'
  predecessorId: Id | null
  successorId: Id | null
  outside: string | null
}
