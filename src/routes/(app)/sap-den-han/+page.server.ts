// Sắp đến hạn: what the rules make due in a unit and below, overdue first; by kind, by unit, one tap from where it gets done.
import { formatDay } from '#kernel/day.ts'
import {
  deadlineKindName,
  dueWords,
  HORIZONS,
  listDeadlines,
  textBesideUnit,
  workingDaysLeft,
} from '#modules/agenda/agenda.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import type { State } from '#ui/state.ts'
import { changed } from '../dang-vien/filters.ts'
import { deadlineInput } from './deadline-input.server.ts'
import type { PageServerLoad } from './$types'

const MOST_UNITS = 120
const SOON = 5

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const input = deadlineInput(url, ctx)
    const list = await run(listDeadlines, { ...input, all: 'false' })
    const unit = await nameOn(ctx, input.unitId, list.today)
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: list.today, limit: MOST_UNITS })
    const home = ctx.actor.stands[0]
    const homeName = home && (await nameOn(ctx, home.unitId, list.today))
    const choices = [
      ...(homeName && !units.some(({ id }) => id === homeName.id)
        ? [{ value: homeName.id, label: homeName.shortName }]
        : []),
      ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
    ]
    const state = (late: boolean, left: number): State => (late ? 'late' : left <= SOON ? 'due' : 'none')
    return {
      unit: { id: input.unitId, name: unit?.name ?? '' },
      dayText: formatDay(list.today),
      untilText: formatDay(list.until),
      days: input.days,
      overdueOnly: input.overdue === 'true',
      total: list.total,
      page: list.page,
      size: list.size,
      horizons: HORIZONS.map((days) => ({ href: changed(url, { trong: days }), label: `${days} ngày`, current: days === input.days })), // prettier-ignore
      items: list.items.map((item, n) => {
        const words = dueWords(item)
        const late = item.dueOn < list.today
        return {
          id: `${n} ${item.kind} ${item.href}`,
          title: words.title,
          text: textBesideUnit(words.text, item.unitName),
          unit: item.unitName,
          due: formatDay(item.dueOn),
          href: item.href,
          action: words.action,
          tag: { state: state(late, item.workingDays), label: workingDaysLeft(item.workingDays, late) },
        }
      }),
      kinds: list.kinds
        .map((one) => ({
          ...one,
          name: deadlineKindName(one.kind),
          href: changed(url, { loai: one.kind }),
          lateHref: one.overdue > 0 ? changed(url, { loai: one.kind, han: 'qua' }) : undefined,
          on: one.kind === input.kind,
        }))
        .toSorted((a, b) => b.overdue - a.overdue || b.all - a.all),
      units: list.units
        .filter((one) => one.all > 0)
        .toSorted((a, b) => b.overdue - a.overdue || b.all - a.all)
        .map((one) => ({
          ...one,
          href: changed(url, { 'don-vi': one.unitId }),
          lateHref: one.overdue > 0 ? changed(url, { 'don-vi': one.unitId, han: 'qua' }) : undefined,
        })),
      overdueHref: changed(url, { han: 'qua' }),
      applied: [
        ...(input.kind ? [{ label: deadlineKindName(input.kind), href: changed(url, { loai: null }) }] : []),
        ...(input.overdue === 'true' ? [{ label: 'Chỉ quá hạn', href: changed(url, { han: null }) }] : []),
      ],
      options: {
        units: choices,
        kinds: list.kinds.map(({ kind }) => ({ value: kind, label: deadlineKindName(kind) })),
      },
      kind: input.kind,
      unitIsChoice: choices.some(({ value }) => value === input.unitId),
    }
  })
