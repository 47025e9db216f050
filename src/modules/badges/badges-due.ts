// Badges that members of a cell reach by the next rounds: the list is due some months before (BADGE_LEAD).
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { RawBuilder } from 'kysely'
import { listDueOn, roundsAround } from './badge.ts'
import { candidatesFor } from './badge-store.ts'
import type { Candidate, Within } from './badge-store.ts'

/** One item for each cell and round whose list is due by a day. A few statements, whatever the number of members. */
export async function badgesDeadlines(ctx: ReadContext, within: Within, until: Day): Promise<DueItem[]> {
  const rules = await loadRulebook(ctx)
  const rounds = roundsAround(rules, ctx.today, 4).next.filter(({ on }) => listDueOn(rules, on) <= until)
  const furthest = rounds.at(-1)
  if (!furthest) return []
  // Whoever reaches a level by the furthest round is looked at once; the round is the first that comes after.
  const people = await candidatesFor(ctx, rules, furthest.on, within)
  const groups = new Map<string, { unitId: Id; on: Day; label: string; people: Candidate[] }>()
  for (const person of people) {
    const round = rounds.find(({ on }) => person.reachedOn <= on)
    if (!round) continue
    const key = `${person.unitId} ${round.on}`
    const group = groups.get(key) ?? { unitId: person.unitId, on: round.on, label: round.label, people: [] }
    group.people.push(person)
    groups.set(key, group)
  }
  const names = await namesOn(ctx, [...groups.values()].map(({ unitId }) => unitId), ctx.today) // prettier-ignore
  return soonestFirst(
    [...groups.values()].map(({ unitId, on, label, people: due }) => ({
      kind: 'badges_reached',
      params: { cell: names.get(unitId)?.name ?? '', count: due.length, round: label, on, name: due[0]?.name ?? '' },
      dueOn: listDueOn(rules, on),
      href: `/huy-hieu?don-vi=${unitId}&dot=${on}`,
      unitId,
    })),
  )
}

/** For who keeps records of a part of the tree: lists due within a month. */
export async function badgesDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const within: Within = (column) => inScope(ctx, 'member.write', ctx.today, column) as RawBuilder<boolean>
  return (await badgesDeadlines(ctx, within, addMonths(ctx.today, 1))).slice(0, 50)
}
