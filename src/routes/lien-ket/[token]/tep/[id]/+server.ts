// A file the guest's page shows; never kept by a cache.
import { readGuestFile } from '#modules/coordination/coordination.server.ts'
import { fileAnswer } from '../../../../tep/file-answer.server.ts'
import { askAsGuest } from '../../../guest.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) =>
  fileAnswer(await askAsGuest(event, readGuestFile, { fileId: event.params.id }), event.request, event.url)
