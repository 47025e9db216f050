// Members and their places of residence as a list: who is not introduced yet, whose remark of the year is missing, and all others.
import { formatDay } from '#kernel/day.ts'
import {
  categoryNames,
  listResidence,
  listStateNames,
  remarksDueBy,
  resultsOn,
} from '#modules/residence/residence.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { changed } from '../../dang-vien/filters.ts'
import { headOf, stateOptions } from '../residence-input.server.ts'
import { listInput } from './list-input.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const input = listInput(url, ctx)
    const list = await run(listResidence, { ...input, all: 'false' })
    const head = await headOf(run, ctx, url, list.on, 'list')
    const rules = await loadRulebook(ctx)
    const results = resultsOn(rules, list.on)
    const labels = new Map(results.map(({ code, label }) => [code, label]))
    const due = remarksDueBy(rules, input.year)
    const remarkText = (row: (typeof list.rows)[number]) => {
      if (row.remarkState === 'returned') return 'Đã trả lại'
      if (row.result !== null) return labels.get(row.result) ?? row.result
      return row.needs ? 'Chưa có' : row.linkId === null ? '—' : 'Không phải nhận xét'
    }
    return {
      head,
      state: input.state,
      dayText: formatDay(list.on),
      total: list.total,
      page: list.page,
      size: list.size,
      rows: list.rows.map((row) => ({
        id: row.memberId,
        name: row.name,
        born: formatDay(row.birthOn),
        unit: row.unitName,
        href: address(`/noi-cu-tru/${row.memberId}`, { nam: head.carried.nam }),
        where: row.cellName ? `${row.cellName}, ${row.bodyName ?? ''}` : row.category === 'B' ? categoryNames.B : null,
        introduced: row.introducedOn ? formatDay(row.introducedOn) : null,
        letter: row.letterNumber ? `${row.letterNumber}${row.letterOn ? `, ${formatDay(row.letterOn)}` : ''}` : null,
        due: row.dueOn ? formatDay(row.dueOn) : null,
        late: row.dueOn !== null && row.dueOn < ctx.today,
        remark: remarkText(row),
        missing: row.linkId === null || (row.needs && row.remarkState !== 'received'),
      })),
      due: due ? formatDay(due) : null,
      applied: [
        ...(input.state ? [{ label: listStateNames[input.state], href: changed(url, { 'tinh-trang': null }) }] : []),
        ...(input.result
          ? [{ label: labels.get(input.result) ?? input.result, href: changed(url, { muc: null }) }]
          : []),
        ...(input.find ? [{ label: `Tên: ${input.find}`, href: changed(url, { tim: null }) }] : []),
        ...(input.cellId ? [{ label: 'Một chi bộ nơi cư trú', href: changed(url, { 'chi-bo': null }) }] : []),
      ],
      options: { states: stateOptions, results: results.map(({ code, label }) => ({ value: code, label })) },
      values: { state: url.searchParams.get('tinh-trang'), find: input.find, result: input.result, cell: input.cellId },
    }
  })
