// One comparison: its steps before, then each cell's share of differences and the lines themselves.
import { formatDay } from '#kernel/day.ts'
import {
  bridgeCells,
  bridgeKindNames,
  certaintyNames,
  listBridge,
  markBridgeLine,
  revealBridgeLine,
} from '#modules/intake/intake.server.ts'
import type { BridgeKind, ColumnKey } from '#modules/intake/intake.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { redirect } from '@sveltejs/kit'
import { changed } from '../../filters.ts'
import { intakePage, stepActions } from '../../nhap/intake-page.server.ts'
import { adviceOf, fieldWords } from '../bridge-words.ts'
import { bridgeInput } from './bridge-input.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const intake = await intakePage(run, event.params.id)
    if (intake.purpose === 'import') redirect(303, `/dang-vien/nhap/${intake.id}`)
    const { url } = event
    const input = bridgeInput(intake.id, url)
    if (intake.state !== 'read') return { ...intake, cells: [], cell: null, tabs: [], open: false, list: null, lines: [], mayReveal: false } // prettier-ignore
    const cells = await run(bridgeCells, { intakeId: intake.id })
    const list = await run(listBridge, { ...input, page: url.searchParams.get('trang') })
    const total = (kind: 'here' | 'there' | 'differs') =>
      cells.filter((cell) => !input.unitId || cell.unitId === input.unitId).reduce((sum, cell) => sum + cell[kind], 0)
    const kinds: BridgeKind[] = ['differs', 'there', 'here']
    return {
      ...intake,
      cells: cells.map((cell) => ({ ...cell, href: changed(url, { 'don-vi': cell.unitId }) })),
      cell: cells.find((cell) => cell.unitId === input.unitId) ?? null,
      tabs: [
        { href: changed(url, { loai: null }), label: 'Tất cả', count: kinds.reduce((sum, kind) => sum + total(kind), 0), current: input.kind === null }, // prettier-ignore
        ...kinds.map((kind) => ({
          href: changed(url, { loai: kind }),
          label: bridgeKindNames[kind],
          count: total(kind),
          current: input.kind === kind,
        })),
      ],
      open: input.open,
      list: { page: list.page, size: list.size, total: list.total },
      mayReveal: ctx.actor.holds('member.read-masked'),
      lines: list.lines.map((line) => ({
        id: line.id,
        name: line.name,
        memberId: line.memberId,
        birth: line.birthOn ? formatDay(line.birthOn) : null,
        unit: line.unitName,
        kind: bridgeKindNames[line.kind],
        certainty: line.certainty === 'sure' ? null : certaintyNames[line.certainty],
        row: line.line,
        fields: line.kind === 'here' ? [] : fieldWords(line.kind, line.fields),
        advice: adviceOf(line),
        hasMasked: line.hasMasked,
        done: line.doneOn !== null,
        doneBy: line.doneBy,
        remark: line.remark,
        version: line.version,
      })),
    }
  })

const back = (event: { params: Partial<Record<string, string>>; url: URL }) => {
  const kept = new URLSearchParams([...event.url.searchParams].filter(([name]) => !name.startsWith('/')))
  return `/dang-vien/doi-chieu/${event.params['id'] ?? ''}${kept.size > 0 ? `?${kept}` : ''}`
}

const reveal = actionOf(revealBridgeLine)

export const actions: Actions = {
  ...stepActions('/dang-vien/doi-chieu'),
  xong: actionOf(markBridgeLine, { then: (_, event) => back(event) }),
  hien: async (event) => {
    const answer = await reveal(event)
    if (!('done' in answer)) return answer
    const { lineId, values } = answer.result
    const fields = Object.entries(values).map(([key, both]) => ({
      key: key as ColumnKey,
      masked: true,
      here: both?.here ?? null,
      there: both?.there ?? null,
    }))
    return { revealed: { lineId, fields: fieldWords('differs', fields) } }
  },
}
