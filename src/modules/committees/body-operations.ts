// Bodies of a unit: committees of a term, and boards that go on over the terms (BLOC-03). Set up, changed in seats and name, ended.
import { formatRange } from '#kernel/date-range.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import {
  choiceField,
  dayField,
  idField,
  optionalDay,
  optionalInteger,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { bodyFault, kindOn, risesIn, seatsTaken } from './committee.ts'
import type { Body } from './committee.ts'
import { enforce, judgeBody } from './committee-rules.ts'
import { endBodies, freshRow, fullMembersOn, insertBodies, lockUnitPosts, refuse, unitOf } from './committee-store.ts'
import type { OpenPosts } from './committee-store.ts'
import { bodyNameOf } from './committees-messages.ts'
import { seatsField } from './open-term.ts'
import { BODY_KINDS, TERM_BODIES } from './post-kinds.ts'

/** Warnings of the rules on a body with its seats; throws what a confirmed rule refuses. */
export async function judge(ctx: Context, posts: OpenPosts, body: Body, field = 'seats'): Promise<string[]> {
  const on = body.valid.from
  const unitKind = kindOn(posts, on) as UnitKind
  const fullMembers = isCell(unitKind)
    ? (await fullMembersOn(ctx, [{ unitId: posts.unitId, on }]))(posts.unitId, on)
    : null
  const executive = posts.bodies.find((each) => each.kind === 'executive' && each.termId === body.termId)
  const entered = executive ? seatsTaken(posts.holdings, executive.id, on) : 0
  const facts = {
    unitKind,
    kind: body.kind,
    seats: body.seats,
    on,
    fullMembers,
    committeeMembers: entered > 0 ? entered : (executive?.seats ?? null),
  }
  return enforce(judgeBody(await loadRulebook(ctx), facts), field)
}

export const setUpBody = operation({
  name: 'committees.set-up-body',
  summary: 'Set up a committee in the term of its first day, or a board that goes on over the terms',
  permission: 'post.write',
  input: v.object({
    unitId: idField(),
    kind: choiceField(BODY_KINDS),
    name: v.optional(optionalText(120), null),
    seats: seatsField(),
    from: dayField(),
    to: v.optional(optionalDay(), null),
    ordinal: v.optional(optionalInteger(0, 1000), null),
    ...decisionFields(),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, { unitId, kind, name, seats, from, to, ordinal, ...cited }) {
    const posts = await lockUnitPosts(ctx, unitId)
    const term = TERM_BODIES.includes(kind)
      ? posts.terms.find(({ valid }) => valid.from <= from && (valid.to === null || from < valid.to))
      : undefined
    const unitKind = kindOn(posts, from)
    const body: Body = {
      id: ctx.newId(),
      unitId,
      termId: term?.id ?? null,
      kind,
      name: name ?? bodyNameOf(kind, unitKind !== undefined && isCell(unitKind)),
      seats,
      valid: { from, to: to ?? term?.valid.to ?? null },
    }
    refuse(bodyFault(posts, body))
    const warnings = await judge(ctx, posts, body)
    const decisionId = await citeDecision(ctx, cited)
    await insertBodies(ctx, [{ ...body, ordinal: ordinal ?? posts.bodies.length, decisionId }])
    ctx.touch(body.id, unitId)
    ctx.note({ kind, name: body.name, seats, from })
    return { bodyId: body.id, unitId, warnings }
  },
})

/** The body with its unit's posts, locked and fresh. Throws not_found, stale. */
async function openBody(ctx: Context, bodyId: Id, version: number) {
  const [unitId] = await unitOf(ctx, 'body', bodyId)
  if (!unitId) throw notFound()
  const posts = await lockUnitPosts(ctx, unitId)
  await freshRow(ctx, 'body', bodyId, version)
  const body = posts.bodies.find((each) => each.id === bodyId)
  if (!body) throw notFound()
  return { posts, body, unitId }
}

export const editBody = operation({
  name: 'committees.edit-body',
  summary: 'Change the seats, name or order of a body; not below the people it has',
  permission: 'post.write',
  input: v.object({
    bodyId: idField(),
    version: versionField(),
    name: textField(120),
    seats: seatsField(),
    ordinal: v.optional(optionalInteger(0, 1000), null),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'body', input.bodyId),
  async run(ctx, { bodyId, version, name, seats, ordinal, ...cited }) {
    const { posts, body, unitId } = await openBody(ctx, bodyId, version)
    const changed: Body = { ...body, name, seats }
    refuse(bodyFault(posts, changed))
    const own = posts.holdings.filter((holding) => holding.bodyId === bodyId)
    const full = seats === null ? undefined : risesIn(own, body.valid).find((on) => seatsTaken(own, bodyId, on) > seats)
    if (full) throw AppError.at('seats', 'committees.no_seat_left', { name, seats, on: full })
    const warnings = await judge(ctx, posts, changed)
    const decisionId = await citeDecision(ctx, cited)
    await ctx.db
      .updateTable('body')
      .set({
        name,
        seats,
        version: sql`version + 1`,
        ...(ordinal === null ? {} : { ordinal }),
        ...(decisionId ? { decision_id: decisionId } : {}),
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', bodyId)
      .execute()
    ctx.touch(bodyId)
    ctx.note({ name, seats, before: { name: body.name, seats: body.seats } })
    return { bodyId, unitId, warnings }
  },
})

export const endBody = operation({
  name: 'committees.end-body',
  summary: 'End a body on a day, with everybody in it',
  permission: 'post.write',
  input: v.object({ bodyId: idField(), version: versionField(), on: dayField(), ...decisionFields() }),
  units: (ctx, input) => unitOf(ctx, 'body', input.bodyId),
  async run(ctx, { bodyId, version, on, ...cited }) {
    const { posts, body, unitId } = await openBody(ctx, bodyId, version)
    if (body.valid.to !== null && body.valid.to <= on) {
      throw AppError.at('on', 'committees.already_ended', { on: body.valid.to })
    }
    if (on <= body.valid.from) throw AppError.at('on', 'committees.ends_before_start')
    const decisionId = await citeDecision(ctx, cited)
    const ended = await endBodies(ctx, posts, [bodyId], { on, reason: 'body_ended', decisionId })
    ctx.touch(bodyId)
    ctx.note({ valid: formatRange({ from: body.valid.from, to: on }), ended })
    return { bodyId, unitId, ended }
  },
})
