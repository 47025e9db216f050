// Every step as an operation of its own, made from its fields: the cell writes down what the cell does, the committee its vote and its
// conclusion, the deciding body its decisions.
import type { Id } from '#kernel/ids.ts'
import { decisionFields } from '#modules/decisions/decisions.server.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { memberConstraints } from '#modules/members/members.server.ts'
import * as v from 'valibot'
import { linesOver } from './dossier-store.ts'
import { recordStep } from './record-step.ts'
import { commonFields, stepFields } from './step-facts.ts'
import { scanFields } from './step-files.ts'
import type { StepKind } from './steps.ts'

/** Whose deed a step is. */
export const LEVELS = ['cell', 'section', 'committee', 'deciding'] as const
export type Level = (typeof LEVELS)[number]

export const LEVEL_OF: Readonly<Partial<Record<StepKind, Level>>> = {
  vetting: 'committee',
  appraisal: 'section',
  committee_vote: 'committee',
  official_committee: 'committee',
  extension: 'deciding',
  handed_over: 'committee',
  decided: 'deciding',
  returned: 'committee',
  official_decided: 'deciding',
  removal_decided: 'deciding',
  annulled: 'deciding',
}

/** Steps that stand on a decision. */
export const DECISIONS: readonly StepKind[] = ['decided', 'official_decided', 'removal_decided', 'annulled']

/** The unit whose right a step of that level needs over a cell today; the cell itself where there is no such body. */
export async function unitsOfLevel(ctx: ReadContext, cells: readonly Id[], level: Level): Promise<Id[]> {
  if (level === 'cell' || cells.length === 0) return [...cells]
  const lines = await linesOver(ctx, cells)
  return cells.map((cell) => {
    const line = lines.of(cell, ctx.today)
    if (level === 'section') return line.sectionId ?? line.committeeId ?? cell
    if (level === 'committee') return line.committeeId ?? cell
    return (line.delegated ? line.committeeId : line.topId) ?? cell
  })
}

/** The cell that has a dossier; empty for an unknown one. */
export async function cellOfDossier(ctx: ReadContext, dossierId: Id): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('admission_dossier')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', dossierId)
    .execute()
  return rows.map((row) => row.unit_id)
}

function stepOperation<K extends StepKind>(kind: K, name: `admissions.${string}`, summary: string) {
  const fields = v.object({
    dossierId: idField(),
    version: versionField(),
    ...commonFields(),
    ...scanFields(),
    ...(DECISIONS.includes(kind) ? decisionFields() : {}),
    ...stepFields[kind],
  })
  return operation({
    name,
    summary,
    permission: 'member.write',
    input: fields as unknown as v.GenericSchema<unknown, StepOutput>,
    units: async (ctx, input) => [
      ...(await unitsOfLevel(ctx, await cellOfDossier(ctx, input.dossierId), LEVEL_OF[kind] ?? 'cell')),
      // The old side hands over and the new cell goes on (2.4): who stands over both, so that nobody pushes a file into a cell.
      ...(kind === 'handed_over' ? [input['unitId'] as Id] : []),
    ],
    constraints: memberConstraints,
    run: (ctx, { dossierId, version, on, replaces, replaceReason, fileName, content, decisionId, decision, ...raw }) =>
      recordStep(
        ctx,
        kind,
        {
          ...{ dossierId, version, on, replaces, replaceReason, fileName, content },
          ...{ decisionId: decisionId ?? null, decision: decision ?? null },
        },
        raw,
      ),
  })
}

type StepOutput = Parameters<typeof recordStep>[2] & Record<string, unknown>

/** By kind; `noted` and `listed` also begin a dossier (begin-dossier.ts). */
export const stepOperations = {
  listed: stepOperation('listed', 'admissions.list-candidate', 'Put somebody noted on the list of candidates'),
  helper: stepOperation('helper', 'admissions.assign-helper', 'Assign a full member to help the candidate'),
  class_sent: stepOperation('class_sent', 'admissions.send-to-class', 'Send the candidate to the awareness class'),
  certificate: stepOperation('certificate', 'admissions.record-certificate', 'Record the certificate of the class'),
  opened: stepOperation('opened', 'admissions.open-dossier', 'Begin the papers: the cell agrees'),
  sponsor: stepOperation('sponsor', 'admissions.add-sponsor', 'Record the letter of a sponsor'),
  introduction: stepOperation('introduction', 'admissions.add-introduction', 'Record the resolution of a union'),
  paper: stepOperation('paper', 'admissions.add-paper', 'Record a paper of the file'),
  opinion: stepOperation('opinion', 'admissions.add-opinion', 'Record the opinions gathered'),
  check: stepOperation('check', 'admissions.ask-history', 'Record a request to verify the history of a person'),
  reply: stepOperation('reply', 'admissions.record-reply', 'Record the answer to such a request'),
  vetting: stepOperation('vetting', 'admissions.conclude-vetting', 'Record the conclusion on the political standard'),
  completed: stepOperation('completed', 'admissions.complete-dossier', 'State that the file is complete'),
  renewed: stepOperation('renewed', 'admissions.renew-dossier', 'Renew a file whose twelve months are over'),
  cell_vote: stepOperation('cell_vote', 'admissions.record-cell-vote', 'Record the vote of the cell'),
  appraisal: stepOperation('appraisal', 'admissions.record-appraisal', 'Record the appraisal of the section'),
  committee_vote: stepOperation('committee_vote', 'admissions.record-committee-vote', 'Record the committee’s vote'),
  extension: stepOperation('extension', 'admissions.extend-term', 'Extend the term for a decision'),
  decided: stepOperation('decided', 'admissions.decide-admission', 'Record the decision to admit'),
  received: stepOperation('received', 'admissions.receive-decision', 'Record when the cell received the decision'),
  ceremony: stepOperation('ceremony', 'admissions.hold-ceremony', 'Record the ceremony: the person becomes a member'),
  handed_over: stepOperation('handed_over', 'admissions.hand-over-dossier', 'Hand the dossier over to another cell'),
  returned: stepOperation('returned', 'admissions.return-dossier', 'Return the dossier with the reason'),
  resumed: stepOperation('resumed', 'admissions.resume-dossier', 'Go on with a dossier that was returned'),
  stopped: stepOperation('stopped', 'admissions.stop-dossier', 'Stop a dossier with the reason'),
  new_class: stepOperation(
    'new_class',
    'admissions.record-new-class',
    'Record the certificate of the new-member class',
  ),
  official_vote: stepOperation(
    'official_vote',
    'admissions.record-official-vote',
    'Record the cell’s vote after probation',
  ),
  official_committee: stepOperation(
    'official_committee',
    'admissions.record-official-committee',
    'Record the committee’s vote after probation',
  ),
  official_decided: stepOperation(
    'official_decided',
    'admissions.decide-official',
    'Record the decision that makes a full member',
  ),
  removal_decided: stepOperation(
    'removal_decided',
    'admissions.decide-removal',
    'Record the decision to strike a probationary member off',
  ),
  annulled: stepOperation('annulled', 'admissions.annul-decision', 'Record that a wrong decision was cancelled'),
} as const
