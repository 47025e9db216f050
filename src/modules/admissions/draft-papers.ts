// The papers of one dossier, or one paper of every dossier of a round, drafted from the file with the units as they were called that day.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import { quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { ReportPaper } from '#platform/paper/report-paper.ts'
import { choiceField, idField, optionalChoice } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { cellOn, chamberOf, readDossiers } from './dossier-store.ts'
import { ADMISSION_PAPERS, formOf, isOfficialPaper } from './paper-forms.ts'
import type { AdmissionPaper } from './paper-forms.ts'
import { admissionPapers } from './papers.ts'
import type { PaperGround } from './papers.ts'
import type { PersonWords } from './papers-messages.ts'
import { placeOfBloc, superiorOfBloc } from './papers-messages.ts'
import { itemsOfRound, unitOfRound } from './round-store.ts'
import { cellOfDossier } from './step-operations.ts'

export interface DraftedPaper {
  code: AdmissionPaper
  title: string
  form: string | null
  verified: boolean
  dossierId: Id
  /** Whom it is about. */
  name: string
  paper: ReportPaper
}

/** Which papers a file can have: what stands over the cell, and whether probation has begun. */
function papersFor(ground: PaperGround, line: { section: boolean; committee: boolean }): AdmissionPaper[] {
  const begun = ground.steps.some(({ kind }) => kind === 'ceremony')
  return ADMISSION_PAPERS.filter((code) => {
    if (isOfficialPaper(code) && !begun) return false
    const { issuer } = formOf(code)
    return issuer === 'section' ? line.section : issuer === 'committee' ? line.committee : true
  })
}

async function peopleOf(ctx: ReadContext, personIds: readonly Id[]): Promise<Map<Id, PersonWords>> {
  const rows = await ctx.db
    .selectFrom('person')
    .select(['id', 'full_name as name', 'sex', 'birth_on as birthOn', 'ethnicity', 'home_place as homePlace'])
    .select(['residence', 'education', 'occupation'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...personIds]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

/** Every name these units ever had, for asking by day. One statement. */
async function namesOverTime(ctx: ReadContext, unitIds: readonly Id[]): Promise<(unitId: Id, on: Day) => string> {
  const { rows } = await sql<{ unitId: Id; name: string; from: Day }>`
    select unit_id as "unitId", name, lower(valid) as "from" from unit_version
    where tenant_id = ${ctx.tenantId} and unit_id = any(${[...new Set(unitIds)]}::uuid[])
    order by unit_id, lower(valid)`.execute(ctx.db)
  const names = Map.groupBy(rows, ({ unitId }) => unitId)
  return (unitId, on) => {
    const own = names.get(unitId) ?? []
    return (own.findLast(({ from }) => from <= on) ?? own[0])?.name ?? ''
  }
}

/** All papers of these dossiers, or one kind of each. A handful of statements, however many dossiers. */
async function draft(
  ctx: ReadContext,
  dossierIds: readonly Id[],
  only: AdmissionPaper | null,
): Promise<DraftedPaper[]> {
  const stored = await readDossiers(ctx, dossierIds)
  const chamber = await chamberOf(
    ctx,
    stored.flatMap(({ unitId, steps }) => [unitId, ...steps.map((step) => step.unitId)]),
  )
  const people = await peopleOf(
    ctx,
    stored.map(({ personId }) => personId),
  )
  const decisions = await decisionsById(
    ctx,
    stored.flatMap(({ steps }) => steps.flatMap(({ decisionId }) => decisionId ?? [])),
  )
  const cellOf = (dossier: (typeof stored)[number]) => cellOn(dossier.steps[0]?.unitId ?? dossier.unitId, dossier.steps)
  const days = (dossier: (typeof stored)[number]) => [ctx.today, ...dossier.steps.map(({ on }) => on)]
  const nameOf = await namesOverTime(
    ctx,
    stored.flatMap((dossier) =>
      days(dossier).flatMap((on) => {
        const cell = cellOf(dossier)(on)
        const line = chamber.lines.of(cell, on)
        return [cell, line.sectionId, line.committeeId, line.topId].filter((id) => id !== null)
      }),
    ),
  )
  return stored.flatMap((dossier): DraftedPaper[] => {
    const person = people.get(dossier.personId)
    if (!person) return []
    const unitsOn = (given: Day | null) => {
      const on = given ?? ctx.today
      const cell = cellOf(dossier)(on)
      const line = chamber.lines.of(cell, on)
      const named = (id: Id | null) => (id === null ? null : nameOf(id, on))
      return {
        cell: nameOf(cell, on),
        section: named(line.sectionId),
        committee: named(line.committeeId),
        top: named(line.topId) ?? nameOf(cell, on),
      }
    }
    const ceremony = dossier.steps.findLast(({ kind }) => kind === 'ceremony')
    const probation = ceremony ? chamber.rules.at('PROBATION', ceremony.on) : null
    const { top } = unitsOn(null)
    const ground: PaperGround = {
      person,
      steps: dossier.steps,
      decisions: new Map(
        dossier.steps.flatMap(({ id, decisionId }) => {
          const cited = decisionId === null ? undefined : decisions.get(decisionId)
          return cited ? [[id, cited] as const] : []
        }),
      ),
      unitsOn,
      place: placeOfBloc(top),
      superior: superiorOfBloc(top),
      probationEnds: ceremony && probation ? addMonths(ceremony.on, quantityOf(probation).amount) : null,
    }
    const codes = papersFor(ground, chamber.lines.of(dossier.unitId, ctx.today))
    return (only === null ? codes : codes.filter((code) => code === only)).flatMap((code) => {
      const { title, form, verified } = formOf(code)
      return admissionPapers(code, ground).map((paper) => ({
        code,
        title,
        form,
        verified,
        dossierId: dossier.id,
        name: person.name,
        paper,
      }))
    })
  })
}

export const draftPapers = query({
  name: 'admissions.draft-papers',
  summary: 'The papers of a dossier in the Party’s layout, drafted from the file; all, or one kind',
  permission: 'member.read',
  input: v.object({ dossierId: idField(), paper: v.optional(optionalChoice(ADMISSION_PAPERS), null) }),
  units: (ctx, input) => cellOfDossier(ctx, input.dossierId),
  async run(ctx, input) {
    const papers = await draft(ctx, [input.dossierId], input.paper)
    if (papers.length === 0) throw notFound()
    return { name: papers[0]!.name, papers }
  },
})

export const draftRoundPapers = query({
  name: 'admissions.draft-round-papers',
  summary: 'One kind of paper for every dossier of a round, in the order of the sitting',
  permission: 'member.read',
  input: v.object({ roundId: idField(), paper: choiceField(ADMISSION_PAPERS) }),
  units: unitOfRound,
  async run(ctx, input) {
    const items = await itemsOfRound(ctx, input.roundId)
    const papers = await draft(
      ctx,
      items.map(({ dossierId }) => dossierId),
      input.paper,
    )
    if (papers.length === 0) throw notFound()
    return { title: formOf(input.paper).title, papers }
  },
})
