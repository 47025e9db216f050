// Links for bodies outside: made for one body and one regulation until the end of a day, shown once, revoked at any time.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { guestCaller } from '#modules/access/access.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { signer } from '#platform/signed.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { hashOf, newSecret, readToken, writeToken } from './guest-token.ts'
import { lockRegulation } from './regulation-store.ts'

const PURPOSE = 'coordination guest link'
const LONGEST_DAYS = 366

/** The moment a day ends in Việt Nam. */
const endOf = (on: Day): Date => new Date(`${addDays(on, 1)}T00:00:00+07:00`)

export const makeGuestLink = operation({
  name: 'coordination.make-guest-link',
  summary: 'Make a link by which a body outside answers what it owes under one regulation, without an account',
  permission: 'coordination.write',
  input: v.object({ regulationId: idField(), externalId: idField(), lastOn: dayField() }),
  secretAnswer: true,
  async run(ctx, input): Promise<{ linkId: Id; token: string; expiresAt: Date }> {
    const regulation = await lockRegulation(ctx, input.regulationId)
    if (input.lastOn < ctx.today || input.lastOn > addDays(ctx.today, LONGEST_DAYS))
      throw AppError.at('lastOn', 'coordination.link_expiry')
    const body = await ctx.db
      .selectFrom('regulation_party as p')
      .innerJoin('external_body as b', (join) =>
        join.onRef('b.tenant_id', '=', 'p.tenant_id').onRef('b.id', '=', 'p.external_id'),
      )
      .select(['b.id', 'b.name'])
      .select(sql<boolean>`b.valid @> ${ctx.today}::date and p.valid @> ${ctx.today}::date`.as('there'))
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.regulation_id', '=', regulation.id)
      .where('p.external_id', '=', input.externalId)
      .executeTakeFirst()
    if (!body) throw AppError.at('externalId', 'coordination.unknown_party')
    if (!body.there) throw AppError.at('externalId', 'coordination.body_ended')
    const [linkId, secret, expiresAt] = [ctx.newId(), newSecret(), endOf(input.lastOn)]
    await ctx.db
      .insertInto('guest_link')
      .values({
        tenant_id: ctx.tenantId,
        id: linkId,
        external_id: body.id,
        regulation_id: regulation.id,
        secret_hash: hashOf(secret),
        expires_at: expiresAt,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(linkId, regulation.id, body.id)
    ctx.note({ number: regulation.number, body: body.name, lastOn: input.lastOn })
    const token = writeToken(signer(PURPOSE), { tenantId: ctx.tenantId, linkId, expiresAt, secret })
    return { linkId, token, expiresAt }
  },
})

export const revokeGuestLink = operation({
  name: 'coordination.revoke-guest-link',
  summary: 'Revoke a guest link: it answers nobody from now on',
  permission: 'coordination.write',
  input: v.object({ linkId: idField() }),
  async run(ctx, input): Promise<{ linkId: Id; regulationId: Id }> {
    const link = await ctx.db
      .selectFrom('guest_link')
      .select(['id', 'regulation_id', 'revoked_at'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.linkId)
      .forUpdate()
      .executeTakeFirst()
    if (!link) throw notFound()
    if (link.revoked_at !== null) throw new AppError('coordination.link_revoked')
    await ctx.db
      .updateTable('guest_link')
      .set({ revoked_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', link.id)
      .execute()
    ctx.touch(link.id, link.regulation_id)
    return { linkId: link.id, regulationId: link.regulation_id }
  },
})

/** Who comes by the text of an address, or null when it opens nothing. Whether the link still holds is asked in each transaction. */
export function guestOf(token: string, now: Date, requestId?: string): Caller | null {
  const named = readToken(signer(PURPOSE), token, now)
  return named && guestCaller(named.tenantId, { id: named.linkId, secretHash: named.secretHash }, requestId)
}

export interface OpenLink {
  id: Id
  regulationId: Id
  externalId: Id
  bodyName: string
  expiresAt: Date
  lastUsedAt: Date | null
  answers: number
  answeredAt: Date | null
}

/** The link of a guest while it holds; locked when something is written. Throws not_found for anything else, whatever is wrong. */
export async function linkOf(ctx: ReadContext, options: { lock?: true } = {}): Promise<OpenLink> {
  const given = ctx.actor.link
  if (!given) throw notFound()
  const link = await ctx.db
    .selectFrom('guest_link as l')
    .innerJoin('external_body as b', (join) =>
      join.onRef('b.tenant_id', '=', 'l.tenant_id').onRef('b.id', '=', 'l.external_id'),
    )
    .innerJoin('regulation_party as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'l.tenant_id')
        .onRef('p.regulation_id', '=', 'l.regulation_id')
        .onRef('p.external_id', '=', 'l.external_id'),
    )
    .select(['l.id', 'l.regulation_id as regulationId', 'l.external_id as externalId', 'b.name as bodyName'])
    .select(['l.expires_at as expiresAt', 'l.last_used_at as lastUsedAt', 'l.answers', 'l.answered_at as answeredAt'])
    .where('l.tenant_id', '=', ctx.tenantId)
    .where('l.id', '=', given.id)
    .where('l.secret_hash', '=', given.secretHash)
    .where('l.revoked_at', 'is', null)
    .where('l.expires_at', '>', ctx.now)
    .where(sql<boolean>`(upper(b.valid) is null or upper(b.valid) > ${ctx.today}::date)`)
    .where(sql<boolean>`(upper(p.valid) is null or upper(p.valid) > ${ctx.today}::date)`)
    .$if(options.lock === true, (qb) => qb.forUpdate('l'))
    .executeTakeFirst()
  if (!link) throw notFound()
  return link
}
