// What a sheet of introductions or of remarks would do, looked at before anything is written: each line in the sheet's own words is
// found in the records. A line that says what is known already changes nothing.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { CATEGORIES } from './residence.ts'
import type { Category } from './residence.ts'
import { groundsOn, resultsOn } from './residence-rules.ts'
import { askedYear, standingRows } from './standing-rows.ts'

export interface SheetLine {
  line: number
  name: string
  birthOn: Day | null
  body: string
  cell: string
  category: string
  ground: string
  address: string
  from: Day | null
  letterNumber: string
  letterOn: Day | null
  result: string
  remark: string
  remarkedOn: Day | null
  signer: string
}
export type SheetField = Exclude<keyof SheetLine, 'line'>

/** `code` is an error of residence; the sentence is its. */
export interface LineFault {
  line: number
  field: SheetField
  code: string
}

interface Known {
  memberId: Id
  folded: string
  birthOn: Day
  category: Category | null
  cellId: Id | null
  address: string | null
  linkId: Id | null
  remarkState: string | null
}

/** Members within the caller's reach by folded name. One statement. */
async function membersNamed(
  ctx: ReadContext,
  lines: readonly SheetLine[],
  year: number,
): Promise<Map<string, Known[]>> {
  const rules = await loadRulebook(ctx)
  const asked = askedYear(rules, year, ctx.today)
  const within = (column: string) => inScope(ctx, 'member.write', asked.on, column)
  const names = [...new Set(lines.map((line) => fold(line.name)))]
  const { rows } = await sql<Known>`
    select s.member_id as "memberId", p.folded, p.birth_on as "birthOn", s.category, s.cell_id as "cellId", s.address, s.link_id as "linkId",
           s.remark_state as "remarkState"
    from (${standingRows(ctx, asked, within)}) s
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    where p.folded = any(${names}::text[])`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.folded)
}

/** The one a line names, or what is wrong with the name. */
function whoIs(known: ReadonlyMap<string, Known[]>, line: SheetLine): Known | LineFault {
  const named = known.get(fold(line.name)) ?? []
  const found = line.birthOn === null ? named : named.filter((one) => one.birthOn === line.birthOn)
  const [first, second] = found
  if (!first) return { line: line.line, field: 'name', code: 'residence.sheet_unknown' }
  return second ? { line: line.line, field: 'birthOn', code: 'residence.sheet_several' } : first
}

export async function planLinks(ctx: ReadContext, lines: readonly SheetLine[]) {
  const known = await membersNamed(ctx, lines, yearOf(ctx.today))
  const rules = await loadRulebook(ctx)
  const bodies = await ctx.db
    .selectFrom('external_body')
    .select(['id', 'name'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('kind', '=', 'local_committee')
    .where(sql<boolean>`upper(valid) is null`)
    .execute()
  const cells = await ctx.db
    .selectFrom('residence_cell')
    .select(['id', 'body_id', 'folded'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  const committees = new Map(bodies.map((body) => [fold(body.name), body.id]))
  const cellIds = new Map(cells.map((cell) => [`${cell.body_id} ${cell.folded}`, cell.id]))
  const faults: LineFault[] = []
  const rows = lines.flatMap((line) => {
    const wrong = (field: SheetField, code: string): [] => {
      faults.push({ line: line.line, field, code })
      return []
    }
    const member = whoIs(known, line)
    if ('code' in member) return wrong(member.field, member.code)
    const category = CATEGORIES.find((one) => one === line.category.toUpperCase())
    if (!category) return wrong('category', 'residence.sheet_category')
    if (line.from === null) return wrong('from', 'field.required')
    const ground = category === 'C' ? null : groundsOn(rules, category, line.from).find((one) => fold(one.label) === fold(line.ground))?.code // prettier-ignore
    if (ground === undefined) return wrong('ground', 'residence.ground_needed')
    const bodyId = category === 'B' ? null : committees.get(fold(line.body))
    if (bodyId === undefined) return wrong('body', 'residence.unknown_body')
    if (category !== 'B' && line.cell === '') return wrong('cell', 'residence.cell_needed')
    const cellId = bodyId === null ? null : (cellIds.get(`${bodyId} ${fold(line.cell)}`) ?? null)
    const address = line.address === '' ? null : line.address
    const same = member.category === category && (bodyId === null || (cellId !== null && member.cellId === cellId)) && (member.address ?? '') === (address ?? '') // prettier-ignore
    if (same) return []
    return [
      {
        line: line.line,
        name: line.name,
        memberId: member.memberId,
        category,
        ground,
        cellId,
        newCell: bodyId !== null && cellId === null ? { bodyId, name: line.cell } : null,
        address,
        from: line.from,
        letterNumber: line.letterNumber === '' ? null : line.letterNumber,
        letterOn: line.letterOn,
      },
    ]
  })
  return { rows, faults, same: lines.length - rows.length - faults.length }
}

export async function planRemarks(ctx: ReadContext, lines: readonly SheetLine[], year: number) {
  const known = await membersNamed(ctx, lines, year)
  const results = new Map(resultsOn(await loadRulebook(ctx), ctx.today).map((one) => [fold(one.label), one.code]))
  const faults: LineFault[] = []
  const rows = lines.flatMap((line) => {
    const wrong = (field: SheetField, code: string): [] => {
      faults.push({ line: line.line, field, code })
      return []
    }
    // Lines of the list without a remark: nothing is said of them.
    if (line.result === '') return []
    const member = whoIs(known, line)
    if ('code' in member) return wrong(member.field, member.code)
    if (member.remarkState !== null) return []
    if (member.cellId === null) return wrong('name', 'residence.not_introduced')
    const result = results.get(fold(line.result))
    if (!result) return wrong('result', 'field.choice')
    if (line.remarkedOn === null) return wrong('remarkedOn', 'field.required')
    if (line.remarkedOn > ctx.today) return wrong('remarkedOn', 'residence.in_future')
    if (yearOf(line.remarkedOn) < year) return wrong('remarkedOn', 'residence.before_year')
    if (line.signer === '') return wrong('signer', 'field.required')
    const body = line.remark === '' ? null : line.remark
    const { remarkedOn, signer } = line
    return [{ line: line.line, name: line.name, memberId: member.memberId, year, result, body, remarkedOn, signer, source: 'paper' as const }] // prettier-ignore
  })
  return { rows, faults, same: lines.length - rows.length - faults.length }
}
