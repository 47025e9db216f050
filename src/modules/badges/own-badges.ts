// Seniority, badges and cards for the member's own page. What a cell proposes and nobody decided yet is not told.
import { ownMember } from '#modules/records/records.server.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readMemberBadges } from './badge-queries.ts'

export const ownBadges = query({
  name: 'badges.own-badges',
  summary: 'Your own seniority with the days that do not count, badges awarded to you, your cards over time',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    const { months, begun, gaps, badges, cards } = await readMemberBadges.run(ctx, { memberId: own.memberId })
    return {
      months,
      begun,
      gaps: gaps.filter((gap) => gap.voidReason === null),
      badges: badges.filter((badge) => badge.state === 'awarded' && badge.voidReason === null),
      cards,
    }
  },
})
