// One member as of a day: identity with its masks, status and cells over time, what happened and by which paper, seniority, and
// what the rules have to say. Whoever had the member on that day may look at that day.
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import type { UnitName } from '#modules/units/units.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { MASKED, maskCitizenId, maskPhone } from './masked.ts'
import { stateOn, statusOn } from './member.ts'
import type { EventKind, MemberHistory, MemberState, MemberStatus, Standing } from './member.ts'
import { judgeAdmission, judgeConfirmation, legalConfirmationDay } from './member-rules.ts'
import { cellOfMember } from './member-store.ts'
import { recordOf } from './record-fields.ts'
import { seniorityMonths } from './seniority.ts'
import { gapsOf } from './seniority-gaps.ts'

export interface MemberEventView {
  id: Id
  kind: EventKind
  unit: UnitName | undefined
  effectiveOn: Day
  decidedOn: Day
  onTime: boolean | null
  decision: Decision | undefined
  fromPlace: string | null
  toPlace: string | null
  /** Set when it was corrected: why it no longer counts. */
  voidReason: string | null
}

async function readHistory(ctx: ReadContext, memberId: Id, day: Day) {
  const spans = <T extends { valid: string }>(rows: T[]) =>
    rows.map((row) => ({ ...row, valid: parseRange(row.valid) }))
  const statuses = await ctx.db
    .selectFrom('member_status')
    .select(['id', 'status', 'standing', 'until_on as untilOn', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .where(sql<boolean>`lower(valid) <= ${day}::date`)
    .orderBy('valid')
    .execute()
  const cells = await ctx.db
    .selectFrom('member_cell')
    .select(['id', 'unit_id as unitId', 'valid', 'reason'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .where(sql<boolean>`lower(valid) <= ${day}::date`)
    .orderBy('valid')
    .execute()
  return { statuses: spans(statuses), cells: spans(cells) }
}

async function readEvents(ctx: ReadContext, memberId: Id, day: Day) {
  return ctx.db
    .selectFrom('member_event')
    .select([
      'id',
      'kind',
      'unit_id',
      'effective_on',
      'decided_on',
      'on_time',
      'decision_id',
      'from_place',
      'to_place',
      'void_reason',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .where('effective_on', '<=', day)
    .orderBy('effective_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
}

interface Facts {
  birthOn: Day
  education: string | null
  admissionDecidedOn: Day | null
  confirmation: { decidedOn: Day; effectiveOn: Day } | null
}

/** What the rules say of this membership; only what is not kept. `overdueSince`: probation is over and nothing is decided. */
function review(rules: Rulebook, history: MemberHistory, facts: Facts, day: Day) {
  const verdicts: Verdict[] = []
  if (facts.admissionDecidedOn)
    verdicts.push(...judgeAdmission(rules, { ...facts, decidedOn: facts.admissionDecidedOn }))
  if (facts.confirmation) {
    verdicts.push(...judgeConfirmation(rules, { admittedOn: history.admittedOn, ...facts.confirmation }))
  }
  const probationEnds = history.confirmedOn === null ? legalConfirmationDay(rules, history.admittedOn) : null
  const member = statusOn(history, day)?.status === 'probationary'
  return {
    verdicts: verdicts.filter((each) => each.outcome !== 'kept'),
    probationEnds: member ? probationEnds : null,
  }
}

export const readMember = query({
  name: 'members.read-member',
  summary: 'One member as of a day: identity, status, cells, events with their decisions, seniority',
  permission: 'member.read',
  input: v.object({ memberId: idField(), day: v.optional(optionalDay(), null) }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, input.day ?? ctx.today),
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const row = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .selectAll('p')
      .select(['m.id as member_id', 'm.card_number', 'm.file_number', 'm.admitted_on', 'm.confirmed_on', 'm.left_on'])
      .select(['m.admission_decided_on', 'm.card_series', 'm.admission_place', 'm.confirmation_place', 'm.declared_on'])
      .select(['m.certification', 'm.certified_on', 'm.certified_by', 'm.merged_into as member_merged_into'])
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .executeTakeFirst()
    if (!row) throw notFound()
    const upTo = (on: Day | null) => (on !== null && on <= day ? on : null)
    const spans = await readHistory(ctx, input.memberId, day)
    const events = await readEvents(ctx, input.memberId, day)
    const history: MemberHistory = {
      admittedOn: row.admitted_on,
      confirmedOn: upTo(row.confirmed_on),
      leftOn: upTo(row.left_on),
      cells: spans.cells,
      statuses: spans.statuses.map((span) => ({
        ...span,
        status: span.status as MemberStatus,
        standing: span.standing as Standing,
      })),
    }
    const units = await namesOn(
      ctx,
      [...spans.cells, ...events.map((e) => ({ unitId: e.unit_id }))].map((c) => c.unitId),
      day,
    )
    const papers = await decisionsById(
      ctx,
      events.flatMap((event) => event.decision_id ?? []),
    )
    const valid = events.filter((event) => event.void_reason === null)
    const admission = valid.find((event) => event.kind === 'admission')
    const firstAdmission = valid.findLast((event) => event.kind === 'admission')
    const confirmation = valid.find((event) => event.kind === 'confirmation')
    const ranges: DateRange[] = history.statuses.map((span) => span.valid)
    // Someone who arrived from outside was a member before: the time of before has no gap that we know.
    const first = history.statuses[0]?.valid.from
    if (first && row.admitted_on < first) ranges.push({ from: row.admitted_on, to: first })
    return {
      id: row.member_id,
      personId: row.id,
      day,
      version: row.version,
      state: stateOn(history, day) as MemberState,
      name: row.full_name,
      sex: row.sex,
      birthOn: row.birth_on,
      ethnicity: row.ethnicity,
      homePlace: row.home_place,
      education: row.education,
      theoryLevel: row.theory_level,
      occupation: row.occupation,
      cardNumber: row.card_number,
      fileNumber: row.file_number,
      /** Every open field of the record, by its name. */
      record: recordOf(row),
      photoId: row.photo_id,
      /** The membership this record was led over to; it is kept and no longer written. */
      mergedInto: row.member_merged_into,
      admittedOn: row.admitted_on,
      admissionDecidedOn: admission?.decided_on ?? null,
      confirmedOn: history.confirmedOn,
      leftOn: history.leftOn,
      masked: {
        citizen_id: maskCitizenId(row.citizen_id_tail),
        phone: maskPhone(row.phone),
        religion: MASKED,
        health: MASKED,
        income: MASKED,
        property: MASKED,
        history_notes: MASKED,
      },
      mayReveal: ctx.actor.holds('member.read-masked'),
      mayWrite: ctx.actor.holds('member.write'),
      seniorityMonths: seniorityMonths(
        {
          // Who was admitted again counts from the first decision.
          decidedOn: firstAdmission?.decided_on ?? row.admission_decided_on ?? row.admitted_on,
          confirmedOn: row.confirmed_on,
          spans: ranges,
          ...(await gapsOf(ctx, input.memberId)),
        },
        day,
      ),
      statuses: history.statuses,
      cells: spans.cells.map((span) => ({ ...span, unit: units.get(span.unitId) })),
      events: events.map((event): MemberEventView => ({
        id: event.id,
        kind: event.kind as EventKind,
        unit: units.get(event.unit_id),
        effectiveOn: event.effective_on,
        decidedOn: event.decided_on,
        onTime: event.on_time,
        decision: event.decision_id === null ? undefined : papers.get(event.decision_id),
        fromPlace: event.from_place,
        toPlace: event.to_place,
        voidReason: event.void_reason,
      })),
      ...review(
        await loadRulebook(ctx),
        history,
        {
          birthOn: row.birth_on,
          education: row.education,
          admissionDecidedOn: admission?.decided_on ?? null,
          confirmation: confirmation
            ? { decidedOn: confirmation.decided_on, effectiveOn: confirmation.effective_on }
            : null,
        },
        day,
      ),
    }
  },
})
