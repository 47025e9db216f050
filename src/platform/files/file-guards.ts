// Who may open a file that is not public: an area that names files in its records says so. Declaring is registering; the platform asks.
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '../operation/operation.ts'

/** true: the caller may read a record that names this file. false: records name it, none the caller may read. null: none names it. */
export type FileGuard = (ctx: ReadContext, fileId: Id) => Promise<boolean | null>

const guards = new Map<string, FileGuard>()

/** Declares a guard. The development server loads an edited module again: the name replaces itself. */
export function fileGuard(name: string, guard: FileGuard): void {
  guards.set(name, guard)
}

/**
 * Whether the areas let the caller open the file: one that lets is enough. A file that no area names yet, or names no longer, is open to
 * who uploaded it alone.
 */
export async function guardsAllow(ctx: ReadContext, file: { id: Id; createdBy: Id | null }): Promise<boolean> {
  let named = false
  for (const guard of guards.values()) {
    const answer = await guard(ctx, file.id)
    if (answer === true) return true
    named ||= answer === false
  }
  return !named && file.createdBy !== null && file.createdBy === ctx.actor.accountId
}
