// Many dossiers read and folded at once, for lists and for what is due. Five statements, however many.
import type { Id } from '#kernel/ids.ts'
import { dossierOf } from './dossier.ts'
import type { Dossier, Surroundings } from './dossier.ts'
import { cellOn, chamberOf, readDossiers } from './dossier-store.ts'
import type { Chamber, Reader, StoredDossier } from './dossier-store.ts'
import type { Court } from './judge.ts'

export interface FoldedDossier {
  readonly stored: StoredDossier
  readonly dossier: Dossier
  readonly court: Court & Surroundings
}

/** In the order of the ids; one whose history does not stand is left out. */
export async function foldDossiers(
  ctx: Reader,
  ids: readonly Id[],
): Promise<{ folded: FoldedDossier[]; chamber: Chamber }> {
  const all = await readDossiers(ctx, ids)
  const chamber = await chamberOf(
    ctx,
    all.flatMap((each) => [each.unitId, ...each.steps.map((step) => step.unitId)]),
  )
  const folded = all.flatMap((stored): FoldedDossier[] => {
    const court = chamber.court(stored.applicant, cellOn(stored.steps[0]?.unitId ?? stored.unitId, stored.steps))
    const { dossier } = dossierOf(stored.steps, court)
    return dossier ? [{ stored, dossier, court }] : []
  })
  return { folded, chamber }
}
