// The log: what was done, newest first, with filters; above it how far the chain is sealed and whether it held when last checked.
import { formatInstant } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { roleNames } from '#modules/access/access.server.ts'
import { holdingBasisNames, POST_KINDS } from '#modules/committees/committees.server.ts'
import { endReasonNames, termBasisNames } from '#modules/committees/committees-messages.ts'
import {
  conferenceStateNames,
  paperKindNames,
  paperStateNames,
  recommendationStateNames,
} from '#modules/conferences/conferences-messages.ts'
import { congressActNames } from '#modules/congresses/congresses-messages.ts'
import { rhythmNames } from '#modules/coordination/coordination-messages.ts'
import { kindNames as meetingKindNames, stateNames as meetingStateNames } from '#modules/meetings/meetings-messages.ts'
import { eventNames, maskedNames } from '#modules/members/members-messages.ts'
import { findingNames } from '#modules/portal/portal-gate-messages.ts'
import { articleStateNames, sectionNames } from '#modules/portal/portal-messages.ts'
import { areaNames, planActNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { partStateNames } from '#modules/reports/reports-messages.ts'
import { taskStateNames } from '#modules/targets/targets-messages.ts'
import { localityKindNames, unitKindNames } from '#modules/units/units-messages.ts'
import { listEntries, readChainState } from '#platform/audit/list-entries.ts'
import { readVerification, startVerification } from '#platform/audit/verify-chain.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { dayIn } from '../address.ts'
import { detailLines } from './details.ts'
import { operationChoices, operationNames } from './operation-names.ts'
import { subjectsOf } from './subjects.server.ts'
import type { Actions, PageServerLoad } from './$types'

const SIZE = 50
// Codes of all areas in one table: where two areas share a code, it says the same in both.
const WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(POST_KINDS.map(({ code, label }) => [code, label])),
  ...holdingBasisNames,
  ...termBasisNames,
  ...endReasonNames,
  ...planActNames,
  ...areaNames,
  ...congressActNames,
  ...rhythmNames,
  accept: 'nhận nhiệm vụ',
  report: 'báo cáo kết quả',
  cancel: 'hủy',
  committee: 'hội nghị ban chấp hành',
  standing: 'hội nghị ban thường vụ',
  thematic: 'hội nghị chuyên đề',
  nine_month_review: 'sơ kết 9 tháng',
  half_year_review: 'sơ kết 6 tháng',
  year_review: 'tổng kết năm',
  term_review: 'tổng kết nhiệm kỳ',
  ...articleStateNames,
  ...partStateNames,
  ...taskStateNames,
  ...recommendationStateNames,
  ...paperStateNames,
  ...paperKindNames,
  ...conferenceStateNames,
  ...meetingStateNames,
  ...meetingKindNames,
  ...eventNames,
  ...localityKindNames,
  ...sectionNames,
  ...findingNames,
  ...roleNames,
  ...unitKindNames,
  ...maskedNames,
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const idOf = (name: string) => {
      const value = url.searchParams.get(name)?.trim().toLowerCase()
      return isId(value) ? value : null
    }
    const operation = url.searchParams.get('viec')
    const asked = {
      from: dayIn(url, 'tu'),
      to: dayIn(url, 'den'),
      accountId: idOf('tai-khoan'),
      operation: operation && operationNames[operation] ? operation : null,
      recordId: idOf('ban-ghi'),
      before: idOf('truoc'),
    }
    const { entries, more } = await run(listEntries, { ...asked, limit: SIZE })
    const known = await subjectsOf(
      ctx,
      [...entries.flatMap(({ subjects }) => subjects), asked.recordId, asked.accountId].filter((id) => id !== null),
    )
    const chain = await run(readChainState, {})
    const checked = await run(readVerification, {})
    return {
      key: newId(),
      asked: { ...asked, record: asked.recordId && (known.get(asked.recordId)?.label ?? asked.recordId) },
      accountName:
        asked.accountId && (entries.find(({ account }) => account)?.account ?? known.get(asked.accountId)?.label ?? ''),
      operations: operationChoices,
      next: more ? (entries.at(-1)?.id ?? null) : null,
      chain: {
        sealed: chain.sealed,
        unsealed: chain.unsealed,
        hash: chain.hash,
        sealedAt: chain.sealedAt && formatInstant(chain.sealedAt),
      },
      checked: checked && {
        ok: checked.ok,
        sealed: checked.sealed,
        brokenAt: checked.brokenAt ?? null,
        at: formatInstant(checked.finishedAt),
      },
      entries: entries.map((entry) => ({
        id: entry.id,
        at: formatInstant(entry.at),
        iso: entry.at.toISOString(),
        accountId: entry.accountId,
        account: entry.account ?? (entry.requestId ? `Hệ thống (${machineName(entry.requestId)})` : 'Hệ thống'),
        what: operationNames[entry.operation] ?? entry.operation,
        subjects: [...new Set(entry.subjects)].flatMap((id) => known.get(id) ?? []),
        unknown: [...new Set(entry.subjects)].filter((id) => !known.has(id)).length,
        details: detailLines(entry.details, WORDS),
        ordinal: entry.ordinal,
      })),
    }
  })

/** What the system calls its own part; a request's id says nothing to people. */
const machineName = (requestId: string) => (isId(requestId) ? 'tự động' : requestId)

export const actions: Actions = { 'kiem-tra': actionOf(startVerification, { then: () => '/viec-cua-toi' }) }
