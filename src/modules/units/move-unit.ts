// A unit, with everything below it, stands under another parent from a day on. The new place may call for another kind
// (a sub-cell that comes to stand under the bloc is a grassroots cell): both are one act.
import { idField, optionalChoice, optionalInteger } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { actFields, changeOne, versionConstraints } from './change-one.ts'
import { UNIT_KINDS } from './unit-kinds.ts'

export const moveUnit = operation({
  name: 'units.move-unit',
  summary: 'Put a unit and everything below it under another parent from a day on',
  permission: 'unit.write',
  input: v.object({
    ...actFields(),
    parentId: idField(),
    kind: optionalChoice(UNIT_KINDS),
    ordinal: optionalInteger(0, 100_000),
  }),
  units: (_, input) => [input.unitId, input.parentId],
  constraints: versionConstraints,
  run: (ctx, input) =>
    changeOne(ctx, input, 'parentId', (before) => ({
      parentId: input.parentId,
      kind: input.kind ?? before.kind,
      ordinal: input.ordinal ?? before.ordinal,
    })),
})
