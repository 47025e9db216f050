// The register in the columns of an import, to be changed in Excel and brought back. Masked columns only by a deed that is logged.
import { COLUMNS, exportRegister, registerSheet } from '#modules/intake/intake.server.ts'
import { callerOf, load } from '#pages'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { dayIn } from '../../../../address.ts'
import { workbookAnswer } from '../../../../workbook-answer.server.ts'
import { sheetColumn } from '../../sheet-columns.ts'
import type { RequestHandler } from './$types'

const answer = ({ day, rows }: { day: string; rows: (string | null)[][] }) =>
  workbookAnswer(`danh-sach-dang-vien-${day}`, [
    { name: 'Danh sách', freeze: 1, columns: COLUMNS.map(sheetColumn), rows },
  ])

export const GET: RequestHandler = async (event) =>
  answer(
    await load(event, (run) =>
      run(registerSheet, { unitId: event.url.searchParams.get('don-vi') ?? '', day: dayIn(event.url) }),
    ),
  )

export const POST: RequestHandler = async (event) => {
  const caller = callerOf(event)
  const form = await event.request.formData()
  return answer(
    await load(event, () => execute(database(), caller, exportRegister, { unitId: form.get('unitId') ?? '' })),
  )
}
