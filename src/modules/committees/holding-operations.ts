// A holding ends on a day with its reason; one that was written down wrongly is put right by a dated correction, or voided: either way
// the first entry stays, marked, with the reason (dates are facts, closed and never deleted).
import type { DateRange } from '#kernel/date-range.ts'
import { formatRange, parseRange, subtract } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { choiceField, dayField, idField, optionalDay, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { END_REASONS, HOLDING_BASES, holdingFault } from './committee.ts'
import type { Holding, HoldingBasis } from './committee.ts'
import { insertHoldings, lockUnitPosts, peopleDays, refuse, unitOf } from './committee-store.ts'
import type { OpenPosts } from './committee-store.ts'
import { ownPerson, refuseOwnRise } from './own-rise.ts'
import { servedField, warningsOf } from './put-in-post.ts'
import { POST_CODES } from './post-kinds.ts'

/** The reasons a person may choose; the others are written by the product. */
export const CHOSEN_REASONS = END_REASONS.filter((reason) => reason !== 'body_ended' && reason !== 'unit_ended')

/** The holding with its unit's posts, locked and fresh. Throws not_found, stale, committees.voided. */
async function openHolding(ctx: Context, holdingId: Id, version: number) {
  const [unitId] = await unitOf(ctx, 'holding', holdingId)
  if (!unitId) throw notFound()
  const posts = await lockUnitPosts(ctx, unitId)
  const row = await ctx.db
    .selectFrom('post_holding')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', holdingId)
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.voided_at) throw new AppError('committees.voided')
  if (row.version !== version) throw new AppError('stale')
  return { posts, row, valid: parseRange(row.valid), unitId }
}

/** Whoever acts for the holder stops on that day, too: there is nobody left to act for. */
async function endActing(ctx: Context, posts: OpenPosts, holdingId: Id, on: Day): Promise<void> {
  const acting = posts.holdings.filter((each) => each.actingForId === holdingId)
  const later = acting.find(({ valid }) => valid.from >= on)
  if (later) throw AppError.at('on', 'committees.body_has_later', { name: later.holderName, from: later.valid.from })
  await sql`
    update post_holding set valid = daterange(lower(valid), ${on}::date), end_reason = 'other', version = version + 1
    where tenant_id = ${ctx.tenantId} and id = any(${acting.map(({ id }) => id)}::uuid[])
      and (upper(valid) is null or upper(valid) > ${on}::date)`.execute(ctx.db)
}

export const endHolding = operation({
  name: 'committees.end-holding',
  summary: 'Somebody no longer holds a post from a day on, and why',
  permission: 'post.write',
  input: v.object({
    holdingId: idField(),
    version: versionField(),
    on: dayField(),
    reason: choiceField(CHOSEN_REASONS),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'holding', input.holdingId),
  async run(ctx, { holdingId, version, on, reason, ...cited }) {
    const { posts, valid, unitId } = await openHolding(ctx, holdingId, version)
    if (on <= valid.from) throw AppError.at('on', 'committees.ends_before_start')
    if (valid.to !== null && valid.to <= on) throw AppError.at('on', 'committees.already_ended', { on: valid.to })
    await endActing(ctx, posts, holdingId, on)
    const decisionId = await citeDecision(ctx, cited)
    await ctx.db
      .updateTable('post_holding')
      .set({
        valid: formatRange({ from: valid.from, to: on }),
        end_reason: reason,
        end_decision_id: decisionId,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', holdingId)
      .execute()
    ctx.touch(holdingId)
    ctx.note({ on, reason })
    return { holdingId, unitId }
  },
})

async function markVoid(ctx: Context, holdingId: Id, reason: string): Promise<void> {
  await ctx.db
    .updateTable('post_holding')
    .set({ voided_at: ctx.now, void_reason: reason, version: sql`version + 1` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', holdingId)
    .execute()
}

export const voidHolding = operation({
  name: 'committees.void-holding',
  summary: 'Void a holding that was entered by mistake; it stays on record with the reason',
  permission: 'post.write',
  input: v.object({ holdingId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => unitOf(ctx, 'holding', input.holdingId),
  async run(ctx, { holdingId, version, reason }) {
    const { posts, row, unitId } = await openHolding(ctx, holdingId, version)
    const acting = posts.holdings.find((each) => each.actingForId === holdingId)
    if (acting) {
      throw new AppError('committees.body_has_later', { name: acting.holderName, from: acting.valid.from })
    }
    await markVoid(ctx, holdingId, reason)
    ctx.touch(holdingId)
    ctx.note({ post: row.post, valid: row.valid, reason })
    return { holdingId, unitId }
  },
})

export const correctHolding = operation({
  name: 'committees.correct-holding',
  summary: 'Put a holding right: other days, post or basis; the entry before stays, voided with the reason',
  permission: 'post.write',
  input: v.object({
    holdingId: idField(),
    version: versionField(),
    post: choiceField(POST_CODES),
    basis: choiceField(HOLDING_BASES),
    servedBefore: servedField(),
    from: dayField(),
    to: v.optional(optionalDay(), null),
    reason: textField(500),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'holding', input.holdingId),
  async run(ctx, { holdingId, version, reason, ...input }) {
    const { posts, row, unitId } = await openHolding(ctx, holdingId, version)
    const valid: DateRange = { from: input.from, to: input.to }
    const body = posts.bodies.find(({ id }) => id === row.body_id)
    const holding: Holding = {
      id: ctx.newId(),
      bodyId: row.body_id,
      post: input.post,
      personId: row.person_id,
      holderName: row.holder_name,
      basis: input.basis as HoldingBasis,
      actingForId: input.basis === 'acting' ? row.acting_for_id : null,
      valid: { ...valid, to: valid.to ?? body?.valid.to ?? null },
    }
    posts.holdings = posts.holdings.filter(({ id }) => id !== holdingId)
    const person = row.person_id ? ((await peopleDays(ctx, [row.person_id])).get(row.person_id) ?? null) : null
    refuse(holdingFault(posts, holding, person))
    if (holding.personId) await refuseOwnRise(ctx, posts, holding, await ownPerson(ctx))
    for (const acting of posts.holdings.filter((each) => each.actingForId === holdingId)) {
      if (acting.bodyId !== holding.bodyId || subtract(acting.valid, holding.valid).length > 0) {
        throw AppError.at('to', 'committees.acting_outside', { name: holding.holderName, ...holding.valid })
      }
    }
    const warnings = await warningsOf(ctx, posts, holding)
    const decisionId = (await citeDecision(ctx, input)) ?? row.decision_id
    await markVoid(ctx, holdingId, reason)
    const ended = holding.valid.to !== null && holding.valid.to !== (body?.valid.to ?? null)
    await insertHoldings(ctx, [
      {
        ...holding,
        unitId,
        servedBefore: input.servedBefore,
        decisionId,
        endReason: ended ? (row.end_reason ?? 'other') : null,
      },
    ])
    // Whoever acts for the holder acts for the corrected entry.
    await sql`
      update post_holding set acting_for_id = ${holding.id}, version = version + 1
      where tenant_id = ${ctx.tenantId} and acting_for_id = ${holdingId} and voided_at is null`.execute(ctx.db)
    ctx.touch(holdingId, holding.id)
    ctx.note({
      before: { post: row.post, basis: row.basis, valid: row.valid },
      after: { post: input.post, ...valid },
      reason,
    })
    return { holdingId: holding.id, unitId, warnings }
  },
})
