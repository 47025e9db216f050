// After an exit that was decided: how it was voted, the decision handed over, the card, a complaint and its answer.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { eventNames, hearingNames, noteExit, readExits, removalCauses } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actionOf } from '#pages'
import { loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

const votes = (inFavour: number | null, voters: number | null) =>
  inFavour === null || voters === null ? null : `${inFavour}/${voters} tán thành`
const shown = (on: Day | null) => (on === null ? 'chưa ghi' : formatDay(on))

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, ctx, member) => {
    const [exit] = await run(readExits, { memberId: member.id })
    const rules = await loadRulebook(ctx)
    return {
      exit: exit
        ? {
            id: exit.id,
            version: exit.version,
            days: { told: exit.told_on, card: exit.card_back_on, complained: exit.complained_on, answered: exit.answered_on }, // prettier-ignore
            upheld: exit.upheld === true,
            facts: [
              { term: 'Hình thức', value: eventNames[exit.kind as keyof typeof eventNames] },
              { term: 'Từ ngày', value: formatDay(exit.effective_on) },
              { term: 'Trường hợp', value: removalCauses(rules, exit.decided_on).find(({ code }) => code === exit.cause)?.label ?? 'chưa ghi' }, // prettier-ignore
              { term: 'Tự kiểm điểm', value: exit.hearing ? hearingNames[exit.hearing as keyof typeof hearingNames] : 'chưa ghi' }, // prettier-ignore
              { term: 'Chi bộ biểu quyết', value: votes(exit.cell_for, exit.cell_voters) ?? 'chưa ghi' },
              { term: 'Cấp ủy cơ sở biểu quyết', value: votes(exit.committee_for, exit.committee_voters) ?? 'chưa ghi' }, // prettier-ignore
              { term: exit.delegated ? 'Đảng ủy được ủy quyền' : 'Ban thường vụ cấp có thẩm quyền', value: votes(exit.deciders_for, exit.deciders) ?? 'chưa ghi' }, // prettier-ignore
              { term: 'Khiếu nại đến hết ngày', value: shown(exit.complainBy) },
              { term: 'Trả lời khiếu nại đến hết ngày', value: exit.complained_on ? shown(exit.answerBy) : 'chưa có khiếu nại' }, // prettier-ignore
            ],
          }
        : null,
    }
  })

export const actions: Actions = {
  default: actionOf(noteExit, {
    input: (posted, event) => ({ ...posted, memberId: event.params['id'] }),
    then: ({ memberId }) => `/dang-vien/${memberId}/sau-khi-roi?xong=1`,
  }),
}
