// All that happened to a unit in one line of time: what it was called and where it stood, where it came from, its terms and congresses.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { formatInteger, formatPercent } from '#kernel/vietnamese/number.ts'
import type { UnitCommittees } from '#modules/committees/committees.server.ts'
import { termBasisNames } from '#modules/committees/committees-messages.ts'
import type { CongressRow } from '#modules/congresses/congresses.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import type { Kin, UnitHistoryEntry, UnitProfile } from '#modules/units/units.server.ts'
import { sealNames, unitFactNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { State } from '#ui/state.ts'

export interface UnitEvent {
  iso: Day
  day: string
  what: string
  href?: string
  by?: { label: string }
  note?: string
  state?: State
}

export interface Chronicle {
  unit: UnitProfile
  committees: UnitCommittees | null
  congresses: readonly CongressRow[]
  /** Where a unit's page is. */
  link: (id: string) => string
}

export const paperLabel = (paper: Pick<Decision, 'number' | 'issuedOn' | 'issuer'>): string =>
  `${paper.number}, ${formatDay(paper.issuedOn)}, ${paper.issuer}`

const by = (paper: Decision | null | undefined): Pick<UnitEvent, 'by' | 'note'> =>
  paper ? { by: { label: paperLabel(paper) }, note: paper.abstract } : {}

const at = (iso: Day, what: string, more: Partial<UnitEvent> = {}): UnitEvent => ({
  iso,
  day: formatDay(iso),
  what,
  ...more,
})

function versionEvent(entry: UnitHistoryEntry, cameBy: boolean): UnitEvent[] {
  const { from } = entry.valid
  if (entry.changed.length === 0) {
    // Where it came from another unit, the act itself says how it began.
    const began = cameBy ? 'Bắt đầu hoạt động' : 'Thành lập'
    return [
      at(
        from,
        `${began}: ${entry.name}${entry.parentName ? `, trực thuộc ${entry.parentName}` : ''}`,
        by(entry.decision),
      ),
    ]
  }
  // The short name goes along with the name; it needs no word of its own.
  const facts = entry.changed.filter((fact) => fact !== 'shortName' || !entry.changed.includes('name'))
  const values: Partial<Record<string, string | null>> = {
    name: entry.name,
    kind: unitKindNames[entry.kind],
    parentId: entry.parentName,
    sector: entry.sectorName,
    localityId: entry.localityName,
    shortName: entry.shortName,
    ordinal: String(entry.ordinal),
    symbol: entry.symbol,
    seal: entry.seal && sealNames[entry.seal],
    delegated: entry.delegated ? 'có' : 'không',
    provisional: entry.provisional ? 'có' : 'không',
  }
  const changes = facts.map((fact) => `${unitFactNames[fact] ?? fact} thành ${values[fact] ?? 'không có'}`)
  return [at(from, `Đổi ${changes.join('; ')}`, by(entry.decision))]
}

const CAME: Readonly<Record<Kin['kind'], string>> = {
  consolidate: 'Hợp nhất từ',
  absorb: 'Nhận sáp nhập',
  split: 'Chia ra từ',
  separate: 'Tách ra từ',
  dissolve: 'Tiếp nhận khi giải thể',
  transfer_in: 'Chuyển đến từ',
  transfer_out: 'Chuyển đến từ',
}
const WENT: Readonly<Record<Kin['kind'], string>> = {
  consolidate: 'Hợp nhất thành',
  absorb: 'Sáp nhập vào',
  split: 'Chia thành',
  separate: 'Tách thành tổ chức mới',
  dissolve: 'Giải thể, chuyển về',
  transfer_in: 'Chuyển sang',
  transfer_out: 'Chuyển sang',
}

/** One step of the lineage in words: how, who, and with how many members. */
export function kinWords(kin: Kin, direction: 'came' | 'went') {
  const name = kin.unit?.name ?? kin.outside ?? ''
  const how = (direction === 'came' ? CAME : WENT)[kin.kind]
  const share = kin.share !== null && kin.share < 1 ? `, ${formatPercent(kin.share, 1)} số đảng viên chuyển đi` : ''
  const members = kin.members === null ? null : `${formatInteger(kin.members)} đảng viên${share}`
  return { how: name === '' ? how.replace(/, chuyển về$/, '') : how, name, members }
}

const kinEvent = (kin: Kin, direction: 'came' | 'went', link: Chronicle['link']): UnitEvent => {
  const { how, name, members } = kinWords(kin, direction)
  return at(kin.onDay, [`${how} ${name}`.trim(), members].filter(Boolean).join(', '), {
    ...(kin.unit ? { href: link(kin.unit.id) } : {}),
    ...by(kin.decision),
  })
}

function committeeEvents(committees: UnitCommittees): UnitEvent[] {
  const terms = committees.terms.map((term) =>
    at(
      term.valid.from,
      `Nhiệm kỳ ${term.label}${term.ordinal ? ` (đại hội lần thứ ${term.ordinal})` : ''}: ${termBasisNames[term.basis].toLowerCase()}`,
      { state: 'gold', ...by(term.decision) },
    ),
  )
  const secretaries = committees.history
    .filter((holder) => holder.post === 'secretary' && holder.voidReason === null)
    .map(({ valid, label, name, decision }) =>
      // The paper alone: what it is about is mostly said by the term beside it.
      at(valid.from, `${label}: ${name}`, decision ? { by: { label: paperLabel(decision) } } : {}),
    )
  return [...terms, ...secretaries]
}

/** Newest first; of one day the beginnings of the unit last. */
export function unitTimeline({ unit, committees, congresses, link }: Chronicle): UnitEvent[] {
  const { predecessors, successors } = unit.lineage
  const others = (all: readonly Kin[]) => all.filter((kin) => kin.unit?.id !== unit.id)
  const ways = [
    ...others(predecessors).map((kin) => kinEvent(kin, 'came', link)),
    ...others(successors).map((kin) => kinEvent(kin, 'went', link)),
  ]
  const events = [
    ...unit.history.flatMap((entry) =>
      versionEvent(
        entry,
        predecessors.some((kin) => kin.onDay === entry.valid.from),
      ),
    ),
    ...unit.identifiers.map(({ scheme, value, valid }) => at(valid.from, `Ghi ${scheme}: ${value}`)),
    ...ways,
    ...(committees ? committeeEvents(committees) : []),
    ...congresses
      .filter((congress) => congress.heldOn !== null && congress.id !== null)
      .map((congress) =>
        at(congress.heldOn as Day, `Đại hội nhiệm kỳ ${congress.cycle}`, { href: `/dai-hoi/${congress.id}` }),
      ),
    ...(unit.closedOn
      ? [at(unit.closedOn, 'Kết thúc hoạt động', { state: 'late' as const, ...by(unit.closingDecision) })]
      : []),
  ]
  return events.toSorted((a, b) => (a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : 0)).toReversed()
}

/** Every paper the page cites, newest first, each once. */
export function papersOf({ unit, committees }: Pick<Chronicle, 'unit' | 'committees'>): Decision[] {
  const all = [
    unit.closingDecision,
    ...unit.history.map((entry) => entry.decision),
    ...[...unit.lineage.predecessors, ...unit.lineage.successors].map((kin) => kin.decision),
    ...(committees?.terms.map((term) => term.decision) ?? []),
    ...(committees?.history.flatMap((holder) => [holder.decision, holder.endDecision]) ?? []),
  ].filter((paper) => paper !== null && paper !== undefined)
  const once = new Map(all.map((paper) => [paper.id, paper]))
  return [...once.values()].toSorted((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1))
}
