// One kind of paper of a dossier (`?giay=`), as Word or as PDF (`&dang=pdf`); all of them in one archive (`?dang=zip`).
import { draftPapers } from '#modules/admissions/admissions.server.ts'
import { load } from '#pages'
import { paperAnswer } from '../../../paper-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const as = event.url.searchParams.get('dang')
  const { name, papers } = await load(event, (run) =>
    run(draftPapers, { dossierId: event.params.id, paper: event.url.searchParams.get('giay') }),
  )
  return paperAnswer(papers, { pdf: as === 'pdf', archive: as === 'zip', name: `Giấy tờ kết nạp ${name}` })
}
