// One unit's facts over time, and what an act of a day makes of them: the version of that day is closed, a new one opened. Pure.
//
// An act concerns single facts (a name, a parent). Recorded late, it also holds in later versions, fact by fact, up to the first
// later act about that same fact: a rename of 2015 entered after a move of 2020 changes the name on both sides of the move.
import type { Day } from '#kernel/day.ts'
import { contains } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import type { Seal, UnitKind } from './unit-kinds.ts'

export interface UnitFacts {
  kind: UnitKind
  name: string
  shortName: string
  /** null only at the top. */
  parentId: Id | null
  sector: string | null
  localityId: Id | null
  /** Customary order among siblings. */
  ordinal: number
  /** In the numbers of its papers: ĐU, ĐUK. */
  symbol: string | null
  /** Which seal it uses; null: as its kind has it, see `sealOf`. */
  seal: Seal | null
  /** A grassroots committee with the powers of an upper one. */
  delegated: boolean
  /** A temporary organisation: its members are counted at home. */
  provisional: boolean
}

export interface UnitVersion extends UnitFacts {
  id: Id
  unitId: Id
  valid: DateRange
  /** The paper of the act that opened this version. */
  decisionId: Id | null
  recordedAt: Date
  recordedBy: Id | null
}

/** Who writes down which act, and since when it holds. */
export interface Act {
  on: Day
  decisionId: Id | null
  recordedAt: Date
  recordedBy: Id | null
}

const FACTS = [
  'kind',
  'name',
  'shortName',
  'parentId',
  'sector',
  'localityId',
  'ordinal',
  'symbol',
  'seal',
  'delegated',
  'provisional',
] as const satisfies readonly (keyof UnitFacts)[]

export type Fact = (typeof FACTS)[number]

const pick = (from: Partial<UnitFacts>, facts: Iterable<Fact>): Partial<UnitFacts> =>
  Object.fromEntries([...facts].map((fact) => [fact, from[fact]]))

/** The facts that differ between two versions, for the timeline and the audit entry. */
export function changedFacts(before: UnitFacts, after: UnitFacts): Fact[] {
  return FACTS.filter((fact) => before[fact] !== after[fact])
}

export type Refusal = 'not_existing' | 'nothing_changed' | 'closed_already' | 'later_acts'

/**
 * The history (in order of time) after an act changed some facts on a day. An act on the very day a version begins corrects that
 * version. Refused: the unit does not exist that day; nothing would differ.
 */
export function changeFacts(
  history: readonly UnitVersion[],
  change: Partial<UnitFacts>,
  act: Act,
  newVersionId: () => Id,
): UnitVersion[] | Refusal {
  const at = history.findIndex((version) => contains(version.valid, act.on))
  const old = history[at]
  if (!old) return 'not_existing'
  const wanted = { ...old, ...change }
  const changed = changedFacts(old, wanted)
  if (changed.length === 0) return 'nothing_changed'
  const stamp = { recordedAt: act.recordedAt, recordedBy: act.recordedBy }
  const opened =
    act.on === old.valid.from
      ? [{ ...wanted, ...stamp, decisionId: act.decisionId ?? old.decisionId }]
      : [
          { ...old, valid: { from: old.valid.from, to: act.on } },
          {
            ...wanted,
            ...stamp,
            id: newVersionId(),
            decisionId: act.decisionId,
            valid: { from: act.on, to: old.valid.to },
          },
        ]
  const carried = new Set(changed)
  const later = history.slice(at + 1).map((version) => {
    for (const fact of carried) if (version[fact] !== old[fact]) carried.delete(fact)
    return carried.size === 0 ? version : { ...version, ...pick(change, carried), ...stamp }
  })
  return [...history.slice(0, at), ...opened, ...later]
}

/**
 * The history after the unit ceased to exist on `on`, its first day without it. Refused: it never existed the day before;
 * it is closed already; acts of that day or later stand recorded.
 */
export function closeHistory(history: readonly UnitVersion[], on: Day): UnitVersion[] | Refusal {
  const last = history.at(-1)
  if (!last || on <= (history[0] as UnitVersion).valid.from) return 'not_existing'
  if (last.valid.to !== null) return 'closed_already'
  if (on <= last.valid.from) return 'later_acts'
  return [...history.slice(0, -1), { ...last, valid: { from: last.valid.from, to: on } }]
}
