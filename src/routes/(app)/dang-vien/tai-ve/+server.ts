// The list as an Excel sheet: the same members by the same address, all of them, with the columns of the register.
import { formatDay } from '#kernel/day.ts'
import {
  educationNames,
  ethnicityNames,
  memberSheet,
  sexNames,
  stateNames,
  theoryNames,
} from '#modules/members/members.server.ts'
import type { SheetMember } from '#modules/members/members.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { listInput } from '../list-input.server.ts'
import type { RequestHandler } from './$types'

const word = (names: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? '' : (names[code] ?? code)

function* rowsOf(members: readonly SheetMember[]) {
  for (const [at, m] of members.entries()) {
    yield [
      at + 1,
      m.name,
      m.birthOn,
      word(sexNames, m.sex),
      word(ethnicityNames, m.ethnicity),
      m.homePlace,
      word(educationNames, m.education),
      word(theoryNames, m.theoryLevel),
      m.occupation,
      m.admittedOn,
      m.confirmedOn,
      stateNames[m.standing === 'active' ? m.status : m.standing],
      m.cardNumber,
      m.fileNumber,
      m.unitName,
    ]
  }
}

export const GET: RequestHandler = async (event) => {
  const sheet = await load(event, (run) => run(memberSheet, listInput(event.url)))
  return workbookAnswer(`dang-vien-${sheet.day}`, [
    {
      name: 'Đảng viên',
      title: [`Danh sách đảng viên tính đến ngày ${formatDay(sheet.day)}`],
      freeze: 2,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        { header: 'Họ và tên', width: 28, kind: 'text' },
        { header: 'Ngày sinh', width: 12, kind: 'day' },
        { header: 'Giới tính', width: 9, kind: 'text' },
        { header: 'Dân tộc', width: 12, kind: 'text' },
        { header: 'Quê quán', width: 28, kind: 'text' },
        { header: 'Học vấn', width: 18, kind: 'text' },
        { header: 'Lý luận chính trị', width: 16, kind: 'text' },
        { header: 'Nghề nghiệp, chức vụ', width: 26, kind: 'text' },
        { header: 'Ngày vào Đảng', width: 12, kind: 'day' },
        { header: 'Ngày chính thức', width: 12, kind: 'day' },
        { header: 'Diện', width: 14, kind: 'text' },
        { header: 'Số thẻ', width: 12, kind: 'text' },
        { header: 'Số lý lịch', width: 12, kind: 'text' },
        { header: 'Chi bộ', width: 36, kind: 'text' },
      ],
      rows: rowsOf(sheet.members),
      notes: [`${sheet.members.length} đảng viên.`],
    },
  ])
}
