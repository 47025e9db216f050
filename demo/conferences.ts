// Holds the demo's conferences through the product's own operations: planned, prepared, held, concluded, their tasks done or running.
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  addConferencePicture,
  addPaper,
  addRecommendation,
  answerRecommendation,
  concludeConference,
  holdConference,
  planConference,
  setAgenda,
  setGuests,
} from '#modules/conferences/conferences.server.ts'
import { closeTask, reportTask } from '#modules/targets/targets.server.ts'
import type { Script } from './conference-scripts.ts'
import { drawnPicture } from './drawings.ts'
import type { Organisation } from './organisation.ts'
import type { DemoReports } from './reports.ts'
import { scriptsOf } from './conferences-of-blocs.ts'
import type { Run } from './run.ts'

const at = (on: Day, time: string): Date => new Date(`${on}T${time}:00+07:00`)

/** Ids of the conferences by the key of their script. */
export async function loadConferences(
  run: Run,
  organisation: Organisation,
  reports: DemoReports | null,
  now: Date,
): Promise<Map<Script['key'], Id>> {
  const made = new Map<Script['key'], Id>()
  for (const script of scriptsOf(organisation.definition, dayInVietnam(now)))
    made.set(script.key, await hold(run, organisation, reports, script, now))
  return made
}

async function hold(
  run: Run,
  organisation: Organisation,
  reports: DemoReports | null,
  script: Script,
  now: Date,
): Promise<Id> {
  const top = organisation.units[0]!.id
  const unitOf = (agency: string | null | undefined): Id | null =>
    agency ? (organisation.units.find((unit) => unit.agency?.name === agency)?.id ?? null) : null
  const past = script.concludedOn !== null
  const began = past ? at(script.on, script.starts) : now
  const { template, title, ordinal, term, theme, on, starts, ends, chair } = script
  const reportId = script.report === null ? null : (reports?.[script.report] ?? null)
  const place = `Hội trường Đảng ủy Khối`
  const { id } = await run(planConference, { unitId: top, template, title, ordinal, term, theme, startsOn: on, starts, ends, place, chair, reportId }, began) // prettier-ignore
  const items = script.agenda.map(([text, presenter, minutesLong]) => ({ text, presenter, minutesLong }))
  let { version } = await run(setAgenda, { conferenceId: id, version: 1, items }, began)
  const guests = script.guests.map(([role, invited, attended]) => ({ role, invited, attended }))
  version = (await run(setGuests, { conferenceId: id, version, guests }, began)).version
  for (const { agency, ...paper } of script.papers) {
    const state = past ? 'presented' : 'received'
    await run(addPaper, { conferenceId: id, ...paper, unitId: unitOf(agency), state }, began)
  }
  for (const { answer, ...recommendation } of script.recommendations) {
    const added = await run(addRecommendation, { conferenceId: id, ...recommendation }, began)
    if (answer && script.concludedOn) {
      await run(answerRecommendation, { recommendationId: added.id, version: 1, state: 'answered', answer, answeredOn: script.concludedOn }, at(script.concludedOn, '17:00')) // prettier-ignore
    }
  }
  for (const [i, caption] of script.pictures.entries()) {
    const content = await drawnPicture(`${script.key} ${i}`)
    await run(addConferencePicture, { conferenceId: id, name: `${script.key}-${i + 1}.jpg`, content, caption, credit: 'Tranh minh họa' }, began) // prettier-ignore
  }
  if (script.concludedOn === null) return id
  version = (await run(holdConference, { conferenceId: id, version }, at(on, ends))).version
  const { conclusion, concludedOn } = script
  const points = script.points.map(({ text, agency, dueOn }) => ({ text, ownerUnitId: unitOf(agency) ?? top, dueOn }))
  const concluded = await run(concludeConference, { conferenceId: id, version, conclusion, points, concludedOn }, at(concludedOn, '16:00')) // prettier-ignore
  // Tasks of years ago were done long since; those of the recent conference are running.
  if (script.key !== 'recent') {
    for (const [i, taskId] of concluded.taskIds.entries()) {
      const done = at(points[i]!.dueOn, '10:00')
      const reported = await run(reportTask, { taskId, version: 1, evidence: 'Đã hoàn thành, văn bản gửi kèm qua hệ thống.' }, done) // prettier-ignore
      await run(
        closeTask,
        { taskId, version: reported.version, decision: 'done', verdict: 'Hoàn thành đúng hạn.' },
        done,
      )
    }
  }
  return id
}
