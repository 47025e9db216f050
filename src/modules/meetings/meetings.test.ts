// Operations of meetings on a real database: each refusal at its field with nothing changed, repeated and concurrent saves.
import type { Id } from '#kernel/ids.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { describe, expect, test } from 'vitest'
import {
  allPresent,
  caller,
  database,
  evening,
  everything,
  held,
  now,
  planned,
  refusal,
  refused,
  run,
  tenantId,
  unit,
  useCells,
  who,
} from '../../../tests/samples/cells.ts'
import {
  cancelMeeting,
  holdMeeting,
  importMeetings,
  listMeetings,
  listTopics,
  planMeeting,
  readMeeting,
  reopenMeeting,
  saveAttendance,
  saveMinutes,
} from './meetings.server.ts'

useCells()

describe('planning', () => {
  test('several months at once, on the usual day and hour', async () => {
    await run(planMeeting, {
      unitId: unit('a1'),
      months: ['2026-11', '2026-12', '2027-02'],
      dayNumber: '31',
      starts: '19h30',
      place: 'Hội trường',
    })
    const { meetings } = await ask(database, caller, listMeetings, { from: '2026-11-01', to: '2027-12-31' })
    expect(meetings.map((meeting) => [meeting.month, meeting.state, meeting.plannedAt?.toISOString()])).toEqual([
      ['2027-02-01', 'planned', '2027-02-28T12:30:00.000Z'],
      ['2026-12-01', 'planned', '2026-12-31T12:30:00.000Z'],
      ['2026-11-01', 'planned', '2026-11-30T12:30:00.000Z'],
    ])
  })

  test('a month that has its regular meeting, an unknown cell, a unit that is none, a cell not yet founded', async () => {
    await planned()
    await refused(() => planned('2026-11'), 'meetings.month_taken', { months: 'meetings.month_taken' })
    const [other, missing] = [
      { unitId: unit('a'), months: '2026-11' },
      { unitId: newId(), months: '2026-11' },
    ]
    await refused(() => run(planMeeting, other), 'meetings.not_a_cell', { unitId: 'meetings.not_a_cell' })
    const guarded: Caller = {
      tenantId,
      actor: async (db) => ({ ...(await caller.actor(db)), covers: async () => false }),
    }
    await refused(() => execute(database, guarded, planMeeting, missing, { now }), 'not_found', {
      unitId: 'meetings.unknown_cell',
    })
    await refused(() => planned('2026-08', 'a2'), 'meetings.no_cell_that_day', { months: 'meetings.no_cell_that_day' })
    await refused(() => run(planMeeting, { unitId: unit('a1') }), 'invalid_input', { months: 'meetings.no_month' })
    await refused(() => run(planMeeting, { unitId: unit('a1'), months: 'tháng 11' }), 'invalid_input', {
      months: 'meetings.month',
    })
    const thematic = { unitId: unit('a1'), months: '2026-12', thematic: 'on' }
    await refused(() => run(planMeeting, thematic), 'meetings.topic_required', { topic: 'meetings.topic_required' })
  })

  test('two secretaries plan the same month at once: the index answers in the same words', async () => {
    const outcomes = await Promise.all([refusal(planned('2026-12')), refusal(planned('2026-12'))])
    expect(outcomes.filter((each) => each === 'carried out')).toHaveLength(1)
    expect(outcomes.find((each) => each !== 'carried out')).toEqual([
      'meetings.month_taken',
      { months: 'meetings.month_taken' },
    ])
  })
})

describe('holding', () => {
  test('one form: day, chair, theme, minutes, resolution, marks', async () => {
    const id = await planned()
    const form = evening(id, 1, {
      starts: '19:30',
      minutesLong: '100',
      chairId: who('Lý Thị Ánh'),
      thematic: 'on',
      topic: 'Nêu gương',
      minutes: 'Bí thư khai mạc.\r\nThảo luận.',
      resolution: 'Thống nhất 3 việc.',
      marks: { ...allPresent(), [who('Nông Văn Bình')]: 'excused' },
      reasons: { [who('Nông Văn Bình')]: 'Ốm' },
    })
    await run(holdMeeting, form)
    const page = await ask(database, caller, readMeeting, { meetingId: id }, { now })
    expect(page.meeting).toMatchObject({
      state: 'held',
      heldOn: '2026-11-20',
      version: 2,
      minutes: 'Bí thư khai mạc.\nThảo luận.',
      topic: 'Nêu gương',
    })
    expect(page.people.map((person) => [person.name, person.exempt, person.mark, person.reason])).toEqual([
      ['Lý Thị Ánh', false, 'present', null],
      ['Nông Văn Bình', false, 'excused', 'Ốm'],
      ['Hoàng Văn Cao', true, null, null],
      ['Vi Thị Dung', false, 'present', null],
    ])
    expect(page.counts).toEqual({ obliged: 3, present: 2, excused: 1, absent: 0, unmarked: 0 })
    expect(page.hints.map((hint) => hint.explanation.code)).toEqual(['SH-05-COMBINED'])
  })

  test('each refusal at its field', async () => {
    const id = await planned()
    const hold =
      (more: object, version = 1) =>
      () =>
        run(holdMeeting, evening(id, version, more))
    await refused(hold({ heldOn: '23/11/2026' }), 'invalid_input', { heldOn: 'meetings.held_in_future' })
    await refused(hold({ heldOn: '20/10/2026' }), 'invalid_input', { heldOn: 'meetings.other_month' })
    await refused(hold({ heldOn: '31/11/2026' }), 'invalid_input', { heldOn: 'field.day' })
    await refused(hold({ thematic: 'on' }), 'invalid_input', { topic: 'meetings.topic_required' })
    await refused(hold({ chairId: who('Triệu Văn Yên') }), 'meetings.not_of_cell', { chairId: 'meetings.not_of_cell' })
    await refused(hold({}, 7), 'stale', {})
    const marks = { ...allPresent(), [who('Triệu Văn Yên')]: 'present' }
    await refused(hold({ marks }), 'meetings.marks_do_not_fit', {
      [`marks.${who('Triệu Văn Yên')}`]: 'meetings.not_of_cell',
    })
    await refused(() => run(holdMeeting, evening(newId())), 'not_found', {})
  })

  test('somebody who joined later is not of the cell on an earlier day', async () => {
    const id = await planned()
    const input = evening(id, 1, { heldOn: '10/11/2026', marks: allPresent() })
    await refused(() => run(holdMeeting, input), 'meetings.marks_do_not_fit', {
      [`marks.${who('Vi Thị Dung')}`]: 'meetings.not_of_cell',
    })
  })

  test('a closed cell has no meeting after its last day', async () => {
    const id = await planned('2026-10', 'a2')
    await withTenant(database, tenantId, (db) =>
      db
        .updateTable('unit_version')
        .set({ valid: '[2026-09-15,2026-10-05)' })
        .where('tenant_id', '=', tenantId)
        .where('unit_id', '=', unit('a2'))
        .execute(),
    )
    const input = evening(id, 1, { heldOn: '20/10/2026' })
    await refused(() => run(holdMeeting, input), 'meetings.no_cell_that_day', { heldOn: 'meetings.no_cell_that_day' })
  })

  test('a past month is corrected only with its reason, and the audit entry keeps what was', async () => {
    const id = await planned('2026-10')
    const marks = { [who('Nông Văn Bình')]: 'present', [who('Lý Thị Ánh')]: 'present' }
    await run(holdMeeting, evening(id, 1, { heldOn: '20/10/2026', marks }))
    await run(saveMinutes, { meetingId: id, version: 2, minutes: 'Bổ sung biên bản' })
    const change = { meetingId: id, version: 3, marks: { ...marks, [who('Lý Thị Ánh')]: 'absent' } }
    await refused(() => run(saveAttendance, change), 'meetings.reason_required', { reason: 'meetings.reason_required' })
    await refused(() => run(holdMeeting, { ...change, heldOn: '21/10/2026' }), 'meetings.reason_required', {
      reason: 'meetings.reason_required',
    })
    await run(saveAttendance, { ...change, reason: 'Ghi nhầm' })
    const entry = await withTenant(database, tenantId, (db) =>
      db
        .selectFrom('audit_entry')
        .select('details')
        .where('tenant_id', '=', tenantId)
        .where('operation', '=', 'meetings.save-attendance')
        .executeTakeFirstOrThrow(),
    )
    expect(entry.details).toMatchObject({
      reason: 'Ghi nhầm',
      changedMarks: [{ memberId: who('Lý Thị Ánh'), from: 'present', to: 'absent' }],
    })
  })
})

describe('attendance', () => {
  test('everybody obliged, nobody else, nobody forgotten; not before the meeting is held', async () => {
    const id = await planned()
    const save =
      (marks: Record<Id, string>, version = 1) =>
      () =>
        run(saveAttendance, { meetingId: id, version, marks })
    await refused(save(allPresent()), 'meetings.not_held', {})
    await run(holdMeeting, evening(id))
    const forgotten = { [who('Nông Văn Bình')]: 'present', [who('Lý Thị Ánh')]: 'present' }
    await refused(save(forgotten, 2), 'meetings.marks_do_not_fit', {
      [`marks.${who('Vi Thị Dung')}`]: 'meetings.mark_missing',
    })
    const exempt = { ...allPresent(), [who('Hoàng Văn Cao')]: 'present' }
    await refused(save(exempt, 2), 'meetings.marks_do_not_fit', {
      [`marks.${who('Hoàng Văn Cao')}`]: 'meetings.exempt',
    })
    await refused(save({ ...allPresent(), [who('Lý Thị Ánh')]: 'late' }, 2), 'invalid_input', {
      [`marks.${who('Lý Thị Ánh')}`]: 'field.choice',
    })
    await refused(save(allPresent(), 1), 'stale', {})
    expect(await run(saveAttendance, { meetingId: id, version: 2, marks: allPresent() })).toMatchObject({
      version: 3,
      obliged: 3,
      present: 3,
    })
  })

  test('the same key again changes nothing and gets the same answer', async () => {
    const id = await held()
    const input = { meetingId: id, version: 2, marks: allPresent() }
    const first = await run(saveAttendance, input, 'key-of-one-press')
    const before = await everything()
    expect(await run(saveAttendance, input, 'key-of-one-press')).toEqual(first)
    expect(await everything()).toBe(before)
    await refused(() => run(saveAttendance, { ...input, version: 3 }, 'key-of-one-press'), 'idempotency_mismatch', {})
  })

  test('two secretaries save at once: one is told to look again', async () => {
    const id = await held()
    const save = (mark: string) =>
      refusal(run(saveAttendance, { meetingId: id, version: 2, marks: { ...allPresent(), [who('Lý Thị Ánh')]: mark } }))
    const outcomes = await Promise.all([save('present'), save('excused')])
    expect(outcomes).toContainEqual(['stale', {}])
    expect(outcomes).toContain('carried out')
  })

  test('moving the day takes away marks of who was not there yet', async () => {
    const id = await held(allPresent())
    const early = { [who('Nông Văn Bình')]: 'present', [who('Lý Thị Ánh')]: 'present' }
    await run(holdMeeting, evening(id, 2, { heldOn: '10/11/2026', marks: early }))
    expect((await ask(database, caller, readMeeting, { meetingId: id }, { now })).counts).toMatchObject({
      obliged: 2,
      present: 2,
    })
  })
})

test('cancelling and reopening say why; a cancelled month can be planned anew', async () => {
  const id = await held(allPresent())
  await refused(() => run(cancelMeeting, { meetingId: id, version: 2, reason: 'Đại hội' }), 'meetings.reopen_first', {})
  await refused(() => run(reopenMeeting, { meetingId: id, version: 2, reason: '' }), 'invalid_input', {
    reason: 'field.required',
  })
  await run(reopenMeeting, { meetingId: id, version: 2, reason: 'Ghi nhầm' })
  await run(cancelMeeting, { meetingId: id, version: 3, reason: 'Đại hội' })
  await refused(() => run(holdMeeting, evening(id, 4)), 'meetings.is_cancelled', {})
  await refused(() => run(saveMinutes, { meetingId: id, version: 4, minutes: 'x' }), 'meetings.is_cancelled', {})
  expect(await planned()).not.toBe(id)
})

describe('taking in many', () => {
  const row = (month: string, more = {}) => ({ unitId: unit('a1'), month, ...more })
  const full = () => [
    [who('Nông Văn Bình'), 'present'],
    [who('Lý Thị Ánh'), 'absent'],
  ]

  test('held, planned and cancelled with their marks', async () => {
    const result = await run<{ ids: Id[]; marks: number }>(importMeetings, {
      meetings: [
        row('2026-09', { heldOn: '2026-09-20', marks: full(), thematic: true, topic: 'Chuyên đề quý III' }),
        row('2026-10', { cancelReason: 'Đại hội' }),
        row('2026-12'),
      ],
    })
    expect(result).toMatchObject({ marks: 2 })
    const { topics } = await ask(database, caller, listTopics, {
      from: '2026-01-01',
      to: '2026-12-31',
      unitId: unit('a'),
    })
    expect(topics).toMatchObject([{ topic: 'Chuyên đề quý III', obliged: 2, present: 1, unitName: 'a1' }])
  })

  test('the refusals of one hold for the set, and name the row', async () => {
    const take =
      (...meetings: object[]) =>
      () =>
        run(importMeetings, { meetings })
    const good = row('2026-08', { heldOn: '2026-08-20', marks: full() })
    await refused(take(good, row('2026-11', { heldOn: '2026-11-23' })), 'meetings.held_in_future', {
      'meetings.1.heldOn': 'meetings.held_in_future',
    })
    await refused(take(good, good), 'meetings.month_taken', { meetings: 'meetings.month_taken' })
    await refused(
      take(good, { ...row('2026-08', { heldOn: '2026-08-20' }), unitId: unit('a2') }),
      'meetings.no_cell_that_day',
      {
        'meetings.1.unitId': 'meetings.no_cell_that_day',
      },
    )
    await refused(
      take(row('2026-08', { heldOn: '2026-08-20', marks: [[who('Triệu Văn Yên'), 'present']] })),
      'meetings.not_of_cell',
      {
        'meetings.0.marks': 'meetings.not_of_cell',
      },
    )
    await refused(take(row('2026-08', { marks: full() })), 'meetings.not_held', {
      'meetings.0.marks': 'meetings.not_held',
    })
  })
})
