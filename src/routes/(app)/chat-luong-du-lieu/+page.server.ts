// Chất lượng dữ liệu: how clean the records are, by unit and by rule, and each thing to be mended with the way to its form.
import { formatDay } from '#kernel/day.ts'
import { formatDecimal } from '#kernel/vietnamese/number.ts'
import { dataRuleNames, listFindings, mendNames, readScores, severityNames } from '#modules/quality/quality.server.ts'
import type { UnitScore } from '#modules/quality/quality.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../address.ts'
import { changed } from '../dang-vien/filters.ts'
import type { PageServerLoad } from './$types'
import { qualityInput, SEVERITY_WORDS } from './quality-input.server.ts'

const MOST_UNITS = 120
const MOST_ROWS = 50

const scoreText = (score: number | null) => (score === null ? '—' : formatDecimal(score, 1))
const worstFirst = (a: UnitScore, b: UnitScore) => (b.score ?? -1) - (a.score ?? -1) || b.warnings - a.warnings

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const input = qualityInput(url, ctx)
    const byCell = url.searchParams.get('xem') === 'chi-bo'
    const scores = await run(readScores, { unitId: input.unitId, day: input.day, cells: byCell ? 'true' : 'false' })
    const list = await run(listFindings, input)
    const unit = await nameOn(ctx, input.unitId, scores.day)
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: scores.day, limit: MOST_UNITS })
    const home = ctx.actor.stands[0]
    const homeName = home && (await nameOn(ctx, home.unitId, scores.day))
    const choices = [
      ...(homeName && !units.some(({ id }) => id === homeName.id)
        ? [{ value: homeName.id, label: homeName.shortName }]
        : []),
      ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
    ]
    const figure = (unitId: string, severity: string) =>
      address('/so-lieu/DL01', { 'don-vi': unitId, ngay: scores.day, loc: `severity:${severity}` })
    const sorted = scores.units.toSorted(worstFirst)
    const applied = [
      ...(input.rule
        ? [{ label: dataRuleNames[input.rule] ?? input.rule, href: changed(url, { 'quy-tac': null }) }]
        : []),
      ...(input.severity ? [{ label: severityNames[input.severity], href: changed(url, { 'muc-do': null }) }] : []),
    ]
    return {
      unit: { id: input.unitId, name: unit?.name ?? '' },
      dayText: formatDay(scores.day),
      dayIso: scores.day as string,
      asked: input.day,
      total: {
        ...scores.total,
        score: scoreText(scores.total.score),
        faultsHref: figure(input.unitId, 'fault'),
        warningsHref: figure(input.unitId, 'warning'),
      },
      views: [
        { href: changed(url, { xem: null }), label: 'Tổ chức trực thuộc', current: !byCell },
        { href: changed(url, { xem: 'chi-bo' }), label: 'Từng chi bộ', current: byCell },
      ],
      rows: sorted.slice(0, MOST_ROWS).map((row) => ({
        id: row.unitId,
        name: row.name,
        href: changed(url, { 'don-vi': row.unitId, xem: null }),
        records: row.records,
        faults: row.faults,
        faultsHref: row.faults > 0 ? figure(row.unitId, 'fault') : undefined,
        warnings: row.warnings,
        warningsHref: row.warnings > 0 ? figure(row.unitId, 'warning') : undefined,
        score: scoreText(row.score),
      })),
      moreRows: Math.max(0, sorted.length - MOST_ROWS),
      rules: scores.rules
        .filter((rule) => rule.count > 0)
        .toSorted((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count)
        .map((rule) => ({
          ...rule,
          severityText: severityNames[rule.severity],
          href: `${changed(url, { 'quy-tac': rule.code })}#can-sua`,
          ruleHref: `/quy-dinh/${rule.code}`,
          on: rule.code === input.rule,
        })),
      checked: scores.rules.length,
      list: {
        total: list.total,
        page: list.page,
        size: list.size,
        rows: list.findings.map((found) => ({
          id: found.id,
          name: found.name,
          born: found.birthOn ? formatDay(found.birthOn) : null,
          nameHref: found.memberId ? `/dang-vien/${found.memberId}` : `/to-chuc/${found.unitId}`,
          fault: dataRuleNames[found.rule] ?? found.rule,
          severity: found.severity,
          severityText: severityNames[found.severity],
          unit: found.unitName,
          mend: mendNames[found.mend],
          href: found.href,
        })),
      },
      applied,
      options: {
        units: choices,
        rules: scores.rules.map(({ code, title }) => ({ value: code, label: title })),
        severities: Object.entries(SEVERITY_WORDS).map(([value, code]) => ({ value, label: severityNames[code] })),
      },
      values: { 'quy-tac': input.rule, 'muc-do': url.searchParams.get('muc-do') },
      unitIsChoice: choices.some(({ value }) => value === input.unitId),
      mayWrite: ctx.actor.holds('member.write'),
    }
  })
