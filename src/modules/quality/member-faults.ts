// What is looked at in one member's record, a condition for each rule of the data: true where the record is wrong. The aliases are
// those of findings.ts: p (person), m (member), s (status of the day), c (cell of the day). A rule that says nothing on the day has none.
import type { Day } from '#kernel/day.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { EDUCATION_LEVELS } from '#modules/members/members.server.ts'
import { documentKinds, neededKinds } from '#modules/records/records.server.ts'
import { fieldsOf, keepsQuantity, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Quantity } from '#modules/rulebook/rulebook.server.ts'
import { CELL_KINDS } from '#modules/units/units.server.ts'
import { dayLiteral, validOn } from '#platform/db/valid-on.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { basisOf, numberIn } from './data-rules.ts'
import type { DayRules } from './data-rules.ts'

type Condition = RawBuilder<unknown>
/** null: the rule behind does not say anything of the day. */
type Look = (at: DayRules & { tenantId: Id }, rule: EffectiveRule) => Condition | null

/** Full months by the calendar, as ages at admission are counted: the day of the month does not matter. */
const monthsAtAdmission = sql`
  ((extract(year from m.admitted_on) - extract(year from p.birth_on)) * 12 + extract(month from m.admitted_on) - extract(month from p.birth_on))`

const bornBefore = sql`p.birth_on < m.admitted_on`

const basis = ({ book, day }: DayRules, rule: EffectiveRule): EffectiveRule | null => basisOf(rule, book, day)

const MONTHS: Partial<Record<Quantity['unit'], number>> = { year: 12, month: 1 }

/** Age at admission against the rule it rests upon, turned into SQL by its bound. */
function outOfAge(at: DayRules, rule: EffectiveRule): Condition | null {
  const age = basis(at, rule)
  if (!age) return null
  const quantity = quantityOf(age)
  const limit = quantity.amount * (MONTHS[quantity.unit] ?? 1)
  // The bound decides which side is wrong: an age one month beyond the limit keeps a lowest one and breaks a highest one.
  return keepsQuantity(quantity, quantity.amount + 1)
    ? sql`${bornBefore} and ${monthsAtAdmission} < ${sql.lit(limit)}`
    : sql`${bornBefore} and ${monthsAtAdmission} > ${sql.lit(limit)}`
}

/** The last legal day of probation that is already overdue: counted back by working days from the day. */
function overdueBefore(at: DayRules, rule: EffectiveRule): Day | null {
  const review = basis(at, rule)
  return review && addWorkingDays(workingCalendarOf(at.book), at.day, -quantityOf(review).amount)
}

const missing = (column: string): Condition => sql`${sql.ref(column)} is null`

/** Somebody else on the register that day for whom `same` holds; q is that person, n the membership. */
const another = (at: DayRules & { tenantId: Id }, same: Condition): Condition => sql`exists (
  select from person q
  join member n on n.tenant_id = ${at.tenantId} and n.person_id = q.id
  join member_cell o on o.tenant_id = ${at.tenantId} and o.member_id = n.id and ${validOn('o', at.day)}
  where q.tenant_id = ${at.tenantId} and q.folded = p.folded and q.id <> p.id and ${same})`

/** An event that cites no decision; those decided before the rule began are not judged by it. */
const withoutPaper =
  (kind: 'admission' | 'confirmation'): Look =>
  ({ tenantId, day }, rule) => sql`exists (
  select from member_event e where e.tenant_id = ${tenantId} and e.member_id = m.id and e.kind = ${sql.lit(kind)}
    and e.voided_at is null and e.decision_id is null and e.effective_on <= ${dayLiteral(day)}
    and e.decided_on >= ${dayLiteral(rule.version.from)})`

/** The member was admitted here by a decision signed since the rule began: older files came over as they were. */
const admittedSince = (at: { tenantId: Id; day: Day }, rule: EffectiveRule): Condition => sql`exists (
  select from member_event e where e.tenant_id = ${at.tenantId} and e.member_id = m.id and e.kind = 'admission'
    and e.voided_at is null and e.effective_on <= ${dayLiteral(at.day)} and e.decided_on >= ${dayLiteral(rule.version.from)})`

/** Those who introduced the applicant, by the dossier or by the record; a resolution of a union stands for one of them. */
const sponsors = (tenantId: Id): Condition => sql`greatest(
  (select count(*) from record_entry r where r.tenant_id = ${tenantId} and r.person_id = p.id and r.kind = 'sponsor'
    and r.voided_at is null),
  (select count(*) from admission_dossier d
    join admission_step a on a.tenant_id = ${tenantId} and a.dossier_id = d.id and a.kind in ('sponsor', 'introduction')
      and a.voided_at is null
    where d.tenant_id = ${tenantId} and d.person_id = p.id))`

/** Columns of days that lie in a life, after the birth and not ahead. */
const LIFE_DAYS = ['p.youth_union_on', 'p.recruited_on', 'p.enlisted_on', 'p.demobilised_on', 'm.declared_on']

export const memberLooks: Readonly<Record<string, Look>> = {
  DATA_NAME: (_, rule) => sql`(p.full_name ~ '[0-9]'
    or cardinality(string_to_array(p.full_name, ' ')) < ${sql.lit(numberIn(rule, 'minWords'))})`,
  DATA_BIRTH_ORDER: () => sql`not (${bornBefore})`,
  DATA_AGE_MIN: outOfAge,
  DATA_AGE_MAX: outOfAge,
  DATA_EDUCATION_MIN: (at, rule) => {
    const schooling = basis(at, rule)
    if (!schooling) return null
    const lowest = EDUCATION_LEVELS.findIndex((level) => level === fieldsOf(schooling)['lowest'])
    return lowest < 1
      ? null
      : sql`p.education in (${sql.join(EDUCATION_LEVELS.slice(0, lowest).map((level) => sql.lit(level)))})`
  },
  DATA_CONFIRMED_EARLY: (at, rule) => {
    const probation = basis(at, rule)
    return (
      probation &&
      sql`m.confirmed_on < m.admitted_on + ${sql.lit(`${quantityOf(probation).amount} months`)}::interval
        and m.admitted_on >= ${dayLiteral(probation.version.from)}`
    )
  },
  DATA_STATUS_DAY: ({ day }) =>
    sql`(s.status = 'full') <> (m.confirmed_on is not null and m.confirmed_on <= ${dayLiteral(day)})`,
  DATA_FUTURE_DAY: ({ day }) => sql`greatest(p.birth_on, m.admitted_on) > ${dayLiteral(day)}`,
  DATA_CARD_MISSING: () => sql`s.status = 'full' and m.card_number is null`,
  DATA_CARD_FORMAT: (_, rule) => sql`m.card_number !~ ${sql.lit(`^[0-9]{${numberIn(rule, 'digits')}}$`)}`,
  // Equal numbers cannot be stored twice; the same number written with dots or blanks can.
  DATA_CARD_TWICE: ({ tenantId }) => sql`exists (
    select from member n where n.tenant_id = ${tenantId} and n.id <> m.id
      and n.card_number = regexp_replace(m.card_number, '[^0-9]', '', 'g'))`,
  DATA_FILE_FORMAT: (_, rule) => {
    const [digits, least, most] = ['digits', 'lettersMin', 'lettersMax'].map((name) => numberIn(rule, name))
    return sql`upper(m.file_number) !~ ${sql.lit(`^[0-9]{${digits}}[- ]?[[:alpha:]]{${least},${most}}$`)}`
  },
  DATA_CITIZEN_ID_MISSING: () => missing('p.citizen_id_tail'),
  DATA_PHONE_MISSING: () => missing('p.phone'),
  DATA_HOME_PLACE_MISSING: () => missing('p.home_place'),
  DATA_EDUCATION_MISSING: () => missing('p.education'),
  DATA_THEORY_MISSING: () => missing('p.theory_level'),
  DATA_PROBATION_OVERDUE: (at, rule) => {
    const before = overdueBefore(at, rule)
    const probation = at.book.at('PROBATION', at.day)
    return (
      before &&
      probation &&
      sql`s.status = 'probationary'
        and m.admitted_on + ${sql.lit(`${quantityOf(probation).amount} months`)}::interval < ${dayLiteral(before)}`
    )
  },
  // Namesakes born on one day are two people once both their numbers are known and differ, or once somebody has told them apart.
  DATA_DUPLICATE_PERSON: (at) =>
    another(
      at,
      sql`q.birth_on = p.birth_on
        and (q.citizen_id_tail is null or p.citizen_id_tail is null or q.citizen_id_tail = p.citizen_id_tail)
        and not exists (
          select from person_distinct t where t.tenant_id = ${at.tenantId} and t.withdrawn_at is null
            and t.person_id = least(p.id, q.id) and t.other_id = greatest(p.id, q.id))`,
    ),
  DATA_CITIZEN_ID_TWICE: (at) => another(at, sql`q.birth_on <> p.birth_on and q.citizen_id_tail = p.citizen_id_tail`),
  DATA_CELL_ENDED: ({ tenantId, day }) => sql`not exists (
    select from unit_version u where u.tenant_id = ${tenantId} and u.unit_id = c.unit_id and ${validOn('u', day)}
      and u.kind in (${sql.join(CELL_KINDS.map((kind) => sql.lit(kind)))}))`,
  DATA_ADMISSION_PAPER: withoutPaper('admission'),
  DATA_CONFIRMATION_PAPER: withoutPaper('confirmation'),
  DATA_SPONSORS: (at, rule) => {
    const fewest = basis(at, rule)
    return (
      fewest && sql`${admittedSince(at, rule)} and ${sponsors(at.tenantId)} < ${sql.lit(quantityOf(fewest).amount)}`
    )
  },
  DATA_FILE_PAPERS: (at, rule) => {
    const codes = (official: boolean) =>
      sql.join(
        neededKinds(documentKinds(at.book, at.day), official).map(({ code }) => sql.lit(code)),
        sql`, `,
      )
    return neededKinds(documentKinds(at.book, at.day), true).length === 0
      ? null
      : sql`${admittedSince(at, rule)} and not (array(
          select d.kind from record_document d
          where d.tenant_id = ${at.tenantId} and d.person_id = p.id and d.voided_at is null
        ) @> case when s.status = 'full' then array[${codes(true)}]::text[] else array[${codes(false)}]::text[] end)`
  },
  DATA_FILE_MISSING: () => missing('m.file_number'),
  DATA_DECIDED_ORDER: ({ tenantId }) => sql`(m.admission_decided_on > m.admitted_on or exists (
    select from member_event e where e.tenant_id = ${tenantId} and e.member_id = m.id and e.kind = 'admission'
      and e.voided_at is null and e.decided_on > e.effective_on))`,
  DATA_LIFE_ORDER: ({ day }) =>
    sql`(${sql.join(
      LIFE_DAYS.map((column) => sql`${sql.ref(column)} <= p.birth_on or ${sql.ref(column)} > ${dayLiteral(day)}`),
      sql` or `,
    )})`,
  // By the fingerprint: nobody's number is opened for it.
  DATA_CITIZEN_ID_SAME: (at) => sql`p.citizen_id_mark is not null and exists (
    select from person q
    join member n on n.tenant_id = ${at.tenantId} and n.person_id = q.id
    join member_cell o on o.tenant_id = ${at.tenantId} and o.member_id = n.id and ${validOn('o', at.day)}
    where q.tenant_id = ${at.tenantId} and q.citizen_id_mark = p.citizen_id_mark and q.id <> p.id)`,
}
