// Biến động đảng viên: opening + in − out = closing, for a unit and everything below it; each number opens its people.
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { periodOptions } from '../../so-lieu/periods.ts'
import { ENTRY_COLUMNS, EXIT_COLUMNS, readStrengthTable } from './strength-table.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const table = await readStrengthTable(run, ctx, event.url)
    const { span, lines } = table
    const people = (unit: string, what: string, kind: string | null, count: number) => ({
      count,
      href:
        count > 0
          ? address('/thong-ke/bien-dong/nguoi', {
              'don-vi': unit,
              tu: span.from,
              den: span.to,
              loai: what,
              kieu: kind,
            })
          : undefined,
    })
    const entries = ENTRY_COLUMNS.filter(([kind]) => kind !== 'move' || lines.some((one) => one.entered.move))
    const exits = EXIT_COLUMNS.filter(([kind]) => kind !== 'move' || lines.some((one) => one.left.move))
    return {
      unitId: table.unitId,
      unitName: table.unitName,
      when: table.when,
      spanText: table.spanText,
      values: {
        ky: table.period,
        tu: table.chosen ? (span.from as string) : null,
        den: table.chosen ? (span.to as string) : null,
      },
      periods: periodOptions(table.year),
      excelHref: `/thong-ke/bien-dong/tai-ve${event.url.search}`,
      upHref: address('/thong-ke', { 'don-vi': table.unitId, ky: table.period }),
      columns: [
        'Đầu kỳ',
        'Tăng',
        ...entries.flatMap(([kind, label]) => (kind === 'admission' ? [label, 'Trong đó kết nạp lại'] : [label])),
        'Giảm',
        ...exits.map(([, label]) => label),
        'Cuối kỳ',
      ],
      rows: lines.map((one) => ({
        id: one.id,
        name: one.name,
        depth: one.depth,
        href: one.id === table.unitId ? undefined : address('/thong-ke/bien-dong', { 'don-vi': one.id, ky: table.period, tu: table.chosen ? span.from : null, den: table.chosen ? span.to : null }), // prettier-ignore
        cells: [
          people(one.id, 'opening', null, one.opening),
          people(one.id, 'entered', null, one.enteredAll),
          ...entries.flatMap(([kind]) => {
            const cell = people(one.id, 'entered', kind, one.entered[kind] ?? 0)
            return kind === 'admission' ? [cell, { count: one.readmitted, href: undefined }] : [cell]
          }),
          people(one.id, 'left', null, one.leftAll),
          ...exits.map(([kind]) => people(one.id, 'left', kind, one.left[kind] ?? 0)),
          people(one.id, 'closing', null, one.closing),
        ],
      })),
    }
  })
