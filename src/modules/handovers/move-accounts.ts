// Who goes along: accounts with the rights they hold in handed-over units, and their logins. A right over a whole old bloc ends with it;
// only administrators go on as such, the others are given theirs anew (unless the operator says that rights are kept).
import { addDays } from '#kernel/day.ts'
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { standingsOn } from '#modules/access/access.server.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { pieceId } from './alterations.ts'
import type { Row } from './alterations.ts'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import type { Part } from './part.ts'

/** The accounts that go: all of them, or those who on the last day stood somewhere, and only in the part. */
export async function goingAccounts(db: Db, { from, on, plan }: HandOver, part: Part): Promise<Id[]> {
  const { rows } = await sql<{ id: Id; units: Id[] }>`
    select a.id, array(select s.unit_id from (${standingsOn(addDays(on, -1))}) s) as units
    from account a
    where a.tenant_id = ${from.id}`.execute(db)
  return rows
    .filter(({ units }) => plan.kind !== 'part' || (units.length > 0 && units.every((id) => part.stay.has(id))))
    .map(({ id }) => id)
}

/** Rights as they stand in the new bloc. */
export function grantsInto(rows: readonly Row[], handOver: HandOver, part: Part, accounts: ReadonlySet<Id>): Row[] {
  const { oldTop, newTop, keepRights } = handOver.plan
  return rows.flatMap((row) => {
    if (!accounts.has(String(row['account_id']))) return []
    const unit = String(row['unit_id'])
    if (unit !== oldTop) return isWhole(handOver) || part.stay.has(unit) ? [row] : []
    const valid = parseRange(String(row['valid']))
    const ended =
      valid.from < handOver.on
        ? { ...row, valid: formatRange({ from: valid.from, to: minEnd(valid.to, handOver) }) }
        : null
    const goesOn = (keepRights || row['role'] === 'administrator') && (valid.to === null || valid.to > handOver.on)
    const from = valid.from < handOver.on ? handOver.on : valid.from
    const begun = goesOn
      ? { ...row, id: pieceId(String(row['id']), 1), unit_id: newTop, valid: formatRange({ from, to: valid.to }) }
      : null
    return [ended, begun].filter((each) => each !== null)
  })
}

const minEnd = (to: HandOver['on'] | null, { on }: HandOver) => (to !== null && to < on ? to : on)

/** Logins stand in one bloc at a time: from now on in the new one, with the password they have. Open sessions end. */
export async function moveLogins(db: Db, { from, into }: HandOver, accounts: readonly Id[]): Promise<number> {
  const users = await db
    .updateTable('auth.user')
    .set({ tenantId: into.id })
    .where('tenantId', '=', from.id)
    .where('accountId', '=', sql<Id>`any(${[...accounts]}::uuid[])`)
    .returning('id')
    .execute()
  if (users.length > 0)
    await db
      .deleteFrom('auth.session')
      .where('userId', '=', sql<string>`any(${users.map(({ id }) => id)}::text[])`)
      .execute()
  return users.length
}
