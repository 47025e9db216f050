// A frozen version exactly as it was frozen: its figures, its records, its fingerprint, and what differs from the one before.
import { formatInstant } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import {
  compareSnapshots,
  readComparison,
  readFrozen,
  readReport,
  shownSums,
  snapshotRecords,
  verifySnapshot,
} from '#modules/reports/reports.server.ts'
import { load as loadPage } from '#pages'
import { structureIn, structureViews } from '../../../../structure.ts'
import type { PageServerLoad } from './$types'
import {
  breakdownTags,
  headOf,
  hereWith,
  howOf,
  placeOf,
  stripOf,
  tableOf,
  versionName,
} from '../../report-view.server.ts'

const SIZE = 12

/** Here the structure is the frozen one: only the comparison has two ways. */
const comparisons = [
  { label: 'Như lúc chốt', say: 'Số cùng kỳ như đã chốt' },
  { label: 'Theo đơn vị kế thừa', say: 'Số cùng kỳ theo hồ sơ hiện nay, tính cho đơn vị kế thừa' },
]

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url, params } = event
    const version = { reportId: params.id, ordinal: params.ordinal }
    const frozen = await run(readFrozen, version)
    // What was frozen stays; only what it is compared with is asked anew, where that is wanted.
    const renewed = structureIn(url) === 'today'
    const content = renewed ? await run(readComparison, version) : frozen.content
    const { ordinal } = frozen
    const report = await run(readReport, { reportId: params.id })
    const table = tableOf(content, url, () => null)
    const page = Math.max(1, Number(url.searchParams.get('trang')) || 1)
    const cell = table.focus ? await run(snapshotRecords, { ...version, ...table.focus, page, size: SIZE }) : null
    const bloc = content.units.find((unit) => unit.kind === 'bloc')?.id
    const compared =
      ordinal > 1 ? await run(compareSnapshots, { reportId: params.id, from: ordinal - 1, to: ordinal }) : null
    const proof = url.searchParams.get('kiem-tra') === '1' ? await run(verifySnapshot, version) : null
    return {
      head: headOf(content),
      versions: report.versions.map((one) => ({ ordinal: one.ordinal, name: versionName(one.ordinal) })),
      ordinal,
      name: versionName(ordinal),
      reason: frozen.reason,
      hash: frozen.hash,
      frozenAt: formatInstant(frozen.frozenAt),
      frozenBy: frozen.frozenBy,
      mayRestate: report.mayDecide && ctx.scope('report.decide').whole,
      last: ordinal === report.versions.at(-1)?.ordinal,
      proof: proof && { sound: proof.unchanged && proof.addsUp },
      proofHref: hereWith(url, { 'kiem-tra': '1' }),
      renewed,
      views: structureViews(url).map((view, at) => ({
        ...view,
        ...(comparisons[at] ?? {}),
      })),
      strip: stripOf(content, url),
      table,
      differences: compared?.differences.map((one) => ({
        key: `${one.indicator} ${one.unitId}`,
        unit: one.unitName,
        indicator: one.indicatorName,
        before: shownSums(one.before),
        after: shownSums(one.after),
        added: { count: one.added.length, titles: one.addedTitles.join(', ') },
        removed: { count: one.removed.length, titles: one.removedTitles.join(', ') },
      })),
      records: cell && {
        name: cell.indicator.name,
        unit: cell.unit.name,
        how: howOf(cell),
        figure: shownSums(cell.figure),
        sums: cell.figure.den === null ? null : `${formatInteger(cell.figure.num)}/${formatInteger(cell.figure.den)}`,
        agrees: cell.figure.den !== null || cell.total === cell.figure.num,
        counted: `${formatInteger(cell.total)} hồ sơ đã chốt`,
        tags:
          cell.unit.id === bloc
            ? breakdownTags(cell.indicator, content.breakdowns[cell.indicator.code] ?? {}).map((tag) => ({
                ...tag,
                on: false,
                href: null,
              }))
            : [],
        records: cell.records.map((record) => ({
          id: record.id,
          title: record.title,
          detail: record.detail,
          side: null,
          unit: record.unitName,
          paper: record.paper,
          href: record.href,
        })),
        all: page > 1 ? { href: hereWith(url, { trang: String(page - 1) }), label: 'Trang trước' } : null,
        more:
          cell.total > page * SIZE
            ? {
                href: hereWith(url, { trang: String(page + 1) }),
                label: `Trang sau (${page}/${Math.ceil(cell.total / SIZE)})`,
              }
            : null,
        close: hereWith(url, { so: null, cua: null, trang: null }) + placeOf(cell.unit.id),
      },
    }
  })
