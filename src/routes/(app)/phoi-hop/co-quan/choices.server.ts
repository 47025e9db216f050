// What the forms of a body offer: kinds, and the localities on file.
import { formatDay, addDays } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { BODY_KINDS } from '#modules/coordination/coordination.server.ts'
import { bodyKindNames } from '#modules/coordination/coordination-messages.ts'
import { listLocalities } from '#modules/units/units.server.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** Choices for who keeps the book; throws not_found for anybody else. `keep`: a locality that is chosen already, even if it ended. */
export async function bodyChoices(run: Run, ctx: ReadContext, keep: { id: string; name: string } | null = null) {
  if (!ctx.actor.holds('coordination.write') || !ctx.scope('coordination.write').whole) throw notFound()
  const localities = (await run(listLocalities, {})).map((one) => ({
    value: one.id,
    label: one.valid.to === null ? one.name : `${one.name} (đến ${formatDay(addDays(one.valid.to, -1))})`,
  }))
  if (keep && !localities.some((one) => one.value === keep.id)) localities.push({ value: keep.id, label: keep.name })
  return { kinds: BODY_KINDS.map((value) => ({ value, label: bodyKindNames[value] })), localities }
}
