// The organigram of the bloc or of one unit as of a day.
import { drawChart } from '#ui/organigram.ts'
import { address } from '../../address.ts'
import { LEVELS, loadChart } from './chart.server.ts'
import type { PageServerLoad } from './$types'

/** As many boxes beside each other as a desk shows without pushing sideways. */
const COLUMNS = 6
/** And a phone. */
const NARROW = 2

export const load: PageServerLoad = async (event) => {
  const { asked, dayText, levels, unit, bloc, units, top } = await loadChart(event)
  const of = unit && unit !== bloc ? unit.id : null
  const here = (path: string, cap: number | null) => address(path, { ngay: asked, 'don-vi': of, cap })
  return {
    asked,
    dayText,
    levels,
    name: unit?.name ?? null,
    unitId: of,
    drawing: top && drawChart(top, COLUMNS),
    narrow: top && drawChart(top, NARROW),
    units: units.map(({ id, name, depth }) => ({ value: id, label: `${'  '.repeat(depth)}${name}` })),
    depths: LEVELS.map((cap) => ({ href: here('/to-chuc/so-do', cap), label: `${cap} cấp`, current: cap === levels })),
    svgHref: here('/to-chuc/so-do/svg', levels),
    pdfHrefs: [
      { href: `${here('/to-chuc/so-do/pdf', levels)}&kho=a4`, label: 'PDF khổ A4 nằm' },
      { href: `${here('/to-chuc/so-do/pdf', levels)}&kho=a3`, label: 'PDF khổ A3 nằm' },
    ],
    treeHref: address('/to-chuc', { ngay: asked }),
  }
}
