// What the forms about one unit's committee share: the unit, its committees, papers to choose from, where to go afterwards.
import { addDays, formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { readCommittees } from '#modules/committees/committees.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { actionOf, load } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Operation, Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { address, dayIn } from '../../../address.ts'
import { paperChoices } from '../../act-page.server.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>
export type Committees = Awaited<ReturnType<typeof readCommittees.run>>

/** The form's data; only for who may write posts here. `?ngay=` is the day looked at. */
export function loadCommitteeForm<More>(
  event: RequestEvent,
  more: (found: Committees, run: Run, ctx: ReadContext) => Promise<More> | More,
) {
  return load(event, async (run, ctx) => {
    const unitId = event.params['id'] as Id
    const asked = dayIn(event.url)
    const found = await run(readCommittees, { unitId, day: asked })
    if (!(await ctx.actor.covers(ctx.db, 'post.write', [unitId]))) throw notFound()
    const name = await nameOn(ctx, unitId, found.day)
    return {
      unit: { id: unitId, name: name?.name ?? '', shortName: name?.shortName ?? '' },
      back: address(`/to-chuc/${unitId}/cap-uy`, { ngay: asked }),
      today: ctx.today as string,
      asked,
      papers: await paperChoices(run),
      idempotencyKey: newId(),
      ...(await more(found, run, ctx)),
    }
  })
}

/** An action of a form: ids come from the address, and the unit's committee follows. */
export const actOnCommittee = <S extends GenericSchema, R>(
  operation: Operation<S, R>,
  input: (posted: Record<string, unknown>, event: RequestEvent) => unknown = (posted) => posted,
) =>
  actionOf(operation, {
    input,
    then: (_, event) => address(`/to-chuc/${event.params['id']}/cap-uy`, { ngay: dayIn(event.url) }),
  })

/** Days in words: the last day is the one before the end. */
export const daysOf = ({ from, to }: { from: Parameters<typeof formatDay>[0]; to: typeof from | null }): string =>
  to === null ? `từ ${formatDay(from)}` : `${formatDay(from)} – ${formatDay(addDays(to, -1))}`
