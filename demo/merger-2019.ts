// Two blocs of one province that became one on 01/08/2019, as many did then: the agencies' with 59 grassroots units, the enterprises' with
// 70. After it 129 of them, 374 sub-cells, 3 sections and 6,402 members, exactly. Light: the trees stand still, few meetings are kept.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { LARGE, PARTS, SMALL, SPREAD } from './agencies.ts'
import type { Agency, SectorCode } from './agencies.ts'
import type { BlocDefinition } from './blocs.ts'
import { DELTA_PEOPLES } from './names.ts'
import type { Organisation, PlannedUnit } from './organisation.ts'
import type { Random } from './random.ts'

export const MERGED_ON = day('2019-08-01')

export const MERGED = {
  slug: 'khoi-4',
  name: 'Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Hải Trấn',
  decision: {
    number: '1417-QĐ/TU',
    kind: 'decision',
    issuedOn: day('2019-07-10'),
    issuer: 'Tỉnh ủy Hải Trấn',
    signer: 'Đặng Thế Khang',
    abstract: 'Hợp nhất Đảng bộ Khối các cơ quan tỉnh và Đảng bộ Khối doanh nghiệp tỉnh',
  },
}

/** What the tree of a light bloc is made of. */
export interface LightBloc extends BlocDefinition {
  agencies: readonly Agency[]
  subCells: number
  /** Committees whose last cells stand in a section. */
  sections: number
}

const isEnterprise = ({ sector }: Agency): boolean => sector.startsWith('dn-')

const light = {
  province: 'Hải Trấn',
  districts: ['huyện Cồn Nguyệt', 'huyện Đông Sa', 'huyện Lộc Châu', 'thị xã Bến Vạn', 'huyện Tân Kiều'],
  peoples: DELTA_PEOPLES,
  openedOn: day('2018-01-01'),
  spread: 0,
  localSubCells: 0,
  localSections: 0,
  seatSections: 0,
  admissionAnchors: [],
  admissionRounds: [],
  meetings: [{ from: day('2019-06-01'), to: day('2019-07-31') }],
  themesPerYear: 4,
}

export const AGENCIES_BLOC: LightBloc = {
  ...light,
  slug: 'khoi-4a',
  name: 'Khối các cơ quan tỉnh Hải Trấn',
  officialName: 'Đảng bộ Khối các cơ quan tỉnh Hải Trấn',
  issuer: 'Đảng ủy Khối các cơ quan tỉnh Hải Trấn',
  committees: 30,
  cells: 29,
  enterprises: false,
  agencies: [...LARGE, ...SPREAD, ...SMALL].filter((agency) => !isEnterprise(agency)),
  subCells: 207,
  sections: 2,
  opening: 3261,
  anchors: [{ on: MERGED_ON, members: 3318 }],
  admissionsPerYear: 112,
  arrivalsPerYear: 60,
}

export const ENTERPRISES_BLOC: LightBloc = {
  ...light,
  slug: 'khoi-4b',
  name: 'Khối doanh nghiệp tỉnh Hải Trấn',
  officialName: 'Đảng bộ Khối doanh nghiệp tỉnh Hải Trấn',
  issuer: 'Đảng ủy Khối doanh nghiệp tỉnh Hải Trấn',
  committees: 31,
  cells: 39,
  enterprises: true,
  agencies: [...LARGE, ...SPREAD, ...SMALL].filter(isEnterprise).concat(moreEnterprises()),
  subCells: 167,
  sections: 1,
  opening: 3012,
  anchors: [{ on: MERGED_ON, members: 3084 }],
  admissionsPerYear: 104,
  arrivalsPerYear: 58,
}

/** Enough invented enterprises for a bloc of them. */
function moreEnterprises(): Agency[] {
  const kinds: readonly (readonly [string, SectorCode])[] = [
    ['Công ty Cổ phần', 'dn-co-phan'],
    ['Công ty TNHH', 'dn-tu-nhan'],
    ['Công ty TNHH MTV', 'dn-nha-nuoc'],
  ]
  const trades = ['Cảng', 'Thủy sản', 'Dệt may', 'Cơ khí', 'Vận tải biển', 'Bao bì', 'Chế biến gỗ', 'Vật liệu xây dựng', 'Du lịch', 'Kho vận', 'Điện lạnh', 'Phân bón', 'Nhựa'] // prettier-ignore
  const names = ['Bến Vạn', 'Đông Sa', 'Cồn Nguyệt']
  return trades.flatMap((trade, t) =>
    kinds.map(([kind, sector], k) => {
      const name = names[(t + k) % names.length] ?? ''
      return { name: `${kind} ${trade} ${name}`, short: `${trade} ${name}`, sector, parts: 'enterprise' as const }
    }),
  )
}

/** As many names of parts as an agency has cells. */
function partsOf(agency: Agency, count: number): string[] {
  const names = PARTS[agency.parts]
  return Array.from({ length: count }, (_, n) => {
    const name = names[n % names.length] ?? ''
    return n < names.length ? name : `${name} ${Math.floor(n / names.length) + 1}`
  })
}

/** The tree, as it stood from the beginning: committees first take their share of the sub-cells, in turn. */
export function planLight(definition: LightBloc, chance: Random, newId: () => Id): Organisation {
  const from = day('2004-04-01')
  const units: PlannedUnit[] = []
  const cells: Organisation['cells'] = []
  const add = (unit: Omit<PlannedUnit, 'id' | 'from' | 'agency' | 'localityId'>, agency: Agency | null = null): Id => {
    const id = newId()
    units.push({ ...unit, id, from, agency, localityId: null })
    return id
  }
  const addCell = (unit: Parameters<typeof add>[0], weight: number, agency: Agency | null = null): void => {
    cells.push({ id: add(unit, agency), from, to: null, weight })
  }
  const top = add({
    parentId: null,
    kind: 'bloc',
    name: definition.officialName,
    shortName: definition.name,
    sector: null,
  })
  const { committees, cells: alone, subCells, sections } = definition
  if (definition.agencies.length < committees + alone) throw new RangeError(`${definition.slug} wants more agencies`)
  definition.agencies.slice(0, committees).forEach((agency, at) => {
    const id = add({ parentId: top, kind: 'grassroots_committee', name: `Đảng bộ ${agency.name}`, shortName: agency.short, sector: agency.sector }, agency) // prettier-ignore
    const count = Math.floor(((at + 1) * subCells) / committees) - Math.floor((at * subCells) / committees)
    const section = at < sections ? add({ parentId: id, kind: 'section', name: `Đảng bộ bộ phận Trung tâm Kỹ thuật ${agency.short}`, shortName: `ĐBBP ${agency.short}`, sector: null }) : null // prettier-ignore
    partsOf(agency, count).forEach((part, n) => {
      const parentId = section !== null && n >= count - 3 ? section : id
      addCell({ parentId, kind: 'sub_cell', name: `Chi bộ ${part} ${agency.short}`, shortName: `CB ${part}`, sector: null }, chance.between(10, 18)) // prettier-ignore
    })
  })
  for (const agency of definition.agencies.slice(committees, committees + alone)) {
    addCell({ parentId: top, kind: 'grassroots_cell', name: `Chi bộ ${agency.name}`, shortName: agency.short, sector: agency.sector }, chance.between(9, 20), agency) // prettier-ignore
  }
  return { definition, localities: [], units, founded: [], changes: [], transfers: [], mergers: [], cells }
}
