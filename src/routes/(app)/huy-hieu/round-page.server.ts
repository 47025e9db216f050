// A round of badges as its page and its workbook show it.
import { formatDay } from '#kernel/day.ts'
import { badgeKindNames, badgeStateNames, readRound } from '#modules/badges/badges.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { paperChoices } from '../dang-vien/choices.server.ts'
import { unitOf } from '../dang-phi/own-unit.server.ts'
import { address, dayIn } from '../address.ts'

export const roundPage = (event: RequestEvent) =>
  load(event, async (run, ctx) => {
    const unitId = unitOf(ctx, event.url, 'member.read')
    const round = await run(readRound, { unitId, awardOn: dayIn(event.url, 'dot') })
    const label = round.rounds.find(({ on }) => on === round.awardOn)?.label ?? 'Đợt'
    const writes = await ctx.actor.covers(ctx.db, 'member.write', [unitId])
    return {
      unit: { id: unitId, name: (await nameOn(ctx, unitId, ctx.today))?.name ?? '' },
      awardOn: round.awardOn,
      title: `${label}, ngày ${formatDay(round.awardOn)}`,
      rounds: round.rounds.map(({ on, label: name }) => ({
        label: `${name}/${on.slice(0, 4)}`,
        current: on === round.awardOn,
        href: address('/huy-hieu', { 'don-vi': unitId, dot: on }),
      })),
      query: `don-vi=${unitId}&dot=${round.awardOn}`,
      writes,
      decides: ctx.scope('member.write').whole,
      papers: writes ? await paperChoices(run) : [],
      today: ctx.today,
      key: newId(),
      candidates: round.candidates.map((each) => ({
        id: each.memberId,
        name: each.name,
        born: formatDay(each.birthOn),
        unit: each.unitName,
        level: each.level,
        reached: formatDay(each.reachedOn),
        note: [
          each.late ? 'Đủ từ trước đợt này: kiểm tra đã tặng chưa' : null,
          each.waitsUntil ? `Có kỷ luật: chưa xét trước ${formatDay(each.waitsUntil)}` : null,
        ]
          .filter(Boolean)
          .join(' · '),
        bonus: each.bonus,
      })),
      badges: round.badges.map((each) => ({
        id: each.id,
        memberId: each.memberId,
        name: each.name,
        born: formatDay(each.birthOn),
        unit: each.unitName,
        level: each.level,
        kind: badgeKindNames[each.kind],
        state: each.state,
        stateName: badgeStateNames[each.state],
        number: each.number,
        bonus: each.bonus,
        decision: each.decision && each.decidedOn ? `${each.decision}, ${formatDay(each.decidedOn)}` : null,
        reason: each.reason,
      })),
    }
  })
