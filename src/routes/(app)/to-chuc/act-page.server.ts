// What the four forms about one unit share: the unit as it stands, papers to choose from, where to go afterwards.
import { formatDay } from '#kernel/day.ts'
import { listDecisions } from '#modules/decisions/decisions.server.ts'
import { readUnit } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load } from '#pages'
import type { RequestEvent } from '#pages'
import { notFound } from '#kernel/errors.ts'
import type { ReadContext, Operation, Query } from '#platform/operation/operation.ts'
import type { ActResult } from '#modules/units/units.server.ts'
import type { GenericSchema } from 'valibot'
import { dayIn } from '../address.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** Papers on file as choices. */
export async function paperChoices(run: Run) {
  const papers = await run(listDecisions, {})
  return papers.map((paper) => ({
    value: paper.id,
    label: `${paper.number}, ${formatDay(paper.issuedOn)}: ${paper.abstract}`.slice(0, 120),
  }))
}

/** The page's data for a form about the unit of the address; `more` adds what the form itself needs. */
export function loadAct<More>(
  event: RequestEvent,
  more: (run: Run, ctx: ReadContext, unit: Awaited<ReturnType<typeof readUnit.run>>) => Promise<More> | More,
) {
  return load(event, async (run, ctx) => {
    const unit = await run(readUnit, { unitId: event.params['id'], day: dayIn(event.url) })
    if (!(await ctx.actor.covers(ctx.db, 'unit.write', [unit.id]))) throw notFound()
    return {
      unit: {
        id: unit.id,
        name: unit.current.name,
        shortName: unit.current.shortName,
        kind: unit.current.kind,
        kindName: unitKindNames[unit.current.kind],
        parentId: unit.current.parentId,
        parentName: unit.current.parentName,
        sector: unit.current.sector,
        localityId: unit.current.localityId,
        ordinal: unit.current.ordinal,
        symbol: unit.current.symbol,
        seal: unit.current.seal,
        delegated: unit.current.delegated,
        provisional: unit.current.provisional,
        below: Object.values(unit.below).reduce((sum, count) => sum + count, 0),
      },
      today: ctx.today,
      papers: await paperChoices(run),
      idempotencyKey: newId(),
      ...(await more(run, ctx, unit)),
    }
  })
}

/** The form's action: the unit comes from the address, and the page of the unit follows. */
export const actOn = <S extends GenericSchema>(operation: Operation<S, ActResult>) =>
  actionOf(operation, {
    input: (posted, event) => ({ ...posted, unitId: event.params['id'] }),
    then: ({ unitId }) => `/to-chuc/${unitId}`,
  })
