// Who holds what on a day over the tree, or what is vacant; filters and page are in the address.
import { formatDay } from '#kernel/day.ts'
import {
  BODY_KINDS,
  bodyKindNames,
  holdingBasisNames,
  listPosts,
  listVacancies,
  POST_KINDS,
  vacancyWords,
} from '#modules/committees/committees.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn, UNIT_KINDS, unitKindNames } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../address.ts'
import { changed } from '../dang-vien/filters.ts'
import { daysOf } from '../to-chuc/[id]/cap-uy/committee-page.server.ts'
import { pageIn, postsInput } from './list-input.server.ts'
import { viewTabs } from './tabs.ts'
import type { PageServerLoad } from './$types'

const MOST_UNITS = 120

/** A post is called differently in a cell: both words, unless one says the other. */
const posts = [
  ...Map.groupBy(
    POST_KINDS.toSorted((a, b) => a.rank - b.rank),
    ({ code }) => code,
  ),
].map(([value, kinds]) => {
  const words = [...new Set(kinds.map(({ label }) => label))]
  return {
    value,
    label: words.filter((word) => !words.some((other) => other !== word && word.startsWith(other))).join(', '),
  }
})
const bodies = BODY_KINDS.map((value) => ({ value, label: bodyKindNames[value] }))
const kinds = UNIT_KINDS.filter((kind) => kind !== 'group').map((value) => ({ value, label: unitKindNames[value] }))

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const asked = dayIn(url)
    const of = (name: string) => url.searchParams.get(name) ?? ''
    const vacant = url.searchParams.get('khuyet') !== null
    const input = { ...postsInput(url), page: pageIn(url) }
    const held = vacant ? null : await run(listPosts, input)
    const vacancies = vacant ? await run(listVacancies, input) : null
    const list = held ?? vacancies!
    const unitId = url.searchParams.get('don-vi')
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: list.day, limit: MOST_UNITS })
    const unit = unitId ? await nameOn(ctx, unitId, list.day) : undefined
    const word = (options: { value: string; label: string }[], name: string) => {
      const found = options.find(({ value }) => value === of(name))
      return found ? [{ label: found.label, href: changed(url, { [name]: null }) }] : []
    }
    const reads = ctx.actor.holds('member.read')
    const committee = (id: string) => address(`/to-chuc/${id}/cap-uy`, { ngay: asked })
    return {
      tabs: viewTabs(vacant ? 'khuyet' : 'nguoi', url),
      vacant,
      asked,
      dayText: formatDay(list.day),
      dayIso: list.day as string,
      total: list.total,
      page: list.page,
      size: list.size,
      mayWrite: ctx.scope('post.write').whole,
      units: units.length > 1 ? units.map(({ id, shortName }) => ({ value: id, label: shortName })) : [],
      unitId,
      unitIsChoice: units.some(({ id }) => id === unitId),
      options: { posts, bodies, kinds },
      values: { tim: of('tim'), loai: of('loai'), 'bo-phan': of('bo-phan'), 'chuc-vu': of('chuc-vu') },
      applied: [
        ...(unit ? [{ label: unit.name, href: changed(url, { 'don-vi': null }) }] : []),
        ...(of('tim') ? [{ label: `“${of('tim')}”`, href: changed(url, { tim: null }) }] : []),
        ...word(kinds, 'loai'),
        ...word(bodies, 'bo-phan'),
        ...(vacant ? [] : word(posts, 'chuc-vu')),
      ],
      holdings: (held?.holdings ?? []).map((one) => ({
        id: one.id,
        name: one.name,
        href: reads && one.memberId ? address(`/dang-vien/${one.memberId}`, { ngay: asked }) : undefined,
        post: one.label,
        body: one.bodyName,
        unit: one.unitName,
        unitHref: committee(one.unitId),
        basis: holdingBasisNames[one.basis],
        acting: one.basis === 'acting',
        days: daysOf(one.valid),
        paper: one.decision ? `${one.decision.number}, ${formatDay(one.decision.issuedOn)}` : null,
      })),
      vacancies: (vacancies?.vacancies ?? []).map((one) => ({
        id: `${one.unitId} ${one.bodyId}`,
        unit: one.unitName,
        unitHref: committee(one.unitId),
        kind: unitKindNames[one.unitKind],
        body: one.bodyName ?? '—',
        seats: one.seats,
        none: one.bodyId === null ? vacancyWords.noCommittee : null,
        headless: one.headless ? vacancyWords.headless(one.bodyKind) : null,
        acting: one.headless && one.acting ? vacancyWords.acting(one.acting) : null,
        empty: one.empty > 0 ? vacancyWords.empty(one.empty) : null,
      })),
    }
  })
