// Bodies outside the bloc: local committees, boards, agencies. They have days, since districts and their committees have ended.
import { formatRange, overlaps, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { revokeLinks } from '#modules/guests/guests.server.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import {
  choiceField,
  dayField,
  idField,
  optionalDay,
  optionalId,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { REGULATION_GUEST } from './guest-links.ts'

export const BODY_KINDS = ['local_committee', 'agency', 'board', 'mass_organisation', 'bloc', 'other'] as const
export type BodyKind = (typeof BODY_KINDS)[number]

const facts = {
  name: textField(200),
  kind: choiceField(BODY_KINDS),
  localityId: v.optional(optionalId(), null),
  contactName: v.optional(optionalText(200), null),
  email: v.optional(optionalText(200), null),
  phone: v.optional(optionalText(40), null),
}
type Facts = { [name in keyof typeof facts]: v.InferOutput<(typeof facts)[name]> }

const row = (given: Facts) => ({
  name: given.name,
  kind: given.kind,
  locality_id: given.localityId,
  contact_name: given.contactName,
  email: given.email,
  phone: given.phone,
})

const [EARLIEST, LATEST] = [day('1930-01-01'), day('2200-12-31')]

/** A day of the time regulations are made in. Throws field.day at the field: a slip of the hand in the year. */
export function sensible(on: Day, field: string): Day {
  if (on < EARLIEST || on > LATEST) throw AppError.at(field, 'field.day')
  return on
}

/** The days from one day to the last one, both included, as a range. Throws coordination.end_before_start at `lastOn`. */
export function spanOf(from: Day, lastOn: Day | null): DateRange {
  sensible(from, 'from')
  if (lastOn !== null && sensible(lastOn, 'lastOn') < from) throw AppError.at('lastOn', 'coordination.end_before_start')
  return { from, to: lastOn === null ? null : addDays(lastOn, 1) }
}

/** Two bodies of one name never exist at the same time. */
async function refuseTwin(ctx: ReadContext, name: string, valid: DateRange, except: Id | null): Promise<void> {
  const known = await ctx.db
    .selectFrom('external_body')
    .select(['id', 'name', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  const twin = known.some(
    (other) => other.id !== except && fold(other.name) === fold(name) && overlaps(parseRange(other.valid), valid),
  )
  if (twin) throw AppError.at('name', 'coordination.body_taken')
}

async function bodyOf(ctx: Context, input: { bodyId: Id; version: number }) {
  const found = await ctx.db
    .selectFrom('external_body')
    .select(['id', 'name', 'valid', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.bodyId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.version !== input.version) throw new AppError('stale')
  return { ...found, valid: parseRange(found.valid) }
}

const constraints = {
  external_body_tenant_id_locality_id_fkey: { code: 'field.id', field: 'localityId' },
}

export const addBody = operation({
  name: 'coordination.add-body',
  summary: 'Add a body outside the bloc: a local committee, a board, an agency',
  permission: 'coordination.write',
  input: v.object({ ...facts, from: dayField(), lastOn: v.optional(optionalDay(), null) }),
  constraints,
  async run(ctx, input): Promise<{ bodyId: Id }> {
    const valid = spanOf(input.from, input.lastOn)
    await refuseTwin(ctx, input.name, valid, null)
    const id = ctx.newId()
    await ctx.db
      .insertInto('external_body')
      .values({
        tenant_id: ctx.tenantId,
        id,
        ...row(input),
        valid: formatRange(valid),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id)
    ctx.note({ name: input.name })
    return { bodyId: id }
  },
})

export const editBody = operation({
  name: 'coordination.edit-body',
  summary: 'Correct the name, kind, locality or contact of a body outside',
  permission: 'coordination.write',
  input: v.object({ bodyId: idField(), version: versionField(), ...facts }),
  constraints,
  async run(ctx, input): Promise<{ bodyId: Id }> {
    const body = await bodyOf(ctx, input)
    await refuseTwin(ctx, input.name, body.valid, body.id)
    await ctx.db
      .updateTable('external_body')
      .set({ ...row(input), version: body.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', body.id)
      .execute()
    ctx.touch(body.id)
    ctx.note({ name: input.name, before: body.name })
    return { bodyId: body.id }
  },
})

export const endBody = operation({
  name: 'coordination.end-body',
  summary: 'End a body outside with its last day; its links end at once',
  permission: 'coordination.write',
  input: v.object({ bodyId: idField(), version: versionField(), lastOn: dayField() }),
  async run(ctx, input): Promise<{ bodyId: Id; links: number }> {
    const body = await bodyOf(ctx, input)
    const valid = spanOf(body.valid.from, input.lastOn)
    if (body.valid.to !== null && body.valid.to <= ctx.today) throw new AppError('coordination.already_ended')
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from obligation_done d
      join obligation o on o.tenant_id = d.tenant_id and o.id = d.obligation_id
      join regulation_party p on p.tenant_id = o.tenant_id and p.id = o.party_id
      where d.tenant_id = ${ctx.tenantId} and p.external_id = ${body.id}
        and d.state <> 'returned' and d.done_on > ${input.lastOn}::date`.execute(ctx.db)
    if ((rows[0]?.n ?? 0) > 0) throw AppError.at('lastOn', 'coordination.body_in_use')
    await ctx.db
      .updateTable('external_body')
      .set({ valid: formatRange(valid), version: body.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', body.id)
      .execute()
    const links = input.lastOn < ctx.today ? await revokeLinks(ctx, REGULATION_GUEST, { partyId: body.id }) : []
    ctx.touch(body.id)
    ctx.note({ name: body.name, lastOn: input.lastOn, links: links.length })
    return { bodyId: body.id, links: links.length }
  },
})
