// What became of the demo's units: before the days of the articles such that their figures hold then, afterwards lightly —
// the great reorganisation of 2025 is told by one plan of three mergers and new names, and communes in place of districts.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Organisation, Paper, PlannedUnit } from './organisation.ts'
import { TWO_TIERS_ON } from './organisation.ts'
import type { Random } from './random.ts'

/** Adds the later acts to a tree: units founded, changes, transfers of members, and the lives of the cells concerned. */
export function changesOf(organisation: Organisation, chance: Random, newId: () => Id): void {
  const { definition, units, changes } = organisation
  let number = 100
  const paper = (on: Day, abstract: string): Paper => ({
    number: `${(number += chance.between(3, 40))}-QĐ/ĐUK`,
    issuedOn: addDays(on, -chance.between(3, 12)),
    abstract,
  })
  const tools: Tools = { organisation, chance, newId, paper }

  rename(tools, 'Trường Cao đẳng Sư phạm', day('2020-03-01'), 'Trường Trung cấp Sư phạm', 'TC Sư phạm')
  rename(tools, 'Bảo tàng tỉnh', day('2022-06-01'), 'Bảo tàng tổng hợp tỉnh', 'BT Tổng hợp')
  if (definition.slug === 'khoi-1') {
    growIntoCommittee(tools, 'Bệnh viện Y dược cổ truyền', day('2021-07-01'))
    closeCell(tools, 'Chi cục Kiểm định xây dựng', 'Sở Xây dựng', day('2021-01-01'))
    foundCell(
      tools,
      'Trung tâm Phục vụ hành chính công tỉnh',
      'TT HCC',
      'Văn phòng Ủy ban nhân dân tỉnh',
      day('2024-03-01'),
    )
    moveIntoSection(tools, day('2022-05-01'))
  }
  if (definition.slug === 'khoi-2') foundCell(tools, 'Trung tâm Phục vụ hành chính công tỉnh', 'TT HCC', 'Văn phòng Ủy ban nhân dân tỉnh', day('2019-10-01')) // prettier-ignore

  const merged = day('2025-03-01')
  merge(tools, 'Sở Kế hoạch và Đầu tư', 'Sở Tài chính', merged)
  merge(tools, 'Sở Giao thông vận tải', 'Sở Xây dựng', merged)
  merge(tools, 'Sở Tài nguyên và Môi trường', 'Sở Nông nghiệp và Phát triển nông thôn', merged)
  renameByPlan(tools, 'Sở Nông nghiệp và Phát triển nông thôn', merged, 'Sở Nông nghiệp và Môi trường', 'Sở NN&MT')
  renameByPlan(tools, 'Ban Dân tộc tỉnh', merged, 'Sở Dân tộc và Tôn giáo', 'Sở DT&TG')

  const districts = organisation.localities.length / 2
  for (const unit of units) {
    const at = organisation.localities.findIndex(({ id }) => id === unit.localityId)
    if (at >= 0) changes.push({ on: TWO_TIERS_ON, unitId: unit.id, paper: null, act: 'change', localityId: organisation.localities[at + districts]!.id }) // prettier-ignore
  }
  changes.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  organisation.transfers.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

interface Tools {
  organisation: Organisation
  chance: Random
  newId: () => Id
  paper: (on: Day, abstract: string) => Paper
}

const ofAgency = ({ organisation }: Tools, agency: string): PlannedUnit | undefined =>
  organisation.units.find((unit) => unit.agency?.name === agency)

const titled = (unit: PlannedUnit, agency: string): string =>
  `${unit.kind === 'grassroots_committee' ? 'Đảng bộ' : 'Chi bộ'} ${agency}`

/** The agency bore an older name until that day. */
function rename(tools: Tools, agency: string, on: Day, older: string, olderShort: string): void {
  const unit = ofAgency(tools, agency)
  if (!unit || on < tools.organisation.definition.openedOn) return
  const { name, shortName } = unit
  tools.organisation.changes.push({ on, unitId: unit.id, paper: tools.paper(on, `Đổi tên ${titled(unit, older)}`), act: 'rename', name, shortName }) // prettier-ignore
  unit.name = titled(unit, older)
  unit.shortName = olderShort
}

/** The agency bears a newer name from that day on. */
function renameByPlan(tools: Tools, agency: string, on: Day, newer: string, newerShort: string): void {
  const unit = ofAgency(tools, agency)
  if (!unit) return
  tools.organisation.changes.push({ on, unitId: unit.id, paper: tools.paper(on, `Đổi tên ${unit.name}`), act: 'rename', name: titled(unit, newer), shortName: newerShort, byPlan: true }) // prettier-ignore
}

/** Until that day the committee was a grassroots cell that held all its members itself. */
function growIntoCommittee(tools: Tools, agency: string, on: Day): void {
  const { organisation, paper } = tools
  const unit = ofAgency(tools, agency)
  if (!unit) return
  const below = organisation.units.filter((other) => other.parentId === unit.id)
  organisation.units = organisation.units.filter((other) => other.parentId !== unit.id)
  organisation.founded.push(...below.map((cell) => ({ ...cell, from: on })))
  const named = unit.name
  unit.kind = 'grassroots_cell'
  unit.name = titled(unit, agency)
  for (const cell of organisation.cells) if (below.some(({ id }) => id === cell.id)) cell.from = on
  organisation.cells.push({ id: unit.id, from: unit.from, to: on, weight: 40 })
  const decision = paper(on, `Nâng cấp ${unit.name} thành đảng bộ cơ sở`)
  organisation.changes.push(
    { on, unitId: unit.id, paper: decision, act: 'change', kind: 'grassroots_committee' },
    { on, unitId: unit.id, paper: decision, act: 'rename', name: named, shortName: unit.shortName },
  )
  organisation.transfers.push({ on, from: unit.id, to: below.map(({ id }) => id), count: null })
}

/** One more grassroots cell in the beginning, whose members went to another agency when it ended. */
function closeCell(tools: Tools, agency: string, into: string, on: Day): void {
  const { organisation, newId, paper } = tools
  const target = ofAgency(tools, into)
  const top = organisation.units[0] as PlannedUnit
  const to = organisation.units.filter((unit) => unit.parentId === target?.id && unit.kind === 'sub_cell').slice(0, 2)
  const unit: PlannedUnit = { ...top, id: newId(), parentId: top.id, kind: 'grassroots_cell', name: `Chi bộ ${agency}`, shortName: 'CC Kiểm định', sector: 'co-quan-nha-nuoc', agency: null } // prettier-ignore
  organisation.units.push(unit)
  organisation.cells.push({ id: unit.id, from: unit.from, to: on, weight: 10 })
  organisation.changes.push({ on, unitId: unit.id, paper: paper(on, `Giải thể ${unit.name}`), act: 'close' })
  organisation.transfers.push({ on, from: unit.id, to: to.map(({ id }) => id), count: null })
}

/** A grassroots cell for a new agency, begun by some members of another one. */
function foundCell(tools: Tools, agency: string, short: string, from: string, on: Day): void {
  const { organisation, newId } = tools
  const source = ofAgency(tools, from)
  const top = organisation.units[0] as PlannedUnit
  const unit: PlannedUnit = { ...top, id: newId(), parentId: top.id, kind: 'grassroots_cell', name: `Chi bộ ${agency}`, shortName: short, sector: 'co-quan-nha-nuoc', from: on, agency: null } // prettier-ignore
  organisation.founded.push(unit)
  organisation.cells.push({ id: unit.id, from: on, to: null, weight: 9 })
  for (const cell of organisation.units
    .filter((other) => other.parentId === source?.id && other.kind === 'sub_cell')
    .slice(0, 3)) {
    organisation.transfers.push({ on, from: cell.id, to: [unit.id], count: 3 })
  }
}

/** A sub-cell that stood under its committee goes under the committee's section. */
function moveIntoSection(tools: Tools, on: Day): void {
  const { organisation, paper } = tools
  const section = organisation.units.find((unit) => unit.kind === 'section' && unit.localityId !== null)
  const cell = organisation.units.find((unit) => unit.kind === 'sub_cell' && unit.parentId === section?.parentId && unit.localityId !== null) // prettier-ignore
  if (section && cell) organisation.changes.push({ on, unitId: cell.id, paper: paper(on, `Chuyển ${cell.name} về ${section.name}`), act: 'move', parentId: section.id }) // prettier-ignore
}

/** One committee absorbs another: its cells go under it, and the empty committee ends. */
function merge(tools: Tools, agency: string, into: string, on: Day): void {
  const { organisation, paper } = tools
  const [source, target] = [ofAgency(tools, agency), ofAgency(tools, into)]
  if (!source || !target) return
  const decision = paper(on, `Hợp nhất ${source.name} vào ${target.name}`)
  for (const unit of organisation.units.filter((other) => other.parentId === source.id)) {
    organisation.changes.push({ on, unitId: unit.id, paper: decision, act: 'move', parentId: target.id, byPlan: true })
  }
  organisation.changes.push({ on, unitId: source.id, paper: decision, act: 'close', byPlan: true })
  organisation.mergers.push({ on, from: source.id, into: target.id })
}
