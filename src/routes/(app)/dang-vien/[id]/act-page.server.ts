// What the forms about one member share: the member as it stands, papers to choose from, the way back.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { readMember } from '#modules/members/members.server.ts'
import { actionOf, load } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Operation, Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { paperChoices } from '../choices.server.ts'
import { withPaper } from '../deed-input.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>
type Profile = Awaited<ReturnType<typeof readMember.run>>

/** The page's data for a form about the member of the address; `more` adds what the form itself needs. */
export function loadAct<More>(
  event: RequestEvent,
  more: (run: Run, ctx: ReadContext, member: Profile) => Promise<More> | More,
) {
  return load(event, async (run, ctx) => {
    const member = await run(readMember, { memberId: event.params['id'] })
    const cell = member.cells.at(-1)
    if (!cell || !(await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]))) throw notFound()
    return {
      member: {
        id: member.id,
        name: member.name,
        state: member.state,
        cell: cell.unit?.name ?? '',
        cellId: cell.unitId,
        admittedOn: formatDay(member.admittedOn),
      },
      today: ctx.today,
      papers: await paperChoices(run),
      idempotencyKey: newId(),
      ...(await more(run, ctx, member)),
    }
  })
}

/** The form's action: the member comes from the address, and the profile follows. */
export const actOn = <S extends GenericSchema>(
  operation: Operation<S, { memberId: string }>,
  done: string,
  abstract = '',
) =>
  actionOf(operation, {
    input: (posted, event) => ({ ...withPaper(posted, abstract), memberId: event.params['id'] }),
    then: ({ memberId }) => `/dang-vien/${memberId}?xong=${done}`,
  })
