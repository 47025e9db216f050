// What a hand-over shows on the console: the dry run with rows, faults and figures; the deed with the figures before and after.
import { explainError } from '#kernel/errors.ts'
import { AppError } from '#kernel/errors.ts'
import type { CarriedOver, ComparedFigure, Foresight } from '#modules/handovers/handovers.server.ts'
import { errors } from '#product'
import { print, table } from './command.ts'

/** Prints a dry run; returns the exit code: 1 when something forbids it. */
export function showForesight({ handOvers, faults, figures, staying }: Foresight): number {
  for (const each of handOvers) {
    print(
      `  ${each.from} → ${each.into}: ${each.units} units${each.guests > 0 ? `, ${each.guests} more for the time they belonged to them` : ''}`,
    )
    if (each.prefix) print(`  codes of its units get "${each.prefix}" in front, for some are taken`)
    if (!each.sameRules)
      print('  WARNING: local rules of the blocs differ and do not come along; figures that follow them may differ')
    print(`\n${table([['rows', 'table', ''], ...each.tables.map(({ table: name, rows, united }) => [String(rows), name, united > 0 ? `${united} are there already as the same thing` : ''])])}\n`) // prettier-ignore
    print(`  ${each.accounts} accounts and their logins go along`)
    if (each.rightsEnding.length > 0)
      print(`  rights over the whole old bloc that end: ${each.rightsEnding.join(', ')}\n`)
  }
  print(`  what stays in the old bloc:\n${table(staying.map(({ table: name, why }) => [name, why]))}\n`)
  print(`${figureTable(figures, false)}\n`)
  if (faults.length === 0) print('  Nothing forbids it. Nothing has been changed.')
  for (const { code, details } of faults)
    print(`  FORBIDDEN: ${explainError(errors, new AppError(code, details), '').message}`)
  return faults.length === 0 ? 0 : 1
}

/** Prints what was done. */
export function showCarriedOver(done: readonly CarriedOver[]): void {
  for (const { handOver, rows, reports, figures } of done) {
    print(`\n  ${handOver.from.slug} → ${handOver.into.slug}\n`)
    print(
      table([
        ['rows', 'step'],
        ...[...rows].filter(([, count]) => count > 0).map(([name, count]) => [String(count), name]),
      ]),
    )
    print(`\n${figureTable(figures, true)}\n`)
    print(`  ${reports} frozen reports of the new bloc have the fingerprints they were frozen with`)
  }
}

function figureTable(figures: readonly ComparedFigure[], after: boolean): string {
  const head = ['hand-over', 'indicator', 'year', 'before', ...(after ? ['after', 'figures of units', ''] : [])]
  const rows = figures
    .filter((figure) => figure.before !== '0' || figure.after !== '')
    .map((figure) => [
      figure.handOver,
      figure.indicator,
      String(figure.year),
      figure.before,
      ...(after
        ? [figure.after, String(figure.units), figure.differing === 0 ? 'same' : `${figure.differing} DIFFER`]
        : []),
    ])
  return table([head, ...rows])
}
