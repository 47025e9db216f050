// One dossier: where it stands, what is next, what lacks, what runs, and everything that was done with its papers.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import {
  actNames,
  isOfficialStage,
  levelNames,
  partNames,
  readDossier,
  stepNames,
  termNames,
} from '#modules/admissions/admissions.server.ts'
import type { StepKind } from '#modules/admissions/admissions.server.ts'
import { load as loadPage } from '#pages'
import { stepAddress, stepAt } from '../step-addresses.ts'
import { stepDetail } from '../step-words.server.ts'
import type { PageServerLoad } from './$types'

const text = (day: Day | null) => (day === null ? null : formatDay(day))

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const view = await run(readDossier, { dossierId: event.params.id })
    const { dossier, next, clocks } = view
    const done = stepAt(event.url.searchParams.get('xong') ?? undefined)
    const official = isOfficialStage(dossier.stage) || dossier.stage === 'probationary'
    const link = (kind: StepKind) => `/ket-nap/${view.id}/${stepAddress[kind]}`
    return {
      id: view.id,
      name: view.name,
      memberId: view.memberId,
      unit: { name: view.unitName, href: `/to-chuc/${view.unitId}` },
      born: formatDay(view.birthOn),
      stage: dossier.stage,
      stageName: view.stageName,
      since: formatDay(dossier.stageOn),
      said: done ? `Đã ghi: ${stepNames[done].toLowerCase()}.` : event.url.searchParams.get('xong') ? 'Đã ghi.' : null,
      next: next.act
        ? {
            title: actNames[next.act],
            href: link(next.act),
            who: next.level ? levelNames[next.level] : '',
            may: next.may,
            from: text(next.from),
            missing: next.missing.map((code) => partNames[code] ?? code),
          }
        : null,
      acts: view.acts.map((kind) => ({ label: actNames[kind], href: link(kind) })),
      // The newest of each kind; the form offers the others, too.
      issued: view.offered
        .filter((each, at, all) => all.findIndex(({ kind }) => kind === each.kind) === at)
        .map((each) => ({
          what: `${stepNames[each.kind]}: số ${each.number}, cấp ngày ${formatDay(each.issuedOn)}`,
          href:
            each.kind === next.act
              ? next.may
                ? link(each.kind)
                : null
              : view.acts.includes(each.kind)
                ? link(each.kind)
                : null,
        })),
      terms: view.terms.map((term) => ({
        label: termNames[term.kind],
        day: formatDay(term.dueOn),
        late: term.dueOn < ctx.today,
      })),
      checklist: official
        ? view.officialMissing.map((code) => ({ label: partNames[code] ?? code, there: false, needed: true }))
        : view.checklist.map(({ label, there, needed }) => ({ label, there, needed })),
      official,
      facts: [
        { term: 'Người giúp đỡ', value: dossier.helpers.map((each) => each.name).join(', ') || null },
        { term: 'Người giới thiệu', value: dossier.sponsors.map((each) => each.name).join(', ') || null },
        { term: 'Giấy chứng nhận có giá trị đến', value: text(clocks.certificateUntil) },
        { term: 'Hồ sơ có giá trị đến', value: text(clocks.dossierUntil) },
        { term: 'Nghị quyết chi bộ', value: text(dossier.proposedOn) },
        { term: 'Quyết định kết nạp', value: text(dossier.decidedOn) },
        { term: 'Lễ kết nạp', value: text(dossier.ceremonyOn) },
        { term: 'Hết thời gian dự bị', value: text(clocks.probationEnds) },
      ].filter((each) => each.value !== null),
      reason: dossier.reason,
      warnings: view.warnings,
      steps: view.steps.toReversed().map((step) => ({
        day: formatDay(step.on),
        iso: step.on as string,
        what: stepNames[step.kind],
        who: stepDetail(step.kind, step.facts),
        ...(step.decision ? { by: { label: step.decision.number } } : {}),
        ...(step.fileId ? { file: { label: 'Bản chụp', href: `/tep/${step.fileId}` } } : {}),
        state: step.voidReason === null ? ('done' as const) : ('returned' as const),
        ...(step.voidReason === null ? {} : { note: `Ghi nhầm, không tính: ${step.voidReason}` }),
        ...(step.mayCorrect
          ? { act: { label: 'Đính chính', href: `/ket-nap/${view.id}/${stepAddress[step.kind]}?sua=${step.id}` } }
          : {}),
      })),
      removable: view.steps
        .filter((step) => step.mayCorrect)
        .toReversed()
        .slice(0, 12)
        .map((step) => ({
          label: `${stepNames[step.kind]}, ${formatDay(step.on)}`,
          href: `/ket-nap/${view.id}/bo-buoc?buoc=${step.id}`,
        })),
    }
  })
