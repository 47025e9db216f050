// What one can do on the page of a plan. Each form says which it is (`f`), so that a refusal stands where it was typed.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  addActs,
  answerComment,
  applyPlan,
  commentPlan,
  correctPlan,
  readPlan,
  removeAct,
  reorderActs,
  replaceAct,
  reversePlan,
  schedulePlan,
  sharePlan,
  simulatePlan,
  unschedulePlan,
  withdrawPlan,
} from '#modules/reorganisations/reorganisations.server.ts'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { Operation } from '#platform/operation/operation.ts'
import { actionOf, callerOf, formFailure, load } from '#pages'
import type { RequestEvent } from '#pages'
import { fail, redirect } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'
import { fileOf } from '../../../phoi-hop/file-action.server.ts'
import { actsIn } from './act-input.ts'
import type { KindAt } from './act-input.ts'
import { kindAtPlace, rowsOfPlan } from './act-draft.server.ts'

const idOf = (event: RequestEvent): string => event.params['id'] ?? ''
const page = (event: RequestEvent, part: string): string => `/to-chuc/phuong-an/${idOf(event)}?phan=${part}`
const withId = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, planId: idOf(event) })

/** An operation on the plan of the address, and the part of the page it leads to. */
const step = <S extends GenericSchema, R>(operation: Operation<S, R>, part: string) =>
  actionOf(operation, { input: withId, then: (_, event) => page(event, part) })

type Build = (posted: Record<string, unknown>, event: RequestEvent, form: FormData) => Promise<Record<string, unknown>>

/** An operation whose input needs a look at the plan first. */
function written<S extends GenericSchema, R>(operation: Operation<S, R>, build: Build, part = 'viec') {
  return async (event: RequestEvent) => {
    const caller = callerOf(event)
    const form = await event.request.formData()
    const { idempotencyKey, ...posted } = formInput(form)
    try {
      const key = typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : undefined
      await execute(database(), caller, operation, await build(posted, event, form), { idempotencyKey: key })
    } catch (thrown) {
      const { status, data } = formFailure(event, form, thrown)
      return fail(status, { ...data, errors: fieldsOfForm(data.errors) })
    }
    redirect(303, page(event, part))
  }
}

/** Faults are told by the act's place in what was sent (`acts.3.unit.name`); the form stands for all of them (`unit.name`). */
export function fieldsOfForm(errors: Record<string, string>): Record<string, string> {
  const own: Record<string, string> = {}
  for (const [path, message] of Object.entries(errors)) {
    const field = path.replace(/^(acts\.\d+|act)(\.|$)/, '')
    // Units and members chosen have no field of their own.
    const shown = /^(inputs?$|inputs\.|unitId|members|children$)/.test(field) ? '' : field
    const known = own[shown]
    own[shown] = known === undefined || known === message ? message : `${known} ${message}`
  }
  return own
}

async function kindsOn(event: RequestEvent): Promise<KindAt> {
  const simulation = await load(event, (run) => run(simulatePlan, { planId: idOf(event) }))
  const rows = rowsOfPlan(simulation)
  return (unitId, parentId) => kindAtPlace(rows, simulation.on, unitId, parentId)
}

const readActs: Build = async (posted, event) => ({
  planId: idOf(event),
  version: posted['version'],
  acts: actsIn(posted, posted['kind'] === 'move' ? await kindsOn(event) : () => undefined),
})

// A unit dragged onto another: units are known by their code, those to come by their id.
const dropped: Build = async (posted, event) => {
  const simulation = await load(event, (run) => run(simulatePlan, { planId: idOf(event) }))
  const rows = rowsOfPlan(simulation)
  const find = (value: unknown): Id => rows.find((row) => row.code === value || row.id === value)?.id ?? ''
  const [unitId, parentId] = [find(posted['unit']), find(posted['parent'])]
  const toKind = kindAtPlace(rows, simulation.on as Day, unitId, parentId)
  return { planId: idOf(event), version: posted['version'], acts: [{ kind: 'move', unitId, parentId, toKind }] }
}

const moved: Build = async (posted, event) => {
  const plan = await load(event, (run) => run(readPlan, { planId: idOf(event) }))
  const ids = plan.acts.map(({ id }) => id)
  const at = ids.indexOf(String(posted['actId']))
  const to = Math.min(ids.length - 1, Math.max(0, at + (posted['by'] === 'up' ? -1 : 1)))
  const [one] = ids.splice(at, at < 0 ? 0 : 1)
  if (one !== undefined) ids.splice(to, 0, one)
  return { planId: plan.id, version: posted['version'], actIds: ids }
}

export const planActions = {
  them: written(addActs, readActs),
  'keo-tha': written(addActs, dropped),
  'sua-viec': written(replaceAct, async (posted, event, form) => {
    const { acts, ...rest } = await readActs(posted, event, form)
    return { ...rest, actId: posted['actId'], act: (acts as unknown[])[0] }
  }),
  'thu-tu': written(reorderActs, moved),
  'bo-viec': step(removeAct, 'viec'),
  // What the simulation asks for is answered there.
  'bo-sung': written(
    addActs,
    ({ version, idempotencyKey: _, f: __, ...act }, event) =>
      Promise.resolve({ planId: idOf(event), version, acts: [act] }),
    'mo-phong',
  ),
  'y-kien': step(commentPlan, 'y-kien'),
  'tra-loi': step(answerComment, 'y-kien'),
  'gui-y-kien': step(sharePlan, 'y-kien'),
  // The decision may bring its scan along.
  chot: written(
    schedulePlan,
    async (posted, event, form) => ({ ...withId(posted, event), ...(await fileOf(form)) }),
    'thuc-hien',
  ),
  'huy-lich': step(unschedulePlan, 'thuc-hien'),
  'thuc-hien': step(applyPlan, 'thuc-hien'),
  'huy-ket-qua': step(reversePlan, 'thuc-hien'),
  rut: step(withdrawPlan, 'thuc-hien'),
  'dinh-chinh': actionOf(correctPlan, { input: withId, then: ({ planId }) => `/to-chuc/phuong-an/${planId}` }),
}
