// One congress: its days and deadlines, what is next and by whom, what did not keep its term, and every step on record.
import { dayInVietnam, formatDay, formatInstant } from '#kernel/day.ts'
import {
  approveContent,
  approveResult,
  cancelCongress,
  congressActNames,
  congressFormNames,
  congressStateNames,
  CONGRESS_FORMS,
  editCongress,
  holdCongress,
  postponeCongress,
  readCongress,
  reportResult,
  takeBackStep,
} from '#modules/congresses/congresses.server.ts'
import { listDecisions } from '#modules/decisions/decisions.server.ts'
import { citation } from '#modules/rulebook/rulebook.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { congressLooks } from '../congress-looks.ts'
import type { Actions, PageServerLoad } from './$types'

const shown = (on: string | null) => (on === null ? null : formatDay(on as Parameters<typeof formatDay>[0]))

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const one = await run(readCongress, { congressId: event.params.id })
    const papers = one.acts.includes('approve') ? await run(listDecisions, {}) : []
    return {
      ...one,
      key: newId(),
      mayOpenTerm: await ctx.actor.covers(ctx.db, 'post.write', [one.unitId]),
      asked: event.url.searchParams.get('viec'),
      today: formatDay(ctx.today),
      title: `Đại hội ${one.unitName}`,
      kindName: unitKindNames[one.kind],
      formName: congressFormNames[one.form],
      tag: {
        state: one.next?.by && one.next.by < ctx.today ? ('late' as const) : congressLooks[one.state],
        label: congressStateNames[one.state],
      },
      days: {
        planned: shown(one.plannedOn),
        contentApproved: shown(one.contentApprovedOn),
        held: one.heldOn && (one.heldTo ? `${shown(one.heldOn)} đến ${shown(one.heldTo)}` : shown(one.heldOn)),
        reported: shown(one.reportedOn),
        approved: shown(one.approvedOn),
      },
      nextWords: one.next && {
        act: congressActNames[one.next.act],
        by: shown(one.next.by),
        late: one.next.by !== null && one.next.by < ctx.today,
        basis: one.next.rule && citation(one.next.rule),
      },
      dueWords: one.due && {
        on: shown(one.due.dueOn),
        range: one.due.earliest && one.due.latest ? `${shown(one.due.earliest)} đến ${shown(one.due.latest)}` : null,
        window: one.due.window && `${shown(one.due.window.first)} đến ${shown(one.due.window.last)}`,
        rule: one.due.window?.code ?? (one.kind === 'sub_cell' ? 'TERM-02' : 'TERM-01'),
      },
      decisionText: one.decision && `${one.decision.number} ngày ${shown(one.decision.issuedOn)}`,
      forms: CONGRESS_FORMS.map((value) => ({ value, label: congressFormNames[value] })),
      papers: papers.map(({ id, number, issuedOn, abstract }) => ({
        value: id,
        label: `${number} (${formatDay(issuedOn)}): ${abstract}`,
      })),
      timeline: one.steps.toReversed().map((step) => ({
        day: formatDay(dayInVietnam(new Date(step.at))),
        iso: step.at,
        time: formatInstant(step.at).slice(11),
        what: step.on === null ? congressActNames[step.act] : `${congressActNames[step.act]}: ngày ${shown(step.on)}`,
        ...(step.by ? { who: one.writers[step.by] } : {}),
        ...(step.reason ? { note: step.reason } : {}),
      })),
    }
  })

const input = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, congressId: event.params['id'] })
const then = (_: unknown, event: RequestEvent) => `/dai-hoi/${event.params['id']}`

export const actions: Actions = {
  sua: actionOf(editCongress, { input, then }),
  duyet: actionOf(approveContent, { input, then }),
  'to-chuc': actionOf(holdCongress, { input, then }),
  'bao-cao': actionOf(reportResult, { input, then }),
  'chuan-y': actionOf(approveResult, { input, then }),
  lui: actionOf(postponeCongress, { input, then }),
  huy: actionOf(cancelCongress, { input, then }),
  bo: actionOf(takeBackStep, { input, then }),
}
