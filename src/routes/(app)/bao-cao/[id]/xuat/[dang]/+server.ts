// The report as a file: Word (editable), PDF (Party layout) or Excel (true numbers); from the frozen version, or as a draft from the records.
import { notFound } from '#kernel/errors.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { dayInVietnam } from '#kernel/day.ts'
import { readDraft, readFrozen, readReport, reportPaperOf, reportSheetOf } from '#modules/reports/reports.server.ts'
import { load } from '#pages'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { structureIn } from '../../../../structure.ts'
import type { RequestHandler } from './$types'
import { headOf, versionName } from '../../report-view.server.ts'

const TYPES: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const GET: RequestHandler = async (event) => {
  const { id, dang } = event.params
  // In the structure of today a report is always drawn from the records.
  const today = structureIn(event.url) === 'today'
  const ordinal = event.url.searchParams.get('ban')
  const { content, mark, at } = await load(event, async (run, ctx) => {
    if (!(dang in TYPES)) throw notFound()
    // Without a version named: the newest frozen one, else the draft.
    const { versions } = await run(readReport, { reportId: id })
    if (ordinal === null && (today || versions.length === 0)) {
      const structure = today ? 'today' : 'cut-off'
      return { content: await run(readDraft, { reportId: id, structure }), mark: null, at: ctx.now }
    }
    const frozen = await run(readFrozen, { reportId: id, ordinal })
    return {
      content: frozen.content,
      mark: { on: dayInVietnam(frozen.frozenAt), hash: frozen.hash, ordinal: frozen.ordinal, reason: frozen.reason },
      at: frozen.frozenAt,
    }
  })
  const name = fold(
    `${headOf(content).name} ${mark ? versionName(mark.ordinal) : 'du thao'}${content.structureOn ? ' co cau hien nay' : ''}`,
  ).replaceAll(/[^a-z0-9]+/g, '-')
  const body =
    dang === 'xlsx'
      ? writeWorkbook(reportSheetOf(content, mark))
      : dang === 'pdf'
        ? await renderPdf('party-report', paperData(reportPaperOf(content, mark)), { createdAt: at })
        : await renderDocx(reportPaperOf(content, mark))
  return new Response(body as BodyInit, {
    headers: {
      'content-type': TYPES[dang] ?? '',
      'content-disposition': `${dang === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${dang}"`,
      'cache-control': 'private, no-store',
    },
  })
}
