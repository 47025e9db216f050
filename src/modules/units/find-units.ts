// Finds units by words of their name without marks, or by code: for pickers and the search at the top.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { PERMISSIONS } from '#kernel/permissions.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { optionalChoice, optionalDay, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { inScope } from './scope.ts'
import { UNIT_KINDS } from './unit-kinds.ts'
import type { UnitKind } from './unit-kinds.ts'

export interface FoundUnit {
  id: Id
  code: string
  kind: UnitKind
  name: string
  shortName: string
  /** Name of the unit above, to tell equals apart. */
  parentName: string | null
}

export const findUnits = query({
  name: 'units.find-units',
  summary: 'Units of a day whose name holds every word (marks do not matter) or whose code begins so',
  permission: 'unit.read',
  input: v.object({
    text: optionalText(200),
    day: v.optional(optionalDay(), null),
    kinds: v.optional(v.array(v.picklist(UNIT_KINDS, 'field.choice')), []),
    /** Only units where the caller holds this permission, too. */
    holding: v.optional(optionalChoice(PERMISSIONS), null),
    limit: v.optional(optionalInteger(1, 1000), null),
  }),
  async run(ctx, input): Promise<FoundUnit[]> {
    const day: Day = input.day ?? ctx.today
    const folded = fold(input.text ?? '')
    let found = ctx.db
      .selectFrom('unit_version as v')
      .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
      .leftJoin('unit_version as p', (join) =>
        join
          .onRef('p.tenant_id', '=', 'v.tenant_id')
          .onRef('p.unit_id', '=', 'v.parent_id')
          .on(sql<boolean>`p.valid @> ${day}::date`),
      )
      .select(['v.unit_id as id', 'u.code', 'v.kind', 'v.name', 'v.short_name as shortName', 'p.name as parentName'])
      .where('v.tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`v.valid @> ${day}::date`)
      .where(inScope(ctx, 'unit.read', day, 'v.unit_id'))
    if (input.holding) found = found.where(inScope(ctx, input.holding, day, 'v.unit_id'))
    if (input.kinds.length > 0) found = found.where('v.kind', 'in', input.kinds)
    if (folded !== '') {
      const words = folded.split(' ').map((word) => `%${likeSafe(word)}%`)
      found = found.where((eb) =>
        eb.or([
          eb('u.code', 'like', `${likeSafe(folded)}%`),
          eb.and(words.map((word) => eb('v.folded', 'like', word))),
        ]),
      )
    }
    const rows = await found
      // Names that hold the words in one piece come first.
      .orderBy(sql`strpos(v.folded, ${folded}) = 0`)
      .orderBy('v.folded')
      .orderBy('u.code')
      .limit(input.limit ?? 30)
      .execute()
    return rows as FoundUnit[]
  },
})
