// The sitting of a round: one by one, each with its own count and its own decision, numbered one after the other; who is not agreed to
// goes back with the reason. All or nothing.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { recordDecisions } from '#modules/decisions/decisions.server.ts'
import { memberConstraints } from '#modules/members/members.server.ts'
import {
  choiceField,
  dayField,
  idField,
  integerField,
  optionalChoice,
  optionalInteger,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { cellOn, chamberOf, insertSteps, readDossiers, saveProjections } from './dossier-store.ts'
import type { Lines, NewStep, Projection } from './dossier-store.ts'
import { factsOf } from './read-facts.ts'
import { carryOver, hold } from './record-step.ts'
import { changeRound, itemsOfRound, lockRound, unitOfRound } from './round-store.ts'
import { VOTE_METHODS } from './steps.ts'
import type { Step } from './steps.ts'

const byId = <S extends v.GenericSchema>(entry: S) =>
  v.optional(v.record(v.pipe(v.string(), v.uuid('field.id')), entry), {})

export const decideRound = operation({
  name: 'admissions.decide-round',
  summary:
    'Record the sitting of a round: a decision for each, numbered one after the other, or a return with the reason',
  permission: 'member.write',
  input: v.object({
    roundId: idField(),
    version: versionField(),
    on: dayField(),
    body: integerField(1, 1000),
    present: integerField(1, 1000),
    method: v.optional(optionalChoice(VOTE_METHODS), null),
    /** Number of the first decision, and what follows each: 412 and -QĐ/ĐUK. */
    firstNumber: integerField(1, 1_000_000),
    numberSuffix: textField(40),
    issuer: textField(200),
    signer: v.optional(optionalText(200), null),
    abstract: textField(200),
    /** Votes for, by dossier; all present where nothing is typed. */
    yes: byId(v.optional(optionalInteger(0, 1000), null)),
    /** Dossiers not agreed to, and why. */
    outcome: byId(choiceField(['decided', 'returned'])),
    reason: byId(v.optional(optionalText(500), null)),
  }),
  units: unitOfRound,
  constraints: memberConstraints,
  async run(ctx, input) {
    if (input.on > ctx.today) throw AppError.at('on', 'admissions.in_future')
    const round = await lockRound(ctx, input.roundId, input.version)
    const items = await itemsOfRound(ctx, round.id)
    if (items.length === 0) throw new AppError('admissions.nobody_picked')
    const stored = await readDossiers(
      ctx,
      items.map((item) => item.dossierId),
      true,
    )
    const chamber = await chamberOf(
      ctx,
      stored.flatMap((each) => [each.unitId, ...each.steps.map((step) => step.unitId)]),
    )
    // Who went meanwhile to where another body decides is not decided here.
    const decides = (cell: Id, on: Day) => deciderOf(chamber.lines.of(cell, on)) === round.unitId
    const gone = stored.filter(({ unitId }) => !decides(unitId, input.on) && !decides(unitId, ctx.today))
    if (gone.length > 0) throw new AppError('admissions.not_ready', { count: gone.length })
    const agreed = stored.filter((each) => input.outcome[each.id] !== 'returned')
    const papers = await recordDecisions(
      ctx,
      agreed.map((each, at) => ({
        number: `${input.firstNumber + at}${input.numberSuffix}`,
        kind: 'decision',
        issuedOn: input.on,
        issuer: input.issuer,
        signer: input.signer,
        abstract: `${input.abstract}: ${each.name}`,
      })),
      () => 'firstNumber',
    )
    // A number used already by another paper of that very day would be taken for the same paper.
    if (new Set(papers).size < papers.length) throw AppError.at('firstNumber', 'admissions.numbers_used')
    await refuseUsed(ctx, papers)
    const steps: NewStep[] = []
    const after: Projection[] = []
    const warnings = new Set<string>()
    for (const each of stored) {
      const at = agreed.indexOf(each)
      const returned = at < 0
      const kind = returned ? 'returned' : round.purpose === 'admission' ? 'decided' : 'official_decided'
      const { body, present, method } = input
      const yes = input.yes[each.id] ?? present
      const line = chamber.lines.of(each.unitId, input.on)
      const raw = returned
        ? { reason: input.reason[each.id] ?? '', number: null }
        : {
            ...{ by: line.delegated ? 'delegated_grassroots' : 'direct_upper', cardNumber: null },
            ...{ body, excused: 0, present, yes, no: Math.max(0, present - yes), blank: 0, method },
          }
      if (returned && raw['reason'] === '') throw AppError.at(`reason.${each.id}`, 'field.required')
      const facts = factsOf(chamber.rules, kind, raw, input.on, false)
      const step = { id: ctx.newId(), kind, on: input.on, facts, decisionId: papers[at] ?? null } as Step
      const history: Step[] = [...each.steps, step]
      const court = chamber.court(each.applicant, cellOn(each.steps[0]?.unitId ?? each.unitId, each.steps))
      const { dossier, warnings: said } = named(each, () => hold(court, history, each.steps.length))
      for (const sentence of said) warnings.add(sentence)
      const memberId = (await carryOver(ctx, each, dossier, step)) ?? each.memberId
      steps.push({ step, dossierId: each.id, unitId: each.unitId, seq: (each.steps.at(-1)?.seq ?? 0) + 1 })
      after.push({ id: each.id, unitId: each.unitId, memberId, dossier })
    }
    await insertSteps(ctx, steps)
    await saveProjections(ctx, after)
    const outcomes = JSON.stringify(
      stored.map((each) => ({ id: each.id, outcome: agreed.includes(each) ? 'decided' : 'returned' })),
    )
    await sql`
      update admission_round_item i set outcome = x.outcome
      from jsonb_to_recordset(${outcomes}::jsonb) as x(id uuid, outcome text)
      where i.tenant_id = ${ctx.tenantId} and i.round_id = ${round.id} and i.dossier_id = x.id`.execute(ctx.db)
    const version = await changeRound(ctx, round, { state: 'decided', sitting_on: input.on })
    ctx.touch(round.id, ...stored.map((each) => each.id))
    ctx.note({ on: input.on, decided: agreed.length, returned: stored.length - agreed.length })
    return { roundId: round.id, version, decided: agreed.length, warnings: [...warnings] }
  },
})

/** The unit whose sitting decides for a cell. */
const deciderOf = ({ delegated, committeeId, topId }: ReturnType<Lines['of']>): Id | null =>
  delegated ? committeeId : topId

/** A refusal names the person it is about. */
function named<R>(dossier: { id: Id; name: string }, work: () => R): R {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    throw new AppError(
      'admissions.round_refused',
      { ...thrown.details, name: dossier.name, code: thrown.code },
      {
        [`outcome.${dossier.id}`]: thrown.code,
      },
    )
  }
}

/** Each decision is about one person: a number that another dossier cites is used. */
async function refuseUsed(ctx: { tenantId: Id; db: Db }, papers: readonly Id[]): Promise<void> {
  const used = await ctx.db
    .selectFrom('admission_step')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('decision_id', '=', sql<Id>`any(${[...papers]}::uuid[])`)
    .where('voided_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (used) throw AppError.at('firstNumber', 'admissions.numbers_used')
}
