// Home: what is due for me, soonest first, each one tap from done; then my unit in a few figures.
import { daysBetween, formatDay } from '#kernel/day.ts'
import { formatDecimal, formatPercent } from '#kernel/vietnamese/number.ts'
import { atAGlance, listDue } from '#modules/agenda/agenda.server.ts'
import { dueWords, glanceWords, leftWords } from '#modules/agenda/agenda-messages.ts'
import { newId } from '#platform/new-id.ts'
import { load as loadPage } from '#pages'
import { redirect } from '@sveltejs/kit'
import { address, dayIn } from './address.ts'
import type { PageServerLoad } from './$types'

const pointsChange = (points: number) => `${points > 0 ? '+' : ''}${formatDecimal(points, 2)} ${glanceWords.points}`

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    // Who is a member and nothing else has one page.
    if (!ctx.actor.holds('unit.read') && ctx.actor.holds('own.read')) redirect(303, '/ho-so-cua-toi')
    const due = await run(listDue, {})
    const unitId = ctx.actor.stands[0]?.unitId
    const on = dayIn(event.url)
    const glance = unitId && ctx.actor.holds('figure.read') ? await run(atAGlance, { unitId, on }) : null
    return {
      unitName: ctx.actor.stands[0]?.unitName ?? '',
      // A bloc without people yet, seen by somebody who may found its units.
      begins: ctx.actor.holds('unit.write') && (glance?.figures.every(({ value }) => !value) ?? false),
      more: due.total - due.items.length,
      due: due.items.map((item) => ({
        id: `${item.kind} ${item.href} ${item.unitId} ${item.dueOn}`,
        ...dueWords(item),
        left: leftWords(item.dueOn, due.today),
        late: daysBetween(due.today, item.dueOn) < 0,
        dueText: formatDay(item.dueOn),
        href: item.href,
        post: item.post ? { ...item.post, idempotencyKey: newId() } : null,
      })),
      spanText: glance ? `${formatDay(glance.span.from)}–${formatDay(glance.span.to)}` : '',
      figures: (glance?.figures ?? []).map(({ code, words, shape, better, num, den, value, change }) => ({
        label: words.short,
        value: shape === 'ratio' ? formatPercent(num, den) : value,
        href: address(`/so-lieu/${code}`, {
          ...{ 'don-vi': unitId, ngay: event.url.searchParams.get('ngay') },
          'co-cau': 'cuoi-ky',
        }),
        ...(change === null
          ? {}
          : { change: shape === 'ratio' ? pointsChange(change) : change, than: glanceWords.than }),
        ...(better === null ? {} : { good: better }),
      })),
    }
  })
