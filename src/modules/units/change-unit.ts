// Other facts of a unit from a day on: its kind (a cell grown into a committee), sector, locality, place among its siblings, symbol, seal, powers.
// What the input does not name stays as it is; an empty sector, locality or symbol takes it away, an empty seal is that of the kind.
import { optionalChoice, optionalId, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { actFields, changeOne, versionConstraints } from './change-one.ts'
import { localitiesById, standingLocality } from './locality-store.ts'
import { SEALS, UNIT_KINDS } from './unit-kinds.ts'

export const changeUnit = operation({
  name: 'units.change-unit',
  summary: 'Change the kind, sector, locality, order, symbol, seal or powers of a unit from a day on',
  permission: 'unit.write',
  input: v.object({
    ...actFields(),
    kind: v.optional(optionalChoice(UNIT_KINDS)),
    sector: v.optional(optionalText(60)),
    localityId: v.optional(optionalId()),
    ordinal: v.optional(optionalInteger(0, 100_000)),
    symbol: v.optional(optionalText(40)),
    seal: v.optional(optionalChoice(SEALS)),
    delegated: v.optional(optionalChoice(['yes', 'no'])),
    provisional: v.optional(optionalChoice(['yes', 'no'])),
  }),
  units: (_, input) => [input.unitId],
  constraints: versionConstraints,
  async run(ctx, input) {
    const { localityId, effectiveOn: on } = input
    const localities = localityId ? await localitiesById(ctx) : new Map()
    return changeOne(ctx, input, 'kind', (before) => {
      // A place that ended since may go on being carried, not be given anew.
      if (localityId && localityId !== before.localityId) standingLocality(localities, localityId, on, 'localityId')
      return {
        kind: input.kind ?? before.kind,
        sector: input.sector === undefined ? before.sector : input.sector,
        localityId: input.localityId === undefined ? before.localityId : input.localityId,
        ordinal: input.ordinal ?? before.ordinal,
        symbol: input.symbol === undefined ? before.symbol : input.symbol,
        seal: input.seal === undefined ? before.seal : input.seal,
        delegated: input.delegated ? input.delegated === 'yes' : before.delegated,
        provisional: input.provisional ? input.provisional === 'yes' : before.provisional,
      }
    })
  },
})
