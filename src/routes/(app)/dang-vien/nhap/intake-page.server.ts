// What the pages of an import and of a comparison share: one intake with its columns as choices, its run, and the actions of its steps.
import { explainError, AppError } from '#kernel/errors.ts'
import { formatDay, formatInstant } from '#kernel/day.ts'
import {
  COLUMNS,
  columnNames,
  giveUpIntake,
  intakeStateNames,
  readIntake,
  setColumns,
} from '#modules/intake/intake.server.ts'
import { actionOf } from '#pages'
import type { RequestEvent } from '#pages'
import { cancelRun } from '#platform/jobs/cancel-run.ts'
import { newId } from '#platform/new-id.ts'
import type { Query } from '#platform/operation/operation.ts'
import { columnLetters } from '#platform/paper/workbook-rows.ts'
import { errors } from '#product'
import type { GenericSchema } from 'valibot'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

const keyChoices = COLUMNS.map(({ key }) => ({ value: key as string, label: columnNames[key] })).toSorted((a, b) =>
  a.label.localeCompare(b.label, 'vi'),
)

/** Everything the steps before the result show. */
export async function intakePage(run: Run, intakeId: string) {
  const intake = await run(readIntake, { intakeId })
  const sheet = intake.sheets[intake.sheet]
  const chosen = new Map(Object.entries(intake.columns).map(([key, place]) => [place, key]))
  const failed = intake.failure !== null && intake.failure !== 'cancelled'
  return {
    id: intake.id,
    purpose: intake.purpose,
    state: intake.state,
    stateName: intakeStateNames[intake.state],
    version: intake.version,
    fileName: intake.fileName,
    unit: intake.unit?.name ?? '',
    unitId: intake.unitId,
    asOf: intake.asOf,
    asOfText: formatDay(intake.asOf),
    by: intake.by,
    created: formatInstant(intake.createdAt),
    applied: intake.appliedAt ? formatInstant(intake.appliedAt) : null,
    undone: intake.undoneAt ? formatInstant(intake.undoneAt) : null,
    undoReason: intake.undoReason,
    own: intake.own,
    mayChange: intake.mayChange,
    counts: intake.counts,
    stopped: intake.failure === 'cancelled',
    failure: failed ? explainError(errors, new AppError(intake.failure as string), intake.id).message : null,
    running:
      (intake.state === 'reading' || intake.state === 'applying') && intake.run
        ? { ...intake.run, id: intake.runId as string }
        : null,
    sheets: intake.sheets.map((each, at) => ({ value: String(at), label: each.name })),
    sheet: String(intake.sheet),
    head: sheet?.head ?? 0,
    heads: (sheet?.heads ?? []).map((head, place) => ({
      place,
      letter: columnLetters(place),
      head,
      key: chosen.get(place) ?? '',
    })),
    keyChoices,
    idempotencyKey: newId(),
  }
}

/** Columns as the form has them, by place, turned round; one key chosen twice is told as such. */
function columnsIn(posted: Record<string, unknown>): Record<string, string> {
  const places = Object.entries((posted['column'] ?? {}) as Record<string, string>)
  return Object.fromEntries(places.flatMap(([place, key]) => (key ? [[key, place.replace(/^c/, '')]] : [])))
}

/** The actions before the result: columns, stop, give up. `path` is the page's own address. */
export const stepActions = (path: '/dang-vien/nhap' | '/dang-vien/doi-chieu') => {
  const here = (event: RequestEvent) => `${path}/${event.params['id'] ?? ''}`
  return {
    cot: actionOf(setColumns, {
      input: (posted, event) => ({ ...posted, intakeId: event.params['id'], columns: columnsIn(posted) }),
      then: (_, event) => here(event),
    }),
    dung: actionOf(cancelRun, { then: (_, event) => here(event) }),
    bo: actionOf(giveUpIntake, {
      input: (posted, event) => ({ ...posted, intakeId: event.params['id'] }),
      then: () => path,
    }),
  }
}
