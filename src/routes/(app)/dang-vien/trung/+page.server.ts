// Records that look like one person, and those that were made one: which of them may be parted again.
import { dayInVietnam, formatDay } from '#kernel/day.ts'
import { likenessNames, listDuplicates, listMerges, undoMerge } from '#modules/records/records.server.ts'
import type { Twin } from '#modules/records/records.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

const twin = ({ memberId, name, birthOn, unitName, cardNumber, left }: Twin) => ({
  href: `/dang-vien/${memberId}`,
  name,
  note: [
    `sinh ${formatDay(birthOn)}`,
    unitName,
    cardNumber ? `thẻ ${cardNumber}` : null,
    left ? 'đã rời đảng bộ' : null,
  ]
    .filter(Boolean)
    .join(' · '),
})

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const memberId = event.url.searchParams.get('dang-vien') || null
    const page = Math.min(Math.max(1, Number(event.url.searchParams.get('trang')) || 1), 10_000)
    const found = await run(listDuplicates, { memberId, page })
    const merges = await run(listMerges, {})
    return {
      memberId,
      mayWrite: ctx.actor.holds('member.write'),
      total: found.total,
      page: found.page,
      size: found.size,
      key: newId(),
      pairs: found.pairs.map(({ likeness, first, second }) => ({
        id: `${first.memberId} ${second.memberId}`,
        why: likeness.map((each) => likenessNames[each]).join(', '),
        first: twin(first),
        second: twin(second),
        compare: address('/dang-vien/trung/doi-chieu', { a: first.personId, b: second.personId }),
      })),
      merges: merges.map((merge) => ({
        id: merge.id,
        name: merge.name,
        mergedName: merge.mergedName,
        href: merge.memberId ? `/dang-vien/${merge.memberId}` : null,
        note: [
          `${formatDay(dayInVietnam(merge.mergedAt))}${merge.by ? `, ${merge.by}` : ''}`,
          merge.reason,
          merge.undoneAt ? `đã tách ngày ${formatDay(dayInVietnam(merge.undoneAt))}: ${merge.undoReason ?? ''}` : null,
        ]
          .filter(Boolean)
          .join(' · '),
        undone: merge.undoneAt !== null,
      })),
    }
  })

export const actions: Actions = {
  tach: actionOf(undoMerge, { then: ({ memberId }) => `/dang-vien/${String(memberId)}?xong=tach` }),
}
