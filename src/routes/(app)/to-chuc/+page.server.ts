// The organisation as of a day: the tree with counts, marks of what changed since another day, and the days worth looking at.
import { addDays, formatDay } from '#kernel/day.ts'
import { allIndicators, readFigures } from '#modules/figures/figures.server.ts'
import { listTreeDays, readTree } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../address.ts'
import { treeNodes } from './tree-nodes.ts'
import type { PageServerLoad } from './$types'

/** Fewer units than this are shown unfolded. */
const SMALL = 60
const MEMBERS = 'I03'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const asked = dayIn(url)
    const day = asked ?? ctx.today
    const since = dayIn(url, 'so-voi')
    const search = url.searchParams.get('tim') ?? ''
    const tree = await run(readTree, { day, since: since && since < day ? since : null })
    const days = await run(listTreeDays, {})
    const counted = ctx.actor.holds('figure.read') && allIndicators().some(({ code }) => code === MEMBERS)
    const figures = counted ? await run(readFigures, { indicators: MEMBERS, on: day }) : null
    const members = new Map<string, number | null>(
      (figures?.figures ?? []).map((figure) => [figure.unitId, figure.value]),
    )

    // Units that are gone have no count.
    const counts = new Map(tree.units.map(({ id, cells }) => [id, counted ? (members.get(id) ?? 0) : cells]))
    const at = asked ? day : null
    const nodes = treeNodes([...tree.units, ...tree.gone], {
      href: (unit) => address(`/to-chuc/${unit.id}`, { ngay: at }),
      count: (unit) => counts.get(unit.id),
      countHref: (unit) =>
        counted && counts.has(unit.id) ? address(`/so-lieu/${MEMBERS}`, { 'don-vi': unit.id, ngay: day }) : undefined,
      changes: tree.changes,
      open: tree.units.length < SMALL,
    })
    const of = (kind: string) => tree.units.filter((unit) => unit.kind === kind).length
    const here = (on: string | null, against: string | null = null) =>
      address('/to-chuc', { ngay: on, 'so-voi': against, tim: search })
    return {
      day,
      asked: at,
      since,
      search,
      nodes,
      units: tree.units.length,
      countLabel: counted ? 'đảng viên' : 'chi bộ',
      kinds: {
        committees: of('grassroots_committee'),
        grassrootsCells: of('grassroots_cell'),
        sections: of('section'),
        subCells: of('sub_cell'),
        groups: of('group'),
      },
      changed: Object.values(tree.changes),
      // A mark leads to the first day of the new order, compared with the day before.
      marks: days.map((mark) => ({
        day: mark.day as string,
        label: [
          mark.founded > 0 ? `thành lập ${mark.founded}` : '',
          mark.changed > 0 ? `thay đổi ${mark.changed}` : '',
          mark.closed > 0 ? `kết thúc ${mark.closed}` : '',
        ]
          .filter(Boolean)
          .join(', '),
        href: here(mark.day, addDays(mark.day, -1)),
      })),
      today: ctx.today,
      todayHref: here(null),
      plainHref: here(at),
      excelHref: address('/to-chuc/tai-ve', { ngay: at }),
      foundHref: ctx.actor.holds('unit.write') ? '/to-chuc/thanh-lap' : null,
      dayText: formatDay(day),
      sinceText: since ? formatDay(since) : null,
    }
  })
