// The organisation as of a day: the tree with counts, marks of what changed since another day, and the days worth looking at.
import { addDays, formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { listTreeDays, readTree } from '#modules/units/units.server.ts'
import type { TreeDay } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { redirect } from '@sveltejs/kit'
import { address, dayIn } from '../address.ts'
import { memberCounts, NO_MEMBERS } from './member-counts.server.ts'
import { COLOURINGS, colourTree, isColouring } from './tree-colours.ts'
import type { Colouring } from './tree-colours.ts'
import { COLUMNS, numbersOf, treeNodes } from './tree-nodes.ts'
import type { PageServerLoad } from './$types'

/** Fewer units than this are shown unfolded. */
const SMALL = 60
/** Days of change on the slider: twenty years of a busy bloc. */
const DAYS = 400

const changeWords = ({ founded, changed, closed }: TreeDay) =>
  [
    founded > 0 ? `thành lập ${founded}` : '',
    changed > 0 ? `thay đổi ${changed}` : '',
    closed > 0 ? `kết thúc ${closed}` : '',
  ]
    .filter(Boolean)
    .join(', ')

const TODAY = 'hôm nay'

/** Today is a step of its own, in its place: changes of days to come stand after it. */
function withToday(days: readonly TreeDay[], today: Day): TreeDay[] {
  if (days.length === 0 || days.some(({ day }) => day === today)) return [...days]
  return [...days, { day: today, founded: 0, changed: 0, closed: 0 }].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

export const load: PageServerLoad = async (event) => {
  const { url } = event
  const { searchParams } = url
  const asked = dayIn(url)
  const search = searchParams.get('tim') ?? ''
  const colour = searchParams.get('mau')
  const by: Colouring | null = isColouring(colour) ? colour : null
  const openAll = searchParams.get('mo') === 'het'
  const here = (changed: Record<string, string | null>) =>
    address('/to-chuc', { ngay: asked, tim: search, mau: by, mo: openAll ? 'het' : null, ...changed })

  const page = await loadPage(event, async (run, ctx) => {
    const days = withToday(await run(listTreeDays, { limit: DAYS }), ctx.today)
    const step = days[Number(searchParams.get('moc') ?? NaN)]
    if (step) return { to: here({ ngay: step.day === ctx.today ? null : step.day }) }

    const day = asked ?? ctx.today
    const since = dayIn(url, 'so-voi')
    const tree = await run(readTree, { day, since: since && since < day ? since : null })
    const members = await memberCounts(ctx, day)
    const colours = by && colourTree([...tree.units, ...tree.gone], by)
    const numbers = new Map(
      tree.units.map((unit) => [unit.id, numbersOf(unit, members && (members.get(unit.id) ?? NO_MEMBERS), asked)]),
    )
    // Units that are gone have no numbers, but their place in the columns.
    const gone = members ? { count: null, figures: COLUMNS.map(() => ({ value: null })) } : { count: null }
    const nodes = treeNodes([...tree.units, ...tree.gone], {
      href: (unit) => `/to-chuc/${unit.id}${asked ? `?ngay=${asked}` : ''}`,
      numbers: (unit) => numbers.get(unit.id) ?? gone,
      ...(colours ? { mark: (unit) => colours.marks.get(unit.id) } : {}),
      changes: tree.changes,
      open: openAll || tree.units.length < SMALL,
    })
    const of = (kind: string) => tree.units.filter((unit) => unit.kind === kind).length
    return {
      day,
      asked,
      since,
      search,
      nodes,
      units: tree.units.length,
      countLabel: members ? 'Đảng viên' : 'Chi bộ',
      columns: members ? COLUMNS : [],
      kinds: {
        committees: of('grassroots_committee'),
        grassrootsCells: of('grassroots_cell'),
        sections: of('section'),
        subCells: of('sub_cell'),
        groups: of('group'),
      },
      members: members && tree.units[0] ? (members.get(tree.units[0].id) ?? NO_MEMBERS) : null,
      changed: Object.values(tree.changes),
      // A mark leads to the first day of the new order, compared with the day before.
      marks: days.map((mark) => {
        const words = changeWords(mark)
        return {
          day: mark.day as string,
          label: [mark.day === ctx.today ? TODAY : '', words].filter(Boolean).join(', '),
          amount: mark.founded + mark.changed + mark.closed,
          href: words === '' ? here({ ngay: null }) : here({ ngay: mark.day, 'so-voi': addDays(mark.day, -1) }),
        }
      }),
      lastLabel: days.at(-1)?.day === ctx.today ? TODAY : (days.at(-1)?.day.slice(0, 4) ?? ''),
      colour: by,
      legend: colours?.legend ?? [],
      colourings: [
        { href: here({ mau: null, 'so-voi': since }), label: 'Không màu', current: by === null },
        ...Object.entries(COLOURINGS).map(([code, label]) => ({
          href: here({ mau: code, 'so-voi': since }),
          label: `Theo ${label.toLowerCase()}`,
          current: by === code,
        })),
      ],
      open: openAll || tree.units.length < SMALL,
      openHref: here({ mo: openAll ? null : 'het', 'so-voi': since }),
      small: tree.units.length < SMALL,
      todayHref: here({ ngay: null }),
      plainHref: here({}),
      excelHref: address('/to-chuc/tai-ve', { ngay: asked }),
      drawingHref: address('/to-chuc/so-do', { ngay: asked }),
      mayWrite: ctx.actor.holds('unit.write'),
      mayReadPlans: ctx.actor.holds('reorganisation.read'),
      dayText: formatDay(day),
      sinceText: since ? formatDay(since) : null,
    }
  })
  if ('to' in page) redirect(303, page.to)
  return page
}
