// Thống kê đảng viên: strength and structure as of a day, what the period brought, by unit; every number opens its people.
import { formatDay } from '#kernel/day.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../address.ts'
import { periodOptions } from '../so-lieu/periods.ts'
import { structureName, structureViews } from '../structure.ts'
import type { PageServerLoad } from './$types'
import { readTables } from './read-tables.server.ts'
import { movementNumber, numberOf, unitColumns } from './statistics-tables.ts'
import type { Group, MovementColumn, UnitColumn } from './statistics-tables.ts'

const MOST_UNITS = 120

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const tables = await readTables(run, ctx, url)
    const { input, statistics } = tables
    const { span, total } = statistics
    const { unitId } = input.query
    const trace = (code: string, unit: string, part: string | null) =>
      address(`/so-lieu/${code}`, { 'don-vi': unit, ...input.carried, loc: part })
    const all = total['I03']?.num ?? 0
    const grown = total['I04']?.num ?? 0
    const shown = (code: string, whole: number) => (group: Group) => ({
      ...group,
      parts: group.parts.map((part) => ({
        ...part,
        percent: formatPercent(part.count, whole),
        href: part.count > 0 ? trace(code, unitId, part.key) : undefined,
      })),
    })
    const cell = (unit: string, figures: typeof total, column: UnitColumn) => {
      const count = numberOf(figures, column)
      return { count, href: count > 0 ? trace(column.code, unit, column.part) : undefined }
    }
    const unitRow = (id: string, name: string, figures: typeof total) => ({
      id,
      name,
      href: id === unitId ? undefined : address('/thong-ke', { 'don-vi': id, ...input.carried }),
      cells: unitColumns.map((column) => cell(id, figures, column)),
    })
    const people = (unit: string, column: MovementColumn) =>
      address('/thong-ke/bien-dong/nguoi', {
        'don-vi': unit,
        tu: span.from,
        den: span.to,
        loai: column.what,
        kieu: column.kind,
      })
    const movementRow = (row: (typeof tables.movement)[number]) => ({
      id: row.unitId,
      name: row.name,
      cells: tables.movementColumns.map((column) => {
        const count = movementNumber(row, column)
        return { count, href: count > 0 ? people(row.unitId, column) : undefined }
      }),
    })
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: statistics.treeDay, limit: MOST_UNITS })
    const home = ctx.actor.stands[0]
    const homeName = home && (await nameOn(ctx, home.unitId, statistics.treeDay))
    const choices = [
      ...(homeName && !units.some(({ id }) => id === homeName.id)
        ? [{ value: homeName.id, label: homeName.shortName }]
        : []),
      ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
    ]
    const [whole, ...below] = tables.movement.map(movementRow)
    return {
      unit: { id: unitId, name: tables.unitName },
      when: tables.when,
      spanText: tables.spanText,
      dayText: formatDay(span.to),
      structureText: tables.structureText,
      structure: structureName(input.structure),
      views: structureViews(url),
      stats: [
        { label: 'Đảng viên', value: all, href: trace('I03', unitId, null) },
        { label: 'Kết nạp', value: grown, href: trace('I04', unitId, null) },
        { label: 'Công nhận chính thức', value: total['I07']?.num ?? 0, href: trace('I07', unitId, null) },
        { label: 'Chuyển đi, đến ngoài Khối', value: total['I11']?.num ?? 0, href: trace('I11', unitId, null) },
        { label: 'Ra khỏi Đảng', value: total['I10']?.num ?? 0, href: trace('I10', unitId, null) },
        {
          label: 'Tỷ lệ kết nạp so với đầu năm',
          value: formatPercent(total['I05']?.num ?? null, total['I05']?.den ?? null),
          href: trace('I05', unitId, null),
        },
      ],
      all,
      groups: tables.structure.map(shown('I03', all)),
      religion: tables.religion && {
        ...tables.religion,
        parts: tables.religion.parts.map((part) => ({ ...part, key: part.label, percent: formatPercent(part.count, all), href: undefined })), // prettier-ignore
      },
      grown,
      admissions: tables.admissions.map(shown('I04', grown)),
      columns: unitColumns.map(({ label }) => label),
      totalRow: unitRow(unitId, 'Tổng số', total),
      rows: statistics.units.map((row) => unitRow(row.unitId, row.name, row.figures)),
      movementColumns: tables.movementColumns.map(({ label }) => label),
      movementTotal: whole ? { ...whole, name: 'Tổng số' } : null,
      movement: below,
      movementHref: address('/thong-ke/bien-dong', { 'don-vi': unitId, ky: input.carried.ky, tu: input.carried.ky ? null : span.from, den: input.carried.ky ? null : span.to }), // prettier-ignore
      options: { units: choices, periods: periodOptions(input.year) },
      unitIsChoice: choices.some(({ value }) => value === unitId),
      values: { ky: input.carried.ky, ngay: input.day as string | null },
    }
  })
