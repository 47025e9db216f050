// Introducing: those of a unit who are not introduced yet are ticked, one cell at the place of residence is chosen, letters follow one
// another; `?dang-vien=` introduces one member, also again.
import { notFound } from '#kernel/errors.ts'
import {
  CATEGORIES,
  categoryNames,
  groundsOn,
  introduceMembers,
  listCells,
  listResidence,
} from '#modules/residence/residence.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { askedOf } from '../residence-input.server.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST_CELLS = 2000

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { unitId, year } = askedOf(event.url, ctx)
    const one = event.url.searchParams.get('dang-vien')
    if (!ctx.actor.holds('member.write')) throw notFound()
    const list = await run(listResidence, { unitId: one ? null : unitId, memberId: one, year, state: one ? null : 'not_introduced', all: 'false' }) // prettier-ignore
    const [first] = list.rows
    const home = one && first ? first.unitId : unitId
    if ((one && !first) || !(await ctx.actor.covers(ctx.db, 'member.write', [home]))) throw notFound()
    const { cells } = await run(listCells, { unitId: home, year, every: 'true', size: MOST_CELLS })
    const rules = await loadRulebook(ctx)
    return {
      one: one ? (first?.name ?? '') : null,
      back: one ? `/noi-cu-tru/${one}` : `/noi-cu-tru/danh-sach?don-vi=${unitId}&tinh-trang=chua-gioi-thieu`,
      people: list.rows.map((row) => ({ id: row.memberId, name: row.name, unit: row.unitName })),
      total: list.total,
      address: one ? (first?.address ?? null) : null,
      again: one !== null && first?.linkId !== null,
      categories: CATEGORIES.map((code) => ({ value: code, label: categoryNames[code] })),
      grounds: (['A', 'B'] as const).flatMap(
        (category) =>
        groundsOn(rules, category, ctx.today).map(({ code, label }) => ({ value: code, label, group: categoryNames[category] })), // prettier-ignore
      ),
      cells: cells
        .filter((cell) => cell.endedOn === null)
        .map((cell) => ({ value: cell.id, label: cell.name, group: cell.bodyName })),
      cellsHref: `/noi-cu-tru/chi-bo?don-vi=${home}`,
      today: ctx.today as string,
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(introduceMembers, {
    input: (posted, event) => {
      const one = event.url.searchParams.get('dang-vien')
      // One name for each box, so that a refusal gives back which were ticked.
      const ticked = Object.keys((posted['who'] as object | undefined) ?? {})
      return { ...posted, memberIds: one ? [one] : ticked }
    },
    then: (_, event) => {
      const one = event.url.searchParams.get('dang-vien')
      return one
        ? `/noi-cu-tru/${one}?xong=gioi-thieu`
        : `/noi-cu-tru/danh-sach?don-vi=${event.url.searchParams.get('don-vi') ?? ''}&tinh-trang=chua-gioi-thieu`
    },
  }),
}
