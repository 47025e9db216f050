// What committees are made of on a day; each count opens its people on the same page.
import { formatDay } from '#kernel/day.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { BODY_KINDS, bodyKindNames, listComposition, readComposition } from '#modules/committees/committees.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn, UNIT_KINDS, unitKindNames } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import { changed } from '../../dang-vien/filters.ts'
import { partsOf, partWords } from '../composition.ts'
import { homeOf, pageIn } from '../list-input.server.ts'
import { viewTabs } from '../tabs.ts'
import { compositionInput } from './composition-input.server.ts'
import type { PageServerLoad } from './$types'

const MOST_UNITS = 120

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const asked = dayIn(url)
    const input = compositionInput(url, ctx)
    const table = await run(readComposition, input)
    const part = url.searchParams.get('phan')
    const people =
      part === null ? null : await run(listComposition, { ...input, part: part || null, page: pageIn(url) })
    const home = homeOf(ctx)
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: table.day, limit: MOST_UNITS })
    const unit = await nameOn(ctx, input.unitId, table.day)
    const reads = ctx.actor.holds('member.read')
    const opened = (code: string) => `${changed(url, { phan: code })}#nguoi`
    const share = (count: number) => formatPercent(count, table.total)
    return {
      tabs: viewTabs('co-cau', url),
      asked,
      dayText: formatDay(table.day),
      dayIso: table.day as string,
      unit: { id: input.unitId, name: unit?.name ?? '' },
      what: input.below
        ? `${bodyKindNames[input.bodyKind as keyof typeof bodyKindNames]} các ${unitKindNames[input.below].toLowerCase()}`
        : bodyKindNames[input.bodyKind as keyof typeof bodyKindNames],
      total: table.total,
      allHref: `${address(url.pathname, { ...Object.fromEntries(url.searchParams), trang: null })}${url.search ? '&' : '?'}phan=#nguoi`,
      groups: partsOf(table.counts).map((group) => ({
        label: group.label,
        parts: group.parts.map(({ code, label, count }) => ({
          id: code,
          label,
          count,
          percent: share(count),
          href: count > 0 ? opened(code) : undefined,
          on: code === part,
        })),
      })),
      rows: input.below
        ? table.units.map((row) => ({
            id: row.unitId,
            unit: row.unitName,
            href: address(`/to-chuc/${row.unitId}/cap-uy`, { ngay: asked }),
            total: row.total,
            women: row.counts['sex.female'] ?? 0,
            minority: row.counts['ethnicity.minority'] ?? 0,
            young: (row.counts['age.18-30'] ?? 0) + (row.counts['age.31-40'] ?? 0),
            fresh: row.counts['service.new'] ?? 0,
          }))
        : [],
      options: {
        units: [
          ...(home && !units.some(({ id }) => id === home) ? [{ value: home, label: (await nameOn(ctx, home, table.day))?.shortName ?? '' }] : []),
          ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
        ], // prettier-ignore
        kinds: UNIT_KINDS.filter((kind) => kind !== 'group' && kind !== 'bloc').map((value) => ({
          value,
          label: `Tất cả ${unitKindNames[value].toLowerCase()}`,
        })),
        bodies: BODY_KINDS.map((value) => ({ value, label: bodyKindNames[value] })),
      },
      values: { loai: input.below, 'bo-phan': input.bodyKind },
      people: people && {
        words: partWords(part) ?? 'Tất cả',
        total: people.total,
        page: people.page,
        size: people.size,
        rows: people.people.map((one) => ({
          id: one.id,
          name: one.name,
          href: reads && one.memberId ? address(`/dang-vien/${one.memberId}`, { ngay: asked }) : undefined,
          birth: one.birthOn ? formatDay(one.birthOn) : '—',
          post: one.label,
          unit: one.unitName,
          unitHref: address(`/to-chuc/${one.unitId}/cap-uy`, { ngay: asked }),
        })),
      },
    }
  })
