// Links for bodies outside: made for one body and one regulation until the end of a day (module guests holds what a link is).
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { guestSubject, linkOf, lockLink, makeLink, revokeLinks } from '#modules/guests/guests.server.ts'
import type { GuestLink, MadeLink } from '#modules/guests/guests.server.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { lockRegulation } from './regulation-store.ts'

/** The side of a regulation that a body outside has, with its days. */
const sideOf = (ctx: ReadContext, regulationId: Id, externalId: Id) =>
  ctx.db
    .selectFrom('regulation_party as p')
    .innerJoin('external_body as b', (join) =>
      join.onRef('b.tenant_id', '=', 'p.tenant_id').onRef('b.id', '=', 'p.external_id'),
    )
    .select(['b.id', 'b.name'])
    .where('p.tenant_id', '=', ctx.tenantId)
    .where('p.regulation_id', '=', regulationId)
    .where('p.external_id', '=', externalId)

/** The side of a body that is still there: it and its place in the regulation have not ended. */
const openSideOf = (ctx: ReadContext, regulationId: Id, externalId: Id) =>
  sideOf(ctx, regulationId, externalId)
    .where(sql<boolean>`(upper(b.valid) is null or upper(b.valid) > ${ctx.today}::date)`)
    .where(sql<boolean>`(upper(p.valid) is null or upper(p.valid) > ${ctx.today}::date)`)
    .executeTakeFirst()

export const REGULATION_GUEST = guestSubject({
  kind: 'regulation',
  permission: 'coordination.answer',
  holds: async (ctx, regulationId, externalId) =>
    externalId !== null && (await openSideOf(ctx, regulationId, externalId)) !== undefined,
}).kind

export const makeGuestLink = operation({
  name: 'coordination.make-guest-link',
  summary: 'Make a link by which a body outside answers what it owes under one regulation, without an account',
  permission: 'coordination.write',
  input: v.object({ regulationId: idField(), externalId: idField(), lastOn: dayField() }),
  secretAnswer: true,
  async run(ctx, input): Promise<MadeLink> {
    const regulation = await lockRegulation(ctx, input.regulationId)
    const body = await sideOf(ctx, regulation.id, input.externalId)
      .select(sql<boolean>`b.valid @> ${ctx.today}::date and p.valid @> ${ctx.today}::date`.as('there'))
      .executeTakeFirst()
    if (!body) throw AppError.at('externalId', 'coordination.unknown_party')
    if (!body.there) throw AppError.at('externalId', 'coordination.body_ended')
    const { lastOn } = input
    const made = await makeLink(ctx, { kind: REGULATION_GUEST, subjectId: regulation.id, partyId: body.id, lastOn })
    ctx.touch(body.id)
    ctx.note({ number: regulation.number, body: body.name, lastOn })
    return made
  },
})

export const revokeGuestLink = operation({
  name: 'coordination.revoke-guest-link',
  summary: 'Revoke a guest link: it answers nobody from now on',
  permission: 'coordination.write',
  input: v.object({ linkId: idField() }),
  async run(ctx, input): Promise<{ linkId: Id; regulationId: Id }> {
    const link = await lockLink(ctx, REGULATION_GUEST, input.linkId)
    await revokeLinks(ctx, REGULATION_GUEST, { linkId: link.id })
    ctx.touch(link.subjectId)
    return { linkId: link.id, regulationId: link.subjectId }
  },
})

export interface OpenLink extends GuestLink {
  regulationId: Id
  externalId: Id
  bodyName: string
}

/** The link of a guest while it holds; locked when something is written. Throws not_found for anything else, whatever is wrong. */
export async function answeringLink(ctx: ReadContext, options: { lock?: true } = {}): Promise<OpenLink> {
  const link = await linkOf(ctx, { ...options, kind: REGULATION_GUEST })
  const body = link.partyId === null ? undefined : await openSideOf(ctx, link.subjectId, link.partyId)
  if (!body) throw notFound()
  return { ...link, regulationId: link.subjectId, externalId: body.id, bodyName: body.name }
}
