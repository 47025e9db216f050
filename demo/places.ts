// The places of a bloc: its own invented province, joined with an invented neighbour on 01/07/2025 like real ones, the districts that
// ended that day with the communes that took their place, and the country's provinces.
import { day } from '#kernel/day.ts'
import { addLocality, loadProvinces, relocateUnits, setSuccessors } from '#modules/units/units.server.ts'
import type { Organisation, PlannedChange } from './organisation.ts'
import { TWO_TIERS_ON } from './organisation.ts'
import { idsFrom } from './random.ts'
import type { Run } from './run.ts'

const NEIGHBOURS: Readonly<Record<string, string>> = {
  'Sơn Khê': 'Khau Linh',
  'Vân Trạch': 'Tân Giang',
  'Đông Lũng': 'Nam Lũng',
}
const SINCE = day('1998-04-01')

/** Writes the list of places, once for a bloc. */
export async function loadPlaces(run: Run, { definition, localities }: Organisation): Promise<void> {
  const newId = idsFrom(`khoi ${definition.slug} places`, Date.UTC(2018, 2, 1))
  const { province } = definition
  const neighbour = NEIGHBOURS[province]
  const add = async (name: string, code: string, from: string, to: string | null) => {
    const localityId = newId()
    await run(addLocality, { localityId, name: `Tỉnh ${name}`, kind: 'province', code, committee: `Tỉnh ủy ${name}`, from, to }) // prettier-ignore
    return localityId
  }
  const old = await add(province, 'K1', SINCE, neighbour ? TWO_TIERS_ON : null)
  const joined = neighbour ? await add(province, 'K1', TWO_TIERS_ON, null) : old
  if (neighbour) {
    const other = await add(neighbour, 'K2', SINCE, TWO_TIERS_ON)
    for (const localityId of [old, other]) await run(setSuccessors, { localityId, successors: [joined] })
  }
  for (const { id, ...locality } of localities) {
    await run(addLocality, { localityId: id, ...locality, parentId: locality.kind === 'district' ? old : joined })
  }
  // The plan lists communes in the order of the districts they follow.
  const communes = localities.filter(({ kind }) => kind === 'commune')
  for (const [at, district] of localities.filter(({ kind }) => kind === 'district').entries()) {
    const commune = communes[at]
    if (commune) await run(setSuccessors, { localityId: district.id, successors: [commune.id] })
  }
  await run(loadProvinces, {})
}

/** A change of place and nothing else. */
export const isRelocation = (change: PlannedChange): change is PlannedChange & { act: 'change'; localityId: string } =>
  change.act === 'change' && change.kind === undefined && change.localityId !== undefined

/** All changes of place of one day, by one paper. */
export async function relocate(run: Run, changes: readonly PlannedChange[], issuer: string): Promise<void> {
  const moves = changes.filter(isRelocation)
  const [first] = moves
  if (!first) return
  await run(relocateUnits, {
    effectiveOn: first.on,
    decision: {
      number: '611-QĐ/ĐUK',
      kind: 'decision',
      issuedOn: day('2025-06-27'),
      issuer,
      signer: null,
      abstract: 'Điều chỉnh địa bàn của các tổ chức đảng theo mô hình chính quyền địa phương hai cấp',
    },
    moves: moves.map(({ unitId, localityId }) => ({ unitId, localityId })),
  })
}
