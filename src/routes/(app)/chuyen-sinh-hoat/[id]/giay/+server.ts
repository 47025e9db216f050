// The letter of introduction as a file: for print (PDF), or editable (DOCX). Before it is issued it is a draft without a number.
import { slug } from '#kernel/vietnamese/text.ts'
import { letterPaperOf, readTransfer, wayUp } from '#modules/transfers/transfers.server.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { load } from '#pages'
import type { RequestHandler } from './$types'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const GET: RequestHandler = async (event) => {
  const pdf = event.url.searchParams.get('dang') !== 'docx'
  const one = await load(event, async (run, ctx) => {
    const found = await run(readTransfer, { transferId: event.params.id })
    const up = found.issuerUnitId ? await wayUp(ctx, found.issuerUnitId, ctx.today) : []
    return { ...found, issuer: found.issuer ?? '', superior: up[1]?.name ?? '' }
  })
  const presentBy = one.timers.find((timer) => timer.code === 'TRANSFER_PRESENT')?.dueOn ?? null
  const paper = letterPaperOf({ ...one, presentBy })
  const body = pdf
    ? await renderPdf('party-report', paperData(paper), { createdAt: new Date() })
    : await renderDocx(paper)
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': pdf ? 'application/pdf' : DOCX,
      'content-disposition': `attachment; filename="giay-gioi-thieu-${slug(one.name)}.${pdf ? 'pdf' : 'docx'}"`,
      'cache-control': 'private, no-store',
    },
  })
}
