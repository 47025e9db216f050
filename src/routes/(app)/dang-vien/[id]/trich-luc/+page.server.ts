// An extract of one member's record as of a day: chosen here, set as a paper by the addresses below.
import { formatDay } from '#kernel/day.ts'
import { readMember } from '#modules/members/members.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../../address.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const day = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day })
    const path = `/dang-vien/${member.id}/trich-luc/tai-ve`
    return {
      id: member.id,
      name: member.name,
      cell: member.cells.at(-1)?.unit?.name ?? '',
      asked: day,
      dayText: formatDay(member.day),
      missing: event.url.searchParams.get('thieu') === 'ly-do',
      mayReveal: ctx.actor.holds('member.read-masked'),
      pdf: address(`${path}/pdf`, { ngay: day }),
      docx: address(`${path}/docx`, { ngay: day }),
    }
  })
