// The rules in force on a day, with their sources.
import { isDay, parseDay } from '#kernel/day.ts'
import { areaNames, citation, describeValue } from '#modules/rulebook/rulebook-messages.ts'
import { AREAS, listRules } from '#modules/rulebook/rulebook.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams
  const typedDay = asked.get('ngay') ?? ''
  const on = isDay(typedDay) ? typedDay : parseDay(typedDay)
  const area = AREAS.find((each) => each === asked.get('nhom')) ?? null
  const find = (asked.get('tim') ?? '').slice(0, 100)
  return loadPage(event, async (run) => {
    const found = await run(listRules, { on, find, area })
    return {
      on: found.on,
      typedDay,
      wrongDay: typedDay !== '' && on === null,
      find,
      area,
      areas: AREAS.map((value) => ({ value, label: areaNames[value] })),
      rules: found.rules.map((rule) => ({
        code: rule.code,
        title: rule.title,
        area: areaNames[rule.area],
        value: describeValue(rule.value),
        basis: citation({ ...rule, confirmed: true, overridden: null }).replace('Căn cứ: ', ''),
        confirmed: rule.confirmed,
        own: rule.ownReason !== null,
      })),
    }
  })
}
