// Conferences on a real database: from the template to tasks their owner sees; each refusal at its field.
import type { Id } from '#kernel/ids.ts'
import { listTasks } from '#modules/targets/targets.server.ts'
import { newId } from '#platform/new-id.ts'
import { describe, expect, test } from 'vitest'
import {
  agency,
  codeOf,
  committee,
  concluded,
  conclusion,
  look,
  officer,
  planned,
  root,
  run,
  useBloc,
} from '../../../tests/samples/conferences.ts'
import {
  addRecommendation,
  answerRecommendation,
  concludeConference,
  holdConference,
  listConferences,
  listRecommendations,
  readConference,
  reopenConference,
  setAgenda,
  setGuests,
  writeConclusion,
} from './conferences.server.ts'

useBloc()

describe('a conference', () => {
  test('is planned from its template: agenda, guests and checklist stand', async () => {
    const id = await planned()
    const page = await look<{ items: unknown[]; guests: unknown[]; checklist: { phase: string }[]; state: string }>(
      officer,
      readConference,
      { conferenceId: id },
    )
    expect(page.state).toBe('planned')
    expect(page.items.length).toBeGreaterThan(4)
    expect(page.guests.length).toBeGreaterThan(3)
    expect(new Set(page.checklist.map((item) => item.phase))).toEqual(new Set(['before', 'during', 'after']))
    expect(await codeOf(planned({ template: 'none' }))).toEqual([
      'conferences.unknown_template',
      { template: 'conferences.unknown_template' },
    ])
    expect(await codeOf(planned({ starts: '25:00' }))).toEqual(['invalid_input', { starts: 'conferences.time' }])
    expect(await codeOf(planned({ ends: '13:00' }))).toEqual([
      'conferences.ends_before',
      { ends: 'conferences.ends_before' },
    ])
  })

  test('keeps the ids of its lines, refuses strange ones and a stale form', async () => {
    const id = await planned()
    const before = await look<{ items: { id: Id; text: string }[] }>(officer, readConference, { conferenceId: id })
    const items = [...before.items]
      .reverse()
      .map((item) => ({ id: item.id, text: item.text, presenter: 'Đồng chí Cao' }))
    await run(officer, setAgenda, { conferenceId: id, version: 1, items: [...items, { text: '', presenter: '' }] })
    const after = await look<{ items: { id: Id }[] }>(officer, readConference, { conferenceId: id })
    expect(after.items.map((item) => item.id)).toEqual(items.map((item) => item.id))
    expect(await codeOf(run(officer, setAgenda, { conferenceId: id, version: 1, items }))).toEqual(['stale', {}])
    const strange = [{ id: newId(), text: 'x' }]
    expect(await codeOf(run(officer, setAgenda, { conferenceId: id, version: 2, items: strange }))).toEqual([
      'conferences.unknown_line',
      {},
    ])
    const guests = [{ role: '' }, { role: 'Khách', invited: '3', attended: '4' }]
    expect(await codeOf(run(officer, setGuests, { conferenceId: id, version: 2, guests }))).toEqual([
      'conferences.attended_more',
      { 'guests.1.attended': 'conferences.attended_more' },
    ])
  })

  test('is not held before its hour, not concluded before it was held', async () => {
    const id = await planned({ startsOn: '23/11/2026' })
    expect(await codeOf(run(officer, holdConference, { conferenceId: id, version: 1 }))).toEqual([
      'conferences.in_future',
      {},
    ])
    expect(await codeOf(run(officer, concludeConference, conclusion(id, 1)))).toEqual(['conferences.not_held', {}])
  })

  test('concludes into tasks that their owner sees; each missing thing is refused at its row and nothing changes', async () => {
    const id = await planned()
    await run(officer, holdConference, { conferenceId: id, version: 1 })
    const wrong = conclusion(id, 2, {
      conclusion: '',
      points: [
        { text: '' },
        { text: 'Việc', ownerUnitId: '', dueOn: '20/11/2026' },
        { text: 'Hai', ownerUnitId: agency, dueOn: '' },
      ],
    })
    expect(await codeOf(run(officer, concludeConference, wrong))).toEqual([
      'invalid_input',
      {
        conclusion: 'field.required',
        'points.1.ownerUnitId': 'conferences.point_owner',
        'points.1.dueOn': 'conferences.point_due_past',
        'points.2.dueOn': 'conferences.point_due',
      },
    ])
    const foreign = conclusion(id, 2, { points: [{ text: 'Việc', ownerUnitId: newId(), dueOn: '31/12/2026' }] })
    expect(await codeOf(run(officer, concludeConference, foreign))).toEqual([
      'conferences.unknown_unit',
      { 'points.0.ownerUnitId': 'conferences.unknown_unit' },
    ])
    expect((await look<{ total: number }>(committee, listTasks)).total).toBe(0)
    // A draft may be unfinished.
    await run(officer, writeConclusion, conclusion(id, 2, { points: [{ text: 'Rà soát đảng viên dự bị' }] }))
    await run(officer, concludeConference, conclusion(id, 3))
    const { tasks } = await look<{ tasks: { title: string; dueOn: string; issuerUnitId: Id }[] }>(committee, listTasks)
    expect(tasks).toMatchObject([{ title: 'Rà soát đảng viên dự bị', dueOn: '2026-12-31', issuerUnitId: root }])
    expect(await codeOf(run(officer, concludeConference, conclusion(id, 4)))).toEqual(['conferences.not_held', {}])
    const { conferences } = await look<{ conferences: { state: string; points: number }[] }>(officer, listConferences)
    expect(conferences).toMatchObject([{ state: 'concluded', points: 1 }])
  })

  test('reopened with a reason, a task stays one task and its point cannot be dropped', async () => {
    const id = await concluded()
    expect(await codeOf(run(officer, reopenConference, { conferenceId: id, version: 3 }))).toEqual([
      'invalid_input',
      { reason: 'field.required' },
    ])
    await run(officer, reopenConference, { conferenceId: id, version: 3, reason: 'Thiếu một việc' })
    expect(await codeOf(run(officer, concludeConference, conclusion(id, 4)))).toEqual([
      'conferences.point_is_task',
      { points: 'conferences.point_is_task' },
    ])
    const { points } = await look<{ points: { id: Id }[] }>(officer, readConference, { conferenceId: id })
    const kept = { id: points[0]?.id, text: 'Rà soát (sửa chữ)', ownerUnitId: agency, dueOn: '2026-12-31' }
    const more = { text: 'Việc thêm', ownerUnitId: agency, dueOn: '2027-01-15' }
    await run(officer, concludeConference, conclusion(id, 4, { points: [kept, more] }))
    expect((await look<{ total: number }>(committee, listTasks)).total).toBe(2)
  })

  test('a recommendation is answered once its day is right, and the ledger shows it', async () => {
    const id = await planned()
    const { id: recommendationId } = await run<{ id: Id }>(officer, addRecommendation, {
      ...{ conferenceId: id, level: 'province', text: 'Sửa quy chế' },
    })
    expect(await codeOf(run(officer, addRecommendation, { conferenceId: id, level: 'moon', text: 'x' }))).toEqual([
      'conferences.unknown_addressee',
      { level: 'conferences.unknown_addressee' },
    ])
    const answer = { recommendationId, version: 1, state: 'answered', answer: 'Đã sửa', answeredOn: '01/11/2026' }
    expect(await codeOf(run(officer, answerRecommendation, answer))).toEqual([
      'conferences.answered_before',
      { answeredOn: 'conferences.answered_before' },
    ])
    await run(officer, answerRecommendation, { ...answer, answeredOn: '21/11/2026' })
    const { recommendations } = await look<{ recommendations: { state: string; levelName: string }[] }>(
      officer,
      listRecommendations,
    )
    expect(recommendations).toMatchObject([{ state: 'answered', levelName: 'Tỉnh ủy' }])
  })
})
