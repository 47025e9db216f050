// Regulations on a real database: recorded, amended, owed, done, judged; every refusal names its place and changes nothing.
import { expect, describe, test } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import { addLocality, listLocalities } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { askAll } from '#platform/operation/execute.ts'
import { agency, anybody, codeOf, committee, database, leader, look, now, officer, root, run, system, tenantId, useBloc } from '../../../tests/samples/conferences.ts' // prettier-ignore
import { body, duty, facts, link, owes, page, recorded } from '../../../tests/samples/coordination.ts'
import {
  acceptDone,
  addObligation,
  addParty,
  amendRegulation,
  changeObligation,
  coordinationDue,
  editBody,
  endBody,
  endObligation,
  endParty,
  endRegulation,
  importBodies,
  importDone,
  listBodies,
  listRegulations,
  makeGuestLink,
  readRegulation,
  recordDone,
  recordRegulation,
  regulationsOfUnit,
  returnDone,
  revokeGuestLink,
  addBody,
  yearSheet,
} from './coordination.server.ts'
import type { ListedRegulation, Standing, YearLine } from './coordination.server.ts'

useBloc()

/** Everything the area may write, as one text. */
async function everything(): Promise<string> {
  const tables = ['external_body', 'regulation', 'regulation_party', 'obligation', 'obligation_done', 'guest_link', 'audit_entry', 'file'] as const // prettier-ignore
  return withTenant(database, tenantId, async (db) => {
    const rows = []
    for (const table of tables)
      rows.push(await db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute())
    return JSON.stringify(rows)
  })
}

async function refused(work: () => Promise<unknown>, code: string, field?: string): Promise<void> {
  const before = await everything()
  expect(await codeOf(work())).toEqual([code, field ? { [field]: code } : {}])
  expect(await everything()).toBe(before)
}

const body1 = 'Đã gửi kế hoạch'
const done = (obligationId: Id, period: string, more: object = {}) => ({
  ...{ obligationId, period, doneOn: '20/01/2026', body: body1 },
  ...more,
})
const stateOf = (instances: readonly Standing[], obligationId: Id, period: string) =>
  instances.find((one) => one.obligationId === obligationId && one.period === period)

describe('bodies', () => {
  test('are added, edited, ended; two of one name never at the same time', async () => {
    const id = await body('Huyện ủy Nà Liềng')
    await refused(() => body('huyen uy na lieng'), 'coordination.body_taken', 'name')
    await refused(() => body('Ban Dân vận', { from: '02/01/2020', lastOn: '01/01/2020' }), 'coordination.end_before_start', 'lastOn') // prettier-ignore
    await refused(() => body('Ban Dân vận', { from: '0020-01-02' }), 'field.day', 'from')
    await refused(() => run(officer, editBody, { bodyId: id, version: 9, name: 'Khác', kind: 'other' }), 'stale')
    await refused(() => run(officer, editBody, { bodyId: root, version: 1, name: 'Khác', kind: 'other' }), 'not_found')
    await run(officer, editBody, { bodyId: id, version: 1, name: 'Huyện ủy Nà Liềng', kind: 'local_committee', contactName: 'Văn phòng' }) // prettier-ignore
    await run(officer, endBody, { bodyId: id, version: 2, lastOn: '30/06/2025' })
    await refused(() => run(officer, endBody, { bodyId: id, version: 3, lastOn: '01/07/2025' }), 'coordination.already_ended') // prettier-ignore
    // After its end another one may take the name.
    await body('Huyện ủy Nà Liềng', { from: '01/07/2025' })
    const { bodies } = await look<{ bodies: { valid: { to: string | null } }[] }>(officer, listBodies, { ended: true })
    expect(bodies.map((one) => one.valid.to)).toEqual(['2025-07-01', null])
  })

  test('come from the localities in one step, each once', async () => {
    for (const [name, kind, committeeName] of [
      ['Huyện Phia Dền', 'district', 'Huyện ủy Phia Dền'],
      ['Xã Phia Dền', 'commune', ''],
      ['Tỉnh Sơn Khê', 'province', 'Tỉnh ủy'],
    ] as const)
      await run(officer, addLocality, { name, kind, committee: committeeName, from: '2000-01-01', to: '2025-07-01' })
    expect(await run(officer, importBodies, {})).toEqual({ added: 2, known: 0 })
    expect(await run(officer, importBodies, {})).toEqual({ added: 0, known: 2 })
    const { bodies } = await look<{ bodies: { name: string; locality: string }[] }>(officer, listBodies, { ended: '1' })
    expect(bodies.map((one) => [one.name, one.locality])).toEqual([
      ['Cấp ủy Xã Phia Dền', 'Xã Phia Dền'],
      ['Huyện ủy Phia Dền', 'Huyện Phia Dền'],
    ])
    expect(await look(officer, listLocalities, {})).toEqual([])
  })

  test('with something done later cannot have ended before', async () => {
    const sample = await recorded()
    const id = await owes(sample, 'district', { from: '01/01/2026' })
    await run(officer, recordDone, done(id, 'nam-2026'))
    await refused(() => run(officer, endBody, { bodyId: sample.district, version: 1, lastOn: '19/01/2026' }), 'coordination.body_in_use', 'lastOn') // prettier-ignore
    await run(officer, endBody, { bodyId: sample.district, version: 1, lastOn: '20/01/2026' })
  })
})

describe('a regulation', () => {
  test('needs two sides that exist, one of them ours; number and day of signing are its own', async () => {
    const ended = await body('Ban cán sự đảng cũ', { lastOn: '31/12/2023' })
    const there = await body('Huyện ủy Nà Liềng')
    const record = (more: object) => () => run(officer, recordRegulation, facts(more))
    await refused(record({ externalIds: [there] }), 'coordination.needs_sides', 'unitIds')
    await refused(record({ unitIds: [root] }), 'coordination.needs_sides', 'externalIds')
    await refused(record({ unitIds: [root, there] }), 'coordination.unknown_unit', 'unitIds')
    await refused(record({ unitIds: [root], externalIds: [ended] }), 'coordination.body_ended', 'externalIds')
    await refused(record({ unitIds: [root], externalIds: [agency] }), 'coordination.body_ended', 'externalIds')
    await refused(record({ unitIds: [root], externalIds: [there], lastOn: '31/12/2023' }), 'coordination.end_before_start', 'lastOn') // prettier-ignore
    await record({ unitIds: [root, root], externalIds: [there] })()
    await refused(record({ unitIds: [root], externalIds: [there] }), 'coordination.number_taken', 'number')
    await refused(record({ number: '9', unitIds: [root], externalIds: [there], content: 'eA==' }), 'files.document_refused', 'content') // prettier-ignore
  })

  test('brings the usual obligations of every side when asked', async () => {
    const sample = await recorded({ signedOn: '15/03/2024', standard: 'on' })
    const { obligations, instances } = await page(sample.regulationId, { year: 2025 })
    expect(obligations.map((one) => one.kind).toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => 'exchange_plan'),
      'joint_meeting',
      ...Array.from({ length: 2 }, () => 'member_opinion'),
    ])
    expect(instances).toHaveLength(4 + 2 * 2 + 1)
    const first = (await page(sample.regulationId, { year: 2024 })).instances
    // Plans were due in January, before it was signed; the meeting in December was not.
    expect(first.map((one) => one.obligation.kind)).not.toContain('exchange_plan')
    expect(first.map((one) => one.obligation.kind)).toContain('joint_meeting')
  })

  test('is amended and ended, with a version, a day and a reason', async () => {
    const { regulationId } = await recorded()
    const amend = (more: object) => () =>
      run(officer, amendRegulation, { regulationId, version: 1, from: '01/01/2024', ...facts(), ...more })
    await refused(amend({ version: 4 }), 'stale')
    await refused(amend({ lastOn: '31/12/2020' }), 'coordination.end_before_start', 'lastOn')
    await refused(amend({ regulationId: root }), 'not_found')
    await amend({ title: 'Quy chế mới', from: '01/02/2023' })()
    const after = await page(regulationId)
    expect(after.regulation).toMatchObject({
      title: 'Quy chế mới',
      version: 2,
      valid: { from: '2023-02-01', to: null },
    })
    expect(after.parties.map((party) => party.valid?.from)).toEqual(Array.from({ length: 4 }, () => '2023-02-01'))
    const end = (more: object) => () => run(officer, endRegulation, { regulationId, version: 2, lastOn: '30/06/2025', reason: 'Bỏ cấp huyện', ...more }) // prettier-ignore
    await refused(end({ lastOn: '01/01/2020' }), 'coordination.end_before_start', 'lastOn')
    await end({})()
    await refused(end({ version: 3, lastOn: '01/07/2025' }), 'coordination.already_ended', 'lastOn')
    expect(await page(regulationId)).toMatchObject({ state: 'ended', regulation: { endReason: 'Bỏ cấp huyện' } })
  })

  test('keeps its file, a paper or none', async () => {
    const content = Buffer.from('%PDF-1.4 quy che').toString('base64')
    const { regulationId } = await recorded({ content, fileName: '../quy chế.pdf' })
    expect((await page(regulationId)).file?.name).toBe('quy chế.pdf')
    await run(officer, amendRegulation, { regulationId, version: 1, from: '01/01/2024', ...facts(), dropFile: '1' })
    expect((await page(regulationId)).file).toBeNull()
  })

  test('takes sides in and lets them go, never the last two', async () => {
    const { regulationId, district, places } = await recorded()
    const version = async () => (await page(regulationId)).regulation.version
    const add = async (more: object, at?: number) => run(officer, addParty, { regulationId, version: at ?? (await version()), from: '01/01/2025', ...more }) // prettier-ignore
    const end = async (partyId: Id, lastOn = '30/06/2025') => run(officer, endParty, { regulationId, partyId, version: await version(), lastOn }) // prettier-ignore
    await refused(() => add({}), 'coordination.one_party', 'externalId')
    await refused(() => add({ unitId: root, externalId: district }), 'coordination.one_party', 'externalId')
    await refused(() => add({ externalId: district }), 'coordination.party_taken')
    await refused(() => add({ externalId: root }), 'coordination.body_ended', 'externalId')
    await refused(() => add({ unitId: district }), 'coordination.unknown_unit', 'unitId')
    await refused(() => add({ externalId: district }, 77), 'stale')
    await refused(() => end(root), 'not_found')
    await end(places.board)
    await refused(() => end(places.board), 'coordination.already_ended', 'lastOn')
    await end(places.agency)
    await refused(() => end(places.district), 'coordination.last_party', 'lastOn')
    await refused(() => end(places.root), 'coordination.last_party', 'lastOn')
    const more = await body('Đảng ủy xã Nà Liềng', { from: '01/07/2025' })
    await add({ externalId: more, from: '01/07/2025' })
    await end(places.district)
    await run(officer, endRegulation, { regulationId, version: await version(), lastOn: '31/12/2025', reason: 'Hết' })
    await refused(() => add({ unitId: agency, from: '01/01/2026' }), 'coordination.already_ended', 'from')
  })
})

describe('obligations', () => {
  test('name sides of the regulation, two of them', async () => {
    const sample = await recorded()
    const add = (more: object) => () => run(officer, addObligation, duty(sample, 'root', more))
    await refused(add({ partyId: root }), 'coordination.unknown_party', 'partyId')
    await refused(add({ toPartyId: root }), 'coordination.unknown_party', 'toPartyId')
    await refused(add({ toPartyId: sample.places.root }), 'coordination.same_party', 'toPartyId')
    await refused(add({ regulationId: root }), 'not_found')
    await refused(add({ from: '01/02/2026', lastOn: '01/01/2026' }), 'coordination.end_before_start', 'lastOn')
    expect(await codeOf(add({ dueAfter: 400 })())).toEqual(['invalid_input', { dueAfter: 'field.too_large:366' }])
  })

  test('change from a day on: no period is lost or doubled, what is done stays', async () => {
    const sample = await recorded()
    const id = await owes(sample, 'root')
    await run(officer, recordDone, done(id, 'nam-2025', { doneOn: '20/01/2025' }))
    const change = (more: object) => () => {
      const { partyId: _, regulationId: __, ...words } = duty(sample, 'root')
      return run<{ obligationId: Id }>(officer, changeObligation, { obligationId: id, version: 1, from: '01/01/2026', ...words, dueAfter: 58, ...more }) // prettier-ignore
    }
    await refused(change({ version: 7 }), 'stale')
    await refused(change({ obligationId: root }), 'not_found')
    await refused(change({ from: '01/01/2024' }), 'coordination.change_before_start', 'from')
    await refused(change({ from: '01/01/2025' }), 'coordination.change_over_done', 'from')
    await refused(change({ toPartyId: sample.places.root }), 'coordination.same_party', 'toPartyId')
    const { obligationId: later } = await change({})()
    const dues = async (year: number) => (await page(sample.regulationId, { year })).instances.map((one) => [one.obligationId, one.dueOn]) // prettier-ignore
    expect(await dues(2025)).toEqual([[id, '2025-01-31']])
    expect(await dues(2026)).toEqual([[later, '2026-02-28']])
    await refused(() => run(officer, endObligation, { obligationId: id, version: 2, lastOn: '31/12/2025' }), 'coordination.already_ended', 'lastOn') // prettier-ignore
    await run(officer, endObligation, { obligationId: later, version: 1, lastOn: '31/12/2026' })
    expect(await dues(2027)).toEqual([])
  })
})

describe('what was done', () => {
  test('is recorded once a period, by who owes it or waits for it', async () => {
    const sample = await recorded()
    const id = await owes(sample, 'root', { toPartyId: sample.places.district })
    await refused(() => run(officer, recordDone, done(id, 'nam-2023')), 'coordination.unknown_period', 'period')
    await refused(() => run(officer, recordDone, done(id, 'nam-2028')), 'coordination.unknown_period', 'period')
    await refused(() => run(officer, recordDone, done(id, 'quy-2026-1')), 'coordination.unknown_period', 'period')
    await refused(() => run(officer, recordDone, done(id, 'nam-2026', { doneOn: '23/11/2026' })), 'coordination.done_in_future', 'doneOn') // prettier-ignore
    await refused(() => run(officer, recordDone, done(id, 'nam-2026', { doneOn: '31/12/2023' })), 'coordination.done_before_signing', 'doneOn') // prettier-ignore
    await refused(() => run(officer, recordDone, done(root, 'nam-2026')), 'not_found')
    // To a body outside: nobody of ours looks at it again.
    expect(await run(officer, recordDone, done(id, 'nam-2026'))).toMatchObject({ state: 'accepted' })
    await refused(() => run(officer, recordDone, done(id, 'nam-2026')), 'coordination.done_already', 'period')
    await run(officer, recordDone, done(id, 'nam-2025', { doneOn: '01/02/2025' }))
    const { instances } = await page(sample.regulationId, { year: 2025 })
    expect(stateOf(instances, id, 'nam-2025')).toMatchObject({ state: 'accepted', doneLate: true })
  })

  test('by a unit of ours for the bloc waits until the bloc looks at it', async () => {
    const sample = await recorded()
    const id = await owes(sample, 'agency', { toPartyId: sample.places.root })
    const { doneId, state } = await run<{ doneId: Id; state: string }>(committee, recordDone, done(id, 'nam-2026'))
    expect(state).toBe('received')
    await refused(() => run(committee, acceptDone, { doneId, version: 1 }), 'not_found')
    await refused(() => run(leader, acceptDone, { doneId, version: 1 }), 'not_found')
    await refused(() => run(officer, acceptDone, { doneId, version: 2 }), 'stale')
    await refused(() => run(officer, acceptDone, { doneId: root, version: 1 }), 'not_found')
    expect(await codeOf(run(officer, returnDone, { doneId, version: 1, reason: ' ' }))).toEqual(['invalid_input', { reason: 'field.required' }]) // prettier-ignore
    await run(officer, returnDone, { doneId, version: 1, reason: 'Thiếu phụ lục' })
    await refused(() => run(officer, acceptDone, { doneId, version: 2 }), 'coordination.not_waiting')
    await refused(() => run(officer, returnDone, { doneId, version: 2, reason: 'Nữa' }), 'coordination.not_waiting')
    const returned = stateOf((await page(sample.regulationId)).instances, id, 'nam-2026')
    expect(returned).toMatchObject({ state: 'returned', overdue: true, done: { reason: 'Thiếu phụ lục' } })
    const again = await run<{ doneId: Id }>(committee, recordDone, done(id, 'nam-2026', { body: 'Có phụ lục' }))
    await run(officer, acceptDone, { doneId: again.doneId, version: 1 })
    const view = await page(sample.regulationId)
    expect(stateOf(view.instances, id, 'nam-2026')?.state).toBe('accepted')
    expect(view.exchanges.map((one) => one.state).toSorted()).toEqual(['accepted', 'returned'])
    // What was accepted by mistake is taken back with a reason, never deleted.
    await run(officer, returnDone, { doneId: again.doneId, version: 2, reason: 'Nhầm kỳ' })
  })

  test('on behalf of a body outside by those who wait for it; a unit writes for itself alone', async () => {
    const sample = await recorded()
    const theirs = await owes(sample, 'district', { toPartyId: sample.places.root })
    const ours = await owes(sample, 'root')
    for (const id of [theirs, ours]) await refused(() => run(committee, recordDone, done(id, 'nam-2026')), 'not_found')
    for (const who of [leader, anybody])
      await refused(() => run(who, recordDone, done(theirs, 'nam-2026')), 'not_found')
    const made = await run(officer, recordDone, done(theirs, 'nam-2026', { answeredBy: 'Chánh Văn phòng' }))
    expect(made).toMatchObject({ state: 'accepted' })
  })

  test('of earlier years comes in one step; one wrong line and nothing is written', async () => {
    const sample = await recorded()
    const [a, b] = [await owes(sample, 'root'), await owes(sample, 'district', { rhythm: 'half', dueAfter: 180 })]
    const row = (obligationId: Id, period: string, more: object = {}) => ({ ...done(obligationId, period, { doneOn: '20/01/2025' }), state: 'accepted', ...more }) // prettier-ignore
    const rows = [row(a, 'nam-2024'), row(a, 'nam-2025'), row(b, '6-thang-dau-2024')]
    const silent = row(b, '6-thang-cuoi-2024', { state: 'returned' })
    await refused(() => run(officer, importDone, { rows: [silent] }), 'field.required', 'rows.0.reason')
    const bad = [...rows, row(b, 'nam-2024')]
    const before = await everything()
    expect(await codeOf(run(officer, importDone, { rows: bad }))).toEqual(['coordination.unknown_period', { 'rows.3.period': 'coordination.unknown_period' }]) // prettier-ignore
    await refused(() => run(officer, importDone, { rows: [...rows, rows[0]] }), 'coordination.done_already', 'period')
    expect(await everything()).toBe(before)
    expect(await run(officer, importDone, { rows })).toEqual({ recorded: 3 })
    await refused(() => run(committee, importDone, { rows: [] }), 'not_found')
  })
})

test('only who writes for the whole bloc keeps the book: a unit may not change it', async () => {
  const sample = await recorded()
  const id = await owes(sample, 'agency')
  const tries = [
    [addBody, { name: 'Khác', kind: 'other', from: '01/01/2020' }],
    [importBodies, {}],
    [recordRegulation, facts({ number: 'x', unitIds: [agency], externalIds: [sample.district] })],
    [amendRegulation, { regulationId: sample.regulationId, version: 2, from: '01/01/2024', ...facts() }],
    [addObligation, duty(sample, 'agency')],
    [endObligation, { obligationId: id, version: 1, lastOn: '31/12/2026' }],
    [makeGuestLink, { regulationId: sample.regulationId, externalId: sample.district, lastOn: '31/12/2026' }],
  ] as const
  for (const [operation, input] of tries) await refused(() => run(committee, operation, input), 'not_found')
})

test('the list says what is owed and done by each side, late ones first; units see their own', async () => {
  const sample = await recorded()
  await owes(sample, 'root')
  await owes(sample, 'district', { rhythm: 'half', dueAfter: 180 })
  const quiet = await run<{ regulationId: Id }>(officer, recordRegulation, facts({ number: '10-QC/TU', signedOn: '01/02/2026', unitIds: [root], externalIds: [sample.board] })) // prettier-ignore
  const list = (who: typeof officer, input: object = {}) =>
    look<{ regulations: ListedRegulation[]; total: number }>(who, listRegulations, input)
  const { regulations } = await list(officer)
  expect(regulations.map((one) => one.id)).toEqual([sample.regulationId, quiet.regulationId])
  // 2024, 2025, 2026 plans of ours; five half years of theirs, the sixth is due on 28 December.
  expect(regulations[0]).toMatchObject({
    own: { owed: 1, late: 1 },
    theirs: { owed: 2, late: 1 },
    late: { own: 3, theirs: 5 },
  })
  expect(regulations[0]?.others).toEqual(['Huyện ủy Nà Liềng', 'Ban Tổ chức Tỉnh ủy'])
  expect((await list(committee)).regulations.map((one) => one.id)).toEqual([sample.regulationId])
  expect(await codeOf(look(committee, readRegulation, { regulationId: quiet.regulationId }))).toEqual(['not_found', {}])
  expect((await list(officer, { search: 'ban to chuc' })).total).toBe(2)
  expect((await list(officer, { search: 'na lieng' })).total).toBe(1)
  expect((await list(officer, { open: '1' })).total).toBe(1)
  expect((await list(officer, { state: 'ended' })).total).toBe(0)
  expect((await list(officer, { bodyId: sample.board })).total).toBe(2)
  expect(await look<unknown[]>(committee, regulationsOfUnit, { unitId: agency })).toHaveLength(1)
  expect(await codeOf(look(committee, regulationsOfUnit, { unitId: root }))).toEqual(['not_found', {}])
  const { lines } = await look<{ lines: YearLine[] }>(officer, yearSheet, { year: 2025 })
  expect(lines.map((line) => [line.ours, line.period, line.state])).toEqual([
    [true, 'nam-2025', 'late'],
    [false, '6-thang-dau-2025', 'late'],
    [false, '6-thang-cuoi-2025', 'late'],
  ])
})

test('the agenda tells who writes what is owed soon or late, and what waits for a look', async () => {
  const sample = await recorded({ signedOn: '01/01/2026' })
  const ours = await owes(sample, 'root', { dueAfter: 339 })
  const later = await owes(sample, 'root', { dueAfter: 350 })
  const units = await owes(sample, 'agency', { toPartyId: sample.places.root })
  const due = async (who: typeof officer) =>
    (await askAll(database, who, (_, ctx) => coordinationDue(ctx), { now })).map((one) => [one.kind, one.href.slice(one.href.indexOf('?'))]) // prettier-ignore
  const at = (id: Id) => `?nghia-vu=${id}&ky=nam-2026`
  expect((await due(officer)).map(([kind, href]) => [kind, href?.includes(later)])).toEqual([
    ['coordination_owed', false],
    ['coordination_owed', false],
  ])
  expect(await due(committee)).toEqual([['coordination_owed', at(units)]])
  expect(await due(leader)).toEqual([])
  await run(committee, recordDone, done(units, 'nam-2026'))
  expect(await due(committee)).toEqual([])
  expect(new Set((await due(officer)).map(String))).toEqual(
    new Set(
      [
        ['coordination_review', at(units)],
        ['coordination_owed', at(ours)],
      ].map(String),
    ),
  )
})

test('links are for a body that is a side today, for a year at most; a revoked one is revoked once', async () => {
  const sample = await recorded()
  const other = await body('Ban Dân vận Tỉnh ủy', { kind: 'board' })
  await refused(() => link(sample, { externalId: other }), 'coordination.unknown_party', 'externalId')
  await refused(() => link(sample, { lastOn: '21/11/2026' }), 'guests.link_expiry', 'lastOn')
  await refused(() => link(sample, { lastOn: '24/11/2027' }), 'guests.link_expiry', 'lastOn')
  await refused(() => link(sample, { regulationId: root }), 'not_found')
  const { linkId } = await link(sample)
  await run(officer, revokeGuestLink, { linkId })
  await refused(() => run(officer, revokeGuestLink, { linkId }), 'guests.link_revoked')
  await refused(() => run(officer, revokeGuestLink, { linkId: root }), 'not_found')
  await run(officer, endBody, { bodyId: sample.district, version: 1, lastOn: '20/11/2026' })
  await refused(() => link(sample), 'coordination.body_ended', 'externalId')
  expect(await run(system, importBodies, {})).toEqual({ added: 0, known: 0 })
})
