// The people behind one number of the strength equation.
import { formatDay, isDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { eventNames, listMovements, MOVEMENT_KINDS, MOVEMENTS } from '#modules/members/members.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../../address.ts'
import { movementWords } from '../../statistics-tables.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const of = (name: string) => url.searchParams.get(name) ?? ''
    const [unitId, from, to] = [of('don-vi'), of('tu'), of('den')]
    const what = MOVEMENTS.find((each) => each === of('loai'))
    const kind = MOVEMENT_KINDS.find((each) => each === of('kieu')) ?? null
    if (!what || !isDay(from) || !isDay(to)) throw notFound()
    const page = Math.max(1, Number(of('trang')) || 1)
    const list = await run(listMovements, { unitId, from, to, what, kind, page })
    return {
      title: movementWords(what, kind),
      unitName: (await nameOn(ctx, unitId, to))?.name ?? '',
      spanText: `${formatDay(from)}–${formatDay(to)}`,
      up: address('/thong-ke', { 'don-vi': unitId, ngay: to }),
      total: list.total,
      page,
      size: list.size,
      moving: what === 'entered' || what === 'left',
      rows: list.people.map((one) => ({
        id: `${one.memberId} ${one.on} ${one.unitId}`,
        name: one.name,
        href: `/dang-vien/${one.memberId}?ngay=${one.on ?? to}`,
        born: formatDay(one.birthOn),
        unit: one.unitName,
        kind: one.kind ? eventNames[one.kind as keyof typeof eventNames] : null,
        other: one.otherName,
        on: one.on ? formatDay(one.on) : null,
      })),
    }
  })
