// The ledger of recommendations over all conferences.
import { formatDay } from '#kernel/day.ts'
import { listRecommendations, RECOMMENDATION_STATES } from '#modules/conferences/conferences.server.ts'
import { recommendationStateNames } from '#modules/conferences/conferences-messages.ts'
import { load as loadPage } from '#pages'
import { recommendationLooks } from '../states.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50

export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams
  const state = RECOMMENDATION_STATES.find((each) => each === asked.get('trang-thai')) ?? null
  const level = asked.get('cap') || null
  const page = Math.max(1, Number(asked.get('trang')) || 1)
  return loadPage(event, async (run) => {
    const found = await run(listRecommendations, { state, level, page, size: SIZE })
    return {
      ...found,
      state,
      level,
      page,
      size: SIZE,
      states: RECOMMENDATION_STATES.map((value) => ({ value, label: recommendationStateNames[value] })),
      recommendations: found.recommendations.map((one) => ({
        ...one,
        tag: { state: recommendationLooks[one.state], label: recommendationStateNames[one.state] },
        day: formatDay(one.on),
        answered: one.answeredOn === null ? null : formatDay(one.answeredOn),
      })),
    }
  })
}
