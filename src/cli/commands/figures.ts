// khoi figures: figures of indicators on the console, over a period or as of a day, for one unit and what stands directly below it.
import { formatDay } from '#kernel/day.ts'
import { formatDecimal, formatInteger } from '#kernel/vietnamese/number.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { indicatorOf, readFigures } from '#modules/figures/figures.server.ts'
import { listTenants, tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { readTree } from '#modules/units/units.server.ts'
import { database } from '#platform/db/database.ts'
import { askAll } from '#platform/operation/execute.ts'
import { type Arguments, type Command, jsonOption, print, printJson, table, UsageError } from '../command.ts'
import { inWords } from '../in-words.ts'
import { withDatabase } from '../with-database.ts'

export const figures: Command = {
  name: 'figures',
  about: 'print figures of a bloc, or of one unit, computed from the records',
  options: {
    tenant: { type: 'string', value: 'slug', about: 'the bloc; may be left out when there is only one' },
    indicators: { type: 'string', value: 'codes', about: 'codes such as I03,I04; all without it' },
    period: {
      type: 'string',
      value: 'code',
      about: 'such as 9-thang-2026, quy-2026-3, nam-2025; the year so far without it',
    },
    day: { type: 'string', value: 'day', about: 'as of this day, such as 30/09/2026; also ends the period' },
    unit: { type: 'string', value: 'code', about: 'code or id of a unit; the bloc without it' },
    below: { type: 'boolean', about: 'also the units directly below it' },
    breakdowns: { type: 'boolean', about: 'also the breakdowns' },
    json: jsonOption,
  },
  run: (given) => withDatabase(() => inWords(() => show(given))),
}

const text = (given: Arguments, name: string): string => {
  const value = given.options[name]
  return typeof value === 'string' ? value : ''
}

async function show(given: Arguments): Promise<void> {
  const tenant = await tenantOf(text(given, 'tenant'))
  const answer = await askAll(database(), systemCaller(tenant.id, 'figures'), async (run, ctx) => {
    const day = text(given, 'day')
    const question = {
      indicators: text(given, 'indicators'),
      period: text(given, 'period'),
      on: day,
      breakdowns: given.options['breakdowns'] === true,
    }
    const found = await run(readFigures, question)
    const { units } = await run(readTree, { day: found.span.to < ctx.today ? found.span.to : ctx.today })
    const wanted = text(given, 'unit')
    const unit = wanted === '' ? units.find(({ parentId }) => parentId === null) : units.find(({ id, code }) => wanted === id || wanted === code) // prettier-ignore
    if (!unit) throw new Error(`No unit "${wanted}" on ${formatDay(found.span.to)}.`)
    const shown = units.filter(
      ({ id, parentId }) => id === unit.id || (given.options['below'] === true && parentId === unit.id),
    )
    return { span: found.span, units: shown, figures: found.figures }
  })
  const rows = answer.units.flatMap((unit) =>
    answer.figures
      .filter(({ unitId }) => unitId === unit.id)
      .map((figure) => ({ unit: unit.code, name: unit.name, ...figure })),
  )
  if (given.options['json']) return printJson({ tenant: tenant.slug, span: answer.span, figures: rows })
  print(`  ${tenant.name}, ${formatDay(answer.span.from)}–${formatDay(answer.span.to)}\n`)
  const lines = rows.flatMap((row) => [
    [row.unit, row.name, row.indicator, indicatorOf(row.indicator)?.words.name ?? '', shownValue(row)],
    ...Object.entries(row.parts).flatMap(([dimension, values]) =>
      Object.entries(values).map(([value, part]) => ['', '', '', `  ${dimension}: ${value}`, shownValue(part)]),
    ),
  ])
  print(table([['unit', 'name', 'code', 'indicator', 'value'], ...lines]))
}

/** A count, or the percentage with what it is made of. */
function shownValue({ num, den }: { num: number; den: number | null }): string {
  if (den === null) return formatInteger(num)
  return den === 0 ? '—' : `${formatDecimal((num / den) * 100, 2)}% (${formatInteger(num)}/${formatInteger(den)})`
}

async function tenantOf(slug: string): Promise<Tenant> {
  const all = await listTenants(database())
  const tenant = slug === '' && all.length === 1 ? all[0] : await tenantBySlug(database(), slug)
  if (tenant) return tenant
  const known = all.map((each) => each.slug).join(', ')
  throw slug === '' ? new UsageError(`--tenant is needed: ${known || 'there is no bloc yet'}`) : new Error(`There is no bloc "${slug}": ${known}`) // prettier-ignore
}
