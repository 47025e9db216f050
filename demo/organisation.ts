// The tree of a bloc and what became of it over the years: founded, renamed, grown, merged, closed. Pure; load-organisation.ts writes it.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { LARGE, PARTS, SMALL, SPREAD } from './agencies.ts'
import type { Agency } from './agencies.ts'
import type { BlocDefinition } from './blocs.ts'
import { changesOf } from './reorganisation.ts'
import type { Random } from './random.ts'

export interface PlannedLocality {
  id: Id
  name: string
  kind: 'district' | 'commune'
  committee: string
  from: Day
  to: Day | null
}

export interface PlannedUnit {
  id: Id
  parentId: Id | null
  kind: UnitKind
  name: string
  shortName: string
  sector: string | null
  localityId: Id | null
  from: Day
  /** Of a grassroots unit: what it was made from. */
  agency: Agency | null
}

export type Paper = { number: string; issuedOn: Day; abstract: string }

/** One dated act on the tree, in the words of the units' operations; `byPlan`: carried out by the plan of its day (plans.ts). */
export type PlannedChange = { on: Day; unitId: Id; paper: Paper | null; byPlan?: true } & (
  | { act: 'rename'; name: string; shortName: string }
  | { act: 'move'; parentId: Id }
  | { act: 'change'; kind?: UnitKind; localityId?: Id }
  | { act: 'close' }
)

/** Members of a cell who go to other cells, because of an act on the tree. */
export interface Transfer {
  on: Day
  from: Id
  to: readonly Id[]
  /** How many go; null: all. */
  count: number | null
}

/** One committee absorbed by another, with everything below it. */
export interface Merger {
  on: Day
  from: Id
  into: Id
}

/** A unit while it holds members itself. */
export interface CellLife {
  id: Id
  from: Day
  to: Day | null
  /** How big it is beside the others. */
  weight: number
}

export interface Organisation {
  definition: BlocDefinition
  localities: PlannedLocality[]
  /** Those there from the beginning, parents first. */
  units: PlannedUnit[]
  /** Founded later. */
  founded: PlannedUnit[]
  changes: PlannedChange[]
  transfers: Transfer[]
  mergers: Merger[]
  cells: CellLife[]
}

const TREE_BEGAN = day('1998-04-01')
/** Districts were abolished with this day. */
export const TWO_TIERS_ON = day('2025-07-01')

const LOCAL_OFFICE: Readonly<Record<string, string>> = {
  'Cục Thuế': 'Chi cục Thuế',
  'KBNN tỉnh': 'Kho bạc Nhà nước',
  'BHXH tỉnh': 'Bảo hiểm xã hội',
  'Cục Hải quan': 'Chi cục Hải quan',
  'Điện lực': 'Điện lực',
  'Viễn thông': 'Trung tâm Viễn thông',
  'Bưu điện': 'Bưu điện',
}

function localitiesOf(definition: BlocDefinition, newId: () => Id): PlannedLocality[] {
  const bare = (name: string) => name.replace(/^(huyện|thị xã) /, '')
  return [
    ...definition.districts.map((name) => ({
      id: newId(),
      name: name[0]!.toUpperCase() + name.slice(1),
      kind: 'district' as const,
      committee: `${name.startsWith('thị') ? 'Thị ủy' : 'Huyện ủy'} ${bare(name)}`,
      from: TREE_BEGAN,
      to: TWO_TIERS_ON,
    })),
    ...definition.districts.map((name) => {
      const word = name.startsWith('thị') ? 'Phường' : 'Xã'
      return {
        id: newId(),
        name: `${word} ${bare(name)}`,
        kind: 'commune' as const,
        committee: `Đảng ủy ${word.toLowerCase()} ${bare(name)}`,
        from: TWO_TIERS_ON,
        to: null,
      }
    }),
  ]
}

/** Spreads a total over `parts` places as evenly as whole numbers allow. */
const evenly = (total: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, i) => Math.floor(((i + 1) * total) / parts) - Math.floor((i * total) / parts))

/** The tree on the day the register opened, with all later acts. */
export function planOrganisation(definition: BlocDefinition, chance: Random, newId: () => Id): Organisation {
  const localities = localitiesOf(definition, newId)
  const units: PlannedUnit[] = []
  const cells: CellLife[] = []
  const add = (unit: Omit<PlannedUnit, 'id' | 'from' | 'agency'>, agency: Agency | null = null): Id => {
    const id = newId()
    units.push({ ...unit, id, from: TREE_BEGAN, agency })
    return id
  }
  const addCell = (unit: Parameters<typeof add>[0], weight: number, agency: Agency | null = null): Id => {
    const id = add(unit, agency)
    cells.push({ id, from: TREE_BEGAN, to: null, weight })
    return id
  }

  const top = add({
    parentId: null,
    kind: 'bloc',
    name: definition.officialName,
    shortName: definition.name,
    sector: null,
    localityId: null,
  })
  const allowed = (agency: Agency) => definition.enterprises || !agency.sector.startsWith('dn-')
  const large = LARGE.filter(allowed).slice(0, definition.committees)
  const spread = SPREAD.slice(0, definition.spread)
  const small = SMALL.filter(allowed)
  // Every sector has its small agencies: taken in turn, so that none is left out.
  const chosen = small.length <= definition.cells ? small : takeInTurn(small, definition.cells)

  const committeeOf = (agency: Agency, localityId: Id | null) =>
    add(
      {
        parentId: top,
        kind: 'grassroots_committee',
        name: `Đảng bộ ${agency.name}`,
        shortName: agency.short,
        sector: agency.sector,
        localityId,
      },
      agency,
    )
  const subCell = (parentId: Id, part: string, agency: Agency, localityId: Id | null, weight: number) => {
    // "Chi bộ Văn phòng Văn phòng Tỉnh ủy" is not what anybody writes.
    const whose = part.startsWith('Văn phòng') && agency.name.startsWith('Văn phòng') ? 'Hành chính - Quản trị' : part
    return addCell(
      { parentId, kind: 'sub_cell', name: `Chi bộ ${whose}${localityId ? '' : ` ${agency.short}`}`, shortName: `CB ${whose}`, sector: null, localityId }, // prettier-ignore
      weight,
    )
  }

  let seatSections = definition.seatSections
  for (const agency of large) {
    const committee = committeeOf(agency, null)
    const parts = PARTS[agency.parts].slice(0, chance.between(5, 8))
    const inSection = seatSections > 0 && /Nông nghiệp|Bệnh viện Đa khoa tỉnh|Sở Y tế/.test(agency.name) ? 3 : 0
    const section =
      inSection > 0
        ? add({ parentId: committee, kind: 'section', name: `Đảng bộ bộ phận Trung tâm Kỹ thuật ${agency.short}`, shortName: `ĐBBP TT Kỹ thuật ${agency.short}`, sector: null, localityId: null }) // prettier-ignore
        : null
    if (section) seatSections--
    parts.forEach((part, i) => {
      const under = section && i >= parts.length - inSection ? section : committee
      subCell(under, part, agency, null, chance.between(9, 20))
    })
  }

  const local = evenly(definition.localSubCells, spread.length)
  spread.forEach((agency, s) => {
    const home = localities[s % definition.districts.length] as PlannedLocality
    const committee = committeeOf(agency, definition.localSections > 0 ? home.id : null)
    const office = LOCAL_OFFICE[agency.short] ?? agency.short
    for (const part of PARTS.line.slice(0, chance.between(2, 4)))
      subCell(committee, part, agency, null, chance.between(8, 16))
    const sectionCount = definition.localSections === 0 ? 0 : s === 0 ? definition.localSections - spread.length + 1 : 1
    const sections = Array.from({ length: sectionCount }, (_, i) => {
      const place = localities[(i * 4) % definition.districts.length] as PlannedLocality
      const where = place.name.replace(/^(Huyện|Thị xã) /, '')
      return add({ parentId: committee, kind: 'section', name: `Đảng bộ bộ phận ${office} khu vực ${where}`, shortName: `ĐBBP ${office} KV ${where}`, sector: null, localityId: place.id }) // prettier-ignore
    })
    for (let i = 0; i < (local[s] ?? 0); i++) {
      const place = localities[i % definition.districts.length] as PlannedLocality
      const where = place.name[0]!.toLowerCase() + place.name.slice(1)
      // Each section takes the three districts that begin with its own.
      const under = sections[Math.floor(i / 4)]
      subCell(under && i % 4 < 3 ? under : committee, `${office} ${where}`, agency, place.id, chance.between(6, 14))
    }
  })

  for (const agency of chosen) {
    addCell(
      {
        parentId: top,
        kind: 'grassroots_cell',
        name: `Chi bộ ${agency.name}`,
        shortName: agency.short,
        sector: agency.sector,
        localityId: null,
      },
      chance.between(9, 22),
      agency,
    )
  }
  const organisation: Organisation = {
    definition,
    localities,
    units,
    founded: [],
    changes: [],
    transfers: [],
    mergers: [],
    cells,
  }
  changesOf(organisation, chance, newId)
  return organisation
}

function takeInTurn(agencies: readonly Agency[], count: number): Agency[] {
  const bySector = [...Map.groupBy(agencies, (agency) => agency.sector).values()]
  const taken: Agency[] = []
  for (let round = 0; taken.length < count; round++) {
    for (const list of bySector) {
      const agency = list[round]
      if (agency && taken.length < count) taken.push(agency)
    }
  }
  return agencies.filter((agency) => taken.includes(agency))
}
