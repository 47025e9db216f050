// An uploaded sheet on a real database: written by the product, read back without a difference; changes and faults told by their cells.
import type { AppError } from '#kernel/errors.ts'
import { readTree } from '#modules/units/units.server.ts'
import { askAll } from '#platform/operation/execute.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { expect, it } from 'vitest'
import { caller, database, now, useCells } from '../../../../../tests/samples/cells.ts'
import { treeSheet } from '../tree-sheet.ts'
import { previewTreeSheet } from './tree-preview.server.ts'

useCells()

type Cells = (string | number | boolean | null | undefined)[]

/** The sheet of today's tree, changed, as a browser sends it; and what the preview says. */
async function previewed(change: (rows: Cells[]) => Cells[] = (rows) => rows, effectiveOn = '01/12/2026') {
  return askAll(
    database,
    caller,
    async (run, ctx) => {
      const tree = await run(readTree, {})
      const { columns, rows } = treeSheet(tree.units, null)
      const stream = writeWorkbook([{ name: 'Tổ chức', title: ['Tổ chức đảng'], columns, rows: change(rows) }])
      const form = new FormData()
      form.set('effectiveOn', effectiveOn)
      form.set('tep', new File([await new Response(stream).arrayBuffer()], 'cay.xlsx'))
      return previewTreeSheet(run, ctx, form)
    },
    { now },
  )
}

it('finds nothing to do in the sheet as it was written', async () => {
  const preview = await previewed()
  expect(preview).toMatchObject({ faults: [], changes: [], lines: 4, same: 4, founded: 0, changed: 0, rows: '[]' })
})

it('tells what is new and what changes, from what to what, whatever the order', async () => {
  const preview = await previewed((rows) => {
    const [top, a, a1, a2] = rows as [Cells, Cells, Cells, Cells]
    a1[1] = 'Chi bộ Hoà Bình'.normalize('NFD')
    return [['M', 'Chi bộ Mới', null, 'chi bộ trực thuộc', a[0]], a2, a1, a, top]
  })
  expect(preview.faults).toEqual([])
  expect(preview.changes.map(({ line, isNew, what }) => [line, isNew, what])).toEqual([
    [3, true, 'Chi bộ trực thuộc, trực thuộc a'],
    [5, false, 'tên gọi: a1 → Chi bộ Hòa Bình'],
  ])
  expect(JSON.parse(preview.rows ?? '')).toHaveLength(2)
})

it('names wrong cells as Excel does, and takes nothing then', async () => {
  const preview = await previewed((rows) => {
    const [, a, a1] = rows as [Cells, Cells, Cells]
    a[4] = '77'
    a1[3] = 'Chi đoàn'
    return rows
  })
  expect(preview.faults.map(({ cell, name }) => [cell, name])).toEqual([
    ['E4', 'a'],
    ['D5', 'a1'],
  ])
  expect(preview.faults[0]?.text).toContain('mã 77')
  expect(preview.rows).toBeNull()
})

it('refuses a file without the columns, and a day that is none', async () => {
  const code = (work: Promise<unknown>) => work.catch((thrown: unknown) => (thrown as AppError).fields)
  expect(await code(previewed(() => []))).toEqual({ tep: 'units.no_sheet' })
  expect(await code(previewed(undefined, '31/02/2026'))).toEqual({ effectiveOn: 'field.day' })
})
