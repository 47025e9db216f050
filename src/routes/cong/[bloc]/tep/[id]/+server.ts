// Pictures of published articles, for anybody.
import { readFile } from '#platform/files/read-file.ts'
import { fileAnswer } from '../../../../tep/file-answer.server.ts'
import { publicLoad } from '../../../public-load.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) =>
  fileAnswer(await publicLoad(event, (run) => run(readFile, { fileId: event.params.id })), event.request, event.url)
