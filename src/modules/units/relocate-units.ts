// Many units go to other places on one day, by one paper: on 01/07/2025 the units of a district went to its communes.
// The tree's own core carries it out (carry-out-acts.ts), so that all of them move or none does.
import { AppError } from '#kernel/errors.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { dayField, idField, optionalId } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { carryOutActs } from './carry-out-acts.ts'
import { localitiesById, standingLocality } from './locality-store.ts'
import type { ReorganisationAct } from './reorganisation-acts.ts'

export const relocateUnits = operation({
  name: 'units.relocate-units',
  summary: 'Give many units another locality from a day on, by one paper; an empty locality takes it away',
  permission: 'unit.write',
  input: v.object({
    effectiveOn: dayField(),
    ...decisionFields(),
    moves: v.pipe(
      v.array(v.object({ unitId: idField(), localityId: optionalId() })),
      v.minLength(1, 'units.no_moves'),
      v.maxLength(5000, 'units.no_moves'),
    ),
  }),
  units: (_, input) => input.moves.map(({ unitId }) => unitId),
  async run(ctx, input): Promise<{ moved: number }> {
    const { effectiveOn: on, moves } = input
    const localities = await localitiesById(ctx)
    const seen = new Set<string>()
    moves.forEach(({ unitId, localityId }, at) => {
      if (seen.has(unitId)) throw AppError.at(`moves.${at}.unitId`, 'units.moved_twice')
      seen.add(unitId)
      if (localityId !== null) standingLocality(localities, localityId, on, `moves.${at}.localityId`)
    })
    const decisionId = await citeDecision(ctx, input)
    const acts = moves.map(({ unitId, localityId }): ReorganisationAct => ({
      kind: 'change',
      unitId,
      facts: { localityId },
    }))
    try {
      await carryOutActs(ctx, acts, { on, decisionId })
    } catch (thrown) {
      throw thrown instanceof AppError ? named(thrown) : thrown
    }
    ctx.note({ effectiveOn: on, moved: moves.length })
    return { moved: moves.length }
  },
})

/** The same refusal with the fields of this form: an act is a line of its table. */
function named(refused: AppError): AppError {
  const fields = Object.entries(refused.fields).map(([field, code]) => [field.replace(/^acts\./, 'moves.'), code])
  return new AppError(refused.code, refused.details, Object.fromEntries(fields))
}
