// Everything wrong in the records of a day, one row each, in one statement over a whole tree: members and cells are read once and held
// against all rules. The list, the score, the sheet, the due work and the figure DL01 are built on it, so that they cannot disagree.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { CELL_KINDS } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { cellLooks } from './cell-faults.ts'
import { dataRulesOn } from './data-rules.ts'
import type { DataRule, DayRules } from './data-rules.ts'
import { memberLooks } from './member-faults.ts'

/** Codes of the rules that are looked after; each has its row in rules/quality.json. */
export const LOOKED_AT: readonly string[] = [...Object.keys(memberLooks), ...Object.keys(cellLooks)]

type Looks = typeof memberLooks

function conditions(at: DayRules & { tenantId: Id }, looks: Looks, only: string | null): RawBuilder<unknown>[] {
  const row = ({ code, severity, rule }: DataRule) => {
    const wrong = only === null || only === code ? looks[code]?.(at, rule) : null
    return wrong ? [sql`(${sql.lit(code)}, ${sql.lit(severity)}, (${wrong}))`] : []
  }
  return at.rules.flatMap(row)
}

export interface FindingsAt {
  tenantId: Id
  day: Day
  /** Which cells: a predicate on the unit's column; all without it. */
  within?: ((column: string) => RawBuilder<unknown>) | undefined
  /** Only this rule. */
  only?: string | null | undefined
}

/**
 * SQL of the findings: record_id text (rule|subject) · rule · severity · unit_id · member_id (null: the cell itself) · on_day.
 * A rule that is not in force on the day finds nothing.
 */
export function findings({ tenantId, day, within = () => sql`true`, only = null }: FindingsAt): RawBuilder<unknown> {
  const at = { ...dataRulesOn(day), tenantId }
  const columns = (unit: string, member: RawBuilder<unknown>, subject: string) => sql`
    f.rule || '|' || ${sql.ref(subject)}::text as record_id, f.rule, f.severity, ${sql.ref(unit)} as unit_id,
    ${member} as member_id, ${day}::date as on_day`
  const members = conditions(at, memberLooks, only)
  const cells = conditions(at, cellLooks, only)
  const found = [
    ...(members.length === 0
      ? []
      : [
          sql`
    select ${columns('c.unit_id', sql`m.id`, 'm.id')}
    from member_cell c
    join member_status s on s.tenant_id = ${tenantId} and s.member_id = c.member_id and ${validOn('s', day)}
    join member m on m.tenant_id = ${tenantId} and m.id = c.member_id
    join person p on p.tenant_id = ${tenantId} and p.id = m.person_id
    cross join lateral (values ${sql.join(members)}) f (rule, severity, wrong)
    where c.tenant_id = ${tenantId} and ${validOn('c', day)} and ${within('c.unit_id')} and f.wrong`,
        ]),
    ...(cells.length === 0
      ? []
      : [
          sql`
    select ${columns('u.unit_id', sql`null::uuid`, 'u.unit_id')}
    from unit_version u
    cross join lateral (values ${sql.join(cells)}) f (rule, severity, wrong)
    where u.tenant_id = ${tenantId} and ${validOn('u', day)} and u.kind in (${sql.join(CELL_KINDS.map((kind) => sql.lit(kind)))})
      and ${within('u.unit_id')} and f.wrong`,
        ]),
  ]
  return found.length > 0
    ? sql.join(found, sql` union all `)
    : sql`select null::text as record_id, null::text as rule, null::text as severity, null::uuid as unit_id, null::uuid as member_id, ${day}::date as on_day where false`
}
