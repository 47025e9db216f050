// What happened to a member as of a day: deeds with their papers, cells, standings, posts.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { dossiersOf } from '#modules/admissions/admissions.server.ts'
import { eventNames, readMember, stateNames } from '#modules/members/members.server.ts'
import { postsOfPerson } from '#modules/committees/committees.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../../address.ts'
import { headOf } from '../record-head.server.ts'
import type { PageServerLoad } from './$types'

const span = (from: Day, to: Day | null) =>
  to === null ? `từ ${formatDay(from)}` : `${formatDay(from)} – trước ${formatDay(to)}`

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day: asked })
    const posts = ctx.actor.holds('post.read') ? await run(postsOfPerson, { personId: member.personId }) : []
    const dossiers = ctx.actor.holds('member.read') ? await run(dossiersOf, { personId: member.personId }) : []
    const admission = dossiers.find((each) => each.memberId === member.id)
    const cell = member.cells.at(-1)
    const reach = cell && !asked ? await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]) : false
    // What happened in another cell is corrected by whoever reaches that cell, too.
    const correctable = new Set<string>()
    for (const unitId of reach ? new Set(member.events.flatMap((each) => each.unit?.id ?? [])) : []) {
      if (await ctx.actor.covers(ctx.db, 'member.write', [unitId])) correctable.add(unitId)
    }
    return {
      head: headOf(member, asked, '/dien-bien'),
      cells: member.cells.toReversed().map((each) => ({
        name: each.unit?.name ?? '',
        href: `/to-chuc/${each.unitId}`,
        span: span(each.valid.from, each.valid.to),
        reason: each.reason,
      })),
      posts: posts
        .filter((each) => each.valid.from <= member.day)
        .map((each) => ({
          id: each.id,
          name: `${each.label}${each.basis === 'acting' ? ' (phụ trách)' : ''}`,
          unit: [each.bodyName, each.unitName].join(', '),
          href: address(`/to-chuc/${each.unitId}/cap-uy`, { ngay: asked }),
          span: span(each.valid.from, each.valid.to),
          note: [each.termLabel ? `nhiệm kỳ ${each.termLabel}` : null, each.decision].filter(Boolean).join(', '),
        })),
      statuses: member.statuses.toReversed().map((each) => ({
        name: stateNames[each.standing === 'active' ? each.status : each.standing],
        span: span(each.valid.from, each.valid.to),
      })),
      dossiers: dossiers.map((each) => ({
        id: each.id,
        name: each.stageName,
        since: `từ ${formatDay(each.stageOn)}`,
      })),
      events: member.events.map((each) => ({
        ...(each.kind === 'admission' && admission ? { href: `/ket-nap/${admission.id}` } : {}),
        day: formatDay(each.effectiveOn),
        iso: each.effectiveOn as string,
        what: [
          eventNames[each.kind],
          each.fromPlace ? `từ ${each.fromPlace}` : each.toPlace ? `đến ${each.toPlace}` : '',
          each.onTime === false ? '(chậm hạn)' : '',
        ]
          .filter(Boolean)
          .join(' '),
        who: each.unit?.name ?? '',
        by: {
          label: each.decision
            ? `${each.decision.number}, ký ${formatDay(each.decidedOn)}`
            : `ký ${formatDay(each.decidedOn)}`,
        },
        state: each.voidReason === null ? ('done' as const) : ('returned' as const),
        ...(each.voidReason === null ? {} : { note: `Ghi nhầm, đã đính chính: ${each.voidReason}` }),
        ...(each.voidReason === null && each.unit && correctable.has(each.unit.id)
          ? { act: { label: 'Đính chính', href: `/dang-vien/${member.id}/dinh-chinh?su-kien=${each.id}` } }
          : {}),
      })),
    }
  })
