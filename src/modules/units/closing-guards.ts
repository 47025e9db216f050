// What must have come to its end before a unit does: later areas say what of theirs goes on in it. Declaring is registering, as with
// indicators; loading the product loads them all.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'

/** Throws an AppError at `effectiveOn` while something goes on in the unit on `on`, its first day without existence, or later. */
export type ClosingGuard = (ctx: Context, unitId: Id, on: Day) => Promise<void>

const guards = new Map<string, ClosingGuard>()

/** Has the guard asked whenever a unit is closed. The development server loads an edited module again: the name replaces itself. */
export function beforeClosing(name: string, guard: ClosingGuard): void {
  guards.set(name, guard)
}

/** Asks them all; the first refusal is thrown. */
export async function askGuards(ctx: Context, unitId: Id, on: Day): Promise<void> {
  for (const guard of guards.values()) await guard(ctx, unitId, on)
}
