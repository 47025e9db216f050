// One member: seniority with the days that do not count, badges, cards; forms for early awards, gaps, lost badges, cards taken back.
import { formatDay } from '#kernel/day.ts'
import {
  badgeKindNames,
  badgeStateNames,
  cardEndNames,
  cardFormNames,
  enterBadges,
  GAP_CAUSES,
  gapNames,
  proposeBadges,
  readMemberBadges,
  recordGap,
  roundsAround,
  takeBackCard,
  voidBadge,
  voidGap,
} from '#modules/badges/badges.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { withPaper } from '../../../dang-vien/deed-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const read = await run(readMemberBadges, { memberId: event.params.id })
    const { next } = roundsAround(await loadRulebook(ctx), ctx.today, 4)
    const years = read.months === null ? null : Math.floor(read.months / 12)
    return {
      id: read.memberId,
      name: read.name,
      unit: read.unit ? { id: read.unit.id, name: read.unit.name } : null,
      writes: read.writes,
      left: read.leftOn !== null,
      cardNumber: read.cardNumber,
      seniority: years === null || read.months === null ? null : `${years} năm ${read.months % 12} tháng`,
      begun: formatDay(read.begun),
      today: read.today,
      gaps: read.gaps.map((gap) => ({
        id: gap.id,
        name: gapNames[gap.cause] ?? gap.cause,
        span: `${formatDay(gap.valid.from)} – trước ${gap.valid.to ? formatDay(gap.valid.to) : ''}`,
        paper: gap.number,
        voided: gap.voidReason,
      })),
      badges: read.badges.map((badge) => ({
        id: badge.id,
        level: badge.level,
        on: formatDay(badge.awardOn),
        kind: badgeKindNames[badge.kind],
        state: badge.voidReason === null ? badgeStateNames[badge.state] : `Đã hủy: ${badge.voidReason}`,
        number: badge.number,
        decision: badge.decision,
        given: badge.state === 'awarded' && badge.voidReason === null,
      })),
      cards: read.cards.map((card) => ({
        id: card.id,
        number: card.number,
        form: cardFormNames[card.form as 'paper' | 'chip'],
        from: formatDay(card.valid.from),
        to: card.valid.to ? formatDay(card.valid.to) : null,
        end: card.endReason ? (cardEndNames[card.endReason] ?? card.endReason) : null,
        decision: card.decision,
      })),
      rounds: next.map(({ on, label }) => ({ value: on as string, label: `${label}/${on.slice(0, 4)}` })),
      causes: GAP_CAUSES.map((value) => ({ value, label: gapNames[value] ?? value })),
      key: newId(),
    }
  })

const back = (_: unknown, event: RequestEvent) => `/huy-hieu/nguoi/${event.params['id'] ?? ''}?xong=1`
const mine = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, memberId: event.params['id'] })

export const actions: Actions = {
  som: actionOf(proposeBadges, { input: (posted, event) => ({ ...posted, memberIds: [event.params['id']] }), then: back }), // prettier-ignore
  'cap-lai': actionOf(enterBadges, {
    input: (posted, event) => {
      const { level, awardOn, number, ...rest } = withPaper({ ...posted, decidedOn: posted['awardOn'] }, 'Về cấp lại Huy hiệu Đảng') // prettier-ignore
      return { ...rest, kind: 'reissue', rows: [{ memberId: event.params['id'], level, awardOn, number }] }
    },
    then: back,
  }),
  huy: actionOf(voidBadge, { then: back }),
  khoang: actionOf(recordGap, { input: (posted, event) => mine(withPaper(posted, 'Về thời gian tính tuổi đảng'), event), then: back }), // prettier-ignore
  'huy-khoang': actionOf(voidGap, { then: back }),
  'thu-the': actionOf(takeBackCard, { input: mine, then: back }),
}
