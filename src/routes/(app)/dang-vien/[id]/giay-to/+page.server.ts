// The papers of a member's file as of a day, by stage, with what is missing.
import { formatDay } from '#kernel/day.ts'
import { readMember } from '#modules/members/members.server.ts'
import { readOpenRecord, STAGES, stageNames } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../../../address.ts'
import { headOf } from '../record-head.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day: asked })
    const { documents, kinds, stages } = await run(readOpenRecord, { memberId: event.params.id, day: asked })
    const cell = member.cells.at(-1)
    const label = new Map(kinds.map((kind) => [kind.code, kind.label]))
    return {
      head: headOf(member, asked, '/giay-to'),
      may: cell && !asked ? await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]) : false,
      stages: STAGES.map((stage) => {
        const complete = stages.find((each) => each.stage === stage)
        return {
          stage,
          title: stageNames[stage],
          complete: complete ? { have: complete.have, need: complete.need } : null,
          papers: documents
            .filter((each) => each.stage === stage)
            .map((each) => ({
              id: each.id,
              name: each.title ?? label.get(each.kind) ?? each.kind,
              note: [
                each.title ? label.get(each.kind) : null,
                each.formCode ? `mẫu ${each.formCode}` : null,
                each.number ? `số ${each.number}` : null,
                each.issuedOn ? `ngày ${formatDay(each.issuedOn)}` : null,
                each.issuer,
                each.note,
                each.onBehalf ? 'ghi thay' : null,
              ]
                .filter(Boolean)
                .join(' · '),
              file: each.fileId ? `/tep/${each.fileId}` : null,
            })),
          missing: complete?.missing.map(({ code, label: name }) => ({ code, name })) ?? [],
        }
      }),
    }
  })
