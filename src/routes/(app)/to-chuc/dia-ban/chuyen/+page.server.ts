// Many units to other places on one day, by one paper: those at places that have ended, or at the place asked for.
import { addDays, formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { contains } from '#kernel/date-range.ts'
import {
  listLocalities,
  listUnitsByLocality,
  readLocality,
  relocateUnits,
  unitsUnder,
} from '#modules/units/units.server.ts'
import { localityKindNames, unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { address, dayIn } from '../../../address.ts'
import { paperChoices } from '../../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('unit.write')) throw notFound()
    const day = dayIn(event.url) ?? ctx.today
    const fromId = event.url.searchParams.get('tu')
    const everyone = event.url.searchParams.get('chua-ghi') === '1'
    const from = fromId ? await run(readLocality, { localityId: fromId }) : null
    // As they stood the day before, too: a place that ends that day still has its units.
    const { units, places } = await run(listUnitsByLocality, { day })
    const before = await run(listUnitsByLocality, { day: addDays(day, -1) })
    const names = new Map([...before.places, ...places].map((place) => [place.id, place]))
    const ended = (id: string) => {
      const place = names.get(id)
      return place !== undefined && !contains(place.valid, day)
    }
    const there = units.filter(({ localityId }) => (from ? localityId === from.id : ended(localityId)))
    const placed = new Set(units.map(({ id }) => id))
    const top = ctx.actor.stands[0]?.unitId
    const unplaced = everyone && top ? (await unitsUnder(ctx, top, day)).filter(({ id, kind }) => kind !== 'bloc' && !placed.has(id)) : [] // prettier-ignore
    const choices = await run(listLocalities, { day })
    const successor = from?.successors.length === 1 ? from.successors[0]?.id : undefined
    return {
      key: newId(),
      day: formatDay(day),
      iso: day as string,
      from: from && { id: from.id, name: from.name },
      everyone,
      everyoneHref: address('/to-chuc/dia-ban/chuyen', { ngay: day, 'chua-ghi': 1 }),
      papers: await paperChoices(run),
      common: successor ?? '',
      localities: choices.map(({ id, name, kind, depth }) => ({
        value: id,
        label: `${'  '.repeat(depth)}${name}`,
        group: localityKindNames[kind] ?? kind,
      })),
      units: [
        ...there.map((unit) => ({ ...unit, place: names.get(unit.localityId)?.name ?? '' })),
        ...unplaced.map((unit) => ({ ...unit, localityId: null, parentName: null, place: 'chưa ghi' })),
      ].map(({ id, name, kind, place, parentName }) => ({ id, name, note: [unitKindNames[kind], parentName].filter(Boolean).join(' · '), place })), // prettier-ignore
    }
  })

interface Line {
  unitId?: string
  localityId?: string
  take?: string
}

/** The lines that go somewhere: to a place of their own, or ticked for the common one; with their numbers in the table. */
function chosenLines(posted: Record<string, unknown>) {
  const common = typeof posted['common'] === 'string' ? posted['common'] : ''
  const lines = (Array.isArray(posted['moves']) ? posted['moves'] : []) as Line[]
  return lines.flatMap(({ unitId, localityId, take }, line) => {
    const to = localityId || (take === '1' ? common : '')
    return to ? [{ line, unitId, localityId: to }] : []
  })
}

export const actions: Actions = {
  default: async (event) => {
    let lines: number[] = []
    const answer = await actionOf(relocateUnits, {
      input: (posted) => {
        const chosen = chosenLines(posted)
        lines = chosen.map(({ line }) => line)
        return { ...posted, moves: chosen.map(({ unitId, localityId }) => ({ unitId, localityId })) }
      },
      then: (_, from) => address('/to-chuc/dia-ban', { ngay: dayIn(from.url) }),
    })(event)
    // A refusal names the chosen lines in their order; the table knows them by their own numbers.
    if ('data' in answer) {
      const inTable = (field: string) =>
        field.replace(/^moves\.(\d+)\./, (_, n: string) => `moves.${lines[Number(n)]}.`)
      answer.data.errors = Object.fromEntries(
        Object.entries(answer.data.errors).map(([field, text]) => [
          inTable(field).replace(/\.unitId$/, '.localityId'),
          text,
        ]),
      )
    }
    return answer
  },
}
