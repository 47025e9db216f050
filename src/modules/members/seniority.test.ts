// Seniority with gaps: properties of the arithmetic, and the same answer from the statement that lists and statistics use.
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { formatRange } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { admitted, database, tenantId, useRegister } from '../../../tests/samples/register.ts'
import { seniorityBeginsSql } from './seniority-band.ts'
import { daysLost, seniorityBegins, seniorityMonths } from './seniority.ts'

useRegister()

const start = day('1990-01-01')
const on = day('2024-06-30')
const ranges = fc
  .array(fc.tuple(fc.nat(4000), fc.integer({ min: 1, max: 1500 })), { maxLength: 4 })
  .map((pairs) => {
    let at = addDays(start, 1)
    return pairs.map(([skip, length]) => {
      const from = addDays(at, skip)
      at = addDays(from, length + 1)
      return { from, to: addDays(from, length) }
    })
  })
  .map((all) => all.filter(({ to }) => to < on))
const facts = (gaps: { from: Day; to: Day }[], restored: { from: Day; to: Day }[] = []) => ({
  decidedOn: start,
  confirmedOn: addDays(start, 366),
  spans: [{ from: start, to: null }],
  gaps,
  restored,
})

describe('seniority (SENIORITY_START, SENIORITY_DEDUCT)', () => {
  it('loses each day of a gap once, however often it is recorded, and none that is given back', () => {
    fc.assert(
      fc.property(ranges, ranges, (gaps, others) => {
        const lost = daysLost(facts(gaps), on)
        expect(daysLost(facts([...gaps, ...gaps]), on)).toBe(lost)
        expect(daysLost(facts([...gaps, ...others]), on)).toBeGreaterThanOrEqual(lost)
        expect(daysLost(facts(gaps, gaps), on)).toBe(0)
        expect(daysLost(facts(gaps, others), on)).toBeLessThanOrEqual(lost)
      }),
    )
  })

  it('is continuous for who was wrongly removed and restored (RESTORATION), and not for others', () => {
    const spans = [{ from: start, to: day('2000-01-01') }, { from: day('2003-01-01'), to: null }] // prettier-ignore
    const known = { decidedOn: start, confirmedOn: day('1991-01-01'), spans }
    expect(seniorityMonths(known, on)).toBe(413 - 36)
    const restored = [{ from: day('2000-01-01'), to: day('2003-01-01') }]
    expect(seniorityMonths({ ...known, restored }, on)).toBe(413)
  })

  it('never grows by a gap and never falls by waiting', () => {
    fc.assert(
      fc.property(ranges, fc.nat(3000), (gaps, days) => {
        const at = (day: Day) => seniorityMonths(facts(gaps), day) ?? 0
        expect(at(on)).toBeLessThanOrEqual(seniorityMonths(facts([]), on) ?? 0)
        expect(at(addDays(on, days))).toBeGreaterThanOrEqual(at(on))
      }),
    )
  })

  it('begins on the same day in the lists as in the profile, over random histories', async () => {
    const memberId = await admitted('a')
    await withTenant(database, tenantId, async (db) => {
      const common = { tenant_id: tenantId, member_id: memberId, recorded_at: new Date() }
      await sql`update member_event set voided_at = now() where member_id = ${memberId}`.execute(db)
      await sql`update member set admitted_on = ${start}::date, admission_decided_on = ${start}::date where id = ${memberId}`.execute(db) // prettier-ignore
      await sql`update member_status set valid = '[1990-01-01,)' where member_id = ${memberId}`.execute(db)
      for (const [gaps, restored] of fc.sample(fc.tuple(ranges, ranges), 25)) {
        await sql`update seniority_gap set voided_at = now() where member_id = ${memberId}`.execute(db)
        const rows = [...gaps.map((valid) => ({ valid, cause: 'lost_contact' })), ...restored.map((valid) => ({ valid, cause: 'restored' }))] // prettier-ignore
        const apart = rows.filter(({ valid }, at) => rows.slice(0, at).every((other) => other.valid.to <= valid.from || valid.to <= other.valid.from)) // prettier-ignore
        for (const { valid, cause } of apart) await db.insertInto('seniority_gap').values({ ...common, id: newId(), cause, valid: formatRange(valid) }).execute() // prettier-ignore
        const of = (cause: string) => apart.filter((row) => row.cause === cause).map(({ valid }) => valid)
        const { rows: found } = await sql<{ begun: Day }>`
          select ${seniorityBeginsSql(tenantId, on)} as begun from member m where m.id = ${memberId}`.execute(db)
        expect(found[0]?.begun).toBe(seniorityBegins(facts(of('lost_contact'), of('restored')), on))
      }
    })
  })
})
