// The letter of introduction as a file: Word to be edited, PDF for print.
import { notFound } from '#kernel/errors.ts'
import { slug } from '#kernel/vietnamese/text.ts'
import { letterPaperOf, readLetter, readResidence } from '#modules/residence/residence.server.ts'
import { load } from '#pages'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import type { RequestHandler } from './$types'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const GET: RequestHandler = async (event) => {
  const pdf = event.url.searchParams.get('dang') === 'pdf'
  const letter = await load(event, async (run) => {
    const { links } = await run(readResidence, { memberId: event.params.memberId })
    const link = links.find((one) => one.voidReason === null && one.valid.to === null && one.category !== 'B')
    if (!link) throw notFound()
    return run(readLetter, { linkId: link.id })
  })
  const paper = letterPaperOf(letter)
  const body = pdf
    ? await renderPdf('conclusion', paperData(paper), { createdAt: new Date() })
    : await renderDocx(paper)
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': pdf ? 'application/pdf' : DOCX,
      'content-disposition': `attachment; filename="giay-gioi-thieu-${slug(letter.name)}.${pdf ? 'pdf' : 'docx'}"`,
      'cache-control': 'private, no-store',
    },
  })
}
