// One unit as of a day: what it is, where it stands, what stands below it, how it came to be so.
import { formatDay } from '#kernel/day.ts'
import { readUnit } from '#modules/units/units.server.ts'
import type { UnitHistoryEntry } from '#modules/units/units.server.ts'
import { unitFactNames, unitKindNames } from '#modules/units/units-messages.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import type { PageServerLoad } from './$types'

type Paper = UnitHistoryEntry['decision']

const paperOf = (paper: Paper) =>
  paper ? { by: { label: `${paper.number}, ${formatDay(paper.issuedOn)}, ${paper.issuer}` }, note: paper.abstract } : {}

function happening(entry: UnitHistoryEntry) {
  const first = entry.changed.length === 0
  // The short name goes along with the name; it needs no word of its own.
  const words = entry.changed.filter((fact) => fact !== 'shortName' || !entry.changed.includes('name'))
  const values: Partial<Record<string, string | null>> = {
    name: entry.name,
    kind: unitKindNames[entry.kind],
    parentId: entry.parentName,
    sector: entry.sectorName,
    localityId: entry.localityName,
    shortName: entry.shortName,
    ordinal: String(entry.ordinal),
  }
  const what = first
    ? `Thành lập: ${entry.name}${entry.parentName ? `, trực thuộc ${entry.parentName}` : ''}`
    : `Đổi ${words.map((fact) => `${unitFactNames[fact] ?? fact} thành ${values[fact] ?? 'không có'}`).join('; ')}`
  return { day: formatDay(entry.valid.from), iso: entry.valid.from, what, ...paperOf(entry.decision) }
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const unit = await run(readUnit, { unitId: event.params.id, day: asked })
    const { current, below } = unit
    const link = (id: string) => address(`/to-chuc/${id}`, { ngay: asked })
    const mayWrite = await ctx.actor.covers(ctx.db, 'unit.write', [unit.id])
    const closing = unit.closedOn
      ? [
          {
            day: formatDay(unit.closedOn),
            iso: unit.closedOn,
            what: 'Kết thúc hoạt động',
            state: 'late' as const,
            ...paperOf(unit.closingDecision),
          },
        ]
      : []
    return {
      id: unit.id,
      name: current.name,
      kind: unitKindNames[current.kind],
      exists: unit.exists,
      dayText: formatDay(unit.day),
      asked,
      closed: unit.closedOn !== null,
      above: unit.ancestors.toReversed().map((above) => ({ href: link(above.id), label: above.shortName })),
      facts: [
        { term: 'Loại hình tổ chức', value: unitKindNames[current.kind] },
        {
          term: 'Trực thuộc',
          value: current.parentName,
          href: current.parentId ? link(current.parentId) : undefined,
        },
        { term: 'Tên ngắn', value: current.shortName },
        { term: 'Mã', value: unit.code },
        { term: 'Loại hình cơ sở', value: current.sectorName },
        { term: 'Địa bàn', value: current.localityName ?? 'tại trụ sở của Khối' },
        { term: 'Thành lập', value: formatDay(unit.foundedOn) },
        ...(unit.closedOn ? [{ term: 'Kết thúc hoạt động', value: formatDay(unit.closedOn) }] : []),
      ],
      below: Object.entries(below).map(([kind, count]) => ({
        label: unitKindNames[kind as keyof typeof unitKindNames],
        value: count,
        href: address('/to-chuc', { ngay: asked }),
      })),
      children: unit.children.map((child) => ({
        id: child.id,
        name: child.name,
        href: link(child.id),
        kind: unitKindNames[child.kind],
        code: child.code,
        cells: child.cells,
        descendants: child.descendants,
      })),
      history: [...unit.history.map(happening), ...closing].toReversed(),
      mayWrite,
      mayHaveChildren: current.kind !== 'group',
      isTop: current.parentId === null,
      areas: {
        members: ctx.actor.holds('member.read'),
        meetings: ctx.actor.holds('meeting.read'),
        figures: ctx.actor.holds('figure.read'),
      },
    }
  })
