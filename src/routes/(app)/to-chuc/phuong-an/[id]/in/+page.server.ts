// A plan for paper: its acts, what they change in numbers, where members go, how it stands with the rules.
import { formatDay } from '#kernel/day.ts'
import { readPlan, simulatePlan } from '#modules/reorganisations/reorganisations.server.ts'
import { missingSentence, planStateNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { actRows, isOpen, namesFor, simulationView } from '../plan-part.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const plan = await run(readPlan, { planId: event.params.id })
    const simulation = isOpen(plan) ? await run(simulatePlan, { planId: plan.id }) : null
    const top = simulation?.before.find(({ parentId }) => parentId === null)?.id ?? null
    const names = top === null ? null : await namesOn(ctx, [top], plan.effectiveOn)
    return {
      id: plan.id,
      title: plan.title,
      summary: plan.summary,
      stateName: planStateNames[plan.state],
      day: formatDay(plan.effectiveOn),
      today: formatDay(ctx.today),
      unitName: names?.get(top ?? '')?.name ?? null,
      decision: plan.decision && {
        number: plan.decision.number,
        on: formatDay(plan.decision.issuedOn),
        issuer: plan.decision.issuer,
        signer: plan.decision.signer,
      },
      acts: actRows(plan, await namesFor(run, plan), []),
      done: plan.done,
      simulation: simulation && {
        ...simulationView(simulation, plan),
        missing: simulation.missing.filter(({ blocks }) => blocks).map(missingSentence),
      },
    }
  })
