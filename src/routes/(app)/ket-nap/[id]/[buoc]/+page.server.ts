// The form of one step of a dossier; `?sua=` enters a step anew that was entered wrong.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import {
  actNames,
  DECISIONS,
  isOfficialStage,
  readDossier,
  relativeNames,
  stepNames,
  stepOperations,
} from '#modules/admissions/admissions.server.ts'
import type { StepKind } from '#modules/admissions/admissions.server.ts'
import { listDecisions } from '#modules/decisions/decisions.server.ts'
import { membersOfCell } from '#modules/members/members.server.ts'
import { CELL_KINDS, findUnits, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../../../phoi-hop/file-action.server.ts'
import { stepAddress, stepAt } from '../../step-addresses.ts'
import { dayLabels, fieldsOf } from '../../step-fields.server.ts'
import type { FieldSpec } from '../../step-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What a corrected step said, put into its fields. */
function filled(fields: FieldSpec[], facts: Readonly<Record<string, unknown>>): FieldSpec[] {
  const votes = (facts['vote'] ?? {}) as Record<string, unknown>
  return fields.map((field) => {
    const [name = '', part] = field.name.split('.')
    const value =
      name === 'without'
        ? (facts['without'] as string[] | undefined)?.includes(part ?? '')
        : (facts[name] ?? votes[name])
    if (value === undefined || value === null) return field
    const text =
      value === true
        ? field.type === 'check'
          ? 'on'
          : 'yes'
        : value === false
          ? field.type === 'check'
            ? ''
            : 'no'
          : String(value)
    return { ...field, value: text }
  })
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const kind = stepAt(event.params.buoc)
    const view = await run(readDossier, { dossierId: event.params.id })
    const replaced = view.steps.find((step) => step.id === event.url.searchParams.get('sua') && step.kind === kind)
    const may = kind !== undefined && (kind === view.next.act ? view.next.may : view.acts.includes(kind))
    // A form that came back refused is shown with what was typed, also when somebody else has taken the step meanwhile.
    const answering = event.request.method === 'POST'
    if (!kind || !(may || replaced?.mayCorrect || answering)) throw notFound()
    const members = await membersOfCell(ctx, view.unitId, ctx.today)
    const full = members.filter((each) => each.status === 'full')
    const cells =
      kind === 'handed_over' ? await run(findUnits, { kinds: CELL_KINDS, holding: 'member.write', limit: 1000 }) : []
    const fields = fieldsOf(kind, {
      members: full.map((each) => ({ value: each.memberId, label: each.name })),
      cells: cells
        .filter((cell) => cell.id !== view.unitId)
        .map(({ id, name, parentName }) => ({ value: id, label: name, group: parentName ?? '' })),
      checks: view.checks
        .filter((check) => check.repliedOn === null || check.id === replaced?.facts['checkId'])
        .map((check) => ({
          value: check.id,
          label: `${relativeNames[check.person] ?? check.person}, gửi ${formatDay(check.on)}`,
        })),
      body: full.length,
      excused: full.filter((each) => each.standing !== 'active').length,
      delegated: view.line.delegated,
      official: isOfficialStage(view.dossier.stage),
    })
    const decides = DECISIONS.includes(kind)
    const papers = decides ? await run(listDecisions, {}) : []
    const issuer =
      view.line.delegated && view.committeeName ? view.committeeName : (await nameOn(ctx, view.topId, ctx.today))?.name
    return {
      id: view.id,
      name: view.name,
      cell: view.unitName,
      version: view.version,
      title: actNames[kind],
      dayLabel: dayLabels[kind] ?? 'Ngày',
      day: replaced?.on ?? null,
      offers: view.offered
        .filter((each) => each.kind === kind && !replaced)
        .map(({ number, issuedOn, issuer, classTitle }) => ({
          what: `Số ${number}, cấp ngày ${formatDay(issuedOn)}`,
          where: [issuer, classTitle].filter(Boolean).join(' · '),
          fields: { on: issuedOn as string, number, issuer },
          idempotencyKey: newId(),
        })),
      fields: replaced ? filled(fields, replaced.facts) : fields,
      decides,
      paper: replaced?.decision ?? null,
      issuer: issuer ?? '',
      papers: papers.map((paper) => ({ value: paper.id, label: `${paper.number}, ${formatDay(paper.issuedOn)}` })),
      fileHref: replaced?.fileId ? `/tep/${replaced.fileId}` : null,
      replaces: replaced ? { id: replaced.id, what: `${stepNames[kind]}, ${formatDay(replaced.on)}` } : null,
      missing: kind === view.next.act ? view.next.missing.length : 0,
      idempotencyKey: newId(),
    }
  })

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The day of a decision is asked once and is the paper's, too. */
function withPaper(kind: StepKind, posted: Record<string, unknown>): Record<string, unknown> {
  if (!DECISIONS.includes(kind)) return posted
  const paper = (posted['decision'] ?? {}) as Record<string, unknown>
  const named = text(paper['number']) !== '' && text(posted['decisionId']) === ''
  return { ...posted, decision: named ? { ...paper, issuedOn: posted['on'], abstract: stepNames[kind] } : null }
}

export const actions: Actions = {
  default(event) {
    const kind = stepAt(event.params.buoc)
    if (!kind || kind === 'noted') throw notFound()
    const act = fileAction(stepOperations[kind], {
      input: (posted) => ({ ...withPaper(kind, posted), dossierId: event.params.id }),
      then: ({ dossierId }) => `/ket-nap/${dossierId}?xong=${stepAddress[kind]}`,
    })
    return act(event as RequestEvent)
  },
}
