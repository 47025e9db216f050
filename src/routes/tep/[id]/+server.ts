// Files of the bloc one is signed in to.
import { readFile } from '#platform/files/read-file.ts'
import { load } from '#pages'
import { fileAnswer } from '../file-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) =>
  fileAnswer(await load(event, (run) => run(readFile, { fileId: event.params.id })), event.request, event.url)
