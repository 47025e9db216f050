// The extract as a file; posted with a reason, with everything restricted, which is logged.
import { notFound } from '#kernel/errors.ts'
import { readMember } from '#modules/members/members.server.ts'
import { extractPaperOf, readFullRecord, readOpenRecord } from '#modules/records/records.server.ts'
import type { MemberRecord } from '#modules/records/records.server.ts'
import { ancestorsOf } from '#modules/units/units.server.ts'
import { callerOf, load } from '#pages'
import type { RequestEvent } from '#pages'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { redirect } from '@sveltejs/kit'
import { dayIn } from '../../../../../address.ts'
import { fileAnswer } from '../../../../../file-answer.server.ts'
import type { RequestHandler } from './$types'

/** Everything but the record itself, which is read in one of two ways. */
const aboutIn = (event: RequestEvent, kind: string) =>
  load(event, async (run, ctx) => {
    if (kind !== 'pdf' && kind !== 'docx') throw notFound()
    const asked = { memberId: event.params['id'], day: dayIn(event.url) }
    const member = await run(readMember, asked)
    const open = await run(readOpenRecord, asked)
    const cell = member.cells.at(-1)
    const [above] = cell ? await ancestorsOf(ctx, cell.unitId, member.day) : []
    return {
      asked,
      open,
      now: ctx.now,
      parts: {
        member,
        on: ctx.today,
        unit: { name: cell?.unit?.name ?? '', superior: above?.name ?? null },
      },
    }
  })

type About = Awaited<ReturnType<typeof aboutIn>>

async function answer(kind: string, { parts, now }: About, record: MemberRecord, full: boolean): Promise<Response> {
  const paper = extractPaperOf({ ...parts, record, full })
  const body =
    kind === 'pdf' ? await renderPdf('party-report', paperData(paper), { createdAt: now }) : await renderDocx(paper)
  return fileAnswer(kind, `trich-luc-${record.day}`, body)
}

export const GET: RequestHandler = async (event) => {
  const about = await aboutIn(event, event.params.dang)
  return answer(event.params.dang, about, about.open, false)
}

export const POST: RequestHandler = async (event) => {
  const { dang, id } = event.params
  const reason = String((await event.request.formData()).get('reason') ?? '').trim()
  if (reason === '') redirect(303, `/dang-vien/${id}/trich-luc?thieu=ly-do`)
  const about = await aboutIn(event, dang)
  const record = await load(event, () =>
    execute(database(), callerOf(event), readFullRecord, { ...about.asked, reason: reason.slice(0, 500) }),
  )
  return answer(dang, about, record, true)
}
