// One learner: withdrawn with the reason, excused from a study, or a certificate taken back.
import { notFound } from '#kernel/errors.ts'
import {
  excuseLearner,
  exemptName,
  kindOf,
  listLearners,
  readClass,
  voidCertificate,
  withdrawLearner,
} from '#modules/classes/classes.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readClass, { classId: event.params.id })
    const { learners } = await run(listLearners, { classId: found.id, size: 20_000 })
    const learner = learners.find(({ id }) => id === event.params.hv)
    if (!learner) throw notFound()
    return {
      id: found.id,
      title: found.title,
      obliges: kindOf(found.kind).audience === 'obliged',
      mayRun: found.mayRun,
      learner: {
        id: learner.id,
        name: learner.name,
        unit: learner.unitName,
        exempt: learner.exemptReason === null ? null : exemptName(learner.exemptReason),
        graded: learner.outcome !== null,
        certificateId: learner.certificateId,
        number: learner.number,
      },
      keys: [newId(), newId(), newId()] as const,
    }
  })

const back = ({ classId }: { classId: string }) => `/lop-hoc/${classId}?da-luu=1`
const learner = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
  ...posted,
  enrolmentId: event.params['hv'],
})

export const actions: Actions = {
  rut: actionOf(withdrawLearner, { input: learner, then: back }),
  mien: actionOf(excuseLearner, { input: learner, then: back }),
  huy: actionOf(voidCertificate, { then: back }),
}
