// A workbook answered is a whole file by its name, kept by nobody on the way.
import { expect, test } from 'vitest'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import { workbookAnswer } from './workbook-answer.server.ts'

test('the answer is a workbook to keep, and is not stored', async () => {
  const answer = workbookAnswer('to-chuc-2026-01-02', [
    { name: 'Tổ chức', columns: [{ header: 'Mã', width: 10, kind: 'text' }], rows: [['A1']] },
  ])
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="to-chuc-2026-01-02.xlsx"')
  expect(answer.headers.get('content-type')).toMatch(/spreadsheetml\.sheet$/)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const [sheet] = await readWorkbook(bytes, { maxBytes: 100_000, maxRows: 10, maxCells: 10 })
  expect(sheet?.name).toBe('Tổ chức')
})
