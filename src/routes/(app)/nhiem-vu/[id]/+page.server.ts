// One task: what, by whom, until when, what was reported and judged; and the next act of whoever looks.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { cancelTask, closeTask, listTasks, reportTask } from '#modules/targets/targets.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'
import { taskTag } from '../task-tag.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const { tasks } = await run(listTasks, { taskId: event.params.id })
    const task = tasks[0]
    if (!task) throw notFound()
    return {
      idempotencyKey: newId(),
      id: task.id,
      title: task.title,
      body: task.body,
      owner: { id: task.ownerUnitId, name: task.ownerName },
      issuer: { id: task.issuerUnitId, name: task.issuerName },
      due: formatDay(task.dueOn),
      closed: task.closedOn ? formatDay(task.closedOn) : null,
      changed: formatInstant(task.changedAt),
      evidence: task.evidence,
      verdict: task.verdict,
      version: task.version,
      tag: taskTag(task.state, task.overdueDays),
      fromConclusion: task.sourceKind === 'conclusion',
      mayReport: task.mayReport && (task.state === 'open' || task.state === 'reported'),
      mayJudge: task.mayClose && task.state === 'reported',
      mayCancel: task.mayClose && (task.state === 'open' || task.state === 'reported'),
    }
  })

const withTask = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, taskId: event.params['id'] })
const then = (_: unknown, event: RequestEvent) => `/nhiem-vu/${event.params['id']}`

export const actions: Actions = {
  'bao-cao': actionOf(reportTask, { input: withTask, then }),
  'ket-luan': actionOf(closeTask, { input: withTask, then }),
  huy: actionOf(cancelTask, { input: withTask, then }),
}
