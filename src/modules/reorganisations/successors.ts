// Who goes on with what is open in a unit that ends (HIS-05): as the plan settles it, else the unit's only heir. Pure.
import type { Id } from '#kernel/ids.ts'
import type { AppliedActs, MatterKind, MatterRoute, OpenMatter } from '#modules/units/units.server.ts'
import type { PlanAct, SettleAct } from './plan-acts.ts'

/** Of posts and rights nothing is lost when they end with their unit: whoever is appointed anew has them anew. Nobody else can hold its congress. */
const END_WITH_UNIT: ReadonlySet<string> = new Set(['posts', 'rights', 'congresses'])

export interface MatterSuccession extends OpenMatter {
  area: string
  /** Its unit may not end while it is unsettled. */
  blocks: boolean
  /** `to`: handed over, or ended where null; `by_hand`: must be done before; `told`: only worth knowing; `missing`: nobody chosen. */
  way: 'to' | 'by_hand' | 'told' | 'missing'
  to: Id | null
}

type Succeeding = Pick<AppliedActs, 'lineage' | 'ended' | 'emptied' | 'routes'>

/** The unit that takes the place of each ended unit where there is exactly one; null: it went outside the bloc, or nobody does. */
export function onlyHeirs(applied: Succeeding): Map<Id, Id | null> {
  const heirs = new Map<Id, Set<Id | null>>()
  for (const edge of applied.lineage) {
    if (edge.predecessorId === null || edge.kind === 'separate') continue
    const known = heirs.get(edge.predecessorId) ?? new Set()
    heirs.set(edge.predecessorId, known.add(edge.successorId))
  }
  const only = new Map<Id, Id | null>()
  for (const unitId of applied.ended) {
    const all = [...(heirs.get(unitId) ?? [])]
    const outside = applied.lineage.some((edge) => edge.kind === 'transfer_out' && edge.predecessorId === unitId)
    if (outside) only.set(unitId, null)
    else if (all.length === 1 && all[0] !== null && all[0] !== undefined) only.set(unitId, all[0])
  }
  // A cell that becomes a committee goes on itself: its meetings are those of the one cell that takes its members.
  for (const unitId of applied.emptied.filter((id) => !applied.ended.includes(id))) {
    const cells = new Set(applied.routes.filter(({ from }) => from === unitId).map(({ to }) => to))
    const [cell] = cells
    if (cell !== undefined && cells.size === 1) only.set(unitId, cell)
  }
  return only
}

/** The succession of everything open, area by area. */
export function succeed(
  applied: Succeeding,
  acts: readonly PlanAct[],
  matters: readonly { kind: MatterKind; open: readonly OpenMatter[] }[],
): MatterSuccession[] {
  const only = onlyHeirs(applied)
  const chosen = new Map<string, Id | null>()
  for (const act of acts.filter((each): each is SettleAct => each.kind === 'settle')) {
    chosen.set(`${act.area} ${act.from}`, act.to)
  }
  return matters.flatMap(({ kind, open }) =>
    open.map((matter): MatterSuccession => {
      const { name: area, blocks } = kind
      const said = chosen.get(`${area} ${matter.unitId}`)
      const to = said !== undefined ? said : (only.get(matter.unitId) ?? null)
      const known = said !== undefined || only.has(matter.unitId) || END_WITH_UNIT.has(area)
      const way = kind.handOver ? (known ? 'to' : blocks ? 'missing' : 'told') : blocks ? 'by_hand' : 'told'
      return { ...matter, area, blocks, way, to: way === 'to' ? to : null }
    }),
  )
}

/** What each area has to hand over. */
export function handOvers(successions: readonly MatterSuccession[]): Map<string, MatterRoute[]> {
  const routes = new Map<string, MatterRoute[]>()
  for (const { area, way, unitId, to } of successions) {
    if (way !== 'to') continue
    routes.set(area, [...(routes.get(area) ?? []), { from: unitId, to }])
  }
  return routes
}
