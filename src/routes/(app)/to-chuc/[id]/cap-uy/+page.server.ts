// The committee of a unit as of a day: its term, bodies with holders and vacancies, terms and everybody before.
import { formatDay } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  bodyKindNames,
  holdingBasisNames,
  readCommittees,
  termBasisNames,
  vacancyWords,
} from '#modules/committees/committees.server.ts'
import type { HolderView } from '#modules/committees/committees.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../../address.ts'
import { committeeHistory, paperWords } from './committee-history.ts'
import { daysOf } from './committee-page.server.ts'
import type { PageServerLoad } from './$types'

/** More events than this are behind "Tất cả". */
const MOST_EVENTS = 40

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const unitId = event.params.id as Id
    const asked = dayIn(event.url)
    const found = await run(readCommittees, { unitId, day: asked })
    const name = await nameOn(ctx, unitId, found.day)
    const mayWrite = await ctx.actor.covers(ctx.db, 'post.write', [unitId])
    const reads = ctx.actor.holds('member.read')
    const here = `/to-chuc/${unitId}/cap-uy`
    const bodyNames = new Map(found.allBodies.map((body) => [body.id, body.name]))
    const holder = (one: HolderView) => ({
      id: one.id,
      post: one.label,
      name: one.name,
      href: reads && one.memberId ? address(`/dang-vien/${one.memberId}`, { ngay: asked }) : undefined,
      basis: [
        holdingBasisNames[one.basis],
        one.actingFor ? `thay đồng chí ${one.actingFor}` : null,
        one.servedBefore === true ? 'tái cử' : one.servedBefore === false ? 'lần đầu' : null,
      ]
        .filter(Boolean)
        .join(', '),
      acting: one.basis === 'acting',
      lapsed: one.lapsed,
      days: daysOf(one.valid),
      paper: paperWords(one.decision),
    })
    const events = committeeHistory(found.history, found.day, (id) => bodyNames.get(id) ?? '')
    const all = event.url.searchParams.get('tat-ca') !== null
    return {
      id: unitId,
      name: name?.name ?? '',
      shortName: name?.shortName ?? '',
      asked,
      dayText: formatDay(found.day),
      dayIso: found.day as string,
      mayWrite,
      warnings: found.warnings,
      hasTerms: found.terms.length > 0,
      mayHaveCommittee: found.mayHave.length > 0,
      mayHaveMore: found.mayHave.some((kind) => kind === 'board' || !found.bodies.some((body) => body.kind === kind)),
      term: found.term ? termText(found.term) : null,
      terms: found.terms.map((term) => ({
        id: term.id,
        label: term.label,
        ordinal: termOrdinal(term),
        days: daysOf(term.valid),
        basis: termBasisNames[term.basis],
        paper: paperWords(term.decision),
        current: term.id === found.term?.id,
        edit: `${here}/nhiem-ky/${term.id}`,
        look: address(here, { ngay: term.valid.from }),
      })),
      bodies: found.bodies.map((body) => ({
        id: body.id,
        name: body.name,
        kind: bodyKindNames[body.kind],
        seats: body.seats,
        taken: new Set(body.holders.filter((one) => one.basis !== 'acting').map((one) => one.personId ?? one.name))
          .size,
        empty: body.empty > 0 ? vacancyWords.empty(body.empty) : null,
        headless: body.headless ? vacancyWords.headless(body.kind) : null,
        acting: body.headless && body.acting ? vacancyWords.acting(body.acting) : null,
        holders: body.holders.map(holder),
      })),
      events: all ? events : events.slice(0, MOST_EVENTS),
      more: !all && events.length > MOST_EVENTS ? events.length : 0,
    }
  })

type Term = NonNullable<Awaited<ReturnType<typeof readCommittees.run>>['term']>

const termOrdinal = (term: Term): string | null =>
  term.ordinal === null ? null : `lần thứ ${term.ordinal}${term.restarted ? ' (đánh số lại)' : ''}`

const termText = (term: Term): string =>
  [`Nhiệm kỳ ${term.label}`, termOrdinal(term) && `đại hội ${termOrdinal(term)}`, daysOf(term.valid)]
    .filter(Boolean)
    .join(', ')
