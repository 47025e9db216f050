// A unit is called something else from a day on; what it is and where it stands stay.
import { optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { actFields, changeOne } from './change-one.ts'

export const renameUnit = operation({
  name: 'units.rename-unit',
  summary: 'Give a unit another name from a day on',
  permission: 'unit.write',
  input: v.object({ ...actFields(), name: textField(250), shortName: optionalText(120) }),
  units: (_, input) => [input.unitId],
  run: (ctx, input) =>
    changeOne(ctx, input, 'name', () => ({ name: input.name, shortName: input.shortName ?? input.name })),
})
