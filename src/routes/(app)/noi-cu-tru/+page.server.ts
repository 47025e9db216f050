// Nơi cư trú: how far introductions and the remarks of the year are, by unit; every number opens its people.
import { formatDay } from '#kernel/day.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { readOverview } from '#modules/residence/residence.server.ts'
import type { ResidenceCounts } from '#modules/residence/residence.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../address.ts'
import { changed } from '../dang-vien/filters.ts'
import { askedOf, headOf } from './residence-input.server.ts'
import type { PageServerLoad } from './$types'

const MOST_ROWS = 80

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const { unitId, year } = askedOf(url, ctx)
    const cells = url.searchParams.get('xem') === 'chi-bo'
    const overview = await run(readOverview, { unitId, year, cells: cells ? 'true' : 'false' })
    const head = await headOf(run, ctx, url, overview.on, 'overview')
    const list = (unit: string, state: string | null) =>
      address('/noi-cu-tru/danh-sach', { ...head.carried, 'don-vi': unit, 'tinh-trang': state })
    const cell = (unit: string, count: number, state: string | null) => ({
      count,
      href: count > 0 ? list(unit, state) : undefined,
    })
    const row = (unit: string, name: string, counts: ResidenceCounts) => ({
      id: unit,
      name,
      members: cell(unit, counts.members, null),
      notIntroduced: cell(unit, counts.notIntroduced, 'chua-gioi-thieu'),
      noLetter: cell(unit, counts.noLetter, 'chua-so-giay'),
      exempt: counts.exemptActivity + counts.exemptIntroduction,
      needed: cell(unit, counts.needed, 'sinh-hoat'),
      remarked: cell(unit, counts.remarked, 'da-nhan-xet'),
      missing: cell(unit, counts.needed - counts.remarked, 'chua-nhan-xet'),
      percent: formatPercent(counts.remarked, counts.needed),
      href: changed(url, { 'don-vi': unit, xem: null }),
    })
    const behind = overview.units.toSorted((a, b) => b.needed - b.remarked + b.notIntroduced - (a.needed - a.remarked + a.notIntroduced)) // prettier-ignore
    return {
      head,
      dayText: formatDay(overview.on),
      due: overview.dueOn ? formatDay(overview.dueOn) : null,
      total: row(unitId, 'Tổng số', overview.total),
      rows: behind.slice(0, MOST_ROWS).map((unit) => row(unit.unitId, unit.name, unit)),
      moreRows: Math.max(0, behind.length - MOST_ROWS),
      views: [
        { href: changed(url, { xem: null }), label: 'Tổ chức trực thuộc', current: !cells },
        { href: changed(url, { xem: 'chi-bo' }), label: 'Từng chi bộ', current: cells },
      ],
    }
  })
