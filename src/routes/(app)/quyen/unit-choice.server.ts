// Units to choose from for a grant: what the search found, the bloc itself without one, and always the one already chosen.
import { isId } from '#kernel/ids.ts'
import { findUnits, namesOn, unitKindNames } from '#modules/units/units.server.ts'
import type { ReadContext, Query } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** The address carries the search and everything else typed so far, since the search is a button of the same form. */
export async function unitChoice(run: Run, ctx: ReadContext, url: URL) {
  const typed = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'idempotencyKey'))
  const text = typed['tim-don-vi'] ?? ''
  const found = await run(findUnits, {
    text,
    holding: 'access.grant',
    ...(text === '' ? { kinds: ['bloc'] } : {}),
    limit: 20,
  })
  const options = found.map((unit) => ({
    value: unit.id,
    label: unit.name,
    hint: [unitKindNames[unit.kind], unit.parentName].filter(Boolean).join(' · '),
  }))
  const chosen = typed['unitId']
  if (isId(chosen) && !options.some(({ value }) => value === chosen)) {
    const unit = (await namesOn(ctx, [chosen], ctx.today)).get(chosen)
    if (unit) options.unshift({ value: unit.id, label: unit.name, hint: unitKindNames[unit.kind] })
  }
  return { typed, text, options }
}
