// Certificates for everybody who passed and has none, numbered one after the other in the order lists are read; one issued by mistake
// is voided with its reason and may be issued anew.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { changeClass, lockClass, noteChange, unitOfClass } from './class-store.ts'
import type { StoredClass } from './class-store.ts'
import { certificateNumbers } from './training-class.ts'

export interface NewCertificate {
  enrolmentId: Id
  number: string
  issuedOn: Day
}

interface Issue {
  issuer: string
  signer: string | null
  decisionId: Id | null
}

/** Writes certificates. Throws classes.number_taken when an issuer gave a number of that kind and year already. */
export async function writeCertificates(
  ctx: Context,
  stored: StoredClass,
  certificates: readonly NewCertificate[],
  issue: Issue,
  field: string,
): Promise<void> {
  if (certificates.length === 0) return
  // Numbers of one issuer, kind and year run over all classes: whoever else issues now waits.
  const years = [...new Set(certificates.map(({ issuedOn }) => yearOf(issuedOn)))]
  const key = `certificates ${ctx.tenantId} ${stored.kind.code} ${issue.issuer.toLowerCase()}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(ctx.db)
  const { rows } = await sql<{ number: string }>`
    select k.number from class_certificate k join training_class c on c.tenant_id = k.tenant_id and c.id = k.class_id
    where k.tenant_id = ${ctx.tenantId} and k.number = any(${certificates.map(({ number }) => number)}::text[])
      and k.voided_at is null and c.kind = ${stored.kind.code} and lower(k.issuer) = lower(${issue.issuer})
      and extract(year from k.issued_on)::int = any(${years}::int[])
    order by k.number limit 1`.execute(ctx.db)
  const twice = certificates.find(({ number }, at) => certificates.findIndex((each) => each.number === number) !== at)
  const taken = rows[0]?.number ?? twice?.number
  if (taken !== undefined) throw AppError.at(field, 'classes.number_taken', { number: taken })
  await insertRows(
    ctx.db,
    'class_certificate',
    certificates.map((certificate) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      class_id: stored.id,
      enrolment_id: certificate.enrolmentId,
      number: certificate.number,
      issued_on: certificate.issuedOn,
      issuer: issue.issuer,
      signer: issue.signer,
      decision_id: issue.decisionId,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })),
  )
}

export const issueCertificates = operation({
  name: 'classes.issue-certificates',
  summary: 'Issue certificates to everybody who passed and has none, with running numbers',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    /** `{n}` stands for the number. */
    pattern: v.pipe(
      textField(60),
      v.check((text) => text.split('{n}').length === 2, 'classes.pattern'),
    ),
    firstNumber: v.pipe(textField(8), v.regex(/^\d+$/, 'classes.first_number')),
    issuedOn: dayField(),
    issuer: textField(200),
    signer: v.optional(optionalText(200), null),
    ...decisionFields(),
  }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    if (!stored.kind.certificate) throw new AppError('classes.no_certificates')
    if (input.issuedOn < stored.fromOn)
      throw AppError.at('issuedOn', 'classes.issued_before_class', { on: stored.fromOn })
    if (input.issuedOn > ctx.today) throw AppError.at('issuedOn', 'classes.issued_in_future')
    const { rows } = await sql<{ id: Id }>`
      select e.id from class_enrolment e join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
      where e.tenant_id = ${ctx.tenantId} and e.class_id = ${stored.id} and e.outcome = 'passed' and e.withdrawn_on is null
        and not exists (select from class_certificate k
          where k.tenant_id = e.tenant_id and k.enrolment_id = e.id and k.voided_at is null)
      order by p.sort_key, p.id`.execute(ctx.db)
    if (rows.length === 0) throw new AppError('classes.nobody_passed')
    const numbers = certificateNumbers(input.pattern, input.firstNumber, rows.length)
    const certificates = rows.map(({ id }, at) => ({
      enrolmentId: id,
      number: numbers[at] as string,
      issuedOn: input.issuedOn,
    }))
    const decisionId = await citeDecision(ctx, input)
    await writeCertificates(ctx, stored, certificates, { ...input, decisionId }, 'firstNumber')
    const version = await changeClass(ctx, stored)
    ctx.touch(stored.id)
    ctx.note({ issued: rows.length, first: numbers[0], last: numbers.at(-1) })
    return { id: stored.id, version, issued: rows.length, first: numbers[0]!, last: numbers.at(-1)! }
  },
})

async function unitOfCertificate(ctx: ReadContext, input: { certificateId: Id }): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('class_certificate')
    .select('class_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.certificateId)
    .executeTakeFirst()
  return row ? unitOfClass(ctx, { classId: row.class_id }) : []
}

export const voidCertificate = operation({
  name: 'classes.void-certificate',
  summary: 'A certificate issued by mistake: no longer valid, kept with the reason',
  permission: 'member.write',
  input: v.object({ certificateId: idField(), reason: textField(300) }),
  units: unitOfCertificate,
  async run(ctx, input) {
    const gone = await ctx.db
      .updateTable('class_certificate')
      .set({ voided_at: ctx.now, void_reason: input.reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.certificateId)
      .where('voided_at', 'is', null)
      .returning(['class_id', 'number'])
      .executeTakeFirst()
    if (!gone) throw new AppError('classes.voided_already')
    await noteChange(ctx, gone.class_id, 'certificate_voided', input.reason, { number: gone.number })
    ctx.touch(input.certificateId, gone.class_id)
    return { classId: gone.class_id }
  },
})
