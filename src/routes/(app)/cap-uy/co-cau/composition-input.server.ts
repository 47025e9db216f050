// The address of a composition as its input: one unit's own committee, or all of a kind of unit below it.
import { isUnitKind } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayIn } from '../../address.ts'
import { homeOf } from '../list-input.server.ts'

export function compositionInput(url: URL, ctx: ReadContext) {
  const below = url.searchParams.get('loai')
  return {
    unitId: url.searchParams.get('don-vi') ?? homeOf(ctx) ?? '',
    below: isUnitKind(below) ? below : null,
    bodyKind: url.searchParams.get('bo-phan') || 'executive',
    day: dayIn(url),
  }
}
