// The tree as a sheet: what is written is read back the same; what cannot be read is told at its cell.
import type { TreeUnit } from '#modules/units/units.server.ts'
import { readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { expect, it } from 'vitest'
import { HEADINGS, readTreeLine, treeSheet } from './tree-sheet.ts'

const LIMITS = { maxBytes: 1_000_000, maxRows: 1000, maxCells: 50_000 }
const unit = (id: string, code: string, parentId: string | null, more: Partial<TreeUnit>): TreeUnit => ({
  ...{ id, code, parentId, name: `Tên ${id}`, shortName: id, ordinal: 3, sector: null, sectorName: null },
  ...{ localityId: null, localityName: null, symbol: null, seal: null, delegated: false, provisional: false },
  ...{
    depth: 0,
    children: 0,
    descendants: 0,
    cells: 1,
    grassroots: 0,
    grassrootsCommittees: 0,
    sections: 0,
    subCells: 0,
  },
  ...{ below: {}, kind: 'sub_cell' },
  ...more,
})
const units = [
  unit('top', '00', null, { kind: 'bloc' }),
  unit('a', '07', 'top', {
    ...{ kind: 'grassroots_committee', name: 'Đảng bộ Sở Y tế', sector: 'yt', sectorName: 'Sự nghiệp y tế' },
    ...{ localityId: 'l1', localityName: 'Huyện Đảo', symbol: 'ĐU', seal: 'own', delegated: true },
  }),
  unit('a1', '07.01', 'a', { provisional: true }),
]
const lists = {
  codes: new Set(units.map(({ code }) => code)),
  sectors: new Map([['su nghiep y te', 'yt']]),
  localities: new Map([
    ['huyen dao', ['l1']],
    ['xa hoa binh', ['l2', 'l3']],
  ]),
}

it('is read back as it was written', async () => {
  const sheet = { name: 'Tổ chức', title: ['Tổ chức đảng', 'Chỉ để xem'], ...treeSheet(units, null) }
  const bytes = new Uint8Array(await new Response(writeWorkbook([sheet])).arrayBuffer())
  const read = await readHeadedSheet(bytes, HEADINGS, ['code', 'name'], LIMITS)
  const lines = (read?.lines ?? []).map((line) => readTreeLine(line, lists))
  expect(lines.flatMap(({ faults }) => faults)).toEqual([])
  expect(lines.map(({ row }) => row)).toEqual(
    units.map((one, at) => ({
      ...{ line: at + 4, code: one.code, parentCode: units.find(({ id }) => id === one.parentId)?.code ?? null },
      ...{ kind: one.kind, name: one.name, shortName: one.shortName, ordinal: 3, sector: one.sector },
      ...{ localityId: one.localityId, symbol: one.symbol, seal: one.seal },
      ...{ delegated: one.delegated, provisional: one.provisional },
    })),
  )
  expect(read?.letters).toMatchObject({ code: 'A', kind: 'D', ordinal: 'L' })
})

it('takes words without regard to marks and capitals, and leaves out columns that are not there', () => {
  const { row, faults } = readTreeLine(
    { row: 9, cells: { code: '08', name: 'X', kind: 'CHI BO CO SO', delegated: 'x' } },
    lists,
  )
  expect(faults).toEqual([])
  expect(row).toEqual({ line: 9, code: '08', name: 'X', kind: 'grassroots_cell', delegated: true })
})

it('finds a code that Excel turned into a number, and says so where it cannot', () => {
  expect(readTreeLine({ row: 4, cells: { code: 7 } }, lists)).toEqual({ row: { line: 4, code: '07' }, faults: [] })
  const { faults } = readTreeLine({ row: 4, cells: { code: 7.01, parentCode: '07' } }, lists)
  expect(faults).toMatchObject([{ row: 4, field: 'code' }])
})

it('tells each cell it cannot read', () => {
  const cells = {
    code: '08',
    kind: 'Hội',
    sector: 'Lạ',
    localityId: 'Xã Hòa Bình',
    seal: '?',
    provisional: 'chắc',
    ordinal: 'ba',
  }
  const { row, faults } = readTreeLine({ row: 4, cells }, lists)
  expect(faults.map(({ field }) => field)).toEqual(['kind', 'sector', 'localityId', 'seal', 'provisional', 'ordinal'])
  expect(faults[2]?.text).toContain('Có 2 địa bàn')
  expect(row).toEqual({ line: 4, code: '08' })
})
