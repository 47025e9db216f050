// The demo's dues: who pays by what in one committee and its cells, sheets of the last months, most of them paid, some arrears.
import { addDays, addMonths, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { importClasses, importPayments, monthStart, nextMonth, prepareSheets, recordRemittance, setRegion } from '#modules/dues/dues.server.ts' // prettier-ignore
import type { Db } from '#platform/db/db.ts'
import { membersNow } from './members-now.ts'
import { random } from './random.ts'
import type { Run } from './run.ts'

export interface DuesWorld {
  run: Run
  db: Db
  tenantId: Id
  top: Id
  /** Units whose dues are on record. */
  units: readonly Id[]
  seed: string
  today: Day
}

const MONTHS = 8

/** Returns how many payments are on record. */
export async function loadDues({ run, db, tenantId, top, units, seed, today }: DuesWorld): Promise<number> {
  const thisMonth = monthStart(today)
  const first = addMonths(thisMonth, 1 - MONTHS)
  await run(setRegion, { unitId: top, region: 'III', fromMonth: '2026-01' })
  let payments = 0
  const done = new Set<Id>()
  for (const unitId of units) {
    const dice = random(`${seed} dues ${unitId}`)
    const people = (await membersNow(db, tenantId, today, unitId))
      .filter(({ memberId }) => !done.has(memberId))
      .map((member) => {
        const pension = yearOf(today) - yearOf(member.birthOn) >= (member.sex === 'female' ? 57 : 62)
        // Bases in steps that leave no part of a đồng: what is paid is what is due.
        const base = (pension ? 4_000_000 : 6_500_000) + 10_000 * dice.below(pension ? 500 : 1500)
        return { ...member, class: pension ? 'pensioner' : 'insured', base, due: pension ? base / 200 : base / 100, late: dice.below(60) === 0 } // prettier-ignore
      })
    if (people.length === 0) continue
    for (const { memberId } of people) done.add(memberId)
    await run(importClasses, { unitId, fromMonth: first, rows: people.map(({ memberId, class: kind, base }) => ({ memberId, class: kind, base })) }) // prettier-ignore
    for (let at = 0; at < MONTHS; at++) {
      const month = addMonths(first, at)
      await run(prepareSheets, { unitId, month })
      const current = month === thisMonth
      const known = await db.selectFrom('dues_line').select(['member_id', 'due']).where('tenant_id', '=', tenantId).where('month', '=', month).where('due', '>', 0).execute() // prettier-ignore
      const due = new Map(known.map((line) => [line.member_id, line.due]))
      const rows = people.flatMap(({ memberId, late }) => {
        const amount = due.get(memberId)
        if (!amount || (late && at >= MONTHS - 4) || (current && dice.below(10) < 4)) return []
        const last = addDays(nextMonth(month), -1)
        const channel = dice.below(3) === 0 ? 'portal' : 'cash'
        return [{ memberId, amount: dice.below(80) === 0 ? amount + 20_000 : amount, channel, paidOn: last < today ? last : today }] // prettier-ignore
      })
      if (rows.length === 0) continue
      await run(importPayments, { unitId, month, rows })
      payments += rows.length
      const sum = rows.reduce((all, { amount }) => all + amount, 0)
      const passed = Math.floor((sum * 3) / 10)
      if (!current && passed > 0) await run(recordRemittance, { unitId, fromMonth: month, toMonth: month, amount: passed, channel: 'transfer', paidOn: addDays(month, 35) < today ? addDays(month, 35) : today }) // prettier-ignore
    }
  }
  return payments
}
