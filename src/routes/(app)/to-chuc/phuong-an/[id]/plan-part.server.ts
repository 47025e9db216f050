// What each part of a plan's page shows: the acts with the tree to choose from, the simulation, the comments, the carrying out.
import { addDays, formatDay, formatInstant } from '#kernel/day.ts'
import { AppError, explainError } from '#kernel/errors.ts'
import { errors } from '#product'
import { handedOn, simulatePlan } from '#modules/reorganisations/reorganisations.server.ts'
import type { Missing, PlanSimulation, PlanView, Threshold } from '#modules/reorganisations/reorganisations.server.ts'
import { areaNames, missingSentence, planActNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { POST_KINDS } from '#modules/committees/committees.server.ts'
import { listLocalities, listSectors } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { describeValue } from '#modules/rulebook/rulebook-messages.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import type { State } from '#ui/state.ts'
import type { GenericSchema } from 'valibot'
import { address } from '../../../address.ts'
import { paperChoices } from '../../act-page.server.ts'
import { actWords } from './act-words.ts'
import type { Names } from './act-words.ts'
import { askedAct, CHOSEN_KINDS, choiceFault, draftAct, rowsOfPlan, WITHOUT_UNITS } from './act-draft.server.ts'
import { changedBranches, concernedBy, leftOver, pickNodes, planNodes } from './plan-trees.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** While a plan is open its simulation is worked out anew each time; afterwards there is nothing to simulate. */
export const isOpen = (plan: PlanView): boolean => ['draft', 'shared', 'scheduled'].includes(plan.state)

export async function namesFor(run: Run, plan: PlanView): Promise<Names> {
  const others = [
    ...POST_KINDS.map(({ code, label }) => [code, label] as const),
    ...(await run(listSectors, { day: plan.effectiveOn })).map(({ code, name }) => [code, name] as const),
    ...(await run(listLocalities, { day: plan.effectiveOn })).map(({ id, name }) => [id, name] as const),
  ]
  return { units: plan.unitNames, people: plan.personNames, others: Object.fromEntries(others) }
}

/** The acts in words, each with what is missing about it. */
export function actRows(plan: PlanView, names: Names, missing: readonly Missing[]) {
  return plan.acts.map(({ id, act, ordinal }) => ({
    id,
    ordinal,
    ...actWords(act, names),
    editable: act.kind !== 'settle' && act.kind !== 'consent',
    faults: missing.filter(({ actIndex }) => actIndex === ordinal - 1).map(missingSentence),
    comments: plan.comments.filter((comment) => comment.actId === id).length,
  }))
}

export async function actsPart(run: Run, ctx: ReadContext, plan: PlanView, params: URLSearchParams) {
  const names = await namesFor(run, plan)
  if (!isOpen(plan)) return { acts: actRows(plan, names, []), building: null }
  const simulation = await run(simulatePlan, { planId: plan.id })
  const acts = actRows(plan, names, simulation.missing)
  if (!plan.steps.includes('edit')) return { acts, building: null }
  const rows = rowsOfPlan(simulation)
  const asked = askedAct(params, plan, rows)
  const fault = asked && choiceFault(asked)
  const left = leftOver(simulation.before, plan.acts)
  const onlyLeft = params.get('con-lai') === '1'
  const mentions = plan.acts.map((stored) => ({ ordinal: stored.ordinal, units: new Set(concernedBy(stored)) }))
  const here = (more: Record<string, string | null>) =>
    address(`/to-chuc/phuong-an/${plan.id}`, { phan: 'viec', ...more })
  return {
    acts,
    building: {
      draft: asked && fault === null ? await draftAct(run, ctx, { plan, simulation, asked }) : null,
      fault,
      chosen: asked?.chosen.flatMap((id) => rows.find((row) => row.id === id)?.code ?? []) ?? [],
      asked: asked?.kind ?? null,
      kinds: CHOSEN_KINDS.map((value) => ({
        value,
        label: planActNames[value],
        group: WITHOUT_UNITS.includes(value) ? 'Không cần chọn trong cây' : 'Với tổ chức đã chọn trong cây',
      })),
      nodes: pickNodes({
        rows,
        actsOf: (unitId) => mentions.filter(({ units }) => units.has(unitId)).map(({ ordinal }) => ordinal),
        only: onlyLeft ? new Set(left.map(({ id }) => id)) : null,
      }),
      onlyLeft,
      left: left.length,
      leftHref: here({ 'con-lai': onlyLeft ? null : '1' }),
      backHref: here({}),
    },
  }
}

const OUTCOMES: Record<Threshold['outcome'], { state: State; label: string }> = {
  refusal: { state: 'late', label: 'Không đủ điều kiện' },
  consent: { state: 'late', label: 'Cần văn bản đồng ý' },
  consented: { state: 'done', label: 'Đã có văn bản' },
  warning: { state: 'due', label: 'Cần xem xét' },
  told: { state: 'none', label: 'Lưu ý' },
}

const WAYS: Record<PlanSimulation['matters'][number]['way'], { state: State; label: string }> = {
  to: { state: 'done', label: 'Đã có nơi nhận' },
  by_hand: { state: 'late', label: 'Phải xong trước' },
  told: { state: 'none', label: 'Để biết' },
  missing: { state: 'late', label: 'Chưa có nơi nhận' },
}

const ENDS = { state: 'none' as const, label: 'Kết thúc theo' }

const areaName = (area: string): string => areaNames[area] ?? 'công việc khác'

/** What goes on in units that end, alike things together: same area, same way, same heir. */
function successions({ matters }: PlanSimulation, nameOf: (id: string) => string) {
  const alike = Map.groupBy(matters, ({ area, way, to }) => `${area} ${way} ${to}`)
  return [...alike].map(([key, list]) => {
    const [first] = list as [(typeof matters)[number]]
    return {
      key,
      areaName: areaName(first.area),
      count: list.reduce((sum, { count }) => sum + count, 0),
      tag: first.way === 'to' && first.to === null ? ENDS : WAYS[first.way],
      to: first.way === 'to' && first.to !== null ? nameOf(first.to) : null,
      units: list.map(({ unitId, count, examples }) => ({
        id: unitId,
        name: nameOf(unitId),
        count,
        examples: examples.slice(0, 3).map(({ id, label, href }) => ({ id, label, href })),
        more: count > Math.min(3, examples.length),
      })),
    }
  })
}

/** Where members go, place by place, the largest first. */
function destinations(ways: PlanSimulation['members']['ways']) {
  const places = Map.groupBy(ways, ({ to, toName }) => to ?? toName)
  return [...places]
    .map(([key, list]) => ({
      key,
      name: list[0]?.toName ?? '',
      outside: list[0]?.to === null,
      href: list[0]?.to ? `/to-chuc/${list[0].to}` : undefined,
      count: list.reduce((sum, { count }) => sum + count, 0),
      from: list.map(({ from, fromName, count }) => ({ id: from, name: fromName, count })),
    }))
    .toSorted((a, b) => b.count - a.count)
}

/** `whole`: also what the plan leaves as it is. */
export function simulationView(simulation: PlanSimulation, plan: PlanView, whole = false) {
  const { counts, members, matters, thresholds, names, on, missing } = simulation
  const { before, after } = whole ? simulation : changedBranches(simulation)
  const dayBefore = addDays(on, -1)
  const nameOf = (id: string) => names[id] ?? plan.unitNames[id] ?? ''
  const told = (blocks: boolean) =>
    missing
      .filter((each) => each.blocks === blocks)
      .map((each) => ({
        code: each.code,
        sentence: missingSentence(each),
        act: each.actIndex === null ? null : each.actIndex + 1,
        unitId: each.unitId,
        planHref: typeof each.params['planId'] === 'string' ? `/to-chuc/phuong-an/${each.params['planId']}` : null,
      }))
  return {
    mayCommit: simulation.mayCommit,
    blocking: told(true),
    worthWord: told(false),
    counts,
    membersMoved: members.moved,
    membersLeft: members.departed,
    membersTotal: members.total,
    beforeText: formatDay(dayBefore),
    afterText: formatDay(on),
    before: planNodes(before, dayBefore),
    after: planNodes(after, on),
    whole,
    hidden: simulation.after.length - after.length,
    destinations: destinations(members.ways),
    withoutPlace: members.withoutPlace,
    hasFaults: simulation.faults.length > 0,
    matters: successions(simulation, nameOf),
    open: matters
      .filter(({ way }) => way === 'missing')
      .map(({ area, unitId, count }) => ({ area, areaName: areaName(area), unitId, unitName: nameOf(unitId), count })),
    heirs: simulation.after.map((row) => ({ value: row.id, label: row.name, group: unitKindNames[row.kind] })),
    thresholds: thresholds.map((each) => ({
      unitId: each.unitId,
      name: each.name,
      kindName: unitKindNames[each.kind],
      members: each.members,
      full: each.full,
      title: `${each.explanation.title}: ${describeValue(each.explanation.value)}`,
      basis: [each.explanation.article, each.explanation.document].filter(Boolean).join(', '),
      confirmed: each.explanation.confirmed,
      href: `/quy-dinh/${each.rule}?ngay=${on}`,
      tag: OUTCOMES[each.outcome],
      needsConsent: each.outcome === 'consent',
      paper: each.paper,
    })),
    posts: [...new Map(POST_KINDS.map((post) => [post.code, post.label]))].map(([value, label]) => ({ value, label })),
  }
}

export async function simulationPart(run: Run, plan: PlanView, whole: boolean) {
  if (!isOpen(plan)) return null
  return simulationView(await run(simulatePlan, { planId: plan.id }), plan, whole)
}

export function commentsPart(plan: PlanView, names: Names) {
  const titles = new Map(plan.acts.map(({ id, act, ordinal }) => [id, `Việc ${ordinal}: ${actWords(act, names).what}`]))
  return {
    comments: plan.comments.map(({ id, actId, body, at, author, answer, answeredAt }) => ({
      id,
      about: actId === null ? 'Cả phương án' : (titles.get(actId) ?? 'Một việc đã bỏ'),
      body,
      at: formatInstant(at),
      author,
      answer,
      answered: answeredAt === null ? null : formatInstant(answeredAt),
    })),
    subjects: [...titles].map(([value, label]) => ({ value, label })),
    mayComment: plan.steps.includes('comment'),
    mayAnswer: plan.steps.includes('edit') || plan.steps.includes('schedule') || plan.steps.includes('unschedule'),
  }
}

export async function carryingPart(run: Run, ctx: ReadContext, plan: PlanView) {
  const may = (step: PlanView['steps'][number]) => plan.steps.includes(step)
  const simulation = isOpen(plan) ? await run(simulatePlan, { planId: plan.id }) : null
  const handed = may('reverse') && plan.done ? handedOn(plan.done) : 0
  const reverse = may('reverse') && handed === 0
  return {
    blocking: simulation?.missing.filter(({ blocks }) => blocks).map(missingSentence) ?? [],
    papers: may('schedule') || reverse ? await paperChoices(run) : [],
    may: {
      share: may('share'),
      schedule: may('schedule'),
      unschedule: may('unschedule'),
      apply: may('apply'),
      reverse,
      withdraw: may('withdraw'),
      correct:
        plan.state === 'applied' && ctx.actor.holds('reorganisation.write') && ctx.scope('reorganisation.write').whole,
    },
    /** Why it cannot be taken back, to who might have. */
    kept:
      handed > 0
        ? explainError(errors, new AppError('reorganisations.built_upon', { count: handed }), '').message
        : null,
    failure: plan.failure && {
      on: formatDay(plan.failure.on),
      sentence: explainError(errors, new AppError(plan.failure.code, plan.failure.details), '').message,
    },
    handedOver: Object.entries(plan.done?.handedOver ?? {}).map(([area, count]) => ({
      label: areaNames[area] ?? area,
      count,
    })),
    compareHref: `/to-chuc?ngay=${plan.effectiveOn}&so-voi=${addDays(plan.effectiveOn, -1)}`,
    today: ctx.today as string,
  }
}
