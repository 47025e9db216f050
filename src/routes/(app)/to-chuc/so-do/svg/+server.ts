// The organigram as an SVG file of its own.
import { notFound } from '#kernel/errors.ts'
import { bestColumns, drawChart } from '#ui/organigram.ts'
import Organigram from '#ui/Organigram.svelte'
import { render } from 'svelte/server'
import { loadChart } from '../chart.server.ts'
import type { RequestHandler } from './$types'

/** Proportions of a sheet that lies on its side. */
const SHEET = { width: 1414, height: 1000 }

export const GET: RequestHandler = async (event) => {
  const { top, unit, dayText, day } = await loadChart(event)
  if (!top || !unit) throw notFound()
  const drawing = drawChart(top, bestColumns(top, SHEET.width, SHEET.height))
  const title = `Sơ đồ tổ chức ${unit.name}, ngày ${dayText}`
  const { body } = render(Organigram, { props: { drawing, title, alone: true } })
  // What Svelte leaves for scripts of a page is of no use in a file.
  const svg = `<?xml version="1.0" encoding="UTF-8"?>\n${body.replaceAll(/<!--.*?-->/g, '').trim()}\n`
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `attachment; filename="so-do-${unit.code}-${day}.svg"`,
      'cache-control': 'private, no-store',
    },
  })
}
