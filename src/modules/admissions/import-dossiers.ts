// Many dossiers at once, with their whole histories: old files, and the demo. Each history goes through the same fold and the same
// judgement as single steps; one that does not stand refuses the whole import and names its row. Statements carry 2,000 rows.
//
// Shape of the input:
//   decisions  papers, listed once and cited by their place (from 0), as in importMembers
//   dossiers   one entry each:
//     dossierId? id, for who needs to refer to it afterwards
//     memberId?  a member on record (the ids given to importMembers): the person is that of the member, `ceremony` is the day of the
//                member's admission and nothing is written in the register. Needed as soon as a `ceremony` is among the steps
//     person?    the fields of a person (fullName, sex, birthOn, ethnicity …) for somebody who is no member; one of the two is needed
//     unitId     the cell it began in
//     steps      in the order they count: { kind, on, decision?: place, ...fields of the kind } — the fields of the step's form
//                (step-facts.ts): votes as body, present, yes, no, blank; `vetting` and `appraisal` say yes or no; a `reply` without
//                checkId answers the last request still open
//
// A usual history: listed, helper, class_sent, certificate, opened, paper ×2 (1-KNĐ, 2-KNĐ), sponsor ×2 (or sponsor + introduction),
// check, reply, vetting, opinion, completed, cell_vote, [appraisal], committee_vote (not for a grassroots cell), decided (cites the very
// paper of the member's admission), received, ceremony, new_class, paper ×3 (10-, 11-, 12-KNĐ), official_vote, official_committee,
// official_decided (cites the paper of the confirmation).
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionInput, recordDecisions } from '#modules/decisions/decisions.server.ts'
import { personColumns, personFields } from '#modules/members/members.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { dayField, idField, optionalId } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { dossierConstraints } from './begin-dossier.ts'
import { cellOn, chamberOf, insertSteps } from './dossier-store.ts'
import type { NewStep } from './dossier-store.ts'
import type { Applicant } from './judge.ts'
import { factsOf } from './read-facts.ts'
import { hold } from './record-step.ts'
import { stepFields } from './step-facts.ts'
import { LEVEL_OF, LEVELS, unitsOfLevel } from './step-operations.ts'
import type { Level } from './step-operations.ts'
import { isOpen, STEP_KINDS } from './steps.ts'
import type { Step, StepKind } from './steps.ts'

const MOST = 20_000

const stepOf = (kind: StepKind) =>
  v.object({
    kind: v.literal(kind),
    on: dayField(),
    decision: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
    ...stepFields[kind],
  })

const step = v.variant('kind', STEP_KINDS.map(stepOf) as [ReturnType<typeof stepOf>]) as unknown as v.GenericSchema<
  unknown,
  { kind: StepKind; on: Day; decision: number | null } & Record<string, unknown>
>

const importedDossier = v.object({
  dossierId: v.optional(optionalId(), null),
  memberId: v.optional(optionalId(), null),
  person: v.optional(v.nullable(v.object(personFields())), null),
  unitId: idField(),
  steps: v.pipe(v.array(step), v.minLength(1, 'field.required')),
})

export type ImportedDossier = v.InferOutput<typeof importedDossier>

interface Person extends Applicant {
  id: Id
}

/** The persons behind members, by member. One statement. */
async function personsOf(ctx: Context, memberIds: readonly Id[]): Promise<Map<Id, Person>> {
  if (memberIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.id as memberId', 'p.id', 'p.birth_on as birthOn', 'p.education'])
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.memberId, row]))
}

const wrongAt = (at: number, field: string, code: string, details: object = {}) =>
  AppError.at(`dossiers.${at}.${field}`, code, { ...details, row: at + 1 })

/** The same refusal, at its row. */
function atRow<R>(at: number, work: () => R): R {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    const field = Object.keys(thrown.fields)[0] ?? ''
    throw wrongAt(at, field || 'steps', thrown.code, thrown.details)
  }
}

/**
 * Every cell the histories begin in or go on in, and through which their members are reached; for steps of a body above, that body: a
 * history is no way around who may enter a step. Empty where a member is unknown.
 */
async function unitsOfAll(ctx: ReadContext, rows: readonly ImportedDossier[]): Promise<Id[]> {
  const members = [...new Set(rows.flatMap((row) => row.memberId ?? []))]
  const { rows: reached } = await sql<{ unitId: Id }>`
    select distinct on (c.member_id) c.unit_id as "unitId" from member_cell c
    where c.tenant_id = ${ctx.tenantId} and c.member_id = any(${members}::uuid[])
    order by c.member_id, lower(c.valid) desc`.execute(ctx.db)
  if (reached.length < members.length) return []
  const units = new Set(reached.map((row) => row.unitId))
  const cells = new Map<Level, Set<Id>>(LEVELS.map((level) => [level, new Set()]))
  for (const { unitId, steps } of rows)
    for (const { kind, ...step } of steps) {
      cells.get(LEVEL_OF[kind] ?? 'cell')?.add(unitId)
      if (kind === 'handed_over') units.add(step['unitId'] as Id)
    }
  for (const [level, over] of cells) for (const unit of await unitsOfLevel(ctx, [...over], level)) units.add(unit)
  return [...units]
}

export const importDossiers = operation({
  name: 'admissions.import-dossiers',
  summary: 'Take over many admission dossiers with their whole histories',
  permission: 'member.write',
  input: v.object({
    dossiers: v.pipe(
      v.array(importedDossier),
      v.minLength(1, 'field.required'),
      v.maxLength(MOST, `field.too_long:${MOST}`),
    ),
    decisions: v.optional(v.array(decisionInput), []),
  }),
  units: (ctx, input) => unitsOfAll(ctx, input.dossiers),
  constraints: dossierConstraints,
  async run(ctx, input) {
    const { dossiers: rows } = input
    const known = await personsOf(
      ctx,
      rows.flatMap((row) => row.memberId ?? []),
    )
    const papers = await recordDecisions(ctx, input.decisions, (at) => `decisions.${at}.number`)
    const targets = rows.flatMap((row) =>
      row.steps.flatMap((each) => (each.kind === 'handed_over' ? [each['unitId'] as Id] : [])),
    )
    const chamber = await chamberOf(ctx, [...rows.map((row) => row.unitId), ...targets])
    const fresh: { id: Id; row: ImportedDossier }[] = []
    const steps: NewStep[] = []
    const dossiers = rows.map((row, at) => {
      const person = row.memberId ? known.get(row.memberId) : undefined
      if (row.memberId ? !person : !row.person) throw wrongAt(at, 'memberId', 'admissions.unknown_person')
      const personId = person?.id ?? ctx.newId()
      if (!person) fresh.push({ id: personId, row })
      const applicant = person ?? { birthOn: row.person!.birthOn, education: row.person!.education }
      const { dossier, unitId, history } = atRow(at, () => judged(ctx, chamber, row, applicant, papers))
      if (dossier.ceremonyOn !== null && !row.memberId) throw wrongAt(at, 'memberId', 'admissions.unknown_person')
      const id = row.dossierId ?? ctx.newId()
      const inCell = cellOn(row.unitId, history)
      steps.push(
        ...history.map((each, n) => ({
          step: each,
          dossierId: id,
          // The cell that hands over is the one that had it.
          unitId:
            each.kind === 'handed_over'
              ? ((history.slice(0, n).findLast((e) => e.kind === 'handed_over')?.facts as { unitId?: Id } | undefined)
                  ?.unitId ?? row.unitId)
              : inCell(each.on),
          seq: n + 1,
        })),
      )
      return {
        tenant_id: ctx.tenantId,
        id,
        person_id: personId,
        unit_id: unitId,
        stage: dossier.stage,
        stage_on: dossier.stageOn,
        open: isOpen(dossier.stage),
        readmission: dossier.readmission !== null,
        member_id: dossier.ceremonyOn === null ? null : row.memberId,
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
        changed_at: ctx.now,
      }
    })
    await insertRows(
      ctx.db,
      'person',
      fresh.map(({ id, row }) => ({ ...personColumns(ctx.tenantId, id, row.person!, ctx.now), version: 1 })),
    )
    await insertRows(ctx.db, 'admission_dossier', dossiers)
    await insertSteps(ctx, steps)
    ctx.note({ dossiers: dossiers.length, steps: steps.length })
    return { dossierIds: dossiers.map((row) => row.id), steps: steps.length }
  },
})

/** A history folded and judged from its first step on. Throws what the fold or a confirmed rule refuses. */
function judged(
  ctx: Context,
  chamber: Awaited<ReturnType<typeof chamberOf>>,
  row: ImportedDossier,
  applicant: Applicant,
  papers: readonly Id[],
) {
  let removing = false
  const history = row.steps.map(({ kind, on, decision, ...raw }): Step => {
    if (on > ctx.today) throw AppError.at('steps', 'admissions.in_future')
    if (decision !== null && papers[decision] === undefined) throw AppError.at('steps', 'decisions.unknown')
    if (kind === 'official_vote') removing = raw['removal'] === true
    const facts = factsOf(chamber.rules, kind, raw, on, removing)
    return { id: ctx.newId(), kind, on, facts, decisionId: decision === null ? null : papers[decision] } as Step
  })
  const inCell = cellOn(row.unitId, history)
  const { dossier } = hold(chamber.court(applicant, inCell), history, 0, true)
  const unitId = (history.findLast((each) => each.kind === 'handed_over')?.facts as { unitId?: Id } | undefined)?.unitId
  return { dossier, unitId: unitId ?? row.unitId, history }
}
