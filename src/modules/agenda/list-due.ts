// «Việc cần làm»: what waits for the caller in every area, soonest first. An area adds its own by one line in `sources`.
import { soonestFirst } from '#kernel/due.ts'
import type { DueItem } from '#kernel/due.ts'
import { admissionsDue } from '#modules/admissions/admissions.server.ts'
import { classesDue } from '#modules/classes/classes.server.ts'
import { badgesDue } from '#modules/badges/badges.server.ts'
import { conferencesDue } from '#modules/conferences/conferences.server.ts'
import { congressesDue } from '#modules/congresses/congresses.server.ts'
import { coordinationDue } from '#modules/coordination/coordination.server.ts'
import { duesDue } from '#modules/dues/dues.server.ts'
import { meetingsDue } from '#modules/meetings/meetings.server.ts'
import { membersDue, standingsDue } from '#modules/members/members.server.ts'
import { correctionsDue, readReviewDue } from '#modules/records/records.server.ts'
import { articlesDue } from '#modules/portal/portal.server.ts'
import { plansDue } from '#modules/reorganisations/reorganisations.server.ts'
import { qualityDue } from '#modules/quality/quality.server.ts'
import { residenceDue } from '#modules/residence/residence.server.ts'
import { reportsDue } from '#modules/reports/reports.server.ts'
import { transfersDue } from '#modules/transfers/transfers.server.ts'
import { tasksDue } from '#modules/targets/targets.server.ts'
import { integerField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'

type DueSource = (ctx: ReadContext) => Promise<DueItem[]>

const sources: readonly DueSource[] = [
  meetingsDue,
  classesDue,
  admissionsDue,
  membersDue,
  standingsDue,
  (ctx) => transfersDue(ctx),
  correctionsDue,
  residenceDue,
  qualityDue,
  badgesDue,
  duesDue,
  (ctx) => tasksDue(ctx),
  (ctx) => reportsDue(ctx),
  conferencesDue,
  congressesDue,
  coordinationDue,
  articlesDue,
  plansDue,
  readReviewDue,
]

export const listDue = query({
  name: 'agenda.list-due',
  summary: 'What is due for the caller in all areas, soonest first',
  permission: 'unit.read',
  input: v.object({ size: v.optional(integerField(1, 200), 50) }),
  async run(ctx, input) {
    // One after the other: they share the page's one connection and its snapshot.
    const items: DueItem[] = []
    for (const source of sources) items.push(...(await source(ctx)))
    return { today: ctx.today, total: items.length, items: soonestFirst(items).slice(0, input.size) }
  },
})
