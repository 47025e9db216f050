// Takes an import back, as long as nothing else rests on what it made: entered members are withdrawn (their events voided, their spans kept
// with the import), changed records get back what stood there. Whatever touched them since stands against it, and is told.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { withdrawMembers, writeColumns } from '#modules/members/members.server.ts'
import type { PersonColumns } from '#modules/members/members.server.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { lockIntake, openBefore, sealBefore, unitOfIntake } from './intake-store.ts'

interface Made {
  line: number
  name: string
  outcome: 'new' | 'changed'
  made: { personId: Id; memberId: Id; version: number; memberVersion: number }
  before_sealed: Buffer | null
}

/** Tables that name people, and are written by the import itself or only look on. */
const OWN: readonly string[] = [
  'member',
  'member_cell',
  'member_status',
  'member_event',
  'intake_row',
  'bridge_line',
  'read_log',
]

/** Names of those whose record was changed, or who are named anywhere, since the import. */
async function touched(ctx: Context, rows: readonly Made[]): Promise<string[]> {
  const people = JSON.stringify(rows.map(({ made, outcome }) => ({ ...made, fresh: outcome === 'new' })))
  const { rows: changed } = await sql<{ id: Id }>`
    select p.id from jsonb_to_recordset(${people}::jsonb)
      as r("personId" uuid, "memberId" uuid, version int, "memberVersion" int, fresh boolean)
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = r."personId"
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = r."memberId"
    where p.version <> r.version or m.version <> r."memberVersion" or p.merged_into is not null or m.merged_into is not null
      or (r.fresh and exists (select from member_event e where e.tenant_id = m.tenant_id and e.member_id = m.id
        and e.recorded_at <> m.recorded_at))
      or (r.fresh and exists (select from member_cell c where c.tenant_id = m.tenant_id and c.member_id = m.id
        and c.recorded_at <> m.recorded_at))`.execute(ctx.db)
  const found = new Set(changed.map((row) => row.id))
  const fresh = rows.filter((row) => row.outcome === 'new')
  const personOf = new Map(
    fresh.flatMap(({ made }) => [
      [made.personId, made.personId],
      [made.memberId, made.personId],
    ]),
  )
  const { rows: references } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2]
    where k.contype = 'f' and k.confrelid in ('person'::regclass, 'member'::regclass)
      and c.relname <> all(${[...OWN]}::text[])`.execute(ctx.db)
  // An account names its person without a key.
  for (const { table, column } of [...references, { table: 'account', column: 'person_id' }]) {
    const { rows: named } = await sql<{ id: Id }>`
      select distinct ${sql.ref(column)} as id from ${sql.table(table)}
      where tenant_id = ${ctx.tenantId} and ${sql.ref(column)} = any(${[...personOf.keys()]}::uuid[])`.execute(ctx.db)
    for (const { id } of named) found.add(personOf.get(id) as Id)
  }
  return rows.filter((row) => found.has(row.made.personId)).map((row) => row.name)
}

export const undoIntake = operation({
  name: 'intake.undo-intake',
  summary: 'Take an import back, all of it, as long as nothing else touched what it made',
  permission: 'member.write',
  input: v.object({ intakeId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await lockIntake(ctx, input, ['applied'])
    const { rows } = await sql<Made>`
      select line, name, outcome, made, before_sealed from intake_row
      where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id} and made is not null order by line
      for update`.execute(ctx.db)
    await sql`
      select id from person where tenant_id = ${ctx.tenantId}
        and id = any(${rows.map((row) => row.made.personId)}::uuid[]) order by id for update`.execute(ctx.db)
    const names = await touched(ctx, rows)
    if (names.length > 0) throw new AppError('intake.touched', { count: names.length, names: names.slice(0, 5) })

    await writeColumns(
      ctx,
      rows.flatMap((row) =>
        row.outcome === 'changed' && row.before_sealed
          ? [openBefore<PersonColumns>(ctx.tenantId, intake.id, row.line, row.before_sealed)]
          : [],
      ),
    )
    const lines = new Map(rows.map((row) => [row.made.memberId, row.line]))
    const fresh = rows.filter((row) => row.outcome === 'new').map((row) => row.made.memberId)
    const kept = (await withdrawMembers(ctx, fresh, input.reason)).map((spans) => {
      const line = lines.get(spans.memberId) as number
      return { line, before_sealed: `\\x${sealBefore(ctx.tenantId, intake.id, line, spans).toString('hex')}` }
    })
    await sql`
      update intake_row t set before_sealed = r.before_sealed
      from jsonb_populate_recordset(null::intake_row, ${JSON.stringify(kept)}::jsonb) r
      where t.tenant_id = ${ctx.tenantId} and t.intake_id = ${intake.id} and t.line = r.line`.execute(ctx.db)
    await ctx.db
      .updateTable('intake')
      .set({
        state: 'undone',
        undone_at: ctx.now,
        undone_by: ctx.actor.accountId,
        undo_reason: input.reason,
        version: sql`version + 1`,
      }) // prettier-ignore
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', intake.id)
      .execute()
    ctx.touch(intake.id)
    ctx.note({ reason: input.reason, withdrawn: fresh.length, restored: rows.length - fresh.length })
    return { intakeId: intake.id }
  },
})
