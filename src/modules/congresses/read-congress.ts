// One congress with its course, terms and what may be done next; and the congresses of one unit for its profile.
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import { explain, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { notFound } from '#kernel/errors.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { actsOf } from './congress.ts'
import type { CongressAct } from './congress.ts'
import { congressDue } from './congress-due.ts'
import { congressRows, congressTools } from './congress-rows.ts'
import { congressesWhere, standingsOn, unitAboveCongress, unitOfCongress } from './congress-store.ts'
import { ageReference, judgeCourse, longestOf, nextStep } from './congress-terms.ts'
import { judgeDay } from './plan-congresses.ts'

/** Acts that only the unit above carries out. */
const ABOVE: readonly CongressAct[] = ['approve_content', 'approve']

export const readCongress = query({
  name: 'congresses.read-congress',
  summary: 'A congress with its days, deadlines, the steps on record and what may be done next',
  permission: 'congress.read',
  input: v.object({ congressId: idField() }),
  units: unitOfCongress,
  async run(ctx, input) {
    const [congress] = await congressesWhere(ctx, sql<boolean>`c.id = ${input.congressId}`)
    if (!congress) throw notFound()
    const { unitId, heldOn, plannedOn, termId: _term, ...facts } = congress
    const { rules, calendar } = await congressTools(ctx)
    const on = heldOn ?? plannedOn ?? ctx.today
    const unit = (await namesOn(ctx, [unitId], on)).get(unitId)
    if (!unit) throw notFound()
    const above = await unitAboveCongress(ctx, input)
    const upper = above[0] === unitId ? null : ((await namesOn(ctx, above, on)).get(above[0] as Id) ?? null)
    const mayWrite = await ctx.actor.covers(ctx.db, 'congress.write', [unitId])
    const mayApprove = await ctx.actor.covers(ctx.db, 'congress.write', above)
    const standing = (await standingsOn(ctx, ctx.today, sql<boolean>`v.unit_id = ${unitId}`)).get(unitId)
    const due = standing ? congressDue(rules, standing, ctx.today) : null
    const current = due?.cycle === congress.cycle ? due : null
    const step = nextStep(rules, calendar, congress)
    const judged = [
      ...judgeCourse(rules, calendar, unit.kind, congress),
      ...(standing && current && heldOn === null && plannedOn ? judgeDay(rules, standing, current, plannedOn) : []),
    ]
    const takesBack = congress.state === 'approved' || congress.state === 'content_approved' ? mayApprove : mayWrite
    const decision = congress.decisionId && (await decisionsById(ctx, [congress.decisionId])).get(congress.decisionId)
    return {
      ...facts,
      unitId,
      heldOn,
      plannedOn,
      unitName: unit.name,
      kind: unit.kind,
      upper: upper && { id: upper.id, name: upper.name },
      due: current,
      next: step && { act: step.act, by: step.by, rule: step.rule && explain(step.rule, on) },
      longest: longestOf(rules, unit.kind, on)?.days ?? null,
      ages: ageReference(rules, unit.kind, on),
      warnings: judged.map(verdictSentence).filter((sentence) => sentence !== ''),
      decision: decision || null,
      acts: actsOf(congress).filter((act) =>
        act === 'take_back' ? takesBack && congress.termId === null : ABOVE.includes(act) ? mayApprove : mayWrite,
      ),
      writers: await writersOf(
        ctx,
        congress.steps.flatMap(({ by }) => by ?? []),
      ),
    }
  },
})

/** Display names of the accounts that wrote the steps. */
async function writersOf(
  ctx: Parameters<typeof congressTools>[0],
  accounts: readonly Id[],
): Promise<Record<Id, string>> {
  if (accounts.length === 0) return {}
  const rows = await ctx.db
    .selectFrom('account')
    .select(['id', 'display_name'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...accounts]}::uuid[])`)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.id, row.display_name]))
}

export const listUnitCongresses = query({
  name: 'congresses.list-unit-congresses',
  summary: 'The congresses of one unit, newest first, and the next one it is due for',
  permission: 'congress.read',
  input: v.object({ unitId: idField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const rows = await congressRows(ctx, await congressTools(ctx), { units: [input.unitId] })
    return {
      congresses: rows.filter(({ id }) => id !== null).toSorted((a, b) => ((a.on ?? '') > (b.on ?? '') ? -1 : 1)),
      due: rows.find(({ id }) => id === null) ?? null,
    }
  },
})
