// A member's profile as of a day; masked fields are revealed one by one, by posting.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import {
  educationNames,
  ethnicityNames,
  eventNames,
  MASKED_VALUES,
  maskedNames,
  readMember,
  religionNames,
  revealField,
  sexNames,
  stateNames,
  theoryNames,
} from '#modules/members/members.server.ts'
import { postsOfPerson } from '#modules/committees/committees.server.ts'
import { verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

const text = (day: Day | null) => (day === null ? null : formatDay(day))
const word = (names: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? null : (names[code] ?? code)

function seniority(months: number | null): string | null {
  if (months === null) return null
  const years = Math.floor(months / 12)
  return [years > 0 ? `${years} năm` : '', months % 12 > 0 || years === 0 ? `${months % 12} tháng` : '']
    .join(' ')
    .trim()
}

const span = (from: Day, to: Day | null) =>
  to === null ? `từ ${formatDay(from)}` : `${formatDay(from)} – trước ${formatDay(to)}`

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day: asked })
    const posts = ctx.actor.holds('post.read') ? await run(postsOfPerson, { personId: member.personId }) : []
    const cell = member.cells.at(-1)
    const open = cell && cell.valid.to === null ? cell : undefined
    // What may be done is done today; a page of the past only shows.
    const reach = cell && !asked ? await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]) : false
    // What happened in another cell is corrected by whoever reaches that cell, too.
    const correctable = new Set<string>()
    for (const unitId of reach ? new Set(member.events.flatMap((each) => each.unit?.id ?? [])) : []) {
      if (await ctx.actor.covers(ctx.db, 'member.write', [unitId])) correctable.add(unitId)
    }
    return {
      id: member.id,
      name: member.name,
      state: member.state,
      stateName: stateNames[member.state],
      dayText: formatDay(member.day),
      asked,
      cell: cell?.unit ? { name: cell.unit.name, href: address(`/to-chuc/${cell.unitId}`, { ngay: asked }) } : null,
      facts: [
        { term: 'Ngày sinh', value: formatDay(member.birthOn) },
        { term: 'Giới tính', value: word(sexNames, member.sex) },
        { term: 'Dân tộc', value: word(ethnicityNames, member.ethnicity) },
        { term: 'Quê quán', value: member.homePlace },
        { term: 'Trình độ học vấn', value: word(educationNames, member.education) },
        { term: 'Lý luận chính trị', value: word(theoryNames, member.theoryLevel) },
        { term: 'Nghề nghiệp, chức vụ', value: member.occupation },
      ],
      party: [
        {
          term: 'Ngày vào Đảng',
          value: formatDay(member.admittedOn),
          note: member.admissionDecidedOn ? `quyết định ngày ${formatDay(member.admissionDecidedOn)}` : undefined,
        },
        {
          term: 'Ngày chính thức',
          value: text(member.confirmedOn),
          note: member.probationEnds ? `hết dự bị ngày ${formatDay(member.probationEnds)}` : undefined,
        },
        { term: 'Tuổi đảng', value: seniority(member.seniorityMonths) },
        { term: 'Số thẻ đảng viên', value: member.cardNumber },
        { term: 'Số lý lịch', value: member.fileNumber },
      ],
      masked: MASKED_VALUES.map((field) => ({ field, term: maskedNames[field], mask: member.masked[field] })),
      mayReveal: member.mayReveal,
      warnings: member.verdicts.map(verdictSentence),
      overdue: member.probationEnds !== null && member.probationEnds <= member.day,
      cells: member.cells.toReversed().map((each) => ({
        name: each.unit?.name ?? '',
        href: `/to-chuc/${each.unitId}`,
        span: span(each.valid.from, each.valid.to),
        reason: each.reason,
      })),
      posts: posts
        .filter((each) => each.valid.from <= member.day)
        .map((each) => ({
          id: each.id,
          name: `${each.label}${each.basis === 'acting' ? ' (phụ trách)' : ''}`,
          unit: [each.bodyName, each.unitName].join(', '),
          href: address(`/to-chuc/${each.unitId}/cap-uy`, { ngay: asked }),
          span: span(each.valid.from, each.valid.to),
          note: [each.termLabel ? `nhiệm kỳ ${each.termLabel}` : null, each.decision].filter(Boolean).join(', '),
        })),
      statuses: member.statuses.toReversed().map((each) => ({
        name: stateNames[each.standing === 'active' ? each.status : each.standing],
        span: span(each.valid.from, each.valid.to),
      })),
      events: member.events.map((each) => ({
        day: formatDay(each.effectiveOn),
        iso: each.effectiveOn as string,
        what: [
          eventNames[each.kind],
          each.fromPlace ? `từ ${each.fromPlace}` : each.toPlace ? `đến ${each.toPlace}` : '',
          each.onTime === false ? '(chậm hạn)' : '',
        ]
          .filter(Boolean)
          .join(' '),
        who: each.unit?.name ?? '',
        by: {
          label: each.decision
            ? `${each.decision.number}, ký ${formatDay(each.decidedOn)}`
            : `ký ${formatDay(each.decidedOn)}`,
        },
        state: each.voidReason === null ? ('done' as const) : ('returned' as const),
        ...(each.voidReason === null ? {} : { note: `Ghi nhầm, đã đính chính: ${each.voidReason}` }),
        ...(each.voidReason === null && each.unit && correctable.has(each.unit.id)
          ? { act: { label: 'Đính chính', href: `/dang-vien/${member.id}/dinh-chinh?su-kien=${each.id}` } }
          : {}),
      })),
      may: {
        write: reach,
        confirm: reach && member.confirmedOn === null && member.state !== 'left',
        act: reach && open !== undefined,
        exempt: reach && (member.state === 'full' || member.state === 'exempt'),
        restore: reach && member.state === 'left',
      },
    }
  })

const reveal = actionOf(revealField, {
  // Never with a key: the answer of a repeated request would be kept, and this one must not be.
  input: ({ field, reason }, event) => ({ field, reason, memberId: event.params['id'] }),
})

export const actions: Actions = {
  async xem(event) {
    const outcome = await reveal(event)
    if (!('result' in outcome)) return outcome
    const { field, value } = outcome.result
    const none = field === 'religion' ? 'Không' : 'Chưa ghi'
    const said = typeof value === 'string' ? value : null
    return { shown: { field, text: said === null ? none : field === 'religion' ? word(religionNames, said) : said } }
  },
}
