// One rule: what holds on a day, all its versions, the bloc's own values, and the forms to set or end one.
import { isDay, parseDay } from '#kernel/day.ts'
import { citation, describeDays, describeValue, fieldNames, unitNames } from '#modules/rulebook/rulebook-messages.ts'
import { endOverride, overrideRule, showRule } from '#modules/rulebook/rulebook.server.ts'
import type { RuleValue } from '#modules/rulebook/rulebook.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

/** Empty rows offered under a list. */
const SPARE_ROWS = 3

/** What the form offers, by the sort of the value in force. */
function settable(value: RuleValue) {
  return {
    amount:
      value.kind === 'quantity'
        ? value.amount
        : value.kind === 'share'
          ? value.denominator === 100
            ? value.numerator
            : ''
          : null,
    unit: value.kind === 'quantity' ? unitNames[value.unit] : '%',
    text: value.kind === 'text' ? value.text : null,
    items:
      value.kind === 'list'
        ? [
            ...value.items.map(({ code, label }) => ({ code, label })),
            ...Array(SPARE_ROWS).fill({ code: '', label: '' }),
          ]
        : null,
    fields:
      value.kind === 'record'
        ? Object.entries(fieldNames).flatMap(([name, label]) =>
            name in value.fields ? [{ name: `fields.${name}`, label, value: String(value.fields[name]) }] : [],
          )
        : null,
  }
}

export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams.get('ngay') ?? ''
  const on = isDay(asked) ? asked : parseDay(asked)
  return loadPage(event, async (run, ctx) => {
    const rule = await run(showRule, { code: event.params.code, on })
    const { inForce } = rule
    const may = inForce?.version.overridable === true && ctx.scope('rulebook.override').whole === true
    return {
      code: rule.code,
      title: rule.title,
      on: rule.on,
      today: rule.today,
      idempotencyKey: newId(),
      inForce: inForce && {
        value: describeValue(inForce.value),
        items: inForce.value.kind === 'list' ? inForce.value.items.map((item) => item.label) : [],
        basis: citation({ ...inForce.version, confirmed: true, overridden: null }).replace('Căn cứ: ', ''),
        days: describeDays(inForce.version.from, inForce.version.to),
        confirmed: inForce.version.confirmed,
        overridable: inForce.version.overridable,
        own: inForce.override?.reason ?? null,
        national: describeValue(inForce.version.value),
        note: inForce.version.note ?? null,
      },
      form: may && inForce ? settable(inForce.value) : null,
      versions: rule.versions.map((version) => ({
        from: version.from,
        days: describeDays(version.from, version.to),
        value: describeValue(version.value),
        document: version.document,
        article: version.article,
        // A source is one or several addresses, or words.
        sources: version.source.split(' ; '),
        confirmed: version.confirmed,
        note: version.note ?? null,
      })),
      overrides: rule.overrides.map((own, i) => ({
        id: own.id,
        from: own.from,
        days: describeDays(own.from, own.to),
        value: describeValue(own.value),
        reason: own.reason,
        // Only the newest may be ended here, so that the page holds one such form.
        open: i === 0 && (own.to === null || own.to > rule.today),
      })),
    }
  })
}

export const actions: Actions = {
  dat: actionOf(overrideRule, {
    input: (posted, event) => ({ ...posted, code: event.params['code'] }),
    then: (_, event) => `/quy-dinh/${event.params['code']}`,
  }),
  'ket-thuc': actionOf(endOverride, { then: (_, event) => `/quy-dinh/${event.params['code']}` }),
}
