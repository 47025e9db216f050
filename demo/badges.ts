// The demo's badges and cards: earlier badges of who is long enough in the Party, the last round decided, some lists of cards.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import {
  decideBadges,
  decideCardBatch,
  endorseBadges,
  enterBadges,
  listForCard,
  openCardBatch,
  proposeBadges,
  readRound,
  roundsAround,
} from '#modules/badges/badges.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Db } from '#platform/db/db.ts'
import { askIn } from '#platform/operation/execute.ts'
import { random } from './random.ts'
import type { Run } from './run.ts'
import { membersNow } from './members-now.ts'

export interface BadgeWorld {
  run: Run
  db: Db
  tenantId: Id
  top: Id
  /** The grassroots unit whose lists of cards are kept. */
  own: Id
  seed: string
  today: Day
  now: Date
}

/** Returns how many badges are on record, and how many lists of cards. */
export async function loadBadges(world: BadgeWorld): Promise<{ badges: number; lists: number }> {
  const { run, db, tenantId, top, now, today } = world
  const caller = systemCaller(tenantId, 'demo')
  const ask = (awardOn: Day) => askIn(db, caller, (query) => query(readRound, { unitId: top, awardOn }), { now })
  const { last } = await askIn(db, caller, async (_, ctx) => roundsAround(await loadRulebook(ctx), today), { now })
  if (!last) return { badges: 0, lists: 0 }
  const round = await ask(last.on)
  // Whoever reached a level before this year has it; the last round gives what was reached since.
  const due = round.candidates.filter(({ reachedOn }) => yearOf(reachedOn) === yearOf(last.on))
  const earlier = round.candidates.filter((each) => !due.includes(each))
  const given = earlier.map((each) => ({ memberId: each.memberId, level: each.level, awardOn: nextRound(each.reachedOn) })) // prettier-ignore
  if (given.length > 0) await run(enterBadges, { rows: given })
  if (due.length > 0) {
    const { badgeIds } = await run(proposeBadges, { awardOn: last.on, memberIds: due.map(({ memberId }) => memberId) })
    await run(endorseBadges, { badgeIds })
    const numbers = Object.fromEntries(badgeIds.map((id, at) => [id, `H ${String(204_310 + at)}`]))
    await run(decideBadges, {
      badgeIds,
      numbers,
      decidedOn: last.on,
      decision: { number: '118-QĐ/TU', issuedOn: last.on, issuer: 'Tỉnh ủy', abstract: 'Về tặng Huy hiệu Đảng' },
    })
  }
  return { badges: given.length + due.length, lists: await loadCards(world) }
}

/** The first of the four rounds on or after a day. */
function nextRound(day: Day): Day {
  const [year, after] = [yearOf(day), day.slice(5)]
  const code = ['02-03', '05-19', '09-02', '11-07'].find((each) => each >= after)
  return (code ? `${year}-${code}` : `${year + 1}-02-03`) as Day
}

async function loadCards({ run, db, tenantId, own, seed, today }: BadgeWorld): Promise<number> {
  const people = (await membersNow(db, tenantId, today, own)).filter(({ cardNumber }) => cardNumber !== null)
  const dice = random(`${seed} cards`)
  const take = (count: number) => Array.from({ length: Math.min(count, people.length) }, () => people.splice(dice.below(people.length), 1)[0]!) // prettier-ignore
  const open = async (kind: string, name: string, count: number) => {
    const listed = take(count)
    if (listed.length === 0) return null
    const { batchId } = await run(openCardBatch, { unitId: own, kind, name })
    await run(listForCard, { batchId, memberIds: listed.map(({ memberId }) => memberId), reportedOn: kind === 'lost' ? today : null }) // prettier-ignore
    return batchId
  }
  const year = yearOf(today)
  const exchange = await open('exchange', `Đổi thẻ gắn chíp đợt 1/${year}`, 12)
  if (exchange) {
    const lines = await db.selectFrom('card_line').select('id').where('tenant_id', '=', tenantId).where('batch_id', '=', exchange).orderBy('id').execute() // prettier-ignore
    await run(decideCardBatch, {
      batchId: exchange,
      version: 1,
      decidedOn: today,
      form: 'chip',
      numbers: Object.fromEntries(lines.map(({ id }, at) => [id, String(240_120_260_001 + at)])),
      decision: { number: '204-QĐ/ĐUK', issuedOn: today, issuer: 'Ban Thường vụ Đảng ủy Khối', abstract: 'Về đổi thẻ đảng viên' }, // prettier-ignore
    })
  }
  await open('lost', `Cấp lại thẻ mất năm ${year}`, 2)
  await open('check', `Kiểm tra kỹ thuật thẻ ${year}`, 10)
  return 3
}
