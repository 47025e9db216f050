// Certificates and classes of people: for the admission pipeline, the member's profile, and the papers themselves.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { kindOf } from './class-kinds.ts'
import type { ClassKind } from './class-kinds.ts'
import { learnerFacts } from './learner-facts.ts'
import { validUntil } from './training-class.ts'
import type { Outcome, Studied } from './training-class.ts'

export interface Certificate {
  id: Id
  personId: Id
  kind: ClassKind
  number: string
  issuedOn: Day
  /** Last day it counts (rule CERT_AWARENESS_VALID); null: for good. */
  validUntil: Day | null
  issuer: string
  classId: Id
  classTitle: string
}

/** The valid certificates of these people, newest first. Two statements. */
export async function certificatesOf(ctx: ReadContext, personIds: readonly Id[]): Promise<Certificate[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<Omit<Certificate, 'kind' | 'validUntil'> & { kind: string }>`
    select k.id, e.person_id as "personId", c.kind, k.number, k.issued_on as "issuedOn", k.issuer, c.id as "classId",
           c.title as "classTitle"
    from class_enrolment e
    join class_certificate k on k.tenant_id = e.tenant_id and k.enrolment_id = e.id and k.voided_at is null
    join training_class c on c.tenant_id = e.tenant_id and c.id = e.class_id
    where e.tenant_id = ${ctx.tenantId} and e.person_id = any(${[...personIds]}::uuid[])
    order by k.issued_on desc, k.id`.execute(ctx.db)
  const rules = await loadRulebook(ctx)
  return rows.map((row) => {
    const kind = kindOf(row.kind)
    return { ...row, kind: kind.code, validUntil: validUntil(rules, kind, row.issuedOn) }
  })
}

export interface ClassOfMember {
  classId: Id
  kind: ClassKind
  title: string
  fromOn: Day
  toOn: Day
  outcome: Outcome | null
  studied: Studied
  exempt: boolean
  rank: number | null
  prize: string | null
  number: string | null
  issuedOn: Day | null
}

export const classesOfMember = query({
  name: 'classes.classes-of-member',
  summary:
    'Classes, contests and study sessions a member was on the list of, newest first, as far as they have taken place',
  permission: 'member.read',
  input: v.object({ memberId: idField() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input): Promise<ClassOfMember[]> {
    const person = sql`(select m.person_id from member m where m.tenant_id = ${ctx.tenantId} and m.id = ${input.memberId})`
    const which = sql`c.cancelled_on is null and c.from_on <= ${ctx.today}::date and c.id in (
      select own.class_id from class_enrolment own where own.tenant_id = ${ctx.tenantId} and own.person_id = ${person})`
    const { rows } = await sql<ClassOfMember>`
      select c.id as "classId", c.kind, c.title, c.from_on as "fromOn", c.to_on as "toOn", l.outcome, l.studied,
             l.exempt_reason is not null as exempt, l.rank, l.prize, l.number, l.issued_on as "issuedOn"
      from (${learnerFacts(ctx.tenantId, ctx.today, which, sql`e.person_id = ${person}`)}) l
      join training_class c on c.tenant_id = ${ctx.tenantId} and c.id = l.class_id
      where l.withdrawn_on is null
      order by c.from_on desc, c.id limit 100`.execute(ctx.db)
    return rows
  },
})
