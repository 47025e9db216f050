// What an exit that somebody decides brings along: how the member was heard, the votes of the bodies, and what follows (the decision
// handed over, the card taken back, a complaint and its answer). A removal is no discipline (STRIKE_OFF_NOT_DISCIPLINE).
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import {
  flagField,
  idField,
  optionalChoice,
  optionalDay,
  optionalInteger,
  versionField,
} from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checkPast } from './deed.ts'
import { enforce } from './member-rules.ts'
import { cellOfMember } from './member-store.ts'
import { complaintDays, judgeResignation, judgeVotes } from './standing-rules.ts'
import type { Ballots } from './standing-rules.ts'

export const HEARINGS = ['heard', 'absent_after_three', 'refused'] as const
const count = () => v.optional(optionalInteger(0, 10_000), null)

/** Entries of the input of an exit. */
export const exitFields = () => ({
  hearing: v.optional(optionalChoice(HEARINGS), null),
  delegated: flagField(),
  /** Broke a rule of members: a resignation is refused then. */
  breach: flagField(),
  cellVoters: count(),
  cellFor: count(),
  committeeVoters: count(),
  committeeFor: count(),
  deciders: count(),
  decidersFor: count(),
  toldOn: v.optional(optionalDay(), null),
  cardBackOn: v.optional(optionalDay(), null),
})
export type ExitInput = v.InferOutput<v.ObjectSchema<ReturnType<typeof exitFields>, undefined>>

/** Ballots of a body; more votes than voters, or votes without voters, are refused at the field. */
function ballots(voters: number | null, inFavour: number | null, field: string): Ballots | null {
  if (voters === null && inFavour === null) return null
  if (voters === null || inFavour === null || inFavour > voters) throw AppError.at(field, 'members.ballots', { voters })
  return { voters, for: inFavour }
}

/** Judges an exit by its votes and its breach. Throws members.rule at the field; returns what only warns. */
export function judgeExit(
  rules: Rulebook,
  kind: 'removal' | 'resignation' | 'expulsion',
  input: ExitInput & { decidedOn: Parameters<typeof judgeResignation>[2] },
): string[] {
  const votes = {
    cell: ballots(input.cellVoters, input.cellFor, 'cellFor'),
    committee: ballots(input.committeeVoters, input.committeeFor, 'committeeFor'),
    deciders: ballots(input.deciders, input.decidersFor, 'decidersFor'),
    delegated: input.delegated,
  }
  if (kind === 'resignation') return enforce(judgeResignation(rules, input.breach, input.decidedOn), 'breach')
  const [cell, rest] = [
    { ...votes, committee: null, deciders: null },
    { ...votes, cell: null },
  ]
  return [
    ...enforce(judgeVotes(rules, kind, cell, input.decidedOn), 'cellFor'),
    ...enforce(judgeVotes(rules, kind, rest, input.decidedOn), votes.deciders ? 'decidersFor' : 'committeeFor'),
  ]
}

/** Writes the facts of an exit beside its event. */
export async function writeExit(
  ctx: Context,
  given: { memberId: Id; eventId: Id; kind: 'removal' | 'resignation' | 'expulsion'; input: ExitInput },
): Promise<void> {
  const { memberId, eventId, kind, input } = given
  await ctx.db
    .insertInto('member_exit')
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      member_id: memberId,
      event_id: eventId,
      kind,
      hearing: input.hearing,
      delegated: input.delegated,
      cell_voters: input.cellVoters,
      cell_for: input.cellFor,
      committee_voters: input.committeeVoters,
      committee_for: input.committeeFor,
      deciders: input.deciders,
      deciders_for: input.decidersFor,
      told_on: input.toldOn,
      card_back_on: input.cardBackOn,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
}

export const noteExit = operation({
  name: 'members.note-exit',
  summary: 'Record what followed an exit: the decision handed over, the card taken back, a complaint and its answer',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    exitId: idField(),
    version: versionField(),
    toldOn: v.optional(optionalDay(), null),
    cardBackOn: v.optional(optionalDay(), null),
    complainedOn: v.optional(optionalDay(), null),
    answeredOn: v.optional(optionalDay(), null),
    /** The answer: the decision stands; else it was wrong, and restoration follows. */
    upheld: flagField(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const { toldOn, cardBackOn, complainedOn, answeredOn } = input
    checkPast(ctx, { toldOn, cardBackOn, complainedOn, answeredOn })
    if (answeredOn !== null && (complainedOn === null || answeredOn < complainedOn))
      throw AppError.at('answeredOn', 'members.answer_without_complaint')
    if (complainedOn !== null && toldOn !== null && complainedOn < toldOn)
      throw AppError.at('complainedOn', 'members.complaint_before_notice', { on: toldOn })
    const row = await ctx.db
      .selectFrom('member_exit')
      .select(['version'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.exitId)
      .where('member_id', '=', input.memberId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.version !== input.version) throw new AppError('stale')
    await ctx.db
      .updateTable('member_exit')
      .set({
        told_on: toldOn,
        card_back_on: cardBackOn,
        complained_on: complainedOn,
        answered_on: answeredOn,
        upheld: answeredOn === null ? null : input.upheld,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.exitId)
      .execute()
    ctx.touch(input.memberId, input.exitId)
    ctx.note({ toldOn, cardBackOn, complainedOn, answeredOn })
    return { memberId: input.memberId }
  },
})

export const readExits = query({
  name: 'members.read-exits',
  summary:
    'Exits of one member that were decided, with their votes, what followed, and until when a complaint may come',
  permission: 'member.read',
  input: v.object({ memberId: idField() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const rows = await ctx.db
      .selectFrom('member_exit as x')
      .innerJoin('member_event as e', (join) =>
        join.onRef('e.tenant_id', '=', 'x.tenant_id').onRef('e.id', '=', 'x.event_id'),
      )
      .selectAll('x')
      .select(['e.effective_on', 'e.cause', 'e.note', 'e.decided_on'])
      .where('x.tenant_id', '=', ctx.tenantId)
      .where('x.member_id', '=', input.memberId)
      .where('e.voided_at', 'is', null)
      .orderBy('e.effective_on', 'desc')
      .execute()
    const rules = await loadRulebook(ctx)
    const calendar = workingCalendarOf(rules)
    return rows.map((row) => ({
      ...row,
      ...complaintDays(rules, calendar, { toldOn: row.told_on, complainedOn: row.complained_on }),
    }))
  },
})
