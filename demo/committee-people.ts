// Who of the demo's members may sit where: members by unit and day, how long each stays, and the choice among them.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { KnownMember } from './life.ts'
import type { Organisation } from './organisation.ts'
import type { Random } from './random.ts'

/** A unit with everything that became of it. */
export interface UnitLife {
  id: Id
  name: string
  kinds: { kind: UnitKind; from: Day; to: Day | null }[]
  parents: { id: Id | null; from: Day }[]
  from: Day
  to: Day | null
}

/** The units of a plan with their kinds, parents and days. */
export function unitLives({ units, founded, changes }: Organisation): UnitLife[] {
  return [...units, ...founded].map((unit) => {
    const own = changes.filter((change) => change.unitId === unit.id)
    const to = own.find((change) => change.act === 'close')?.on ?? null
    const grown = own.find((change) => change.act === 'change' && change.kind !== undefined)
    const later = grown?.act === 'change' ? grown.kind : undefined
    return {
      id: unit.id,
      name: unit.name,
      from: unit.from,
      to,
      kinds: later
        ? [
            { kind: unit.kind, from: unit.from, to: grown?.on ?? null },
            { kind: later, from: grown?.on ?? unit.from, to },
          ]
        : [{ kind: unit.kind, from: unit.from, to }],
      parents: [
        { id: unit.parentId, from: unit.from },
        ...own.flatMap((change) => (change.act === 'move' ? [{ id: change.parentId, from: change.on }] : [])),
      ],
    }
  })
}

const within = (span: { from: Day; to: Day | null }, on: Day) => span.from <= on && (span.to === null || on < span.to)

export class Town {
  private readonly above = new Map<Id, UnitLife>()
  private readonly byCell = new Map<Id, KnownMember[]>()

  constructor(units: readonly UnitLife[], members: readonly KnownMember[]) {
    for (const unit of units) this.above.set(unit.id, unit)
    for (const member of members)
      for (const cell of new Set(member.cells.map(({ unitId }) => unitId))) {
        const list = this.byCell.get(cell)
        if (list) list.push(member)
        else this.byCell.set(cell, [member])
      }
  }

  private under(cell: Id, unit: Id, on: Day): boolean {
    for (let at: Id | null = cell; at !== null;) {
      if (at === unit) return true
      at = this.above.get(at)?.parents.findLast(({ from }) => from <= on)?.id ?? null
    }
    return false
  }

  /** Full members in the cells at or below a unit on a day. */
  fullMembers(unit: Id, on: Day): KnownMember[] {
    const cells = [...this.byCell.keys()].filter((cell) => this.under(cell, unit, on))
    return cells.flatMap((cell) =>
      (this.byCell.get(cell) ?? []).filter(
        (member) =>
          member.cells.some((each) => each.unitId === cell && within(each, on)) &&
          member.statuses.some((each) => each.status === 'full' && within(each, on)),
      ),
    )
  }

  /** The first day on which a member who is there on `on` no longer is at or below the unit; null: stays. */
  leaves(member: KnownMember, unit: Id, on: Day): { on: Day; reason: 'moved' | 'died' | 'dismissed' } | null {
    const at = member.cells.findIndex((cell) => within(cell, on))
    const gone = member.cells.slice(at).find((cell) => cell.to !== null && !this.next(member, cell, unit))
    if (!gone?.to) return null
    const last = member.events.find((event) => event.effectiveOn === gone.to)
    return { on: gone.to, reason: last?.kind === 'death' ? 'died' : last?.kind === 'expulsion' ? 'dismissed' : 'moved' }
  }

  private next(member: KnownMember, cell: KnownMember['cells'][number], unit: Id): boolean {
    const follows = member.cells.find((each) => each.from === cell.to)
    return follows !== undefined && this.under(follows.unitId, unit, follows.from)
  }
}

/** Somebody for a post: who served before is liked, then seniority; young women are not passed over. */
export function choose(
  chance: Random,
  candidates: readonly KnownMember[],
  taken: ReadonlySet<Id>,
  served: ReadonlySet<Id>,
): KnownMember | undefined {
  const free = candidates.filter(({ memberId }) => !taken.has(memberId))
  const again = free.filter(({ memberId }) => served.has(memberId))
  if (again.length > 0 && chance.chance(0.6)) return chance.pick(again)
  const seniors = free
    .toSorted((a, b) => (a.admittedOn < b.admittedOn ? -1 : 1))
    .slice(0, Math.max(4, free.length * 0.6))
  return seniors.length > 0 ? chance.pick(seniors) : undefined
}
