// Links for people without an account: made for one subject until the end of a day, shown once, revoked at any time, known only by
// the hash of their secret. What they open is asked again in each transaction.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { guestCaller } from '#modules/access/access.server.ts'
import type { Db } from '#platform/db/db.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Actor, Caller } from '#platform/operation/caller.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { signer } from '#platform/signed.ts'
import { subjectOf } from './guest-subjects.ts'
import { hashOf, newSecret, readToken, writeToken } from './guest-token.ts'

// The first links were those of coordination, and they go on.
const PURPOSE = 'coordination guest link'
const LONGEST_DAYS = 366

/** So many answers within the pause, then the link rests. */
export const MAX_ANSWERS = 30
export const PAUSE_MS = 10 * 60_000

/** The moment a day ends in Việt Nam. */
const endOf = (on: Day): Date => new Date(`${addDays(on, 1)}T00:00:00+07:00`)

export interface MadeLink {
  linkId: Id
  /** The text of the address; never told again. */
  token: string
  expiresAt: Date
}

/**
 * New links of subjects until the end of `lastOn`, in the order given. The calling operation has looked that each subject takes
 * answers, and answers secretly (`secretAnswer`). One statement. Throws guests.link_expiry at lastOn.
 */
export async function makeLinks(
  ctx: Context,
  kind: string,
  subjects: readonly { subjectId: Id; partyId: Id | null }[],
  lastOn: Day,
): Promise<MadeLink[]> {
  if (!subjectOf(kind)) throw new RangeError(`no guests of ${kind}`)
  if (lastOn < ctx.today || lastOn > addDays(ctx.today, LONGEST_DAYS)) throw AppError.at('lastOn', 'guests.link_expiry')
  const expiresAt = endOf(lastOn)
  const made = subjects.map((subject) => ({ ...subject, linkId: ctx.newId(), secret: newSecret() }))
  await insertRows(
    ctx.db,
    'guest_link',
    made.map((link) => ({
      tenant_id: ctx.tenantId,
      id: link.linkId,
      subject_kind: kind,
      subject_id: link.subjectId,
      party_id: link.partyId,
      secret_hash: hashOf(link.secret),
      expires_at: expiresAt,
      answers: 0,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })),
  )
  ctx.touch(...made.flatMap((link) => [link.linkId, link.subjectId]))
  const sign = signer(PURPOSE)
  return made.map(({ linkId, secret }) => ({
    linkId,
    token: writeToken(sign, { tenantId: ctx.tenantId, linkId, expiresAt, secret }),
    expiresAt,
  }))
}

/** One new link; see `makeLinks`. */
export async function makeLink(
  ctx: Context,
  given: { kind: string; subjectId: Id; partyId: Id | null; lastOn: Day },
): Promise<MadeLink> {
  const [link] = await makeLinks(ctx, given.kind, [given], given.lastOn)
  if (!link) throw new RangeError('no link was made')
  return link
}

/** A link of that kind, locked, for the operation that revokes it. Throws not_found, and guests.link_revoked when it is already. */
export async function lockLink(ctx: Context, kind: string, linkId: Id): Promise<{ id: Id; subjectId: Id }> {
  const link = await ctx.db
    .selectFrom('guest_link')
    .select(['id', 'subject_id as subjectId', 'revoked_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('subject_kind', '=', kind)
    .where('id', '=', linkId)
    .forUpdate()
    .executeTakeFirst()
  if (!link) throw notFound()
  if (link.revoked_at !== null) throw new AppError('guests.link_revoked')
  return { id: link.id, subjectId: link.subjectId }
}

/** Ends links at once: one by its id, or all those of a subject or of a party. Returns the ids of those that were open. */
export async function revokeLinks(
  ctx: Context,
  kind: string,
  which: { linkId: Id } | { subjectId: Id } | { partyId: Id },
): Promise<Id[]> {
  const links = await ctx.db
    .updateTable('guest_link')
    .set({ revoked_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('subject_kind', '=', kind)
    .$if('linkId' in which, (qb) => qb.where('id', '=', (which as { linkId: Id }).linkId))
    .$if('subjectId' in which, (qb) => qb.where('subject_id', '=', (which as { subjectId: Id }).subjectId))
    .$if('partyId' in which, (qb) => qb.where('party_id', '=', (which as { partyId: Id }).partyId))
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  const ids = links.map((link) => link.id)
  ctx.touch(...ids)
  return ids
}

/** The right a link gives, and none when there is no such link: then its guest is nobody. */
async function rightsOf(db: Db, tenantId: Id, link: NonNullable<Actor['link']>): Promise<Permission[]> {
  const row = await db
    .selectFrom('guest_link')
    .select('subject_kind')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', link.id)
    .where('secret_hash', '=', link.secretHash)
    .executeTakeFirst()
  const subject = row && subjectOf(row.subject_kind)
  return subject ? ['guest.open', subject.permission] : []
}

/** Who comes by the text of an address, or null when it opens nothing. Whether the link still holds is asked in each transaction. */
export function guestOf(token: string, now: Date, requestId?: string): Caller | null {
  const named = readToken(signer(PURPOSE), token, now)
  if (!named) return null
  const link = { id: named.linkId, secretHash: named.secretHash }
  return guestCaller(named.tenantId, link, (db) => rightsOf(db, named.tenantId, link), requestId)
}

export interface GuestLink {
  id: Id
  kind: string
  subjectId: Id
  partyId: Id | null
  expiresAt: Date
  lastUsedAt: Date | null
  answers: number
  answeredAt: Date | null
}

/**
 * The link of a guest while it and its subject hold; locked when something is written. With a kind, only a link of that kind.
 * Throws not_found for anything else, whatever is wrong.
 */
export async function linkOf(ctx: ReadContext, options: { kind?: string; lock?: true } = {}): Promise<GuestLink> {
  const given = ctx.actor.link
  if (!given) throw notFound()
  const link = await ctx.db
    .selectFrom('guest_link')
    .select(['id', 'subject_kind as kind', 'subject_id as subjectId', 'party_id as partyId'])
    .select(['expires_at as expiresAt', 'last_used_at as lastUsedAt', 'answers', 'answered_at as answeredAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', given.id)
    .where('secret_hash', '=', given.secretHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .$if(options.kind !== undefined, (qb) => qb.where('subject_kind', '=', options.kind as string))
    .$if(options.lock === true, (qb) => qb.forUpdate())
    .executeTakeFirst()
  const subject = link && subjectOf(link.kind)
  if (!link || !subject || !(await subject.holds(ctx, link.subjectId, link.partyId))) throw notFound()
  return link
}

/** Counts an answer of this link. Throws guests.too_fast while it rests. `most` within ten minutes. */
export async function countAnswer(ctx: Context, link: GuestLink, most = MAX_ANSWERS): Promise<void> {
  const recent = link.answeredAt !== null && ctx.now.getTime() - link.answeredAt.getTime() < PAUSE_MS
  if (recent && link.answers >= most) throw new AppError('guests.too_fast')
  await ctx.db
    .updateTable('guest_link')
    .set({ answers: recent ? link.answers + 1 : 1, answered_at: ctx.now, last_used_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', link.id)
    .execute()
}

export interface GivenLink {
  id: Id
  subjectId: Id
  partyId: Id | null
  madeAt: Date
  expiresAt: Date
  revokedAt: Date | null
  lastUsedAt: Date | null
  /** Opens its page today. */
  open: boolean
}

/** Links of these subjects, the newest first. */
export async function linksOf(ctx: ReadContext, kind: string, subjectIds: readonly Id[]): Promise<GivenLink[]> {
  if (subjectIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('guest_link')
    .select(['id', 'subject_id as subjectId', 'party_id as partyId', 'recorded_at as madeAt'])
    .select(['expires_at as expiresAt', 'revoked_at as revokedAt', 'last_used_at as lastUsedAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', [...subjectIds])
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, open: row.revokedAt === null && row.expiresAt > ctx.now }))
}
