// Data quality as an Excel sheet: everything to be mended, every cell with its score, every rule with its source.
import { formatDay } from '#kernel/day.ts'
import { dataRuleNames, findingSheet, readScores, severityNames } from '#modules/quality/quality.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { qualityInput } from '../quality-input.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { sheet, scores, unit } = await load(event, async (run, ctx) => {
    const { page: _, ...input } = qualityInput(event.url, ctx)
    const sheet = await run(findingSheet, input)
    const scores = await run(readScores, { unitId: input.unitId, day: input.day, cells: 'true' })
    return { sheet, scores, unit: await nameOn(ctx, input.unitId, sheet.day) }
  })
  const title = `Chất lượng dữ liệu đảng viên, ${unit?.name ?? ''}, ngày ${formatDay(sheet.day)}`
  return workbookAnswer(`chat-luong-du-lieu-${sheet.day}`, [
    {
      name: 'Cần sửa',
      title: [title],
      freeze: 2,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        { header: 'Hồ sơ', width: 28, kind: 'text' },
        { header: 'Ngày sinh', width: 12, kind: 'day' },
        { header: 'Chỗ cần sửa', width: 44, kind: 'text' },
        { header: 'Mức độ', width: 10, kind: 'text' },
        { header: 'Chi bộ', width: 40, kind: 'text' },
      ],
      rows: sheet.findings.map((found, at) => [
        at + 1,
        found.name,
        found.birthOn,
        dataRuleNames[found.rule] ?? found.rule,
        severityNames[found.severity],
        found.unitName,
      ]),
      notes: [`${sheet.findings.length} chỗ cần sửa.`],
    },
    {
      name: 'Theo chi bộ',
      title: [title],
      freeze: 1,
      columns: [
        { header: 'Chi bộ', width: 44, kind: 'text' },
        { header: 'Hồ sơ', width: 10, kind: 'integer' },
        { header: 'Lỗi', width: 10, kind: 'integer' },
        { header: 'Cần xem', width: 10, kind: 'integer' },
      ],
      rows: [
        [unit?.name ?? '', scores.total.records, scores.total.faults, scores.total.warnings],
        ...scores.units.map((row) => [row.name, row.records, row.faults, row.warnings]),
      ],
    },
    {
      name: 'Theo quy tắc',
      title: [title],
      freeze: 1,
      columns: [
        { header: 'Quy tắc', width: 44, kind: 'text' },
        { header: 'Mức độ', width: 10, kind: 'text' },
        { header: 'Số chỗ', width: 10, kind: 'integer' },
        { header: 'Căn cứ', width: 70, kind: 'text' },
      ],
      rows: scores.rules.map((rule) => [rule.title, severityNames[rule.severity], rule.count, rule.citation]),
    },
  ])
}
