// A list of learners out of Excel: who is on it, results, certificates issued elsewhere. First planned, with what is wrong cell by cell;
// then taken whole or not at all.
import { isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { dayField, idField, optionalText, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { scoreField } from './class-fields.ts'
import { kindOf } from './class-kinds.ts'
import { changeClass, lockClass, unitOfClass } from './class-store.ts'
import { enrolledAlready, writeLearners } from './enrolment.ts'
import { writeCertificates } from './issue-certificates.ts'
import { candidates, membershipThen, peopleThen, underFrom } from './learner-source.ts'
import { writeResults } from './save-results.ts'
import { audienceFault, OUTCOMES } from './training-class.ts'
import type { Outcome } from './training-class.ts'

export interface LearnerRow {
  line: number
  name: string
  birthOn: Day
  /** Code of the unit that sends somebody; needed only where two people are alike. */
  unitCode: string | null
  score: string | null
  essay: string | null
  outcome: Outcome | null
  number: string | null
  issuedOn: Day | null
}

export interface LearnerLine extends Omit<LearnerRow, 'unitCode'> {
  personId: Id
  unitName: string
  state: 'new' | 'listed'
}

export interface LearnerFault {
  line: number
  field: 'name' | 'unitCode' | 'number' | 'outcome'
  code: string
}

/** Matches rows with people by name and day of birth, among those of the units the class is called for. Two statements. */
export async function planLearnersImport(
  ctx: ReadContext,
  classId: Id,
  rows: readonly LearnerRow[],
): Promise<{ lines: LearnerLine[]; faults: LearnerFault[] }> {
  const stored = await ctx.db
    .selectFrom('training_class')
    .select(['kind', 'from_on', 'unit_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', classId)
    .executeTakeFirst()
  if (!stored) return { lines: [], faults: [] }
  const { audience } = kindOf(stored.kind)
  const { rows: found } = await sql<{
    personId: Id
    folded: string
    birthOn: Day
    status: 'probationary' | 'full' | null
    code: string | null
    unitName: string | null
  }>`
    select p.id as "personId", p.folded, p.birth_on as "birthOn", m.status, u.code, n.name as "unitName"
    from person p
    ${membershipThen(ctx.tenantId, stored.from_on)}
    left join (${candidates(ctx.tenantId)}) k on k.person_id = p.id and m.member_id is null
    left join unit u on u.tenant_id = ${ctx.tenantId} and u.id = coalesce(m.unit_id, k.unit_id, j.unit_id)
    left join unit_version n on n.tenant_id = ${ctx.tenantId} and n.unit_id = u.id and n.valid @> ${stored.from_on}::date
    where p.tenant_id = ${ctx.tenantId} and p.merged_into is null and p.withdrawn_at is null
      and p.folded = any(${rows.map(({ name }) => fold(name))}::text[]) and p.birth_on = any(${rows.map(({ birthOn }) => birthOn)}::date[])
      and ${underFrom(ctx.tenantId, stored.unit_id, stored.from_on, sql`u.id`)}`.execute(ctx.db)
  const already = await enrolledAlready(
    ctx,
    classId,
    found.map(({ personId }) => personId),
  )
  const faults: LearnerFault[] = []
  const seen = new Set<Id>()
  const lines = rows.flatMap(({ unitCode, ...row }): LearnerLine[] => {
    const wrong = (field: LearnerFault['field'], code: string): [] => {
      faults.push({ line: row.line, field, code })
      return []
    }
    const alike = found.filter(
      ({ folded, birthOn, code }) =>
        folded === fold(row.name) && birthOn === row.birthOn && (unitCode === null || code === unitCode),
    )
    const [person, other] = alike
    if (!person || person.code === null) return wrong('name', 'classes.unknown_person')
    if (other) return wrong('unitCode', 'classes.several_people')
    const fault = audienceFault(audience, person)
    if (fault) return wrong('name', fault)
    if (seen.has(person.personId)) return wrong('name', 'classes.twice_in_sheet')
    seen.add(person.personId)
    if (row.number !== null && row.outcome !== 'passed') return wrong('outcome', 'classes.certificate_needs_pass')
    if (row.number !== null && row.issuedOn === null) return wrong('number', 'classes.certificate_needs_day')
    const listed = already.get(person.personId)?.withdrawn === false
    return [{ ...row, personId: person.personId, unitName: person.unitName ?? '', state: listed ? 'listed' : 'new' }]
  })
  return { lines, faults }
}

export const importLearners = operation({
  name: 'classes.import-learners',
  summary: 'Take over a list of learners with results and certificates, all or none',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    lines: v.pipe(
      v.array(
        v.object({
          personId: idField(),
          score: scoreField(),
          essay: scoreField(),
          outcome: v.optional(v.nullable(v.picklist(OUTCOMES, 'field.choice')), null),
          number: v.optional(optionalText(60), null),
          issuedOn: v.optional(v.nullable(dayField()), null),
        }),
      ),
      v.minLength(1, 'classes.nobody_chosen'),
      v.maxLength(5000, 'field.too_long:5000'),
    ),
    /** Who issued the certificates of the list. */
    issuer: v.optional(optionalText(200), null),
    reason: v.optional(optionalText(500), null),
  }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    const ids = input.lines.map(({ personId }) => personId)
    const people = await peopleThen(ctx, ids, stored.fromOn, stored.unitId)
    const learners = input.lines.map(({ personId }, at) => {
      const person = people.get(personId)
      if (!person || person.unitId === null) throw AppError.at(`lines.${at}.personId`, 'classes.unknown_person')
      const fault = audienceFault(stored.kind.audience, person)
      if (fault) throw AppError.at(`lines.${at}.personId`, fault, { name: person.name })
      const exempt = stored.kind.audience === 'obliged' && person.standing !== 'active' ? person.standing : null
      return { personId, memberId: person.memberId, unitId: person.unitId, exemptReason: exempt }
    })
    await writeLearners(ctx, stored.id, learners)
    const enrolments = await enrolledAlready(ctx, stored.id, ids)
    const of = (personId: Id): Id => enrolments.get(personId)!.id
    const graded = input.lines.filter(
      ({ outcome, score, essay }) => outcome !== null || score !== null || essay !== null,
    )
    if (graded.length > 0 && !stored.kind.graded) throw new AppError('classes.not_graded')
    const blank = { rank: null, prize: null, remark: null }
    await writeResults(
      ctx,
      stored,
      Object.fromEntries(
        graded.map(({ personId, score, essay, outcome }) => [of(personId), { ...blank, score, essay, outcome }]),
      ),
      input.reason,
    )
    const certificates = input.lines.flatMap(({ personId, number, issuedOn, outcome }) =>
      number !== null && isDay(issuedOn) && outcome === 'passed'
        ? [{ enrolmentId: of(personId), number, issuedOn }]
        : [],
    )
    if (certificates.length > 0) {
      if (!stored.kind.certificate) throw new AppError('classes.no_certificates')
      if (input.issuer === null) throw AppError.at('issuer', 'field.required')
      const issue = { issuer: input.issuer, signer: null, decisionId: null }
      await writeCertificates(ctx, stored, certificates, issue, 'lines')
    }
    const version = await changeClass(ctx, stored)
    ctx.touch(stored.id)
    ctx.note({ lines: input.lines.length, certificates: certificates.length })
    return { id: stored.id, version, learners: input.lines.length, certificates: certificates.length }
  },
})
