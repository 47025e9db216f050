// The list of a round as a workbook or a Word paper, in the order of levels and names.
import { formatDay } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import type { ReportPaper } from '#platform/paper/report-paper.ts'
import { error } from '@sveltejs/kit'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { roundPage } from '../../round-page.server.ts'
import type { RequestHandler } from './$types'

type Round = Awaited<ReturnType<typeof roundPage>>

const linesOf = (round: Round) => [
  ...round.badges.map((b) => ({ name: b.name, born: b.born, unit: b.unit, level: b.level, what: b.stateName, number: b.number ?? '', bonus: b.bonus, decision: b.decision ?? '' })), // prettier-ignore
  ...round.candidates.map((c) => ({ name: c.name, born: c.born, unit: c.unit, level: c.level, what: `Đủ từ ${c.reached}`, number: '', bonus: c.bonus, decision: '' })), // prettier-ignore
].toSorted((a, b) => b.level - a.level) // prettier-ignore

const paperOf = (round: Round): ReportPaper => ({
  header: {
    party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
    issuerUpper: '',
    issuer: round.unit.name.toUpperCase(),
    numberWord: 'Số',
    number: null,
    symbol: 'DS',
    place: '…………',
    dayWords: `ngày ${formatDay(round.today)}`,
  },
  title: { kind: 'DANH SÁCH', subject: [`đảng viên được đề nghị tặng Huy hiệu Đảng ${round.title}`] },
  blocks: [
    {
      kind: 'table',
      caption: '',
      landscape: false,
      columns: [
        { label: 'STT', align: 'center', width: 1 },
        { label: 'Họ và tên', align: 'left', width: 4 },
        { label: 'Ngày sinh', align: 'center', width: 2 },
        { label: 'Chi bộ', align: 'left', width: 5 },
        { label: 'Mức', align: 'center', width: 1 },
        { label: 'Ghi chú', align: 'left', width: 4 },
        { label: 'Số Huy hiệu', align: 'center', width: 2 },
        { label: 'Tiền thưởng', align: 'right', width: 2 },
      ],
      rows: linesOf(round).map((line, at) => ({
        level: 0,
        total: false,
        cells: [String(at + 1), line.name, line.born, line.unit, String(line.level), line.what, line.number, line.bonus === null ? '' : formatInteger(line.bonus)], // prettier-ignore
      })),
    },
  ],
  recipientsWord: '',
  recipients: [],
  signature: { authority: [], post: '', name: '' },
  appendices: [],
  footnotes: [],
})

export const GET: RequestHandler = async (event) => {
  const round = await roundPage(event)
  if (event.params.dang === 'word') {
    const bytes = await renderDocx(paperOf(round))
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'content-disposition': `attachment; filename="huy-hieu-${round.awardOn}.docx"`,
        'cache-control': 'private, no-store',
      },
    })
  }
  if (event.params.dang !== 'excel') error(404)
  return workbookAnswer(`huy-hieu-${round.awardOn}`, [
    {
      name: 'Huy hiệu Đảng',
      title: [`Danh sách tặng Huy hiệu Đảng ${round.title}`, round.unit.name],
      freeze: 2,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        { header: 'Họ và tên', width: 28, kind: 'text' },
        { header: 'Ngày sinh', width: 12, kind: 'text' },
        { header: 'Chi bộ', width: 40, kind: 'text' },
        { header: 'Mức (năm)', width: 10, kind: 'integer' },
        { header: 'Ghi chú', width: 26, kind: 'text' },
        { header: 'Số Huy hiệu', width: 16, kind: 'text' },
        { header: 'Tiền thưởng', width: 14, kind: 'integer' },
        { header: 'Quyết định', width: 24, kind: 'text' },
      ],
      rows: linesOf(round).map((line, at) => [at + 1, line.name, line.born, line.unit, line.level, line.what, line.number, line.bonus, line.decision]), // prettier-ignore
    },
  ])
}
