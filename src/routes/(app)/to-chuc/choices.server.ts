// Sectors and localities of today as choices of a form.
import { listLocalities, listSectors } from '#modules/units/units.server.ts'
import { localityKindNames } from '#modules/units/units-messages.ts'
import type { Query } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'

export async function placeChoices(
  run: <S extends GenericSchema, R>(query: Query<S, R>, input: unknown) => Promise<R>,
) {
  const sectors = await run(listSectors, {})
  const localities = await run(listLocalities, {})
  return {
    sectors: sectors.map(({ code, name }) => ({ value: code, label: name })),
    localities: localities.map(({ id, name, kind }) => ({
      value: id,
      label: name,
      group: localityKindNames[kind] ?? kind,
    })),
  }
}
