// Dues on a real database: a cell collects, corrects, closes, passes up; what is refused changes nothing; sums of every level agree.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { confirmMember, leaveMember } from '#modules/members/members.server.ts'
import { readFigures } from '#modules/figures/figures.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { admitted, database, paper, person, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import {
  acknowledgeRemittance,
  closeSheet,
  duesDeadlines,
  grantRelief,
  importClasses,
  importPayments,
  listArrears,
  listLines,
  listRemittances,
  payMonths,
  prepareSheets,
  readLedger,
  readReceipt,
  readSheet,
  readSummary,
  recordRemittance,
  reopenSheet,
  saveSheet,
  setClass,
  setRegion,
  voidPayment,
  voidRelief,
  voidRemittance,
} from './dues.server.ts'

useRegister()

const now = new Date('2026-11-20T05:00:00Z')
const act = <R = Record<string, unknown>>(op: AnyOperation, input: object, caller: Caller = system) =>
  execute(database, caller, op, input, { now }) as Promise<R>
const look = <R>(query: AnyQuery, input: object, caller: Caller = system) =>
  ask(database, caller, query, input, { now }) as Promise<R>
type Sheet = Awaited<ReturnType<typeof readSheet.run>>
type Summary = Awaited<ReturnType<typeof readSummary.run>>
const sheet = (key: string, month = '2026-11', caller = system) => look<Sheet>(readSheet, { unitId: unit(key), month }, caller) // prettier-ignore
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (raised: unknown) => {
      if (!(raised instanceof AppError)) throw raised
      return Object.values(raised.fields)[0] ?? raised.code
    },
  )

const ids = new Map<string, Id>()
const of = (name: string) => ids.get(name) as Id
const insured = (name: string, base: number, fromMonth = '2026-01') =>
  act(setClass, { memberId: of(name), class: 'insured', base, fromMonth })

beforeAll(async () => {
  for (const [name, cell] of [['anh', 'a'], ['binh', 'a'], ['cao', 'b'], ['dung', 'c']] as const) ids.set(name, await admitted(cell)) // prettier-ignore
  await act(setRegion, { unitId: unit('bloc'), region: 'III', fromMonth: '2026-01' })
  await insured('anh', 10_000_050)
  await insured('cao', 7_777_777)
  await act(setClass, { memberId: of('binh'), class: 'other', fromMonth: '2026-01' })
  await act(setClass, { memberId: of('dung'), class: 'student', fromMonth: '2026-01' })
})

describe('the sheet of a cell', () => {
  it('knows what each owes before anybody wrote a line, by region and class', async () => {
    const read = await sheet('a')
    expect(read.sheet).toBeNull()
    expect(read.lines.map(({ due, rate }) => [due, rate])).toEqual([
      [100_001, 'insured'],
      [12_420, 'other_working'],
    ])
    expect(read.sums).toMatchObject({ people: 2, due: 112_421, paid: 0, unpaidPeople: 2, unknown: 0 })
  })

  it('is collected with one press, gives receipts, and is not collected twice', async () => {
    const marks = { [of('anh')]: 'cash', [of('binh')]: 'portal' }
    const amounts = { [of('binh')]: '20.000' }
    const form = {
      unitId: unit('a'),
      month: '11/2026',
      version: 0,
      paidOn: '2026-11-18',
      collector: 'Chị Hoa',
      marks,
      amounts,
    }
    await act(saveSheet, form)
    const read = await sheet('a')
    expect(read.lines.map(({ payment }) => payment && [payment.amount, payment.channel, payment.receipt])).toEqual([
      [100_001, 'cash', 1],
      [20_000, 'portal', 2],
    ])
    expect(read.sums).toMatchObject({ paid: 120_001, voluntary: 7580, paidPeople: 2, unpaidPeople: 0 })
    expect(await code(act(saveSheet, form))).toBe('stale')
    await act(saveSheet, { ...form, version: read.sheet?.version })
    expect((await sheet('a')).sums.paid).toBe(120_001)
  })

  it('is corrected by taking a payment back with a reason and entering another', async () => {
    const before = await sheet('a')
    const payment = before.lines[1]?.payment
    expect(await code(act(voidPayment, { paymentId: payment?.id, reason: ' ' }))).toBe('field.required')
    await act(voidPayment, { paymentId: payment?.id, reason: 'Ghi nhầm người' })
    expect(await code(act(voidPayment, { paymentId: payment?.id, reason: 'Lại' }))).toBe('dues.voided_already')
    const { sheet: now1 } = await sheet('a')
    const form = { unitId: unit('a'), month: '2026-11', version: now1?.version, paidOn: '2026-11-19', marks: { [of('binh')]: 'cash' } } // prettier-ignore
    await act(saveSheet, form)
    const ledger = await look<Awaited<ReturnType<typeof readLedger.run>>>(readLedger, { memberId: of('binh') })
    expect(ledger.months.map(({ amount, voidReason, receipt }) => [amount, voidReason, receipt])).toEqual([
      [12_420, null, 3],
      [20_000, 'Ghi nhầm người', 2],
    ])
    const receipt = await look<Awaited<ReturnType<typeof readReceipt.run>>>(readReceipt, { paymentId: ledger.months[0]?.paymentId }) // prettier-ignore
    expect([receipt.sum, receipt.unit?.id]).toEqual([12_420, unit('a')])
  })

  it('refuses a stranger, a day to come, a month far ahead, and money for nobody knows what', async () => {
    const form = (more: object) => act(saveSheet, { unitId: unit('b'), month: '2026-11', version: 0, paidOn: '2026-11-18', ...more }) // prettier-ignore
    expect(await code(form({ marks: { [of('anh')]: 'cash' } }))).toBe('dues.not_on_sheet')
    expect(await code(form({ paidOn: '2026-11-21' }))).toBe('dues.paid_in_future')
    expect(await code(form({ month: '2027-03' }))).toBe('dues.month_ahead')
    expect(await code(form({ unitId: unit('com') }))).toBe('dues.not_a_cell')
    ids.set('nga', await admitted('b'))
    expect(await code(form({ marks: { [of('nga')]: 'cash' } }))).toBe('dues.amount_missing')
    expect((await sheet('b')).sheet).toBeNull()
  })

  it('is closed once every due is known, stays as it was, and opens again with a reason', async () => {
    const { sheet: open } = await sheet('a')
    const form = { unitId: unit('a'), month: '2026-11', version: open?.version }
    const closed = await act<{ version: number }>(closeSheet, form)
    await insured('anh', 99_000_000, '2026-11')
    expect((await sheet('a')).lines[0]?.due).toBe(100_001)
    const save = { unitId: unit('a'), month: '2026-11', version: closed.version, paidOn: '2026-11-19', marks: {} }
    expect(await code(act(saveSheet, save))).toBe('dues.sheet_closed')
    expect(await code(act(closeSheet, { ...form, version: closed.version }))).toBe('dues.sheet_closed')
    await act(reopenSheet, { unitId: unit('a'), month: '2026-11', version: closed.version, reason: 'Sửa mức lương' })
    expect((await sheet('a')).lines[0]?.due).toBe(990_000)
    await insured('anh', 10_000_050, '2026-11')
    await act(prepareSheets, { unitId: unit('b'), month: '2026-11' })
    expect(await code(act(closeSheet, { unitId: unit('b'), month: '2026-11', version: 1 }))).toBe('dues.due_unknown')
    expect(await code(act(closeSheet, { unitId: unit('c'), month: '2026-11', version: 1 }))).toBe('dues.no_sheet')
    expect(await code(act(reopenSheet, { unitId: unit('b'), month: '2026-11', version: 1, reason: 'x' }))).toBe('dues.sheet_open') // prettier-ignore
    await act(prepareSheets, { unitId: unit('b'), month: '2026-12' })
    expect(await code(act(closeSheet, { unitId: unit('b'), month: '2026-12', version: 1 }))).toBe('dues.month_not_begun') // prettier-ignore
  })

  it('is paid ahead and behind, once a month', async () => {
    const form = { memberId: of('dung'), fromMonth: '2026-09', months: 4, channel: 'cash', paidOn: '2026-11-10' }
    expect(await act(payMonths, form)).toMatchObject({ months: 4 })
    expect(await code(act(payMonths, form))).toBe('dues.paid_already')
    expect(await act(payMonths, { ...form, months: 6 })).toMatchObject({ months: 2 })
    expect((await sheet('c')).sums).toMatchObject({ due: 5000, paid: 5000 })
  })
})

describe('waivers and cuts', () => {
  it('need a paper, fit the rule, do not overlap, and are taken back', async () => {
    const form = { memberId: of('cao'), cause: 'hardship', percent: 50, fromMonth: '2026-10', toMonth: '2027-09', ...paper('5-QĐ/ĐU', '2026-10-01') } // prettier-ignore
    expect(await code(act(grantRelief, { ...form, decision: null }))).toBe('dues.decision_required')
    expect(await code(act(grantRelief, { ...form, toMonth: '2027-10' }))).toBe('dues.rule')
    expect(await code(act(grantRelief, { ...form, percent: 40 }))).toBe('dues.rule')
    expect(await code(act(grantRelief, { ...form, toMonth: '2026-09' }))).toBe('dues.months_reversed')
    expect(await code(act(grantRelief, { ...form, cause: 'poor_household' }))).toBe('dues.cut_of_waiver')
    await act(grantRelief, form)
    expect(await code(act(grantRelief, { ...form, fromMonth: '2027-01' }))).toBe('dues.relief_overlaps')
    const due = async () => (await sheet('b')).lines.find(({ memberId }) => memberId === of('cao'))?.due
    expect(await due()).toBe(38_889)
    const ledger = await look<Awaited<ReturnType<typeof readLedger.run>>>(readLedger, { memberId: of('cao') })
    await act(voidRelief, { reliefId: ledger.reliefs[0]?.id, reason: 'Nhầm' })
    expect(await code(act(voidRelief, { reliefId: ledger.reliefs[0]?.id, reason: 'Nhầm' }))).toBe('dues.voided_already')
    expect(await due()).toBe(77_778)
  })
})

let secretaryOfB: Caller

describe('over the tree', () => {
  it('sums agree with their rows, and what is kept and passed adds up to what was collected', async () => {
    await act(prepareSheets, { unitId: unit('bloc'), month: '2026-10' })
    await act(prepareSheets, { unitId: unit('bloc'), month: '2026-11' })
    const months = { fromMonth: '2026-10', toMonth: '2026-11' }
    const { units } = await look<Summary>(readSummary, { unitId: unit('bloc'), ...months })
    const at = (key: string) => units.find(({ id }) => id === unit(key))!
    for (const key of ['bloc', 'com', 'a', 'b', 'c']) {
      const rows = (kind: string) => look<Awaited<ReturnType<typeof listLines.run>>>(listLines, { unitId: unit(key), ...months, kind }) // prettier-ignore
      const all = await rows('all')
      expect([all.sumDue, all.sumPaid], key).toEqual([at(key).due, at(key).paid + at(key).voluntary])
      expect((await rows('unpaid')).total, key).toBe(at(key).unpaidLines)
      expect((await rows('unknown')).total, key).toBe(at(key).unknown)
    }
    const kept = units.reduce((sum, each) => sum + each.kept, 0)
    expect(kept + at('bloc').passed).toBe(at('bloc').paid + at('bloc').voluntary)
    expect(at('com').received).toBe(at('a').passed + at('b').passed)
  })

  it('arrears of three months are told by rule 4.1, and nothing happens by itself', async () => {
    for (const month of ['2026-07', '2026-08', '2026-09']) await act(prepareSheets, { unitId: unit('a'), month })
    type Arrears = Awaited<ReturnType<typeof listArrears.run>>
    const { rows, least } = await look<Arrears>(listArrears, { unitId: unit('com') })
    expect(least).toBe(3)
    const whole = await look<Arrears>(listArrears, { unitId: unit('bloc') })
    const pages = [1, 2].map((page) => look<Arrears>(listArrears, { unitId: unit('bloc'), page, size: 1 }))
    const [first, second] = await Promise.all(pages)
    expect([first?.totals, second?.totals]).toEqual([whole.totals, whole.totals])
    expect([...(first?.rows ?? []), ...(second?.rows ?? [])]).toEqual(whole.rows.slice(0, 2))
    expect(whole.totals).toMatchObject({ people: whole.rows.length, sum: whole.rows.reduce((sum, row) => sum + row.sum, 0) }) // prettier-ignore
    expect(whole.rows.length).toBeGreaterThan(1)
    const anh = rows.find(({ memberId }) => memberId === of('anh'))
    expect([anh?.months, anh?.reached]).toEqual([4, true])
    const ledger = await look<Awaited<ReturnType<typeof readLedger.run>>>(readLedger, { memberId: of('anh') })
    expect(ledger.finding?.explanation.code).toBe('STRIKE_OFF_DUES')
    await act(payMonths, {
      memberId: of('anh'),
      fromMonth: '2026-07',
      months: 2,
      channel: 'cash',
      paidOn: '2026-11-20',
    })
    const after = await look<Arrears>(listArrears, { unitId: unit('com') })
    expect(after.rows.find(({ memberId }) => memberId === of('anh'))?.reached).toBe(false)
  })

  it('money passed up is acknowledged by the unit above, and taken back only before', async () => {
    const secretary = await person('cell_secretary', 'a')
    const committee = await person('grassroots_committee', 'com')
    const form = { unitId: unit('a'), fromMonth: '2026-11', toMonth: '2026-11', amount: 70_000, channel: 'transfer', paidOn: '2026-11-19' } // prettier-ignore
    expect(await code(act(recordRemittance, { ...form, toMonth: '2026-10' }))).toBe('dues.months_reversed')
    const one = await act<{ remittanceId: Id }>(recordRemittance, form, secretary)
    const two = await act<{ remittanceId: Id }>(recordRemittance, form, secretary)
    const yes = { remittanceId: one.remittanceId, version: 1, on: '2026-11-20' }
    expect(await code(act(acknowledgeRemittance, yes, secretary))).toBe('not_found')
    expect(await code(act(acknowledgeRemittance, { ...yes, on: '2026-11-18' }, committee))).toBe('dues.acknowledged_before') // prettier-ignore
    await act(acknowledgeRemittance, yes, committee)
    expect(await code(act(acknowledgeRemittance, { ...yes, version: 2 }, committee))).toBe('dues.acknowledged_already')
    expect(await code(act(voidRemittance, { remittanceId: one.remittanceId, version: 2, reason: 'x' }, secretary))).toBe('dues.acknowledged_already') // prettier-ignore
    await act(voidRemittance, { remittanceId: two.remittanceId, version: 1, reason: 'Ghi hai lần' }, secretary)
    type List = Awaited<ReturnType<typeof listRemittances.run>>
    const list = await look<List>(listRemittances, { unitId: unit('com'), fromMonth: '2026-11', toMonth: '2026-11' }, committee) // prettier-ignore
    expect(list.map(({ acknowledgedOn, voidReason }) => [acknowledgedOn, voidReason]).toSorted()).toEqual([
      [null, 'Ghi hai lần'],
      ['2026-11-20', null],
    ])
  })
})

describe('who may see what', () => {
  it('a leader sees the sums and not what anybody earns; a cell sees no other cell', async () => {
    const leader = await person('bloc_leader', 'bloc')
    secretaryOfB = await person('cell_secretary', 'b')
    const read = await sheet('a', '2026-11', leader)
    expect(read.lines.map(({ base }) => base)).toEqual([null, null])
    expect(read.sums.due).toBeGreaterThan(0)
    expect((await sheet('b', '2026-11', secretaryOfB)).lines.some(({ base }) => base !== null)).toBe(true)
    expect(await code(sheet('a', '2026-11', secretaryOfB))).toBe('not_found')
    expect(await code(act(setClass, { memberId: of('anh'), class: 'abroad', base: 1, fromMonth: '2026-12' }, secretaryOfB))).toBe('not_found') // prettier-ignore
  })
})

describe('out of Excel', () => {
  it('payments and bases come as a whole or not at all', async () => {
    const rows = [
      { memberId: of('cao'), amount: 77_778, paidOn: '2026-11-20' },
      { memberId: of('nga'), amount: 5000, paidOn: '2026-11-20', channel: 'portal' },
    ]
    const form = { unitId: unit('com'), month: '2026-10' }
    expect(await code(act(importPayments, { ...form, rows: [] }))).toBe('dues.no_lines')
    const others = { unitId: unit('b'), month: '2026-10', rows: [{ ...rows[0], memberId: of('anh') }] }
    expect(await code(act(importPayments, others, secretaryOfB))).toBe('dues.unknown_member')
    expect(await act(importPayments, { ...form, rows })).toEqual({ payments: 2 })
    expect(await code(act(importPayments, { ...form, rows }))).toBe('dues.paid_already')
    await act(importClasses, { unitId: unit('com'), fromMonth: '2026-12', rows: [{ memberId: of('nga'), class: 'insured', base: 5_000_000 }] }) // prettier-ignore
    expect((await sheet('b', '2026-12')).lines.find(({ memberId }) => memberId === of('nga'))?.due).toBe(50_000)
  })
})

it('who leaves within the month still owes it where the month began, who came from outside owes the next', async () => {
  const memberId = await admitted('c')
  await act(setClass, { memberId, class: 'student', fromMonth: '2026-01' })
  await run(system, confirmMember, { memberId, decidedOn: '2024-04-01', ...paper('88-QĐ/ĐUK', '2024-04-01') })
  const leaving = { memberId, kind: 'departure', decidedOn: '2026-11-05', effectiveOn: '2026-11-10', toPlace: 'Tỉnh khác', ...paper('9-GT', '2026-11-05') } // prettier-ignore
  await act(leaveMember, leaving)
  expect((await sheet('c', '2026-11')).lines.map((line) => line.memberId)).toContain(memberId)
  expect((await sheet('c', '2026-12')).lines.map((line) => line.memberId)).not.toContain(memberId)
})

describe('what is told', () => {
  it('reminds of open sheets and of arrears; I45 counts what was paid of what was due, each with its rows', async () => {
    const everything = () => sql<boolean>`true`
    const items = await askAll(database, system, (_, ctx) => duesDeadlines(ctx, everything, day('2026-12-31')), { now })
    expect(items.filter(({ kind }) => kind === 'dues_sheet').map(({ dueOn }) => dueOn)).toContain('2026-11-30')
    const months = { fromMonth: '2026-07', toMonth: '2026-07' }
    const { units } = await look<Summary>(readSummary, { unitId: unit('com'), ...months })
    const at = units.find(({ id }) => id === unit('com'))!
    type Figures = Awaited<ReturnType<typeof readFigures.run>>
    const asked = { unitId: unit('com'), period: 'thang-2026-07', indicators: 'I45' }
    const { figures } = await look<Figures>(readFigures, asked)
    const own = figures.find(({ unitId }) => unitId === unit('com'))
    expect(at.due).toBeGreaterThan(0)
    expect([own?.num, own?.den]).toEqual([at.paid, at.due])
  })
})
