// One kind of paper for every dossier of a round, in one archive: `?giay=`, as PDF with `&dang=pdf`.
import { draftRoundPapers } from '#modules/admissions/admissions.server.ts'
import { load } from '#pages'
import { paperAnswer } from '../../../paper-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { title, papers } = await load(event, (run) =>
    run(draftRoundPapers, { roundId: event.params.id, paper: event.url.searchParams.get('giay') ?? 'decision' }),
  )
  return paperAnswer(papers, { pdf: event.url.searchParams.get('dang') === 'pdf', archive: true, name: title })
}
