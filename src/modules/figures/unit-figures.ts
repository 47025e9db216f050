// Indicators whose records are the units themselves: I01 grassroots units, I02 sub-cells, I02B sections (rules, C4).
import type { Day } from '#kernel/day.ts'
import { namesOn } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { grassrootsWords, sectionWords, subCellWords } from './figures-messages.ts'
import { indicator } from './indicator.ts'
import type { RecordsAt, RecordView } from './indicator.ts'

/** Units of these kinds that exist on the day; a unit is a record of itself. */
const unitsOfKinds = (kinds: readonly UnitKind[]) => (at: RecordsAt) => sql`
  select u.unit_id::text as record_id, u.unit_id, ${at.span.to}::date as on_day, u.kind, u.sector,
         case when u.locality_id is null then 'seat' else 'local' end as place
  from unit_version u
  where u.tenant_id = ${at.tenantId} and u.kind = any(${[...kinds]}::text[]) and u.valid @> ${at.span.to}::date`

async function describeUnits(ctx: ReadContext, ids: readonly string[], day: Day): Promise<Map<string, RecordView>> {
  const names = await namesOn(ctx, ids, day)
  return new Map(
    ids.map((id) => [id, { title: names.get(id)?.name ?? id, detail: null, paper: null, href: `/to-chuc/${id}` }]),
  )
}

indicator({
  code: 'I01',
  kind: 'stock',
  shape: 'count',
  counts: 'unit',
  dimensions: ['kind', 'sector', 'place'],
  records: unitsOfKinds(['grassroots_committee', 'grassroots_cell']),
  describe: describeUnits,
  words: grassrootsWords,
})

indicator({
  code: 'I02',
  kind: 'stock',
  shape: 'count',
  counts: 'unit',
  dimensions: ['place'],
  records: unitsOfKinds(['sub_cell']),
  describe: describeUnits,
  words: subCellWords,
})

indicator({
  code: 'I02B',
  kind: 'stock',
  shape: 'count',
  counts: 'unit',
  dimensions: ['place'],
  records: unitsOfKinds(['section']),
  describe: describeUnits,
  words: sectionWords,
})
