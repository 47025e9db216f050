// The profile of one unit as of a day: what it is, where it stands and came from, who leads it, what goes on in it, all that happened.
import { formatDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Permission } from '#kernel/permissions.ts'
import { readCommittees, vacancyWords } from '#modules/committees/committees.server.ts'
import { congressStateNames } from '#modules/congresses/congresses-messages.ts'
import { listUnitCongresses } from '#modules/congresses/congresses.server.ts'
import { regulationsOfUnit } from '#modules/coordination/coordination.server.ts'
import { listMeetings } from '#modules/meetings/meetings.server.ts'
import { isCell, readUnit, sealOf } from '#modules/units/units.server.ts'
import type { UnitProfile } from '#modules/units/units.server.ts'
import { sealNames, unitKindNames } from '#modules/units/units-messages.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import { memberCounts, NO_MEMBERS } from '../member-counts.server.ts'
import { numbersOf, partsOf } from '../tree-nodes.ts'
import { formatRangeWords } from './range-words.ts'
import { kinWords, paperLabel, papersOf, unitTimeline } from './unit-timeline.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const unit = await run(readUnit, { unitId: event.params.id, day: asked })
    const { current, day, id } = unit
    const link = (other: string) => address(`/to-chuc/${other}`, { ngay: asked })
    const may = (permission: Permission) => ctx.actor.covers(ctx.db, permission, [id])

    const committees = (await may('post.read')) ? await run(readCommittees, { unitId: id, day }) : null
    const congresses = (await may('congress.read')) ? await run(listUnitCongresses, { unitId: id }) : null
    const regulations = (await may('coordination.read')) ? await run(regulationsOfUnit, { unitId: id }) : []
    const counts = (await may('figure.read')) ? await memberCounts(ctx, day, [id]) : null
    const members = counts && (counts.get(id) ?? NO_MEMBERS)
    const year = yearOf(day)
    const met = (await may('meeting.read'))
      ? await run(listMeetings, { unitId: id, from: `${year}-01-01`, to: day, state: 'held', size: 1 })
      : null
    const last = met?.meetings[0]
    const cells = unit.children.reduce((sum, child) => sum + child.cells, isCell(current.kind) ? 1 : 0)
    const numbers = numbersOf({ id, kind: current.kind, cells, below: unit.below }, members, asked)
    const [, full, probationary] = numbers.figures ?? []
    const mayWrite = await may('unit.write')
    const others = (kin: UnitProfile['lineage']['predecessors'][number]) => kin.unit?.id !== id

    return {
      id,
      name: current.name,
      kind: unitKindNames[current.kind],
      exists: unit.exists,
      dayText: formatDay(day),
      asked,
      closed: unit.closedOn !== null,
      provisional: current.provisional,
      delegated: current.delegated,
      above: unit.ancestors.toReversed().map((above) => ({ href: link(above.id), label: above.shortName })),
      facts: factsOf(unit, link),
      stats: [
        ...(members
          ? [
              { label: 'Đảng viên', value: members.total, href: numbers.countHref },
              { label: 'Chính thức', ...full, value: members.full },
              { label: 'Dự bị', ...probationary, value: members.probationary },
            ]
          : []),
        ...partsOf({ id, kind: current.kind, cells, below: unit.below }, members !== null, asked).map(
          ({ label, value, href }) => ({
            label: label.charAt(0).toUpperCase() + label.slice(1),
            value,
            href,
          }),
        ),
        ...(met
          ? [
              {
                label: `Buổi sinh hoạt năm ${year}`,
                value: met.total,
                href: address('/sinh-hoat', { ngay: asked, 'don-vi': id, nam: year }),
              },
            ]
          : []),
      ],
      lastMeeting:
        last?.heldOn && met
          ? { href: `/sinh-hoat/${last.id}`, label: `${formatDay(last.heldOn)}, ${last.unitName}` }
          : null,
      bodies: (committees?.bodies ?? []).map((body) => ({
        id: body.id,
        name: body.name,
        seats: body.seats,
        empty: body.empty,
        headless: body.headless ? vacancyWords.headless(body.kind) : null,
        holders: body.holders.map((holder) => ({
          id: holder.id,
          post: holder.label,
          name: holder.name,
          href: holder.memberId ? address(`/dang-vien/${holder.memberId}`, { ngay: asked }) : null,
          note: holder.actingFor ? `thay ${holder.actingFor}` : null,
        })),
      })),
      term: committees?.term
        ? `Nhiệm kỳ ${committees.term.label}, ${formatRangeWords(committees.term.valid)}`
        : unit.exists && committees && committees.mayHave.length > 0
          ? 'Chưa có nhiệm kỳ nào ghi cho ngày này'
          : null,
      committeeHref:
        committees && committees.mayHave.length > 0 ? address(`/to-chuc/${id}/cap-uy`, { ngay: asked }) : null,
      kin: [
        ...unit.lineage.predecessors.filter(others).map((kin) => ({ kin, ...kinWords(kin, 'came') })),
        ...unit.lineage.successors.filter(others).map((kin) => ({ kin, ...kinWords(kin, 'went') })),
      ].map(({ kin, how, name, members: moved }) => ({
        day: formatDay(kin.onDay),
        how,
        name,
        href: kin.unit ? link(kin.unit.id) : undefined,
        members: moved,
        paper: kin.decision ? paperLabel(kin.decision) : null,
      })),
      congresses: (congresses?.congresses ?? []).slice(0, 3).map((congress) => ({
        href: `/dai-hoi/${congress.id}`,
        cycle: congress.cycle,
        state: congressStateNames[congress.state],
        on: congress.on ? formatDay(congress.on) : null,
      })),
      due: congresses?.due
        ? {
            cycle: congresses.due.cycle,
            on: congresses.due.on ? formatDay(congresses.due.on) : null,
            late: congresses.due.late,
          }
        : null,
      regulations: regulations.map((one) => ({
        href: `/phoi-hop/${one.id}`,
        number: one.number,
        title: one.title,
        others: one.others.join('; '),
        late: one.late.own + one.late.theirs,
        ended: one.state === 'ended',
      })),
      papers: papersOf({ unit, committees }).map((paper) => ({
        id: paper.id,
        label: paperLabel(paper),
        abstract: paper.abstract,
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
      history: unitTimeline({ unit, committees, congresses: congresses?.congresses ?? [], link }),
      identifiers: unit.identifiers.map((one) => ({
        id: one.id,
        scheme: one.scheme,
        value: one.value,
        valid: formatRangeWords(one.valid),
      })),
      mayWrite,
      mayHaveChildren: current.kind !== 'group',
      isCell: isCell(current.kind),
      isTop: current.parentId === null,
      drawingHref: unit.children.length > 0 ? address('/to-chuc/so-do', { 'don-vi': id, ngay: asked }) : null,
      areas: {
        members: await may('member.read'),
        meetings: met !== null,
        figures: members !== null,
      },
    }
  })

function factsOf(unit: UnitProfile, link: (id: string) => string) {
  const { current } = unit
  const standing = (on: Day) =>
    unit.identifiers.filter(({ valid }) => valid.from <= on && (valid.to === null || on < valid.to))
  const seal = sealOf(current)
  return [
    { term: 'Loại hình tổ chức', value: unitKindNames[current.kind] },
    ...(current.parentId ? [{ term: 'Trực thuộc', value: current.parentName, href: link(current.parentId) }] : []),
    { term: 'Tên ngắn', value: current.shortName },
    { term: 'Mã', value: unit.code },
    ...(current.sectorName ? [{ term: 'Loại hình cơ sở', value: current.sectorName }] : []),
    { term: 'Địa bàn', value: current.localityName ?? 'tại trụ sở của Khối' },
    ...(current.symbol ? [{ term: 'Ký hiệu văn bản', value: current.symbol }] : []),
    { term: 'Con dấu', value: sealNames[seal], note: current.seal === null ? 'theo loại hình tổ chức' : undefined },
    ...standing(unit.day).map(({ scheme, value }) => ({ term: scheme, value })),
    ...(current.delegated ? [{ term: 'Giao quyền', value: 'Được giao quyền cấp trên trực tiếp cơ sở' }] : []),
    ...(current.provisional ? [{ term: 'Tạm thời', value: 'Đảng viên vẫn tính ở nơi sinh hoạt chính thức' }] : []),
    { term: 'Thành lập', value: formatDay(unit.foundedOn) },
    ...(unit.closedOn ? [{ term: 'Kết thúc hoạt động', value: formatDay(unit.closedOn) }] : []),
  ]
}
