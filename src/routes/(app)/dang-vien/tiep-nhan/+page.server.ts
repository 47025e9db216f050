// Someone who is a member already arrives from outside the bloc.
import { notFound } from '#kernel/errors.ts'
import { receiveMember } from '#modules/members/members.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { cellChoices, paperChoices, personChoices } from '../choices.server.ts'
import { withPaper } from '../deed-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    return {
      cells: await cellChoices(run),
      papers: await paperChoices(run),
      choices: personChoices(),
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(receiveMember, {
    input: (posted) => withPaper(posted, `Giới thiệu sinh hoạt đảng: ${String(posted['fullName'] ?? '')}`),
    then: ({ memberId }) => `/dang-vien/${memberId}?xong=tiep-nhan`,
  }),
}
