// Records a coordination regulation: number, days, sides, file; with the obligations most of them have, when asked (BLOC-07).
import { formatRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { dayOf, yearOf } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import {
  dayField,
  flagField,
  idField,
  optionalDay,
  optionalId,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { spanOf } from './bodies.ts'
import { standardTitles } from './coordination-messages.ts'
import { fileFields, keepFile } from './regulation-store.ts'

const ids = () => v.optional(v.pipe(v.array(idField()), v.maxLength(200, 'field.too_large:200')), [])

/** Units and bodies that exist on a day of the range. Throws at the field that names one that does not. */
export async function checkSides(
  ctx: ReadContext,
  unitIds: readonly Id[],
  externalIds: readonly Id[],
  valid: DateRange,
  fields: { unit: string; external: string } = { unit: 'unitIds', external: 'externalIds' },
): Promise<void> {
  const range = formatRange(valid)
  const count = async (work: ReturnType<typeof sql<{ n: number }>>) => (await work.execute(ctx.db)).rows[0]?.n ?? 0
  const units = await count(sql<{ n: number }>`
    select count(distinct unit_id) as n from unit_version
    where tenant_id = ${ctx.tenantId} and unit_id = any(${[...unitIds]}::uuid[]) and valid && ${range}::daterange`)
  if (units < unitIds.length) throw AppError.at(fields.unit, 'coordination.unknown_unit')
  const bodies = await count(sql<{ n: number }>`
    select count(*) as n from external_body
    where tenant_id = ${ctx.tenantId} and id = any(${[...externalIds]}::uuid[]) and valid && ${range}::daterange`)
  if (bodies < externalIds.length) throw AppError.at(fields.external, 'coordination.body_ended')
}

/** Answers the ids of the sides, too: units first, then bodies, as given. */
export const recordRegulation = operation({
  name: 'coordination.record-regulation',
  summary: 'Record a coordination regulation: number, title, days, its sides, a file',
  permission: 'coordination.write',
  input: v.object({
    regulationId: v.optional(optionalId(), null),
    number: textField(60),
    title: textField(300),
    signedOn: dayField(),
    /** First day; without it the day of signing. */
    from: v.optional(optionalDay(), null),
    /** Last day; without it until further notice. */
    lastOn: v.optional(optionalDay(), null),
    summary: v.optional(optionalText(5000), null),
    unitIds: ids(),
    externalIds: ids(),
    /** Also the usual obligations: plans of the year, opinions on members, a joint meeting. */
    standard: v.optional(flagField(), false),
    ...fileFields(),
  }),
  constraints: {
    regulation_tenant_id_number_signed_on_key: { code: 'coordination.number_taken', field: 'number' },
    regulation_pkey: { code: 'duplicate' },
  },
  async run(ctx, input): Promise<{ regulationId: Id; partyIds: Id[] }> {
    const valid = spanOf(input.from ?? input.signedOn, input.lastOn)
    const [units, externals] = [[...new Set(input.unitIds)], [...new Set(input.externalIds)]]
    if (units.length === 0 || units.length + externals.length < 2)
      throw AppError.at(units.length === 0 ? 'unitIds' : 'externalIds', 'coordination.needs_sides')
    await checkSides(ctx, units, externals, valid)
    const id = input.regulationId ?? ctx.newId()
    await ctx.db
      .insertInto('regulation')
      .values({
        tenant_id: ctx.tenantId,
        id,
        number: input.number,
        title: input.title,
        signed_on: input.signedOn,
        valid: formatRange(valid),
        summary: input.summary,
        file_id: await keepFile(ctx, input),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    const side = (unit_id: Id | null, external_id: Id | null, ordinal: number) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      regulation_id: id,
      unit_id,
      external_id,
      ordinal,
      valid: formatRange({ from: valid.from, to: null }),
    })
    const own = units.map((unit, at) => side(unit, null, at))
    const others = externals.map((body, at) => side(null, body, units.length + at))
    await insertRows(ctx.db, 'regulation_party', [...own, ...others])
    const first = own[0]
    if (input.standard && first) {
      // The year it was signed in counts, as far as its days lie within the regulation.
      const range = formatRange({ from: dayOf(yearOf(valid.from), 1, 1), to: null })
      const duty = (party_id: Id, kind: keyof typeof standardTitles, rhythm: string, due_after: number) => ({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        regulation_id: id,
        party_id,
        kind,
        title: standardTitles[kind],
        rhythm,
        due_after,
        valid: range,
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      await insertRows(ctx.db, 'obligation', [
        ...[...own, ...others].map((party) => duty(party.id, 'exchange_plan', 'year', 30)),
        ...others.map((party) => duty(party.id, 'member_opinion', 'half', 180)),
        duty(first.id, 'joint_meeting', 'year', 348),
      ])
    }
    ctx.touch(id)
    ctx.note({ number: input.number, title: input.title, sides: units.length + externals.length })
    return { regulationId: id, partyIds: [...own, ...others].map((party) => party.id) }
  },
})
