// Admissions on a real database: from the list to full membership by the operations of each body, and the faults of the proof: more
// ballots than voters, a decision before the vote, a ceremony before the decision, two officers at once.
import { addDays, addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { admitMember, readMember } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask } from '#platform/operation/execute.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { admissionSteps, ceremonyOf, officialSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import type { SampleStep } from '../../../tests/samples/admissions.ts'
import {
  admission,
  database,
  nobody,
  now,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import {
  beginDossier,
  decideRound,
  fillRound,
  listDossiers,
  openRound,
  readDossier,
  readRound,
  stepOperations,
  takeOut,
  voidStep,
} from './admissions.server.ts'

useRegister()

let secretary: Caller
let committee: Caller
let officer: Caller
let elsewhere: Caller
beforeAll(async () => {
  secretary = await person('cell_secretary', 'a')
  committee = await person('grassroots_committee', 'com')
  officer = await person('bloc_officer', 'bloc')
  elsewhere = await person('cell_secretary', 'c')
})

const who = (kind: string): Caller =>
  ['decided', 'official_decided'].includes(kind)
    ? officer
    : ['vetting', 'committee_vote', 'official_committee'].includes(kind)
      ? committee
      : secretary

let number = 100
/** A step by its operation, from the version it stands at. */
async function take(
  dossierId: Id,
  step: SampleStep,
  caller = who(step.kind),
): Promise<{ stage: string; memberId: Id | null; warnings: string[] }> {
  const { kind, decision, ...fields } = step
  const { version } = await read(dossierId)
  const paper =
    decision === undefined
      ? {}
      : {
          decision: {
            number: `${number++}-QĐ/ĐUK`,
            issuedOn: step.on,
            issuer: 'Đảng ủy Khối',
            abstract: 'Về đảng viên',
          },
        }
  const op = stepOperations[kind as keyof typeof stepOperations]
  return run(caller, op, { dossierId, version, ...fields, ...paper })
}
const read = (dossierId: Id, caller = system) => ask(database, caller, readDossier, { dossierId }, { now })

async function begun(more: object = {}, on: Day = sampleDay): Promise<Id> {
  const { dossierId } = await run<{ dossierId: Id }>(secretary, beginDossier, {
    ...nobody(),
    unitId: unit('a'),
    as: 'listed',
    on,
    ...more,
  })
  return dossierId
}
/** A dossier up to and without the first step of a kind. */
async function upTo(kind: string, on: Day = sampleDay): Promise<Id> {
  const id = await begun({}, on)
  for (const step of admissionSteps(on).slice(1)) {
    if (step.kind === kind) break
    await take(id, step)
  }
  return id
}
const the = (kind: string, more: object = {}): SampleStep => ({
  ...admissionSteps(sampleDay).find((step) => step.kind === kind)!,
  ...more,
})

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'carried out',
    (thrown: unknown) =>
      thrown instanceof AppError ? [thrown.code, thrown.fields, thrown.details['rule']].filter(Boolean) : thrown,
  )
const stored = () =>
  withTenant(database, tenantId, async (db) =>
    JSON.stringify([
      await db.selectFrom('admission_dossier').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await db.selectFrom('admission_step').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await db.selectFrom('member').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await db.selectFrom('decision').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
    ]),
  )
/** Refused so, and nothing has changed. */
async function refused(work: () => Promise<unknown>, expected: unknown[]): Promise<void> {
  const before = await stored()
  expect(await refusal(work())).toEqual(expected)
  expect(await stored()).toBe(before)
}

describe('the way of one person', () => {
  it('leads from the list to full membership; the register follows on the day of the ceremony and on the legal day', async () => {
    const id = await begun()
    for (const step of admissionSteps(sampleDay).slice(1)) await take(id, step)
    const ceremony = ceremonyOf(sampleDay)
    const probationary = await read(id)
    expect([probationary.dossier.stage, probationary.next.act, probationary.next.from]).toEqual([
      'probationary',
      'official_vote',
      null,
    ])
    const member = await ask(database, system, readMember, { memberId: probationary.memberId }, { now })
    expect([member.state, member.admittedOn, member.admissionDecidedOn, member.personId]).toEqual([
      'probationary',
      ceremony,
      the('decided').on,
      probationary.personId,
    ])
    for (const step of officialSteps(ceremony))
      await take(id, { ...step, ...(step.kind === 'official_decided' ? { cardNumber: '68.001234' } : {}) })
    const full = await ask(database, system, readMember, { memberId: probationary.memberId }, { now })
    expect([full.state, full.confirmedOn, full.cardNumber]).toEqual(['full', addMonths(ceremony, 12), '68.001234'])
    expect((await read(id)).dossier.stage).toBe('full')
    // Cancelled afterwards: the membership ends and the history stays.
    await take(
      id,
      { kind: 'annulled', on: day('2024-03-01'), by: 'issuer', reason: 'Kết nạp không đúng tiêu chuẩn', decision: 9 },
      officer,
    )
    const gone = await ask(database, system, readMember, { memberId: probationary.memberId }, { now })
    expect([gone.state, gone.events.map((event) => event.kind)]).toEqual([
      'left',
      ['annulment', 'confirmation', 'admission'],
    ])
    expect((await read(id)).steps.length).toBeGreaterThan(25)
  })

  it('tells what is next and what lacks, to those who may', async () => {
    const id = await upTo('paper')
    const seen = await read(id, secretary)
    expect([seen.next.act, seen.next.may, seen.next.level]).toEqual(['vetting', false, 'committee'])
    expect(seen.next.missing).toEqual(['1-KNĐ', '2-KNĐ', 'history'])
    expect((await read(id, committee)).next.may).toBe(true)
    const list = await ask(database, secretary, listDossiers, { find: seen.name }, { now })
    expect(list.dossiers.map((each) => [each.id, each.next.act, each.term?.kind])).toEqual([[id, 'vetting', 'dossier']])
    expect(await ask(database, elsewhere, listDossiers, {}, { now })).toMatchObject({
      total: 0,
    })
  })

  it('keeps what was wrong with its reason, entered anew or taken back', async () => {
    const id = await upTo('committee_vote')
    const before = await read(id)
    const vote = before.steps.find((step) => step.kind === 'cell_vote')!
    const again = { dossierId: id, version: before.version, ...the('cell_vote'), yes: 8, no: 2 }
    expect(await refusal(run(secretary, stepOperations.cell_vote, { ...again, replaces: vote.id }))).toEqual([
      'field.required',
      { replaceReason: 'field.required' },
    ])
    await run(secretary, stepOperations.cell_vote, { ...again, replaces: vote.id, replaceReason: 'Ghi nhầm số phiếu' })
    const after = await read(id)
    expect(after.dossier.cellVotes.map((each) => each.yes)).toEqual([8])
    expect(after.steps.find((step) => step.id === vote.id)?.voidReason).toBe('Ghi nhầm số phiếu')
    // What others stand on cannot be taken back before them.
    const completed = after.steps.find((step) => step.kind === 'completed')!
    await refused(
      () => run(secretary, voidStep, { dossierId: id, version: after.version, stepId: completed.id, reason: 'Nhầm' }),
      ['admissions.later_step', {}],
    )
    const now_ = after.steps.find((step) => step.kind === 'cell_vote' && step.voidReason === null)!
    await run(secretary, voidStep, { dossierId: id, version: after.version, stepId: now_.id, reason: 'Ghi nhầm người' })
    expect((await read(id)).dossier.stage).toBe('dossier_complete')
  })
})

describe('what is refused, with nothing changed', () => {
  it('a vote with more ballots than voters', async () => {
    const id = await upTo('cell_vote')
    await refused(
      () => take(id, the('cell_vote', { present: 8, yes: 9, no: 0 })),
      ['admissions.ballots_over_voters', { yes: 'admissions.ballots_over_voters' }],
    )
    await refused(
      () => take(id, the('cell_vote', { yes: 6, no: 4, carried: 'yes' })),
      ['admissions.rule', { on: 'admissions.rule' }, 'VOTE_CELL'],
    )
  })

  it('a decision before the vote, a ceremony before the decision, a day to come', async () => {
    const id = await upTo('cell_vote')
    await refused(() => take(id, the('decided')), ['admissions.not_now', {}])
    await refused(() => take(id, the('ceremony')), ['admissions.not_now', {}])
    await refused(
      () => take(id, the('cell_vote', { on: '2024-07-15' })),
      ['admissions.in_future', { on: 'admissions.in_future' }],
    )
    await take(id, the('cell_vote'))
    await refused(() => take(id, the('decided')), ['admissions.committee_first', {}])
  })

  it('the deed of another body, and a dossier of another cell', async () => {
    const id = await upTo('committee_vote')
    await refused(() => take(id, the('committee_vote'), secretary), ['not_found', {}])
    await take(id, the('committee_vote'))
    await refused(() => take(id, the('decided'), committee), ['not_found', {}])
    const stranger = await person('cell_secretary', 'b')
    expect(await refusal(ask(database, stranger, readDossier, { dossierId: id }, { now }))).toEqual(['not_found', {}])
  })

  it('two officers at once: one wins, the other is told', async () => {
    const id = await upTo('decided')
    const { version } = await read(id)
    const decide = (at: number) =>
      run(officer, stepOperations.decided, {
        ...{ dossierId: id, version, on: the('decided').on, by: 'direct_upper' },
        decision: {
          number: `${500 + at}-QĐ/ĐUK`,
          issuedOn: the('decided').on,
          issuer: 'Đảng ủy Khối',
          abstract: 'Kết nạp',
        },
      })
    const both = await Promise.allSettled([decide(1), decide(2)])
    expect(both.filter((each) => each.status === 'fulfilled').length).toBe(1)
    const lost = both.find((each) => each.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'stale' })
    expect((await read(id)).steps.filter((step) => step.kind === 'decided').length).toBe(1)
  })

  it('somebody who is a member, and somebody on the way already', async () => {
    const input = admission('a')
    await run(system, admitMember, input)
    const { fullName, sex, birthOn, ethnicity } = input as Record<string, unknown>
    const same = { fullName, sex, birthOn, ethnicity, unitId: unit('a'), as: 'noted', on: sampleDay }
    await refused(() => run(secretary, beginDossier, same), ['members.namesake', { namesake: 'members.namesake' }])
    const { personId } = await read(await begun())
    await refused(
      () => run(secretary, beginDossier, { personId, unitId: unit('a'), as: 'noted', on: sampleDay }),
      ['admissions.open_already', { fullName: 'admissions.open_already' }],
    )
    await refused(
      () => run(secretary, beginDossier, { unitId: unit('a'), as: 'noted', on: sampleDay, sex: 'male' }),
      ['invalid_input', { fullName: 'field.required', birthOn: 'field.required', ethnicity: 'field.required' }],
    )
  })
})

it('goes with the person to another cell by who stands over both, and the new cell proposes anew', async () => {
  const id = await upTo('committee_vote')
  const over = (to: string) => ({ kind: 'handed_over', on: addDays(sampleDay, 72), unitId: unit(to) })
  // Neither cell pushes a file to the other or takes it; the committee over the old cell reaches its own cells only.
  for (const caller of [secretary, elsewhere, committee])
    await refused(() => take(id, over('c'), caller), ['not_found', {}])
  expect((await read(id, secretary)).acts).not.toContain('handed_over')
  expect((await read(id, committee)).acts).toContain('handed_over')
  await take(id, over('b'), committee)
  expect([(await read(id)).unitId, (await read(id)).dossier.stage]).toEqual([unit('b'), 'dossier_complete'])
  await take(id, over('c'), officer)
  const moved = await read(id)
  // The new cell is a grassroots cell: no committee over it, and the old secretary has it no more. Today the file is too old.
  expect([moved.unitId, moved.dossier.stage, moved.line.committee, moved.next.act]).toEqual([
    unit('c'),
    'dossier_complete',
    false,
    'renewed',
  ])
  expect(await refusal(ask(database, secretary, readDossier, { dossierId: id }, { now }))).toEqual(['not_found', {}])
  // A wrong hand-over is handed back, not rewritten: others may have gone on since.
  const wrong = moved.steps.find((step) => step.kind === 'handed_over')!
  await refused(
    () =>
      run(system, stepOperations.handed_over, {
        dossierId: id,
        version: moved.version,
        ...over('a'),
        replaces: wrong.id,
        replaceReason: 'Nhầm',
      }),
    ['admissions.hand_back', {}],
  )
  await take(id, the('cell_vote', { on: addDays(sampleDay, 80) }), elsewhere)
  await take(id, the('decided'), officer)
  expect((await read(id)).dossier.stage).toBe('decided')
})

describe('a round', () => {
  const listedOn = addDays(sampleDay, 7)
  const sittingOn = addDays(listedOn, 90)
  async function round(count: number) {
    const ids = []
    for (let n = 0; n < count; n++) ids.push(await upTo('decided', listedOn))
    const { roundId } = await run<{ roundId: Id }>(officer, openRound, {
      unitId: unit('bloc'),
      purpose: 'admission',
      name: 'Quốc khánh 2/9',
      sittingOn,
      ceremonyOn: addDays(listedOn, 100),
    })
    await run(officer, fillRound, { roundId, version: 1, pick: Object.fromEntries(ids.map((id) => [id, '1'])) })
    return { roundId, ids }
  }
  const sitting = (roundId: Id, version: number, more: object = {}) => ({
    ...{
      roundId,
      version,
      on: sittingOn,
      body: 11,
      present: 11,
      method: 'secret',
      firstNumber: 412,
      numberSuffix: '-QĐ/ĐUK',
    },
    ...{ issuer: 'Đảng ủy Khối', abstract: 'Kết nạp đảng viên' },
    ...more,
  })
  const view = (roundId: Id) => ask(database, officer, readRound, { roundId }, { now })

  it('decides many in one sitting, numbered one after the other, and returns who is not agreed to', async () => {
    const { roundId, ids } = await round(4)
    const [first, second, third, fourth] = ids as [Id, Id, Id, Id]
    await run(officer, takeOut, { roundId, version: 2, pick: { [fourth]: '1' } })
    expect((await view(roundId)).ready.map((each) => each.id)).toContain(fourth)
    await refused(
      () => run(officer, decideRound, sitting(roundId, 3, { outcome: { [second]: 'returned' } })),
      ['field.required', { [`reason.${second}`]: 'field.required' }],
    )
    await run(
      officer,
      decideRound,
      sitting(roundId, 3, {
        outcome: { [second]: 'returned' },
        reason: { [second]: 'Bổ sung nhận xét' },
        yes: { [first]: '10' },
      }),
    )
    const done = await view(roundId)
    expect(done.dossiers.map((each) => [each.id, each.outcome, each.decision])).toEqual(
      expect.arrayContaining([
        [first, 'decided', expect.stringMatching(/^41[23]-QĐ\/ĐUK$/)],
        [second, 'returned', undefined],
        [third, 'decided', expect.stringMatching(/^41[23]-QĐ\/ĐUK$/)],
      ]),
    )
    expect(new Set(done.dossiers.map((each) => each.decision)).size).toBe(3)
    expect([
      (await read(first)).dossier.stage,
      (await read(second)).dossier.stage,
      (await read(fourth)).dossier.stage,
    ]).toEqual(['decided', 'returned', 'committee_proposed'])
    await refused(() => run(officer, decideRound, sitting(roundId, done.version)), ['admissions.round_closed', {}])
  })

  it('is refused as a whole: numbers used, more votes than present', async () => {
    const { roundId, ids } = await round(2)
    await refused(
      () => run(officer, decideRound, sitting(roundId, 2, { firstNumber: 411 })),
      ['admissions.numbers_used', { firstNumber: 'admissions.numbers_used' }],
    )
    const many = await refusal(
      run(officer, decideRound, sitting(roundId, 2, { firstNumber: 600, yes: { [ids[1]!]: '12' } })),
    )
    expect((many as unknown[])[0]).toBe('admissions.round_refused')
    expect(await refusal(run(secretary, decideRound, sitting(roundId, 2, { firstNumber: 600 })))).toEqual([
      'not_found',
      {},
    ])
    expect((await view(roundId)).state).toBe('open')
  })
})
