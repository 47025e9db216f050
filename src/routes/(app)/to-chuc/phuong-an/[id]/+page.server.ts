// A plan of reorganisation in four parts: its acts, what they would do, what is said about it, carrying it out.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { readPlan } from '#modules/reorganisations/reorganisations.server.ts'
import { planStateNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { newId } from '#platform/new-id.ts'
import { load as loadPage } from '#pages'
import { planLooks } from '../plan-looks.ts'
import { planActions } from './plan-actions.server.ts'
import { actsPart, carryingPart, commentsPart, namesFor, simulationPart } from './plan-part.server.ts'
import type { Actions, PageServerLoad } from './$types'

const PARTS = [
  { code: 'viec', label: 'Việc sắp xếp' },
  { code: 'mo-phong', label: 'Thử trước' },
  { code: 'y-kien', label: 'Ý kiến' },
  { code: 'thuc-hien', label: 'Thực hiện' },
] as const

export const load: PageServerLoad = (event) => {
  // Of a refused form the address also names the action.
  const searchParams = new URLSearchParams([...event.url.searchParams].filter(([name]) => !name.startsWith('/')))
  const part = PARTS.find(({ code }) => code === searchParams.get('phan'))?.code ?? 'viec'
  return loadPage(event, async (run, ctx) => {
    const plan = await run(readPlan, { planId: event.params.id })
    const open = plan.comments.filter(({ answeredAt }) => answeredAt === null).length
    const counts: Record<string, number> = { viec: plan.acts.length, 'y-kien': open }
    return {
      id: plan.id,
      title: plan.title,
      summary: plan.summary,
      state: plan.state,
      version: plan.version,
      day: formatDay(plan.effectiveOn),
      isoDay: plan.effectiveOn as string,
      reason: plan.reason,
      decision: plan.decision && {
        ...plan.decision,
        label: `${plan.decision.number}, ngày ${formatDay(plan.decision.issuedOn)}, ${plan.decision.issuer}`,
      },
      scheduledAt: plan.scheduledAt && formatInstant(plan.scheduledAt),
      appliedAt: plan.appliedAt && formatInstant(plan.appliedAt),
      corrects: plan.corrects,
      correctedBy: plan.correctedBy,
      done: plan.done,
      hasFailed: plan.failure !== null,
      mayEdit: plan.steps.includes('edit'),
      tag: { state: planLooks[plan.state], label: planStateNames[plan.state] },
      part,
      key: newId(),
      tabs: PARTS.map(({ code, label }) => ({
        href: `/to-chuc/phuong-an/${plan.id}?phan=${code}`,
        label,
        current: code === part,
        ...(counts[code] ? { count: counts[code] } : {}),
      })),
      here: `&${searchParams}`,
      acts: part === 'viec' ? await actsPart(run, ctx, plan, searchParams) : null,
      simulation: part === 'mo-phong' ? await simulationPart(run, plan, searchParams.get('ca-cay') === '1') : null,
      talk: part === 'y-kien' ? commentsPart(plan, await namesFor(run, plan)) : null,
      carrying: part === 'thuc-hien' ? await carryingPart(run, ctx, plan) : null,
    }
  })
}

export const actions: Actions = planActions
