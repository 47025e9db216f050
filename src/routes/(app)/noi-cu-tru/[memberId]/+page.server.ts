// One member at the place of residence: where introduced over the years, letters, the remarks of each year, and what may be done.
import { addDays, formatDay, yearOf } from '#kernel/day.ts'
import {
  categoryNames,
  correctRemark,
  endLink,
  endReasonNames,
  groundsOn,
  numberLetter,
  readResidence,
  recordRemarks,
  resultsOn,
  returnRemark,
  sourceNames,
  voidLink,
  voidRemark,
} from '#modules/residence/residence.server.ts'
import type { LinkView } from '#modules/residence/residence.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

const YEARS = 6

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const found = await run(readResidence, { memberId: event.params.memberId })
    const { member } = found
    const rules = await loadRulebook(ctx)
    const grounds = new Map((['A', 'B'] as const).flatMap((category) => groundsOn(rules, category, ctx.today).map((one) => [one.code, one.label]))) // prettier-ignore
    const results = resultsOn(rules, ctx.today)
    const labels = new Map(results.map(({ code, label }) => [code, label]))
    const counting = found.links.filter((link) => link.voidReason === null)
    const current = counting.find((link) => link.valid.to === null) ?? null
    const where = (link: LinkView) => (link.cellName ? `${link.cellName}, ${link.bodyName ?? ''}` : categoryNames.B)
    const unit = await nameOn(ctx, member.unitId, ctx.today)
    const thisYear = yearOf(ctx.today)
    const written = new Set(found.remarks.filter((one) => one.voidReason === null).map((one) => one.year))
    return {
      member: { id: member.id, name: member.name, unitId: member.unitId, unit: unit?.name ?? '', born: formatDay(member.birthOn), left: member.leftOn ? formatDay(member.leftOn) : null }, // prettier-ignore
      mayWrite: found.mayWrite && member.leftOn === null,
      done: event.url.searchParams.get('xong'),
      asked: event.url.searchParams.get('sua'),
      current: current && {
        id: current.id,
        version: current.version,
        category: categoryNames[current.category],
        ground: current.ground ? (grounds.get(current.ground) ?? current.ground) : null,
        where: where(current),
        address: current.address,
        from: formatDay(current.valid.from),
        letter: current.letterNumber,
        letterOn: current.letterOn as string | null,
        letterText: current.letterNumber && current.letterOn ? `${current.letterNumber}, ngày ${formatDay(current.letterOn)}` : 'Chưa ghi số', // prettier-ignore
        letterSigner: current.letterSigner,
        hasLetter: current.category !== 'B',
      },
      links: found.links.map((link) => ({
        id: link.id,
        days: `${formatDay(link.valid.from)} – ${link.valid.to ? formatDay(addDays(link.valid.to, -1)) : 'nay'}`,
        where: where(link),
        category: categoryNames[link.category],
        letter: link.letterNumber,
        note: link.voidReason !== null ? `Đã hủy: ${link.voidReason}` : link.endReason ? endReasonNames[link.endReason] : null, // prettier-ignore
      })),
      remarks: found.remarks.map((one) => ({
        id: one.id,
        version: one.version,
        year: one.year,
        code: one.result,
        result: labels.get(one.result) ?? one.result,
        body: one.body,
        on: formatDay(one.remarkedOn),
        onIso: one.remarkedOn as string,
        signer: one.signer,
        source: one.source,
        sourceName: sourceNames[one.source],
        state: one.voidReason !== null ? 'void' : one.state,
        note: one.voidReason !== null ? `Đã hủy: ${one.voidReason}` : one.state === 'returned' ? `Đã trả lại: ${one.returnReason ?? ''}` : null, // prettier-ignore
      })),
      results: results.map(({ code, label }) => ({ value: code, label })),
      sources: (['paper', 'portal'] as const).map((value) => ({ value, label: sourceNames[value] })),
      years: Array.from({ length: YEARS }, (_, n) => thisYear - n)
        .filter((year) => !written.has(year))
        .map((year) => ({ value: String(year), label: String(year) })),
      today: ctx.today as string,
      keys: [newId(), newId(), newId(), newId()],
    }
  })

const then = (done: string) => (result: { memberId: string }) => `/noi-cu-tru/${result.memberId}?xong=${done}`

export const actions: Actions = {
  'nhan-xet': actionOf(recordRemarks, {
    input: (posted, event: RequestEvent) => ({ rows: [{ ...posted, memberId: event.params['memberId'] }] }),
    then: ({ memberIds }) => `/noi-cu-tru/${memberIds[0] ?? ''}?xong=nhan-xet`,
  }),
  'dinh-chinh': actionOf(correctRemark, { then: then('dinh-chinh') }),
  'huy-nhan-xet': actionOf(voidRemark, { then: then('huy') }),
  'tra-lai': actionOf(returnRemark, { then: then('tra-lai') }),
  'so-giay': actionOf(numberLetter, { then: then('so-giay') }),
  'ket-thuc': actionOf(endLink, { then: then('ket-thuc') }),
  huy: actionOf(voidLink, { then: then('huy') }),
}
