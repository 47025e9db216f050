// Admission of a new person, by a decision.
import { notFound } from '#kernel/errors.ts'
import { admitMember } from '#modules/members/members.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { cellChoices, paperChoices, personChoices } from '../choices.server.ts'
import { withPaper } from '../deed-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    return {
      unitId: event.url.searchParams.get('chi-bo'),
      cells: await cellChoices(run),
      papers: await paperChoices(run),
      choices: personChoices(),
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(admitMember, {
    input: (posted) => withPaper(posted, `Kết nạp đảng viên ${String(posted['fullName'] ?? '')}`),
    then: ({ memberId }) => `/dang-vien/${memberId}?xong=ket-nap`,
  }),
}
