// Certificates for print: of the whole class in one file, or of one learner by `?hoc-vien=`.
import { slug } from '#kernel/vietnamese/text.ts'
import { readCertificates } from '#modules/classes/classes.server.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { load } from '#pages'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const enrolmentId = event.url.searchParams.get('hoc-vien')
  const found = await load(event, (run) => run(readCertificates, { classId: event.params.id, enrolmentId }))
  const pdf = await renderPdf('certificate', found, { createdAt: new Date() })
  const name = slug(enrolmentId ? (found.sheets[0]?.name ?? '') : found.title).slice(0, 60)
  return new Response(pdf as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="giay-chung-nhan-${name}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
