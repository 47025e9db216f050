// Coordination regulations of a year, late ones first, with what each side owes and has done.
import { formatDay } from '#kernel/day.ts'
import { listRegulations, REGULATION_STATES } from '#modules/coordination/coordination.server.ts'
import { load as loadPage } from '#pages'
import { address, yearIn } from '../address.ts'
import type { PageServerLoad } from './$types'
import { doneOf, lineTags, regulationStateNames, validity } from './views.ts'

const SIZE = 50

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const year = yearIn(event.url, ctx.today)
    const page = Math.max(1, Math.floor(Number(searchParams.get('trang'))) || 1)
    const state = REGULATION_STATES.find((one) => one === searchParams.get('tinh-trang')) ?? null
    const search = searchParams.get('tim')
    const open = searchParams.get('con-viec') === '1'
    const unitId = searchParams.get('don-vi')
    const found = await run(listRegulations, { year, state, search, open: open ? '1' : '', unitId, page, size: SIZE })
    const at = (more: Record<string, string | number | null>) =>
      address('/phoi-hop', { nam: year, 'tinh-trang': state, tim: search, 'don-vi': unitId, 'con-viec': open ? 1 : null, ...more }) // prettier-ignore
    const sum = Object.values(found.counts).reduce((a, b) => a + b, 0)
    return {
      mayWrite: ctx.actor.holds('coordination.write') && ctx.scope('coordination.write').whole,
      year,
      search,
      open,
      state,
      page,
      size: SIZE,
      total: found.total,
      unitId,
      pageHref: at({ trang: 'N' }),
      sheet: address('/phoi-hop/tai-ve', { nam: year }),
      years: [year - 1, year, year + 1].map((one) => ({ year: one, href: at({ nam: one }) })),
      applied: [
        ...(search ? [{ label: `Tìm: ${search}`, href: at({ tim: null }) }] : []),
        ...(open ? [{ label: 'Còn việc', href: at({ 'con-viec': null }) }] : []),
        ...(unitId ? [{ label: 'Của một tổ chức', href: at({ 'don-vi': null }) }] : []),
      ],
      tabs: [
        { href: at({ 'tinh-trang': null }), label: 'Tất cả', count: sum, current: state === null },
        ...REGULATION_STATES.filter((one) => one !== 'coming' || found.counts.coming > 0).map((one) => ({
          href: at({ 'tinh-trang': one }),
          label: regulationStateNames[one],
          count: found.counts[one],
          current: state === one,
        })),
      ],
      regulations: found.regulations.map((one) => ({
        id: one.id,
        number: one.number,
        title: one.title,
        signed: formatDay(one.signedOn),
        sides: one.others.length > 0 ? one.others : one.ours,
        valid: validity(one.valid),
        own: doneOf(one.own),
        theirs: doneOf(one.theirs),
        tags: lineTags(one),
      })),
    }
  })
