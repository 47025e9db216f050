// The papers of a conference as files: notice of conclusion or proceedings, editable (DOCX) or for print (PDF).
import { slug } from '#kernel/vietnamese/text.ts'
import { conclusionPaperOf, proceedingsOf, readConference } from '#modules/conferences/conferences.server.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { load } from '#pages'
import type { RequestHandler } from './$types'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const GET: RequestHandler = async (event) => {
  const proceedings = event.url.searchParams.get('loai') === 'ky-yeu'
  const pdf = event.url.searchParams.get('dang') === 'pdf'
  const record = await load(event, (run) => run(readConference, { conferenceId: event.params.id }))
  const paper = proceedings ? proceedingsOf(record) : conclusionPaperOf(record)
  const body = pdf
    ? await renderPdf(proceedings ? 'party-report' : 'conclusion', paperData(paper), { createdAt: new Date() })
    : await renderDocx(paper)
  const name = `${proceedings ? 'ky-yeu' : 'ket-luan'}-${slug(record.title).slice(0, 60)}.${pdf ? 'pdf' : 'docx'}`
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': pdf ? 'application/pdf' : DOCX,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
