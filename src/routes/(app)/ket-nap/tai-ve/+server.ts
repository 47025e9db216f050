// The list as an Excel sheet: the same dossiers by the same address, all of them.
import { formatDay } from '#kernel/day.ts'
import { actNames, listDossiers, partNames, termNames } from '#modules/admissions/admissions.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { listInput } from '../list-input.server.ts'
import type { RequestHandler } from './$types'

const ALL = '5000'

export const GET: RequestHandler = async (event) => {
  const list = await load(event, (run) => run(listDossiers, { ...listInput(event.url), page: '1', size: ALL }))
  return workbookAnswer(`ket-nap-${list.today}`, [
    {
      name: 'Kết nạp',
      title: [`Hồ sơ kết nạp, tính đến ngày ${formatDay(list.today)}`],
      freeze: 2,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        { header: 'Họ và tên', width: 28, kind: 'text' },
        { header: 'Ngày sinh', width: 12, kind: 'day' },
        { header: 'Chi bộ', width: 36, kind: 'text' },
        { header: 'Đang ở bước', width: 26, kind: 'text' },
        { header: 'Từ ngày', width: 12, kind: 'day' },
        { header: 'Việc tiếp theo', width: 32, kind: 'text' },
        { header: 'Còn thiếu', width: 44, kind: 'text' },
        { header: 'Thời hạn', width: 12, kind: 'day' },
        { header: 'Là hạn', width: 28, kind: 'text' },
      ],
      rows: list.dossiers.map((each, at) => [
        at + 1,
        each.name,
        each.birthOn,
        each.unitName,
        list.stageNames[each.stage] ?? each.stage,
        each.stageOn,
        each.next.act ? actNames[each.next.act] : '',
        each.next.missing.map((code) => partNames[code] ?? code).join('; '),
        each.term?.dueOn ?? null,
        each.term ? termNames[each.term.kind] : '',
      ]),
      notes: [`${list.total} hồ sơ.`],
    },
  ])
}
