// What goes on in a unit and must not be lost when the unit ends (HIS-05): members, posts, meetings, tasks, reports. Each area
// declares its matters; declaring is registering, as with indicators. Closing a unit asks them, a reorganisation hands them over.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'

/** How much of one area goes on in one unit. */
export interface OpenMatter {
  unitId: Id
  count: number
  /** Up to a handful of them, for people to recognise. */
  examples: readonly { id: Id; label: string; href: string | null }[]
}

export interface MatterRoute {
  from: Id
  /** null: it ends with its unit, where the area allows it. */
  to: Id | null
}

export interface MatterKind {
  /** members, posts, meetings, tasks, reports … */
  name: string
  /** While some of it is left, its unit may not end; otherwise it is only told. */
  blocks: boolean
  /** What goes on in these units on `on` (their first day without existence) or later. One statement, units without any left out. */
  list: (ctx: ReadContext, unitIds: readonly Id[], on: Day) => Promise<OpenMatter[]>
  /** It goes on in cells only: a cell that becomes a committee must be rid of it too. */
  ofCells?: true
  /** The refusal when a unit with some of it is closed by itself. */
  refusal: string
  /**
   * Hands over what goes on in `from` to `to` from that day on; returns how many. Absent: only settled by hand, before.
   * Members are handed over by their own routes (single people may go different ways), not by this.
   */
  handOver?: (ctx: Context, routes: readonly MatterRoute[], act: { on: Day; decisionId: Id | null }) => Promise<number>
}

const kinds = new Map<string, MatterKind>()

/** Declares a matter. The development server loads an edited module again: the name replaces itself. */
export function openMatter(kind: MatterKind): void {
  kinds.set(kind.name, kind)
}

export const matterKinds = (): readonly MatterKind[] => [...kinds.values()]

/**
 * Throws the refusal of the first matter that goes on in the unit on that day or later and forbids what is being done to it;
 * `details` tell how much and a few examples.
 */
export async function refuseOpenMatters(
  ctx: ReadContext,
  unitId: Id,
  on: Day,
  { field, forbids }: { field: string; forbids: (kind: MatterKind) => boolean },
): Promise<void> {
  for (const kind of matterKinds().filter(forbids)) {
    const [matter] = await kind.list(ctx, [unitId], on)
    if (!matter) continue
    const { count, examples } = matter
    throw AppError.at(field, kind.refusal, { count, on, names: examples.map((each) => each.label) })
  }
}
