// Who read masked fields of my record.
import { formatInstant } from '#kernel/day.ts'
import { maskedNames } from '#modules/members/members.server.ts'
import { ownReads } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => ({
    reads: (await run(ownReads, {})).map((read) => ({
      id: read.id,
      at: formatInstant(read.at),
      reader: read.reader ?? 'Hệ thống',
      field: (maskedNames as Record<string, string>)[read.field] ?? read.field,
      reason: read.reason,
    })),
  }))
