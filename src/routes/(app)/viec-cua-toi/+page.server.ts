// Long work one has asked for: how far it is, how it ended, where its result is.
import { explainError, AppError } from '#kernel/errors.ts'
import { formatInstant } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { cancelRun } from '#platform/jobs/cancel-run.ts'
import { runStateNames } from '#platform/jobs/job-messages.ts'
import { listRuns } from '#platform/jobs/own-runs.ts'
import type { RunState } from '#platform/jobs/run-record.ts'
import { actionOf, load as loadPage } from '#pages'
import { errors, jobs } from '#product'
import { resultWords } from './result-words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const runs = (await run(listRuns, {})).map((one) => {
      const state = one.state as RunState
      const result = one.result as { fileId?: unknown } | null
      return {
        id: one.id,
        title: jobs.find(({ name }) => name === one.name)?.title ?? one.name,
        state,
        stateName: runStateNames[state],
        done: one.done,
        total: one.total,
        note: one.note,
        stopping: one.cancelRequested,
        asked: formatInstant(one.createdAt),
        ended: one.finishedAt && formatInstant(one.finishedAt),
        // Only a finished failure has something to say; one that will be tried again is simply under way.
        error:
          state === 'failed' ? explainError(errors, new AppError(one.errorCode ?? 'unexpected'), one.id).message : null,
        file: isId(result?.fileId) ? `/tep/${result.fileId}` : null,
        outcome: state === 'done' ? resultWords(one.name, one.result) : null,
      }
    })
    return {
      underWay: runs.filter(({ state }) => state === 'queued' || state === 'running'),
      ended: runs.filter(({ state }) => state !== 'queued' && state !== 'running'),
    }
  })

export const actions: Actions = { dung: actionOf(cancelRun, { then: () => '/viec-cua-toi' }) }
