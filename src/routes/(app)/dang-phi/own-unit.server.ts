// The unit a page is about: the one of the address, else the one the caller keeps.
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

/** Throws not_found for who stands nowhere with that permission. */
export function unitOf(ctx: ReadContext, url: URL, permission: Permission): Id {
  const scope = ctx.scope(permission)
  const own = scope.whole ? ctx.actor.stands.find((stand) => stand.whole)?.unitId : scope.units[0]
  const unitId = url.searchParams.get('don-vi') ?? own ?? ctx.actor.stands[0]?.unitId
  if (!isId(unitId)) throw notFound()
  return unitId
}
