// Plans of reorganisation one may see: those whose day is nearest first, then what is over.
import { formatDay } from '#kernel/day.ts'
import { listPlans, PLAN_STATES } from '#modules/reorganisations/reorganisations.server.ts'
import { planStateNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { planLooks } from './plan-looks.ts'
import type { PageServerLoad } from './$types'

const SIZE = 30

export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams
  const state = PLAN_STATES.find((each) => each === asked.get('trang-thai')) ?? null
  const text = asked.get('tim')?.trim() || null
  const page = Math.max(1, Math.floor(Number(asked.get('trang'))) || 1)
  return loadPage(event, async (run, ctx) => {
    const found = await run(listPlans, { state, text, page, size: SIZE })
    const all = Object.values(found.counts).reduce((sum, count) => sum + count, 0)
    const at = (code: string | null) => address('/to-chuc/phuong-an', { 'trang-thai': code, tim: text })
    return {
      total: found.total,
      all,
      page,
      size: SIZE,
      state,
      text,
      mayWrite: ctx.actor.holds('reorganisation.write') && ctx.scope('reorganisation.write').whole,
      tabs: [
        { href: at(null), label: 'Tất cả', count: all, current: state === null },
        ...PLAN_STATES.filter((code) => found.counts[code] > 0 || code === state).map((code) => ({
          href: at(code),
          label: planStateNames[code],
          count: found.counts[code],
          current: code === state,
        })),
      ],
      plans: found.plans.map((plan) => ({
        id: plan.id,
        title: plan.title,
        day: formatDay(plan.effectiveOn),
        decision: plan.decisionNumber,
        acts: plan.acts,
        openComments: plan.openComments,
        isCorrection: plan.correctsId !== null,
        tag:
          plan.failure === null
            ? { state: planLooks[plan.state], label: planStateNames[plan.state] }
            : { state: 'late' as const, label: 'Chưa thực hiện được' },
      })),
    }
  })
}
