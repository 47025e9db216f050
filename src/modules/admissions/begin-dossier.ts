// Somebody comes onto the way: noted as outstanding, or put on the cell's list of candidates by its resolution. A person on record is
// taken as it is, another one is written down; nobody is on the way twice, and who is a member is not.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { checkBirth, memberConstraints, personFields, writePerson } from '#modules/members/members.server.ts'
import { inScope, isCell, nameOn } from '#modules/units/units.server.ts'
import { choiceField, dayField, flagField, idField, optionalId, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { chamberOf, insertSteps } from './dossier-store.ts'
import { factsOf } from './read-facts.ts'
import { hold } from './record-step.ts'
import { stepFields } from './step-facts.ts'
import { isOpen } from './steps.ts'
import type { Step } from './steps.ts'

/** The index that keeps a person from being on the way twice. */
export const dossierConstraints = {
  ...memberConstraints,
  admission_dossier_open: { code: 'admissions.open_already', field: 'fullName' },
}

/** Fields of a person, all of them optional where `personId` names one on record. */
const person = () => v.object({ ...personFields(), namesake: flagField() })

/** Only of whom the caller knows: a member there, or on the way there; anybody else looks like nobody. */
const reached = (ctx: Context) =>
  ctx.scope('member.write').whole
    ? sql<boolean>`true`
    : sql<boolean>`(exists (
        select from member m
        cross join lateral (
          select c.unit_id from member_cell c where c.tenant_id = m.tenant_id and c.member_id = m.id
          order by lower(c.valid) desc limit 1) c
        where m.tenant_id = p.tenant_id and m.person_id = p.id and ${inScope(ctx, 'member.write', ctx.today, 'c.unit_id')})
      or exists (
        select from admission_dossier d
        where d.tenant_id = p.tenant_id and d.person_id = p.id and ${inScope(ctx, 'member.write', ctx.today, 'd.unit_id')}))`

async function personOf(ctx: Context, input: { personId: Id | null; on: string }, posted: unknown): Promise<Id> {
  if (input.personId !== null) {
    const known = await ctx.db
      .selectFrom('person as p')
      .select('p.id')
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.id', '=', input.personId)
      .where('p.merged_into', 'is', null)
      .where('p.withdrawn_at', 'is', null)
      .where(reached(ctx))
      .executeTakeFirst()
    if (!known) throw AppError.at('personId', 'admissions.unknown_person')
    return known.id
  }
  const parsed = v.safeParse(person(), posted, { abortPipeEarly: true })
  if (!parsed.success) {
    const fields = parsed.issues.map((issue): [string, string] => [
      String(issue.path?.[0]?.key ?? ''),
      /^[a-z_]+\.[a-z_]+/.test(issue.message) ? issue.message : 'field.required',
    ])
    throw new AppError('invalid_input', {}, Object.fromEntries(fields))
  }
  checkBirth(parsed.output.birthOn, input.on as never)
  return writePerson(ctx, parsed.output)
}

/** Who is a member is not admitted. Throws admissions.is_member. */
async function refuseMember(ctx: Context, personId: Id): Promise<void> {
  const found = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', sql<never>`${ctx.today}::date`)]))
    .executeTakeFirst()
  if (found) throw AppError.at('fullName', 'admissions.is_member')
}

export const beginDossier = operation({
  name: 'admissions.begin-dossier',
  summary: 'Note somebody as outstanding, or put him or her on the list of candidates by the cell’s resolution',
  permission: 'member.write',
  input: v.looseObject({
    unitId: idField(),
    personId: v.optional(optionalId(), null),
    as: choiceField(['noted', 'listed']),
    on: dayField(),
    note: v.optional(optionalText(1000), null),
    ...stepFields.listed,
  }),
  units: (_, input) => [input.unitId],
  constraints: dossierConstraints,
  async run(ctx, input) {
    if (input.on > ctx.today) throw AppError.at('on', 'admissions.in_future')
    const unit = await nameOn(ctx, input.unitId, input.on)
    if (!unit || !isCell(unit.kind)) throw AppError.at('unitId', 'members.not_a_cell')
    const personId = await personOf(ctx, input, input)
    await refuseMember(ctx, personId)
    const chamber = await chamberOf(ctx, [input.unitId])
    const facts = input.as === 'noted' ? { note: input.note } : factsOf(chamber.rules, 'listed', input, input.on, false)
    const step = { id: ctx.newId(), kind: input.as, on: input.on, facts, decisionId: null } as Step
    // Age and schooling are judged when the cell considers; the past of somebody who comes back at once.
    const court = chamber.court({ birthOn: input.on, education: null }, () => input.unitId)
    const { dossier, warnings } = hold(court, [step], 0)
    const dossierId = ctx.newId()
    await ctx.db
      .insertInto('admission_dossier')
      .values({
        tenant_id: ctx.tenantId,
        id: dossierId,
        person_id: personId,
        unit_id: input.unitId,
        stage: dossier.stage,
        stage_on: dossier.stageOn,
        open: isOpen(dossier.stage),
        readmission: dossier.readmission !== null,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
        changed_at: ctx.now,
      })
      .execute()
    await insertSteps(ctx, [{ step, dossierId, unitId: input.unitId, seq: 1 }])
    ctx.touch(dossierId, personId, input.unitId)
    ctx.note({ step: input.as, on: input.on })
    return { dossierId, personId, warnings }
  },
})
